"""What the zone's security groups let across its border, which every firewall on the way must let through as well."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network, ip_network

from bedplate.components.planning.flows import Protocol
from bedplate.generator.graph import Value
from bedplate.generator.render.properties import at, items
from bedplate.generator.work_order.markdown import Section, checklist, code, codes, plain, section, table
from bedplate.generator.work_order.recorded_zone import RecordedZone
from bedplate.generator.work_order.subnets import subnets_of

_GROUP = "azure-native:network:NetworkSecurityGroup"
_INSIDE = frozenset({"AzureLoadBalancer", "VirtualNetwork"})
"""Service tags of what never leaves the network: the host's own probes, and the network itself."""
_TITLE = "Network rules"


def network_rules(zone: RecordedZone) -> Section:
    """Return the section with every allowed flow whose other end lies outside of the zone's network."""
    blocks = _blocks_by_group(zone)
    rows = [
        row
        for group in zone.of_type(_GROUP)
        for row in _rows(zone, zone.name(group), group.inputs, blocks.get(zone.arm_id(group).lower(), ()))
    ]
    if not rows:
        return section(_TITLE, "No security group lets anything across the border of the zone.", *_of_others(zone))
    return section(
        _TITLE,
        "The deployment's security groups allow these flows across the border; all else they deny.",
        _task(zone),
        table(("Direction", "From", "To", "Protocol", "Ports", "Why", "Security group"), rows),
        *_of_others(zone),
    )


def _of_others(zone: RecordedZone) -> list[str]:
    """Return what the security groups of subnets must allow that exist already, and so are never written here."""
    existing = {subnet.purpose: subnet.name for subnet in subnets_of(zone) if not subnet.made}
    if not existing:
        return []
    from bedplate.blueprints.chat_flows import chat_flows  # noqa: PLC0415 - it loads the Azure SDK, seldom needed

    blocks = {subnet.purpose: subnet.prefix for subnet in subnets_of(zone)}
    rows = [
        (
            codes(existing[end] for end in (flow["source"], flow["destination"]) if end in existing),
            code(blocks.get(flow["source"], flow["source"])),
            code(blocks.get(flow["destination"], flow["destination"])),
            _protocol(flow.get("protocol", Protocol.TCP).value),
            codes(flow["ports"]),
            plain(flow["purpose"]),
        )
        for flow in chat_flows(zone.settings)
        if {flow["source"], flow["destination"]} & set(existing)
    ]
    return [
        "### In the security groups of subnets that exist already",
        checklist([f"The security groups of {codes(existing.values())} allow these flows."]),
        table(("Subnet", "From", "To", "Protocol", "Ports", "Why"), rows),
    ]


def _task(zone: RecordedZone) -> str:
    if zone.settings.topology.hub is None:
        return ""
    return checklist(["Whatever stands on the way (the hub's firewall, its security groups) allows these flows too."])


def _blocks_by_group(zone: RecordedZone) -> dict[str, tuple[str, ...]]:
    blocks: dict[str, tuple[str, ...]] = {}
    for subnet in subnets_of(zone):
        group = (subnet.security_group_id or "").lower()
        blocks[group] = (*blocks.get(group, ()), subnet.prefix)
    return blocks


def _rows(zone: RecordedZone, name: str, inputs: Value, blocks: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    space = [IPv4Network(str(block)) for block in zone.settings.network.address_space]
    for rule in items(inputs, "securityRules"):
        outbound = at(rule, "direction") == "Outbound"
        other = _ends(rule, "destination" if outbound else "source")
        outside = [end for end in other if end not in _INSIDE and not _within(end, space)]
        if at(rule, "access") != "Allow" or not outside:
            continue
        here = _ends(rule, "source" if outbound else "destination")
        # A group sees traffic of its own subnets only, whatever its rules write for them.
        here = blocks if here == ("*",) and blocks else here
        yield (
            "out" if outbound else "in",
            codes(here if outbound else outside),
            codes(outside if outbound else here),
            _protocol(at(rule, "protocol")),
            codes(_ports(rule)),
            plain(str(at(rule, "description") or "")),
            code(name),
        )


def _ends(rule: Value, end: str) -> tuple[str, ...]:
    one, several = at(rule, f"{end}AddressPrefix"), items(rule, f"{end}AddressPrefixes")
    return tuple(str(each) for each in ((one,) if one is not None else ()) + several)


def _ports(rule: Value) -> tuple[str, ...]:
    one, several = at(rule, "destinationPortRange"), items(rule, "destinationPortRanges")
    return tuple(str(each) for each in ((one,) if one is not None else ()) + several)


def _protocol(value: Value) -> str:
    return "any" if value == "*" else str(value).upper()


def _within(end: str, space: list[IPv4Network]) -> bool:
    try:
        block = ip_network(end, strict=False)
    except ValueError:
        return False
    return isinstance(block, IPv4Network) and any(block.subnet_of(own) for own in space)
