"""The administrators' way in."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.checks.unread import unread_keys
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.network import TopologyKind
from bedplate.blueprints.settings.operations import Environment
from bedplate.blueprints.settings.traffic import BastionKind, EgressKind


def check_access(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a jump box that nobody can reach, and a Bastion that does not fit the zone."""
    access, spoke = settings.access, settings.topology.kind is TopologyKind.SPOKE
    if access.bastion is not BastionKind.NONE and spoke:
        message = "a spoke is administered through its hub's Bastion"
        yield Finding("toggle-access", ("access", "bastion"), message, "remove it, or write topology.kind: standalone")
    if access.bastion is BastionKind.DEVELOPER and settings.environment is Environment.PROD:
        message = "the developer tier is shared and carries no SLA"
        yield Finding("toggle-access", ("access", "bastion"), message, "write standard")
    if access.jump_box is not None and access.bastion is BastionKind.NONE and not spoke:
        message = "nothing leads to the jump box, which has no public address"
        yield Finding("toggle-access", ("access", "jumpBox"), message, "add access.bastion: standard", of_key=True)
    if access.jump_box is not None and settings.egress_kind is EgressKind.NONE:
        # learn.microsoft.com/entra/identity/devices/howto-vm-sign-in-azure-ad-linux, network requirements, 2026-11-21.
        message = "the jump box fetches what lets people sign in from packages.microsoft.com, and nothing gets out"
        yield Finding("toggle-access", ("access", "jumpBox"), message, "remove it, or choose another egress.kind")
    if access.bastion is not BastionKind.STANDARD:
        because, hint = (
            "only a Bastion of the standard tier has an address of its own",
            "remove it, or write bastion: standard",
        )
        names = ("allowed_clients",)
        yield from unread_keys("toggle-access", ("access",), access, names, because=because, hint=hint)
