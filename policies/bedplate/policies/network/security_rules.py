"""What the rules of a network security group let through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_network
from typing import TypeAlias

from bedplate.policies.relations import children_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, same_word, value_at

GROUP = "Microsoft.Network/networkSecurityGroups"
GROUP_RULE = "Microsoft.Network/networkSecurityGroups/securityRules"
_EVERY = ("*", "Any", "0.0.0.0/0")

Ports: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SecurityRule:
    """One rule of a group."""

    path: str
    """Dotted path in the group; empty for a rule of its own."""
    body: Value

    def value(self, name: str) -> Value:
        """Return one of its properties."""
        return value_at(self.body, f"properties.{name}")

    def values(self, name: str) -> list[Value]:
        """Return what a property and its plural say together, for example `sourceAddressPrefix`."""
        plural = self.value(f"{name}es" if name.endswith("x") else f"{name}s")
        own = self.value(name)
        return [
            each
            for each in ([] if own is MISSING else [own]) + (list(plural) if is_array(plural) else [plural])
            if each is not MISSING and each != ""
        ]

    def is_(self, name: str, word: str) -> bool | None:
        """Return whether a property is a word; `None` where it is not known."""
        value = self.value(name)
        return None if value is UNKNOWN else same_word(value, word)


@dataclass(frozen=True, slots=True)
class Flow:
    """Traffic into a subnet."""

    source: str
    """A service tag or an address range."""
    ports: Ports
    """The first and the last destination port."""
    protocol: str = "Tcp"


def security_rules(group: Resource, resources: Resources) -> Iterator[SecurityRule]:
    """Yield the rules of a group, those declared apart from it too."""
    for path, body in objects_at(group.body, "properties.securityRules"):
        yield SecurityRule(path, body)
    for rule in children_of(resources, group, GROUP_RULE):
        yield SecurityRule("", rule.body)


def lets_in(rules: list[SecurityRule], flow: Flow) -> bool | None:
    """Return whether a group's own rules let a flow in; `None` where nobody can tell.

    Azure's default rules come last: they let in the load balancer and the network itself, and nothing else.
    """
    inbound = [each for each in rules if each.is_("direction", "Inbound") is not False]
    priorities = [each.value("priority") for each in inbound]
    if any(not isinstance(each, int) for each in priorities):
        return None
    for rule in sorted(inbound, key=lambda each: int(each.value("priority"))):
        covers = _covers(rule, flow)
        if covers is None:
            return None
        if covers:
            return rule.is_("access", "Allow")
    return same_word(flow.source, "AzureLoadBalancer") or same_word(flow.source, "VirtualNetwork")


def port_ranges(values: list[Value]) -> list[Ports] | None:
    """Return what destination port ranges cover; `None` where one is not known."""
    found: list[Ports] = []
    for value in values:
        first, separator, last = str(value).partition("-")
        if value == "*":
            found.append((0, 65535))
        elif first.isdecimal() and (last.isdecimal() or not separator):
            found.append((int(first), int(last or first)))
        else:
            return None
    return found


def _covers(rule: SecurityRule, flow: Flow) -> bool | None:
    answers = (
        rule.is_("direction", "Inbound"),
        _protocol(rule, flow),
        _source(rule.values("sourceAddressPrefix"), flow.source),
        _ports(rule, flow),
    )
    return False if False in answers else None if None in answers else True


def _protocol(rule: SecurityRule, flow: Flow) -> bool | None:
    any_protocol, same = rule.is_("protocol", "*"), rule.is_("protocol", flow.protocol)
    return None if any_protocol is None else bool(any_protocol or same)


def _source(prefixes: list[Value], source: str) -> bool | None:
    if any(same_word(each, source) or each in _EVERY for each in prefixes):
        return True
    if any(_contains(each, source) for each in prefixes):
        return True
    return None if UNKNOWN in prefixes else False


def _contains(prefix: Value, source: str) -> bool:
    try:
        outer, inner = ip_network(prefix, strict=False), ip_network(source, strict=False)
    except (TypeError, ValueError):
        return False
    return outer.version == inner.version and outer.supernet_of(inner)  # type: ignore[arg-type] # versions are the same


def _ports(rule: SecurityRule, flow: Flow) -> bool | None:
    covered = port_ranges(rule.values("destinationPortRange"))
    if covered is None:
        return None
    return any(first <= flow.ports[0] and flow.ports[1] <= last for first, last in covered)
