"""A storage account that only private callers with a role can use."""

from enum import StrEnum
from typing import NotRequired

import pulumi
from pulumi_azure_native import storage

from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.shared.customer_key import CustomerKeyArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.shared.options import stateless_child

_ACCOUNT_TYPE = "Microsoft.Storage/storageAccounts"
_OTHER_SERVICES = ("file", "queue", "table")
"""Services besides blobs that write logs of their own; what is called through `dfs` is in the log of blobs."""
_DENY_ALL: storage.NetworkRuleSetArgsDict = {
    "bypass": storage.Bypass.NONE,
    "default_action": storage.DefaultAction.DENY,
    "ip_rules": [],
    "resource_access_rules": [],
    "virtual_network_rules": [],
}
_ENCRYPTION: storage.EncryptionArgsDict = {
    "key_source": storage.KeySource.MICROSOFT_STORAGE,
    "require_infrastructure_encryption": True,
    "services": {
        "blob": {"enabled": True, "key_type": storage.KeyType.ACCOUNT},
        "file": {"enabled": True, "key_type": storage.KeyType.ACCOUNT},
        "queue": {"enabled": True, "key_type": storage.KeyType.ACCOUNT},
        "table": {"enabled": True, "key_type": storage.KeyType.ACCOUNT},
    },
}


class StorageRedundancy(StrEnum):
    """How many copies of the data there are, and where."""

    LOCALLY_REDUNDANT = "Standard_LRS"
    ZONE_REDUNDANT = "Standard_ZRS"
    GEO_REDUNDANT = "Standard_GRS"
    GEO_ZONE_REDUNDANT = "Standard_GZRS"


class StorageAccountArgs(AzureResourceArgs):
    """Arguments of `StorageAccount`."""

    account_name: pulumi.Input[str]
    """Name of the account: 3 to 24 lower-case letters and digits, unique in the world."""
    redundancy: NotRequired[pulumi.Input[StorageRedundancy]]
    """How the data is replicated; zone-redundant by default."""
    containers: NotRequired[list[str]]
    """Names of blob containers to make."""
    soft_delete_days: NotRequired[pulumi.Input[int]]
    """How long deleted blobs and containers can be recovered, 1 to 365 days; 30 by default."""
    trust_azure_services: NotRequired[bool]
    """Whether services that Microsoft lists as trusted may pass the firewall; false by default."""
    customer_key: NotRequired[CustomerKeyArgs]
    """The customer's own key, which Azure follows through rotations; Microsoft's by default."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the logs of the blob service and of every service with an endpoint."""
    private_endpoints: NotRequired[dict[str, PrivateEndpointPlacementArgs]]
    """Where the private endpoints lie, by sub-resource: `blob`, `file`, `queue`, `table`, `dfs`."""
    lock: NotRequired[bool]
    """Whether the account is locked against deletion; false by default.

    While it is, Azure refuses to take back any role on the account: lock only one whose grants stay.
    """


class StorageAccount(pulumi.ComponentResource):
    """An account without keys, shared access signatures, local users, anonymous or public access."""

    account_id: pulumi.Output[str]
    """ARM id of the account."""
    account_name: pulumi.Output[str]
    """Name of the account."""

    def __init__(self, name: str, args: StorageAccountArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:StorageAccount", name, dict(args), opts)
        account = storage.StorageAccount(
            name,
            resource_group_name=args["resource_group_name"],
            account_name=args["account_name"],
            location=args["location"],
            kind=storage.Kind.STORAGE_V2,
            sku={"name": args.get("redundancy", StorageRedundancy.ZONE_REDUNDANT)},
            access_tier=storage.AccessTier.HOT,
            allow_blob_public_access=False,
            allow_cross_tenant_replication=False,
            allow_shared_key_access=False,
            allowed_copy_scope=storage.AllowedCopyScope.AAD,
            default_to_o_auth_authentication=True,
            enable_https_traffic_only=True,
            enable_nfs_v3=False,
            encryption=_encryption(args),
            identity=_identity(args),
            is_hns_enabled=False,
            is_local_user_enabled=False,
            is_sftp_enabled=False,
            minimum_tls_version=storage.MinimumTlsVersion.TLS1_2,
            network_rule_set=_network_rules(args),
            public_network_access=storage.PublicNetworkAccess.DISABLED,
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.account_name = known(account, args["account_name"])
        self.account_id = known_id(
            account,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            accountName=args["account_name"],
        )
        under_account = [
            *self._blobs(name, args, account),
            *self._logs_of_other_services(name, args),
            *self._private_endpoints(name, args),
        ]
        if args.get("lock"):
            lock_against_deletion(name, scope=self.account_id, parent=self, after=under_account)
        self.register_outputs({"account_id": self.account_id, "account_name": self.account_name})

    def _blobs(self, name: str, args: StorageAccountArgs, account: storage.StorageAccount) -> list[pulumi.Resource]:
        retention: storage.DeleteRetentionPolicyArgsDict = {
            "enabled": True,
            "days": args.get("soft_delete_days", 30),
        }
        service = storage.BlobServiceProperties(
            name,
            resource_group_name=args["resource_group_name"],
            account_name=self.account_name,
            blob_services_name="default",
            is_versioning_enabled=True,
            change_feed={"enabled": True},
            # Azure knows permanent deletion for blobs, not for containers.
            delete_retention_policy={**retention, "allow_permanent_delete": False},
            container_delete_retention_policy=retention,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[account]),
        )
        declared: list[pulumi.Resource] = [service]
        declared.extend(
            storage.BlobContainer(
                f"{name}-{container}",
                resource_group_name=args["resource_group_name"],
                account_name=self.account_name,
                container_name=container,
                public_access=storage.PublicAccess.NONE,
                deny_encryption_scope_override=False,
                default_encryption_scope="$account-encryption-key",
                opts=pulumi.ResourceOptions(parent=self, depends_on=[service]),
            )
            for container in args.get("containers", [])
        )
        if "log_analytics_workspace_id" in args:
            declared.append(
                diagnose(
                    f"{name}-blob",
                    target_type="Microsoft.Storage/storageAccounts/blobServices",
                    target_id=pulumi.Output.format("{0}/blobServices/default", self.account_id),
                    workspace_id=args["log_analytics_workspace_id"],
                    opts=stateless_child(self, depends_on=[service]),
                )
            )
        return declared

    def _logs_of_other_services(self, name: str, args: StorageAccountArgs) -> list[pulumi.Resource]:
        if "log_analytics_workspace_id" not in args:
            return []
        return [
            diagnose(
                f"{name}-{service}",
                target_type=f"{_ACCOUNT_TYPE}/{service}Services",
                target_id=pulumi.Output.format("{0}/{1}Services/default", self.account_id, service),
                workspace_id=args["log_analytics_workspace_id"],
                opts=stateless_child(self),
            )
            for service in _OTHER_SERVICES
            if service in args.get("private_endpoints", {})
        ]

    def _private_endpoints(self, name: str, args: StorageAccountArgs) -> list[pulumi.Resource]:
        return [
            place_private_endpoint(
                f"{name}-{group_id}",
                args,
                placement,
                target_id=self.account_id,
                target_type=_ACCOUNT_TYPE,
                group_id=group_id,
                opts=stateless_child(self),
            )
            for group_id, placement in sorted(args.get("private_endpoints", {}).items())
        ]


def _network_rules(args: StorageAccountArgs) -> storage.NetworkRuleSetArgsDict:
    if not args.get("trust_azure_services"):
        return _DENY_ALL
    return {**_DENY_ALL, "bypass": storage.Bypass.AZURE_SERVICES}


def _identity(args: StorageAccountArgs) -> storage.IdentityArgsDict | None:
    if "customer_key" not in args:
        return None
    return {
        "type": storage.IdentityType.USER_ASSIGNED,
        "user_assigned_identities": [args["customer_key"]["identity_id"]],
    }


def _encryption(args: StorageAccountArgs) -> storage.EncryptionArgsDict:
    if "customer_key" not in args:
        return _ENCRYPTION
    key = args["customer_key"]
    return {
        **_ENCRYPTION,
        "key_source": storage.KeySource.MICROSOFT_KEYVAULT,
        "key_vault_properties": {"key_vault_uri": key["key_vault_uri"], "key_name": key["key_name"]},
        "encryption_identity": {"encryption_user_assigned_identity": key["identity_id"]},
    }
