"""Network security rules compiled from a model of who talks to whom.

A flow is allowed at both of its ends: outbound where its source is one of our subnets, inbound where
its destination is. Everything that no flow names is denied in both directions, so a rule can never
be wider than the flow that explains it. Pure functions over plain data.
"""

import ipaddress
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import chain, count
from typing import NotRequired, TypedDict

_FIRST_PRIORITY = 100
_PRIORITY_STEP = 10
_LAST_PRIORITY = 4096
_MOST_RULES = (_LAST_PRIORITY - _FIRST_PRIORITY) // _PRIORITY_STEP + 1
_LONGEST_NAME = 80
_HIGHEST_PORT = 65535
_SERVICE_TAG = re.compile(r"[A-Z][A-Za-z]+(\.[A-Za-z0-9]+)?")


class Protocol(StrEnum):
    """Transport protocol of a flow."""

    TCP = "Tcp"
    UDP = "Udp"
    ANY = "*"


class FlowArgs(TypedDict):
    """One allowed conversation; what no flow names is denied."""

    source: str
    """Who opens it: a subnet's name, an Azure service tag such as `Internet`, or a CIDR block."""
    destination: str
    """Who answers: as `source`."""
    ports: list[str]
    """Destination ports: `443`, `10250-10256` or `*`."""
    purpose: str
    """Why it is allowed, at most 140 characters; it becomes the rule's description."""
    protocol: NotRequired[Protocol]
    """Transport protocol, TCP by default."""
    subnet_address: NotRequired[str]
    """What the rule writes for the subnet that it protects: the subnet's block by default, else `*` or a service tag.

    Azure looks for rules with `*` or `VirtualNetwork` in the groups of some subnets. They open no more: a group only
    ever sees traffic of its own subnet.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One allowed conversation."""

    source: str
    """Who opens it: a subnet's name, an Azure service tag such as `Internet`, or a CIDR block."""
    destination: str
    """Who answers: as `source`."""
    ports: tuple[str, ...]
    """Destination ports: `443`, `10250-10256` or `*`."""
    purpose: str
    """Why it is allowed, at most 140 characters; it becomes the rule's description."""
    protocol: Protocol = Protocol.TCP
    subnet_address: str | None = None
    """What the rule writes for the subnet that it protects, where that is not the subnet's block."""

    @classmethod
    def of(cls, args: FlowArgs) -> "Flow":
        """Return the flow that a caller's arguments describe."""
        return cls(
            source=args["source"],
            destination=args["destination"],
            ports=tuple(args["ports"]),
            purpose=args["purpose"],
            protocol=Protocol(args.get("protocol", Protocol.TCP)),
            subnet_address=args.get("subnet_address"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityRule:
    """One rule of a network security group, in Azure's words."""

    name: str
    priority: int
    direction: str
    access: str
    protocol: str
    source: str
    destination: str
    ports: tuple[str, ...]
    description: str


def compile_security_rules(flows: Iterable[Flow], subnets: Mapping[str, str]) -> dict[str, tuple[SecurityRule, ...]]:
    """Return the complete rules of every subnet's security group.

    Args:
        flows: what is allowed, in order of priority.
        subnets: address prefix by subnet name.

    Returns:
        Rules by subnet name, in order of priority; the last one in each direction denies the rest.

    Raises:
        ValueError: a flow names neither a subnet, a service tag nor a CIDR block, touches none of the
            subnets, or gives ports that Azure does not take.
    """
    allowed: dict[str, list[SecurityRule]] = {name: [] for name in subnets}
    for flow in flows:
        _check(flow, subnets)
        if flow.source in subnets:
            rules = allowed[flow.source]
            rules.append(_allow(flow, "Outbound", flow.destination, subnets, rules))
        if flow.destination in subnets:
            rules = allowed[flow.destination]
            rules.append(_allow(flow, "Inbound", flow.source, subnets, rules))
    for name, rules in allowed.items():
        if len(rules) > _MOST_RULES:
            raise ValueError(
                f"subnet {name!r} has {len(rules)} allowed flows; a security group holds {_MOST_RULES}: join some"
            )
    return {name: (*rules, _deny("Inbound"), _deny("Outbound")) for name, rules in allowed.items()}


def _allow(
    flow: Flow, direction: str, peer: str, subnets: Mapping[str, str], earlier: Sequence[SecurityRule]
) -> SecurityRule:
    source, destination = subnets.get(flow.source, flow.source), subnets.get(flow.destination, flow.destination)
    if flow.subnet_address is not None:
        outbound = direction == "Outbound"
        source = flow.subnet_address if outbound else source
        destination = destination if outbound else flow.subnet_address
    return SecurityRule(
        name=_rule_name(flow, direction, peer, {rule.name for rule in earlier}),
        priority=_FIRST_PRIORITY + _PRIORITY_STEP * len(earlier),
        direction=direction,
        access="Allow",
        protocol=flow.protocol.value,
        source=source,
        destination=destination,
        ports=flow.ports,
        description=flow.purpose,
    )


def _rule_name(flow: Flow, direction: str, peer: str, taken: Collection[str]) -> str:
    ports = "-".join(flow.ports).replace("*", "any")
    base = re.sub(r"[^\w.-]", "-", f"Allow-{direction}-{peer}-{ports}")[:_LONGEST_NAME].rstrip("-.")
    names = chain([base], (f"{base[: _LONGEST_NAME - 4]}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def _deny(direction: str) -> SecurityRule:
    return SecurityRule(
        name=f"Deny-{direction}",
        priority=_LAST_PRIORITY,
        direction=direction,
        access="Deny",
        protocol="*",
        source="*",
        destination="*",
        ports=("*",),
        description="Whatever no flow of the landing zone names",
    )


def _check(flow: Flow, subnets: Mapping[str, str]) -> None:
    for end in (flow.source, flow.destination):
        if end not in subnets and not _SERVICE_TAG.fullmatch(end) and not _is_network(end):
            nearest = get_close_matches(end, subnets, n=1)
            hint = f"; did you mean {nearest[0]!r}?" if nearest else f"; the subnets are {', '.join(subnets)}"
            raise ValueError(f"flow end {end!r} is no subnet, service tag or CIDR block{hint}")
    if flow.source not in subnets and flow.destination not in subnets:
        raise ValueError(f"flow from {flow.source!r} to {flow.destination!r} touches no subnet of this network")
    own = flow.subnet_address
    if own not in (None, "*") and not _SERVICE_TAG.fullmatch(own):
        raise ValueError(f"flow's subnet address {own!r} is neither '*' nor a service tag")
    if not flow.ports or not all(_is_port_range(port) for port in flow.ports):
        raise ValueError(f"flow ports {flow.ports!r} are not ports, ranges such as '10250-10256', or '*'")


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def _is_port_range(text: str) -> bool:
    if text == "*":
        return True
    first, *rest = text.split("-", 1)
    last = rest[0] if rest else first
    return first.isdecimal() and last.isdecimal() and int(first) <= int(last) <= _HIGHEST_PORT
