"""The way out: who owns it, and which hosts may be called through it."""

from collections.abc import Iterator

from bedplate.blueprints.settings.agents import AgentMode
from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.checks.unread import unread_keys
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.nearest import suggestion
from bedplate.blueprints.settings.network import TopologyKind
from bedplate.blueprints.settings.operations import Environment
from bedplate.blueprints.settings.traffic import EgressKind
from bedplate.components.facts.subnet_catalogue import subnet_purposes


def check_egress_kind(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a way out that the topology does not have, or none where people depend on the zone."""
    kind, spoke = settings.egress_kind, settings.topology.kind is TopologyKind.SPOKE
    path = ("egress", "kind")
    if kind is EgressKind.FIREWALL and spoke:
        message = "a spoke leaves the way out to its hub's firewall"
        yield Finding("toggle-egress", path, message, "write hub, or topology.kind: standalone")
    if kind is EgressKind.HUB and not spoke:
        message = "a standalone landing zone has no hub to go out through"
        yield Finding("toggle-egress", path, message, "write firewall, or topology.kind: spoke")
    if kind is EgressKind.NONE and settings.environment is not Environment.DEV:
        message = f"nothing gets out, not even to sign in, which {settings.environment} cannot do without"
        yield Finding("egress-none", path, message, "write firewall, or hub in a spoke; only dev may do without")
    if kind is not EgressKind.FIREWALL:
        because = f"egress.kind {kind} has no firewall of the zone's own"
        hint = "remove it, or write egress.kind: firewall"
        yield from unread_keys(
            "toggle-egress", ("egress",), settings.egress, ("firewall_sku",), because=because, hint=hint
        )
    if kind is EgressKind.NONE:
        hint = "remove it, or choose another egress.kind"
        because = "nothing gets out"
        yield from unread_keys(
            "toggle-egress", ("egress",), settings.egress, ("allowed_fqdns",), because=because, hint=hint
        )


def check_allowed_fqdns(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find hosts allowed to subnets that the zone does not have or that the firewall does not see."""
    routed = [name for name in settings.needed_subnets if subnet_purposes()[name].default_route]
    if settings.agent_mode is AgentMode.STANDARD_MANAGED:
        routed.append("agents")
    for purpose in settings.egress.allowed_fqdns:
        if purpose not in routed:
            message = f"no subnet {shown(purpose)} goes out through the firewall"
            path = ("egress", "allowedFqdns", purpose)
            yield Finding("reference", path, message, suggestion(purpose, routed), of_key=True)
