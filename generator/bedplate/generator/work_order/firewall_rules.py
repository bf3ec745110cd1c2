"""What the platform's firewall must let through: host names by subnet, each with its reason and source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from bedplate.blueprints.settings.traffic import EgressKind
from bedplate.components.facts.egress_catalogue import hosts_of_pack, packs_of_subnet
from bedplate.components.planning.egress_rules import WORKLOAD, EgressSource, egress_rules
from bedplate.generator.work_order.markdown import Section, checklist, code, plain, section, table
from bedplate.generator.work_order.recorded_zone import RecordedZone
from bedplate.generator.work_order.subnets import RecordedSubnet, subnets_of

_TITLE = "Firewall rules"
_OF_WORKLOAD = "called by the workload"
_OF_SETTINGS = "settings of the landing zone, egress.allowedFqdns"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirewallRule:
    """One host that one subnet calls on one port."""

    source_subnet: str
    source_prefix: str
    protocol: str
    """`Http` or `Https`."""
    port: int
    fqdn: str
    """Exact name, or `*.` and a domain."""
    group: str
    """Pack of hosts that the rule belongs to, `workload` for what the user allows."""
    reason: str
    reference: str
    """Where it is documented."""


def firewall_rules(zone: RecordedZone) -> tuple[FirewallRule, ...]:
    """Return what the platform's firewall must let through; nothing where the way out is not the platform's."""
    if zone.settings.egress_kind is not EgressKind.HUB:
        return ()
    return tuple(rule for subnet in subnets_of(zone) for rule in _rules_of(zone, subnet))


def firewall_section(zone: RecordedZone) -> Section:
    """Return the section with the rules as one table a subnet."""
    kind = zone.settings.egress_kind
    if kind is EgressKind.FIREWALL:
        return section(_TITLE, "Nothing to do: the zone's own firewall holds the rules.")
    rules = firewall_rules(zone)
    if kind is EgressKind.NONE or not rules:
        return section(_TITLE, "Nothing to do: no traffic leaves the zone for the Internet.")
    blocks: list[str] = []
    for (subnet, prefix), group in groupby(rules, key=lambda rule: (rule.source_subnet, rule.source_prefix)):
        blocks += [f"### From {plain(subnet)}, {prefix}", _table(tuple(group))]
    return section(
        _TITLE,
        "Application rules for the hub's firewall, one source block each; everything else stays denied. The same rules"
        f" for import: {code(f'bedplate work-order {zone.graph.stack} --format csv')} or {code('--format json')}.",
        checklist(
            [
                "The rules below are in the firewall before the deployment: hosts fail to start without them.",
                "TLS inspection leaves these hosts out: tokens, agents and image pulls break under it.",
            ]
        ),
        *blocks,
    )


def _rules_of(zone: RecordedZone, subnet: RecordedSubnet) -> list[FirewallRule]:
    packs = packs_of_subnet(subnet.purpose)
    fqdns = tuple(zone.settings.egress.allowed_fqdns.get(subnet.purpose, ()))
    if not subnet.prefix or not (packs or fqdns):
        return []
    location = zone.settings.location
    documented = {(pack, host.fqdn): host for pack in packs for host in hosts_of_pack(pack, location)}
    source = EgressSource(name=subnet.name, address_prefixes=(subnet.prefix,), packs=packs, fqdns=fqdns)
    compiled = egress_rules([source], location)
    found: list[FirewallRule] = []
    for rule in (rule for part in (compiled.platform, compiled.workload) for each in part for rule in each.rules):
        pack = rule.name if rule.name == WORKLOAD else next(pack for pack in packs if rule.name.split("-")[0] == pack)
        for fqdn in rule.fqdns:
            host = documented.get((pack, fqdn))
            found += [
                FirewallRule(
                    source_subnet=subnet.name,
                    source_prefix=subnet.prefix,
                    protocol=protocol,
                    port=port,
                    fqdn=fqdn,
                    group=pack,
                    reason=host.reason if host is not None else _OF_WORKLOAD,
                    reference=host.source if host is not None else _OF_SETTINGS,
                )
                for protocol, port in rule.ports
            ]
    return found


def _table(rules: tuple[FirewallRule, ...]) -> str:
    rows = [
        (
            code(rule.fqdn),
            f"{rule.protocol} {rule.port}",
            plain(rule.reason),
            plain(rule.reference),
        )
        for rule in rules
    ]
    return table(("Host", "Protocol", "Reason", "Source"), rows)
