"""A container registry that only private callers with a role can use."""

from typing import NotRequired

import pulumi
from pulumi_azure_native import containerregistry

from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.shared.customer_key import CustomerKeyArgs, key_uri
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.shared.options import stateless_child
from bedplate.components.shared.service_host import service_host

_REGISTRY_TYPE = "Microsoft.ContainerRegistry/registries"


class ContainerRegistryArgs(AzureResourceArgs):
    """Arguments of `ContainerRegistry`."""

    registry_name: pulumi.Input[str]
    """Name of the registry: 5 to 50 letters and digits, unique in the world."""
    zone_redundant: NotRequired[bool]
    """Whether the region's zones each hold a copy; true by default. It can never change."""
    untagged_retention_days: NotRequired[pulumi.Input[int]]
    """How long a manifest stays that has lost its last tag, 0 to 365 days; 30 by default.

    Whoever pulls by digest must keep a tag on what is in use.
    """
    accept_arm_tokens: NotRequired[bool]
    """Whether tokens for Azure Resource Manager open the registry beside its own; false by default.

    Container Apps need it to pull by managed identity:
    learn.microsoft.com/azure/container-apps/managed-identity-image-pull.
    """
    trust_azure_services: NotRequired[bool]
    """Whether services that Microsoft lists as trusted may pass the firewall; false by default."""
    customer_key: NotRequired[CustomerKeyArgs]
    """The customer's own key, which Azure follows through rotations; Microsoft's by default.

    Only a new registry can be given one, and none can be rid of it.
    """
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the registry's logs."""
    private_endpoint: NotRequired[PrivateEndpointPlacementArgs]
    """Where the private endpoint lies, which takes two addresses of its subnet.

    Without one nobody can reach the registry, as public access stays off.
    """
    lock: NotRequired[bool]
    """Whether the registry is locked against deletion; false by default.

    While it is, Azure refuses to take back any role on the registry: lock only one whose grants stay.
    """


class ContainerRegistry(pulumi.ComponentResource):
    """A registry without administrator, anonymous and public access, from which nothing can be exported."""

    registry_id: pulumi.Output[str]
    """ARM id of the registry."""
    registry_name: pulumi.Output[str]
    """Name of the registry."""
    login_server: pulumi.Output[str]
    """Host from which images are pulled, `<name>.azurecr.io` in lower case in the public cloud."""

    def __init__(self, name: str, args: ContainerRegistryArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:ContainerRegistry", name, dict(args), opts)
        registry = _declare(name, args, parent=self)
        self.registry_name = known(registry, args["registry_name"])
        self.registry_id = known_id(
            registry,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            registryName=args["registry_name"],
        )
        host = service_host(args["registry_name"], "containerRegistry", args["location"])
        self.login_server = known(registry, host.apply(str.lower))
        self._serve(name, args)
        self.register_outputs(
            {
                "registry_id": self.registry_id,
                "registry_name": self.registry_name,
                "login_server": self.login_server,
            }
        )

    def _serve(self, name: str, args: ContainerRegistryArgs) -> None:
        under_registry: list[pulumi.Resource] = []
        if "log_analytics_workspace_id" in args:
            under_registry.append(
                diagnose(
                    name,
                    target_type=_REGISTRY_TYPE,
                    target_id=self.registry_id,
                    workspace_id=args["log_analytics_workspace_id"],
                    opts=stateless_child(self),
                )
            )
        if "private_endpoint" in args:
            under_registry.append(
                place_private_endpoint(
                    name,
                    args,
                    args["private_endpoint"],
                    target_id=self.registry_id,
                    target_type=_REGISTRY_TYPE,
                    group_id="registry",
                    opts=stateless_child(self),
                )
            )
        if args.get("lock"):
            lock_against_deletion(name, scope=self.registry_id, parent=self, after=under_registry)


def _declare(name: str, args: ContainerRegistryArgs, *, parent: pulumi.Resource) -> containerregistry.Registry:
    bypass = containerregistry.NetworkRuleBypassOptions
    redundancy = containerregistry.ZoneRedundancy
    return containerregistry.Registry(
        name,
        resource_group_name=args["resource_group_name"],
        registry_name=args["registry_name"],
        location=args["location"],
        sku={"name": containerregistry.SkuName.PREMIUM},
        admin_user_enabled=False,
        anonymous_pull_enabled=False,
        # Without it layers come from storage accounts that a firewall cannot tell from those of others.
        data_endpoint_enabled=True,
        network_rule_bypass_options=bypass.AZURE_SERVICES if args.get("trust_azure_services") else bypass.NONE,
        network_rule_set={"default_action": containerregistry.DefaultAction.DENY, "ip_rules": []},
        policies=_policies(args),
        identity=_identity(args.get("customer_key")),
        encryption=_encryption(args.get("customer_key")),
        public_network_access=containerregistry.PublicNetworkAccess.DISABLED,
        zone_redundancy=redundancy.ENABLED if args.get("zone_redundant", True) else redundancy.DISABLED,
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _policies(args: ContainerRegistryArgs) -> containerregistry.PoliciesArgsDict:
    status = containerregistry.PolicyStatus
    arm_tokens = containerregistry.AzureADAuthenticationAsArmPolicyStatus
    return {
        "azure_ad_authentication_as_arm_policy": {
            "status": arm_tokens.ENABLED if args.get("accept_arm_tokens") else arm_tokens.DISABLED
        },
        "export_policy": {"status": containerregistry.ExportPolicyStatus.DISABLED},
        # Quarantine hides every image until an outside scanner has let it pass.
        "quarantine_policy": {"status": status.DISABLED},
        "retention_policy": {"status": status.ENABLED, "days": args.get("untagged_retention_days", 30)},
        # Azure is taking content trust away and answers `enabled` with `ContentTrustUnsupported`:
        # learn.microsoft.com/cli/azure/acr/config/content-trust.
        "trust_policy": {"status": status.DISABLED, "type": containerregistry.TrustPolicyType.NOTARY},
    }


def _identity(key: CustomerKeyArgs | None) -> containerregistry.IdentityPropertiesArgsDict | None:
    if key is None:
        return None
    nothing: containerregistry.UserIdentityPropertiesArgsDict = {}
    return {
        "type": containerregistry.ResourceIdentityType.USER_ASSIGNED,
        "user_assigned_identities": pulumi.Output.from_input(key["identity_id"]).apply(lambda id_: {id_: nothing}),
    }


def _encryption(key: CustomerKeyArgs | None) -> containerregistry.EncryptionPropertyArgsDict | None:
    if key is None:
        return None
    return {
        "status": containerregistry.EncryptionStatus.ENABLED,
        "key_vault_properties": {"identity": key["identity_client_id"], "key_identifier": key_uri(key)},
    }
