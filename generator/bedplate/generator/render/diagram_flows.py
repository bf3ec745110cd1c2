"""Flows that security groups allow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bedplate.generator.graph import Value
from bedplate.generator.render.diagram_model import Flow, FlowEnd
from bedplate.generator.render.preview_model import shown
from bedplate.generator.render.properties import at, items

_DIRECTIONS = ("Inbound", "Outbound")
_ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedSubnet:
    """What flows need to know of a subnet."""

    key: str
    name: str
    prefixes: tuple[str, ...]
    rules: tuple[Value, ...] | None
    """Rules of its security group; `None` where it has none."""


def flows(subnets: tuple[GuardedSubnet, ...]) -> tuple[Flow, ...]:
    """Return what may flow between subnets and with the outside, one flow for each pair of ends.

    Deny rules are not weighed against the allow rules behind them: a diagram shows what somebody allowed.
    """
    by_prefix = {prefix: subnet for subnet in reversed(subnets) for prefix in subnet.prefixes}
    ends = {subnet.key: FlowEnd(name=subnet.name, subnet=subnet.key) for subnet in subnets}
    said: dict[tuple[FlowEnd, FlowEnd], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subnet in subnets:
        for rule in subnet.rules or ():
            if at(rule, "access") != "Allow" or at(rule, "direction") not in _DIRECTIONS:
                continue
            inbound = at(rule, "direction") == "Inbound"
            own = _prefixes(rule, "destination" if inbound else "source")
            if any(prefix in by_prefix for prefix in own) and not set(own) & set(subnet.prefixes):
                continue  # a rule of a shared security group about another subnet
            for prefix in _prefixes(rule, "source" if inbound else "destination"):
                other = ends[by_prefix[prefix].key] if prefix in by_prefix else FlowEnd(name=_named(prefix))
                pair = (other, ends[subnet.key]) if inbound else (ends[subnet.key], other)
                said[pair][_ports(rule)].add("in" if inbound else "out")
    guarded = {subnet.key: subnet.rules is not None for subnet in subnets}
    return tuple(_flow(source, target, ports, guarded) for (source, target), ports in said.items())


def _flow(source: FlowEnd, target: FlowEnd, ports: Mapping[str, set[str]], guarded: Mapping[str, bool]) -> Flow:
    asked = {"out"} if source.subnet and guarded[source.subnet] else set[str]()
    asked |= {"in"} if target.subnet and guarded[target.subnet] else set()
    agreed = all(asked <= sides for sides in ports.values())
    return Flow(source=source, target=target, ports=", ".join(sorted(ports)), agreed=agreed)


def _prefixes(rule: Value, side: str) -> list[str]:
    found = [at(rule, f"{side}AddressPrefix"), *items(rule, f"{side}AddressPrefixes")]
    groups = [at(group, "id") for group in items(rule, f"{side}ApplicationSecurityGroups")]
    names = [group.rsplit("/", 1)[-1] if isinstance(group, str) else group for group in groups]
    return [shown(value).text for value in (*found, *names) if value not in (None, "")]


def _named(prefix: str) -> str:
    return _ANYWHERE if prefix in ("*", "0.0.0.0/0") else prefix


def _ports(rule: Value) -> str:
    """Return a rule's ports with their protocol before them: `tcp 443, 8080-8090`."""
    protocol = shown(at(rule, "protocol")).text.lower()
    given = (at(rule, "destinationPortRange"), *items(rule, "destinationPortRanges"))
    ports = [shown(port).text for port in given if port not in (None, "")]
    if protocol not in ("*", "none"):
        return f"{protocol} {'any port' if '*' in ports else ', '.join(ports)}"
    single = len(ports) == 1 and "-" not in ports[0]
    return "any port" if "*" in ports else f"{'port' if single else 'ports'} {', '.join(ports)}"
