"""What a firewall lets out: rules of its policy, of the policy above that, and classic ones of its own.

Collections that deny are not weighed: a firewall denies whatever nothing allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import TypeAlias

from bedplate.policies.network.subnets import Subnet, ranges
from bedplate.policies.relations import Tie, children_of, link, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, same_word, value_at

FIREWALL = "Microsoft.Network/azureFirewalls"
POLICY = "Microsoft.Network/firewallPolicies"
GROUP = "Microsoft.Network/firewallPolicies/ruleCollectionGroups"
_ADDRESS_GROUP = "Microsoft.Network/ipGroups"
_HTTPS = 443
_EVERYWHERE = {"*", "0.0.0.0/0", "internet"}

Range: TypeAlias = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True, eq=False)
class OutboundRule:
    """One rule that allows traffic."""

    declared_in: Resource
    path: str
    """Dotted path in the resource that declares it."""
    body: Value
    """Its object; `UNKNOWN` where nobody can tell what it allows."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts that it allows, in small letters; `*` for all."""
        return (*self._words("targetFqdns"), *self._words("destinationFqdns"))

    @property
    def is_known(self) -> bool:
        """Whether everything that it allows can be read."""
        named = (self._list(name) for name in ("targetFqdns", "destinationFqdns", "destinationAddresses", "fqdnTags"))
        return self.body is not UNKNOWN and not any(each is UNKNOWN for values in named for each in values)

    def reaches(self, host: str) -> bool:
        """Return whether it allows TLS to a host, or to all below a domain where the host begins with an asterisk."""
        wanted = host.casefold()
        return self._speaks_https() and any(
            each in {"*", wanted} or (each.startswith("*.") and wanted.endswith(each[1:])) for each in self._targets()
        )

    def reaches_tag(self, tag: str) -> bool:
        """Return whether it allows TLS to a service tag, of one region or all, or to everywhere."""
        wanted = tag.casefold()
        return self._speaks_https() and any(
            each in {*_EVERYWHERE, "azurecloud", wanted} or each.startswith(f"{wanted}.")
            for each in self._words("destinationAddresses")
        )

    def has_fqdn_tag(self, tag: str) -> bool:
        """Return whether it allows the hosts that a tag of the firewall stands for."""
        return tag.casefold() in self._words("fqdnTags")

    def serves(self, subnet: Subnet, resources: Resources) -> bool | None:
        """Return whether its sources hold a whole subnet; `None` where nobody can tell."""
        sources = self._list("sourceAddresses")
        if any(each in {"*", "0.0.0.0/0"} for each in sources):
            return True
        groups = [self._addresses_of(each, resources) for each in self._list("sourceIpGroups")]
        known = ranges([*sources, *(each for group in groups if group for each in group)])
        if known is not None and subnet.prefixes and _hold(known, subnet.prefixes):
            return True
        told = self.body is not UNKNOWN and known is not None and None not in groups and subnet.prefixes is not None
        return False if told else None

    def _addresses_of(self, group: Value, resources: Resources) -> list[Value] | None:
        found = link(resources, self.declared_in, self.path, _ADDRESS_GROUP, value=group)
        addresses = found.targets[0].value("properties.ipAddresses") if len(found.targets) == 1 else UNKNOWN
        return list(addresses) if is_array(addresses) else None

    def _targets(self) -> tuple[str, ...]:
        """Return its hosts; `*` too where its addresses are all there are."""
        return (*self.hosts, *("*" for each in self._words("destinationAddresses") if each in _EVERYWHERE))

    def _speaks_https(self) -> bool:
        ports = [value_at(each, "port") for _path, each in objects_at(self.body, "protocols")]
        ports += self._list("destinationPorts")
        return not ports or any(each is UNKNOWN or _holds_https(str(each)) for each in ports)

    def _words(self, name: str) -> tuple[str, ...]:
        return tuple(each.casefold() for each in self._list(name) if isinstance(each, str))

    def _list(self, name: str) -> list[Value]:
        found = value_at(self.body, name)
        return list(found) if is_array(found) else [] if found is MISSING else [UNKNOWN]


@dataclass(frozen=True, slots=True)
class Allowances:
    """Everything that a firewall allows."""

    rules: tuple[OutboundRule, ...]
    complete: bool
    """Whether these are all its rules, as far as can be told from what is declared."""


def allowances(firewall: Resource, resources: Resources) -> Allowances:
    """Return what a firewall allows."""
    rules, complete = list(_classic(firewall)), True
    above = link(resources, firewall, "properties.firewallPolicy.id", POLICY)
    seen: set[str] = set()
    while above.tie is not Tie.ABSENT:
        policy = above.targets[0] if len(above.targets) == 1 else None
        if policy is None or policy.key in seen:
            complete = False
            break
        seen.add(policy.key)
        groups = children_of(resources, policy, GROUP)
        rules += [rule for group in groups for rule in _of_group(group)]
        above = link(resources, policy, "properties.basePolicy.id", POLICY)
    # A policy without any rule here gets its rules elsewhere: as it is, nothing would pass.
    return Allowances(tuple(rules), complete and bool(rules))


def _of_group(group: Resource) -> Iterator[OutboundRule]:
    for path, collection in objects_at(group.body, "properties.ruleCollections"):
        yield from _of_collection(group, path, collection, "action.type", "rules")


def _classic(firewall: Resource) -> Iterator[OutboundRule]:
    for name in ("applicationRuleCollections", "networkRuleCollections"):
        for path, collection in objects_at(firewall.body, f"properties.{name}"):
            yield from _of_collection(firewall, path, collection, "properties.action.type", "properties.rules")


def _of_collection(resource: Resource, path: str, collection: Value, action: str, rules: str) -> Iterator[OutboundRule]:
    kind = value_at(collection, action)
    if collection is UNKNOWN or kind is UNKNOWN:
        yield OutboundRule(resource, path, UNKNOWN)
    elif same_word(kind, "Allow"):
        for place, rule in objects_at(collection, rules):
            yield OutboundRule(resource, f"{path}.{place}", rule)


def _hold(outer: tuple[Range, ...], inner: tuple[Range, ...]) -> bool:
    return all(any(_is_inside(each, wide) for wide in outer) for each in inner)


def _is_inside(narrow: Range, wide: Range) -> bool:
    if isinstance(narrow, IPv4Network) and isinstance(wide, IPv4Network):
        return narrow.subnet_of(wide)
    return isinstance(narrow, IPv6Network) and isinstance(wide, IPv6Network) and narrow.subnet_of(wide)


def _holds_https(ports: str) -> bool:
    first, _, last = ports.partition("-")
    if ports == "*":
        return True
    return first.isdigit() and int(first) <= _HTTPS <= int(last if last.isdigit() else first)
