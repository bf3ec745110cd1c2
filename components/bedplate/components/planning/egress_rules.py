"""Rules of the firewall, compiled from which subnet may call which hosts.

Everything that no rule allows is denied, as Azure Firewall does by itself. A rule's source is the address block of one
subnet, never `*`. Pure functions over plain data.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from itertools import count

from bedplate.components.facts.egress_catalogue import EgressHost, description_of_pack, egress_packs, hosts_of_pack
from bedplate.components.facts.subnet_catalogue import subnet_purposes

WORKLOAD = "workload"
"""Name of the collections that hold what the user allows, beside one for each source's packs."""

_FIRST_PRIORITY = 100
_PRIORITY_STEP = 10
_LONGEST_FQDN = 253
_USER_PORTS = ("Https:443",)
# Azure takes a wildcard only at the left-most place (learn.microsoft.com/azure/firewall/firewall-faq). It would also
# take `*example.com` and `*`; the one matches `notexample.com` too, the other everything.
_FQDN = re.compile(r"(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressSource:
    """One subnet and what it may call."""

    name: str
    """Name of the subnet: unique, and part of the names of its rules."""
    address_prefixes: tuple[str, ...]
    """CIDR blocks of the subnet."""
    packs: tuple[str, ...] = ()
    """Packs of hosts that the platform needs, by their names in `facts/egress_fqdns.toml`."""
    fqdns: tuple[str, ...] = ()
    """Further hosts, called with HTTPS on port 443: `api.example.com`, or `*.example.com` for all under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressRule:
    """One rule: these sources may call these hosts on these ports."""

    name: str
    description: str
    sources: tuple[str, ...]
    fqdns: tuple[str, ...]
    ports: tuple[tuple[str, int], ...]
    """Protocol (`Http`, `Https`) and port."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressRuleCollection:
    """What one source may call, under one priority."""

    name: str
    priority: int
    """100 to 65000; it depends on the source alone, so that another source never moves it."""
    rules: tuple[EgressRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressRules:
    """All that the firewall allows."""

    platform: tuple[EgressRuleCollection, ...]
    """What Azure's own services need, one collection a source."""
    workload: tuple[EgressRuleCollection, ...]
    """What the user allows beside it, one collection a source."""


def check_egress_sources(sources: Sequence[EgressSource]) -> None:
    """Find what Azure or good sense refuses, before anything is declared.

    Raises:
        ValueError: a name occurs twice, a source has no address block or one that spans everything, a pack or a host
            name is none. Every problem is named.
    """
    problems = [problem for source in sources for problem in _problems(source)]
    names = [source.name for source in sources]
    problems += [f"source {name!r} occurs twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    if problems:
        raise ValueError("; ".join(problems))


def egress_rules(sources: Sequence[EgressSource], location: str) -> EgressRules:
    """Compile who may call what into rule collections whose names and priorities do not depend on one another.

    Args:
        sources: subnets with their packs and hosts.
        location: region of the firewall; some hosts differ by region and by cloud.

    Raises:
        ValueError: as `check_egress_sources`.
    """
    check_egress_sources(sources)
    priorities = _priorities(sources)
    ordered = sorted(sources, key=lambda source: priorities[source.name])
    return EgressRules(
        platform=tuple(_collections(ordered, priorities, "platform", location)),
        workload=tuple(_collections(ordered, priorities, WORKLOAD, location)),
    )


def is_fqdn(text: str) -> bool:
    """Tell whether `text` is a host name, perhaps after `*.`, that the firewall may allow."""
    return len(text) <= _LONGEST_FQDN and _FQDN.fullmatch(text.lower()) is not None


def _problems(source: EgressSource) -> Iterable[str]:
    if not source.address_prefixes:
        yield f"source {source.name!r} has no address block"
    for prefix in source.address_prefixes:
        if not _is_bounded(prefix):
            yield f"source {source.name!r} has {prefix!r}, which is no CIDR block of a subnet"
    for pack in source.packs:
        if pack not in egress_packs():
            yield f"source {source.name!r} has no such pack of hosts: {pack!r} (there are {', '.join(egress_packs())})"
    for fqdn in source.fqdns:
        if not is_fqdn(fqdn):
            yield (
                f"source {source.name!r} allows {fqdn!r}, which is no host name:"
                " write api.example.com, or *.example.com for everything under it"
            )


def _is_bounded(prefix: str) -> bool:
    try:
        return ip_network(prefix).prefixlen > 0
    except ValueError:
        return False


def _priorities(sources: Sequence[EgressSource]) -> dict[str, int]:
    known = [*subnet_purposes()]
    others = sorted(source.name for source in sources if source.name not in known)
    return {name: _FIRST_PRIORITY + _PRIORITY_STEP * place for name, place in zip((*known, *others), count())}


def _collections(
    sources: Iterable[EgressSource], priorities: dict[str, int], kind: str, location: str
) -> Iterable[EgressRuleCollection]:
    for source in sources:
        rules = _workload_rules(source) if kind == WORKLOAD else _platform_rules(source, location)
        # Azure refuses a rule without a target, and a collection without a rule says nothing.
        if rules:
            yield EgressRuleCollection(name=f"{kind}-{source.name}", priority=priorities[source.name], rules=rules)


def _workload_rules(source: EgressSource) -> tuple[EgressRule, ...]:
    if not source.fqdns:
        return ()
    fqdns = [fqdn.lower() for fqdn in source.fqdns]
    return (_rule(source, WORKLOAD, f"Hosts that {source.name} may call beside the platform's", fqdns, _USER_PORTS),)


def _platform_rules(source: EgressSource, location: str) -> tuple[EgressRule, ...]:
    rules: list[EgressRule] = []
    for pack in dict.fromkeys(source.packs):
        by_ports: dict[tuple[str, ...], list[EgressHost]] = {}
        for host in hosts_of_pack(pack, location):
            by_ports.setdefault(host.ports, []).append(host)
        for ports, hosts in by_ports.items():
            name = pack if len(by_ports) == 1 else f"{pack}-{'-'.join(ports).replace(':', '').lower()}"
            rules.append(_rule(source, name, description_of_pack(pack), [host.fqdn for host in hosts], ports))
    return tuple(rules)


def _rule(source: EgressSource, name: str, description: str, fqdns: Iterable[str], ports: Iterable[str]) -> EgressRule:
    split = [port.split(":") for port in ports]
    return EgressRule(
        name=name,
        description=description,
        sources=source.address_prefixes,
        fqdns=tuple(sorted(set(fqdns))),
        ports=tuple((protocol, int(number)) for protocol, number in split),
    )
