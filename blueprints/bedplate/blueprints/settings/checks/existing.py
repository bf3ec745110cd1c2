"""What exists already: a network with its subnets, stores, keys."""

from collections.abc import Iterator

from bedplate.blueprints.settings.agents import AgentMode
from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.checks.unread import unread_keys
from bedplate.blueprints.settings.encryption import KeyOwner
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.landing_zone import Generation, Settings
from bedplate.blueprints.settings.nearest import suggestion
from bedplate.blueprints.settings.network import DdosProtectionKind
from bedplate.blueprints.settings.partial import read, usable


def check_existing_network(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find an existing network that the zone cannot add subnets to."""
    network = settings.network
    if network.existing_virtual_network_id is None:
        because = "subnets belong to an existing network only where one is named"
        hint = "add network.existingVirtualNetworkId, or remove it"
        names = ("existing_subnets",)
        yield from unread_keys("toggle-existing", ("network",), network, names, because=because, hint=hint)
        return
    subscription = network.existing_virtual_network_id.split("/")[2].lower()
    if subscription != settings.subscription_id and set(settings.needed_subnets) - set(network.existing_subnets):
        message = "subnets can only be added to a network of the zone's own subscription"
        hint = "name every subnet under network.existingSubnets, or choose a network of this subscription"
        yield Finding("existing-network", ("network", "existingVirtualNetworkId"), message, hint)
    if network.flow_logs:
        message = "the flows of a network that exists are logged by its owner, once for each network"
        hint = "remove it, and have its owner log them"
        yield Finding("toggle-existing", ("network", "flowLogs"), message, hint, of_key=True)
    if network.ddos_protection.kind is DdosProtectionKind.PLAN:
        message = "a plan protects a network, and this one is not the zone's to change"
        hint = "have its owner join it to a plan, or write kind: addresses"
        yield Finding("toggle-existing", ("network", "ddosProtection", "kind"), message, hint)


def check_existing_subnets(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find existing subnets of no use, of another network, or whose addresses nothing says."""
    network = settings.network
    if network.existing_virtual_network_id is None:
        return
    needed = settings.needed_subnets
    prefix = f"{network.existing_virtual_network_id}/subnets/".lower()
    for purpose, subnet_id in usable(network.existing_subnets.items()):
        path = ("network", "existingSubnets", purpose)
        if purpose not in needed:
            message = f"the zone has no use for a subnet {shown(purpose)}"
            yield Finding("reference", path, message, suggestion(purpose, needed), of_key=True)
        elif not subnet_id.lower().startswith(prefix):
            message = "the subnet belongs to another network than network.existingVirtualNetworkId"
            yield Finding("existing-network", path, message, "name a subnet of that network")
        elif purpose not in _placed(settings):
            message = f"the security rules of other subnets name the addresses of {purpose}, which nothing says"
            hint = f"add its block as network.subnets.{purpose}"
            yield Finding("existing-network", path, message, hint, of_key=True)


def check_agent_stores(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find stores of agents that nothing reads; the classic generation reads no word about agents at all."""
    if settings.generation is Generation.FOUNDRY and not settings.agent_mode.standard:
        existing = settings.agents.existing
        because = "only agents in mode standardVnet or standardManaged keep their state in the customer's stores"
        hint = "remove it, or choose a standard agents.mode"
        names = type(existing).model_fields
        yield from unread_keys("toggle-agents", ("agents", "existing"), existing, names, because=because, hint=hint)


def check_encryption(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a key that is not named, or named in vain."""
    encryption = settings.encryption
    if encryption.key is KeyOwner.EXISTING and encryption.existing_key is None:
        message = "encryption.key existing needs the key"
        hint = "add encryption.existingKey with keyVaultId, name and version"
        yield Finding("missing-key", ("encryption",), message, hint, of_key=True)
    if encryption.key is not KeyOwner.EXISTING:
        because, hint = (
            f"encryption.key {encryption.key} does not read it",
            "remove it, or write encryption.key: existing",
        )
        names = ("existing_key",)
        yield from unread_keys("toggle-encryption", ("encryption",), encryption, names, because=because, hint=hint)
    if encryption.key is not KeyOwner.MICROSOFT and settings.agent_mode is AgentMode.BASIC:
        message = "agents in mode basic keep their state under Microsoft's keys only"
        hint = "choose agents.mode standardVnet or standardManaged, or write encryption.key: microsoft"
        yield Finding("toggle-encryption", ("encryption", "key"), message, hint)
    if encryption.key is KeyOwner.NEW and settings.existing_key_vault_id is not None:
        message = "a new key goes into the zone's own vault, and there is none beside an existing one"
        hint = "make the key in the existing vault and write encryption.key: existing"
        yield Finding("toggle-encryption", ("encryption", "key"), message, hint)


def check_ddos_plan(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a DDoS protection plan that is named in vain."""
    protection = settings.network.ddos_protection
    if protection.kind is not DdosProtectionKind.PLAN:
        because = f"network.ddosProtection.kind {protection.kind} does not read it"
        path, names = ("network", "ddosProtection"), ("existing_plan_id",)
        hint = "remove it, or write kind: plan"
        yield from unread_keys("toggle-existing", path, protection, names, because=because, hint=hint)


def _placed(settings: Settings) -> set[str]:
    subnets = settings.network.subnets
    fields = type(subnets).model_fields
    return {field.alias or name for name, field in fields.items() if read(subnets, name) is not None}
