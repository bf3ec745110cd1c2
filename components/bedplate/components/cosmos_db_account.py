"""A Cosmos DB account for documents that only private callers with a role can use."""

from enum import StrEnum
from typing import NotRequired

import pulumi
from pulumi_azure_native import cosmosdb

from bedplate.components.cosmos.data_role_grants import CosmosDataRoleGrantArgs, grant_data_roles
from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.shared.customer_key import CustomerKeyArgs, key_uri
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.shared.options import stateless_child
from bedplate.components.shared.service_host import service_host

_ACCOUNT_TYPE = "Microsoft.DocumentDB/databaseAccounts"
_NO_LIMIT = -1


class ContinuousBackup(StrEnum):
    """How far back in time an account can be restored."""

    SEVEN_DAYS = "Continuous7Days"
    THIRTY_DAYS = "Continuous30Days"


class CosmosDbAccountArgs(AzureResourceArgs):
    """Arguments of `CosmosDbAccount`."""

    account_name: pulumi.Input[str]
    """Name of the account: 3 to 44 lower-case letters, digits and hyphens, unique in the world."""
    zone_redundant: NotRequired[bool]
    """Whether the region's zones each hold a copy; true by default. Not every region has zones."""
    backup: NotRequired[pulumi.Input[ContinuousBackup]]
    """How far back the account can be restored; 30 days by default. 7 days cost nothing."""
    total_throughput_limit: NotRequired[pulumi.Input[int]]
    """Most request units a second that all databases can have together; without a limit by default."""
    customer_key: NotRequired[CustomerKeyArgs]
    """The customer's own key, which Azure follows through rotations, beneath Microsoft's; without one by default.

    It can never be taken away. Its vault must let trusted services pass.
    """
    data_role_grants: NotRequired[list[CosmosDataRoleGrantArgs]]
    """Roles on the account's data."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the account's logs."""
    private_endpoint: NotRequired[PrivateEndpointPlacementArgs]
    """Where the private endpoint lies; without one nobody can reach the account, as public access stays off."""
    lock: NotRequired[bool]
    """Whether the account is locked against deletion; false by default.

    While it is, Azure refuses to take back any role on the account: lock only one whose grants stay.
    """


class CosmosDbAccount(pulumi.ComponentResource):
    """An account in one region, without keys and public access, with continuous backup.

    Raises:
        ValueError: a role on data is not in the catalogue.
    """

    account_id: pulumi.Output[str]
    """ARM id of the account."""
    account_name: pulumi.Output[str]
    """Name of the account."""
    document_endpoint: pulumi.Output[str]
    """Data-plane address of the account, `https://<name>.documents.azure.com:443/` in the public cloud."""

    def __init__(self, name: str, args: CosmosDbAccountArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:CosmosDbAccount", name, dict(args), opts)
        account = _declare(name, args, parent=self)
        self.account_name = known(account, args["account_name"])
        self.account_id = known_id(
            account,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            accountName=args["account_name"],
        )
        host = service_host(args["account_name"], "cosmos", args["location"])
        self.document_endpoint = known(account, pulumi.Output.format("https://{0}:443/", host))
        granted = grant_data_roles(
            name,
            args.get("data_role_grants", []),
            resource_group_name=args["resource_group_name"],
            account_name=self.account_name,
            account_id=self.account_id,
            after=account,
            parent=self,
        )
        self._serve(name, args, [account, *granted])
        self.register_outputs(
            {
                "account_id": self.account_id,
                "account_name": self.account_name,
                "document_endpoint": self.document_endpoint,
            }
        )

    def _serve(self, name: str, args: CosmosDbAccountArgs, declared: list[pulumi.Resource]) -> None:
        # The id comes from the last write to the account, so that the private endpoint itself waits for it.
        target_id: pulumi.Output[str] = known(declared[-1], self.account_id)
        under_account = declared[1:]
        if "log_analytics_workspace_id" in args:
            under_account.append(
                diagnose(
                    name,
                    target_type=_ACCOUNT_TYPE,
                    target_id=self.account_id,
                    workspace_id=args["log_analytics_workspace_id"],
                    opts=stateless_child(self),
                )
            )
        if "private_endpoint" in args:
            under_account.append(
                place_private_endpoint(
                    name,
                    args,
                    args["private_endpoint"],
                    target_id=target_id,
                    target_type=_ACCOUNT_TYPE,
                    group_id="Sql",
                    opts=stateless_child(self),
                )
            )
        if args.get("lock"):
            lock_against_deletion(name, scope=self.account_id, parent=self, after=under_account)


def _declare(name: str, args: CosmosDbAccountArgs, *, parent: pulumi.Resource) -> cosmosdb.DatabaseAccount:
    key = args.get("customer_key")
    return cosmosdb.DatabaseAccount(
        name,
        resource_group_name=args["resource_group_name"],
        account_name=args["account_name"],
        location=args["location"],
        kind=cosmosdb.DatabaseAccountKind.GLOBAL_DOCUMENT_DB,
        database_account_offer_type=cosmosdb.DatabaseAccountOfferType.STANDARD,
        create_mode=cosmosdb.CreateMode.DEFAULT,
        locations=[
            {
                "location_name": args["location"],
                "failover_priority": 0,
                "is_zone_redundant": args.get("zone_redundant", True),
            }
        ],
        consistency_policy={"default_consistency_level": cosmosdb.DefaultConsistencyLevel.SESSION},
        # The SDK leaves a dict as it is where several classes are possible, so this one is spelt out.
        backup_policy=cosmosdb.ContinuousModeBackupPolicyArgs(
            type=cosmosdb.BackupPolicyType.CONTINUOUS,
            continuous_mode_properties=cosmosdb.ContinuousModePropertiesArgs(
                tier=args.get("backup", ContinuousBackup.THIRTY_DAYS)
            ),
        ),
        # Said in any case, as a limit that is merely left out stays in force.
        capacity={"total_throughput_limit": args.get("total_throughput_limit", _NO_LIMIT)},
        identity=_identity(key),
        default_identity=None if key is None else pulumi.Output.concat("UserAssignedIdentity=", key["identity_id"]),
        key_vault_key_uri=None if key is None else key_uri(key),
        disable_local_auth=True,
        disable_key_based_metadata_write_access=True,
        enable_free_tier=False,
        enable_multiple_write_locations=False,
        minimal_tls_version=cosmosdb.MinimalTlsVersion.TLS12,
        public_network_access=cosmosdb.PublicNetworkAccess.DISABLED,
        network_acl_bypass=cosmosdb.NetworkAclBypass.NONE,
        network_acl_bypass_resource_ids=[],
        ip_rules=[],
        is_virtual_network_filter_enabled=False,
        virtual_network_rules=[],
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _identity(key: CustomerKeyArgs | None) -> cosmosdb.ManagedServiceIdentityArgsDict | None:
    if key is None:
        return None
    return {"type": cosmosdb.ResourceIdentityType.USER_ASSIGNED, "user_assigned_identities": [key["identity_id"]]}
