"""A key vault that only private callers with a role can use."""

from typing import NotRequired

import pulumi
from pulumi_azure_native import keyvault

from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.shared.options import stateless_child
from bedplate.components.shared.service_host import service_host

_VAULT_TYPE = "Microsoft.KeyVault/vaults"


class KeyVaultArgs(AzureResourceArgs):
    """Arguments of `KeyVault`."""

    vault_name: pulumi.Input[str]
    """Name of the vault: 3 to 24 letters, digits and hyphens, unique in the world."""
    tenant_id: pulumi.Input[str]
    """Microsoft Entra tenant that the vault trusts, a GUID."""
    soft_delete_retention_in_days: NotRequired[pulumi.Input[int]]
    """How long a deleted vault can be recovered and its name stays taken, 7 to 90 days; 90 by default."""
    trust_azure_services: NotRequired[bool]
    """Whether services that Microsoft lists as trusted may pass the firewall; false by default.

    Application Gateway, for one, must pass to read its certificate.
    """
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the vault's logs."""
    private_endpoint: NotRequired[PrivateEndpointPlacementArgs]
    """Where the vault's private endpoint lies; without one nobody can reach the vault, as public access stays off."""
    lock: NotRequired[bool]
    """Whether the vault is locked against deletion; false by default.

    While it is, Azure refuses to take back any role on the vault: lock only one whose grants stay.
    """


class KeyVault(pulumi.ComponentResource):
    """A vault with role-based access, purge protection, no public access, and no access policies."""

    vault_id: pulumi.Output[str]
    """ARM id of the vault."""
    vault_name: pulumi.Output[str]
    """Name of the vault."""
    vault_uri: pulumi.Output[str]
    """Data-plane address of the vault, `https://<name>.vault.azure.net/` in the public cloud."""

    def __init__(self, name: str, args: KeyVaultArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:KeyVault", name, dict(args), opts)
        vault = keyvault.Vault(
            name,
            resource_group_name=args["resource_group_name"],
            vault_name=args["vault_name"],
            location=args["location"],
            properties={
                "tenant_id": args["tenant_id"],
                "sku": {"family": keyvault.SkuFamily.A, "name": keyvault.SkuName.STANDARD},
                "enable_rbac_authorization": True,
                "enable_soft_delete": True,
                "soft_delete_retention_in_days": args.get("soft_delete_retention_in_days", 90),
                "enable_purge_protection": True,
                "enabled_for_deployment": False,
                "enabled_for_disk_encryption": False,
                "enabled_for_template_deployment": False,
                "public_network_access": "Disabled",
                "network_acls": {
                    "bypass": "AzureServices" if args.get("trust_azure_services") else "None",
                    "default_action": keyvault.NetworkRuleAction.DENY,
                    "ip_rules": [],
                    "virtual_network_rules": [],
                },
            },
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.vault_name = known(vault, args["vault_name"])
        self.vault_id = known_id(
            vault,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            vaultName=args["vault_name"],
        )
        host = service_host(args["vault_name"], "keyVault", args["location"])
        self.vault_uri = known(vault, pulumi.Output.format("https://{0}/", host))
        self._serve(name, args)
        self.register_outputs({"vault_id": self.vault_id, "vault_name": self.vault_name, "vault_uri": self.vault_uri})

    def _serve(self, name: str, args: KeyVaultArgs) -> None:
        under_vault: list[pulumi.Resource] = []
        if "log_analytics_workspace_id" in args:
            under_vault.append(
                diagnose(
                    name,
                    target_type=_VAULT_TYPE,
                    target_id=self.vault_id,
                    workspace_id=args["log_analytics_workspace_id"],
                    opts=stateless_child(self),
                )
            )
        if "private_endpoint" in args:
            under_vault.append(
                place_private_endpoint(
                    name,
                    args,
                    args["private_endpoint"],
                    target_id=self.vault_id,
                    target_type=_VAULT_TYPE,
                    group_id="vault",
                    opts=stateless_child(self),
                )
            )
        if args.get("lock"):
            lock_against_deletion(name, scope=self.vault_id, parent=self, after=under_vault)
