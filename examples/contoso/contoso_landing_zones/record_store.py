"""Contoso's components, for programs in every Pulumi language."""

from typing import NotRequired

import pulumi
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.storage_account import StorageAccount, StorageAccountArgs
from pulumi_azure_native import storage

_CONTAINER = "records"


class RecordStoreArgs(AzureResourceArgs):
    """Arguments of `RecordStore`."""

    account_name: pulumi.Input[str]
    """Name of the storage account: 3 to 24 lower-case letters and digits, unique in the world."""
    retention_days: NotRequired[int]
    """How long a record can be neither changed nor deleted; 365 days by default."""
    private_endpoint: PrivateEndpointPlacementArgs
    """Where the private endpoint of the records lies."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the logs."""


class RecordStore(pulumi.ComponentResource):
    """A storage account whose records nobody can change or delete before their time."""

    account_id: pulumi.Output[str]
    """ARM id of the storage account."""

    def __init__(self, name: str, args: RecordStoreArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("contoso:index:RecordStore", name, dict(args), opts)
        below = pulumi.ResourceOptions(parent=self)
        account_args: StorageAccountArgs = {
            "resource_group_name": args["resource_group_name"],
            "location": args["location"],
            "tags": args.get("tags", {}),
            "account_name": args["account_name"],
            "containers": [_CONTAINER],
            "private_endpoints": {"blob": args["private_endpoint"]},
        }
        if "subscription_id" in args:
            account_args["subscription_id"] = args["subscription_id"]
        if "log_analytics_workspace_id" in args:
            account_args["log_analytics_workspace_id"] = args["log_analytics_workspace_id"]
        account = StorageAccount(name, account_args, below)
        storage.BlobContainerImmutabilityPolicy(
            name,
            resource_group_name=args["resource_group_name"],
            account_name=account.account_name,
            container_name=_CONTAINER,
            immutability_policy_name="default",
            immutability_period_since_creation_in_days=args.get("retention_days", 365),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[account]),
        )
        self.account_id = account.account_id
        self.register_outputs({"account_id": self.account_id})


COMPONENTS = (RecordStore,)
