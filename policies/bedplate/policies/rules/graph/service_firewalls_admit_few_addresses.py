"""Firewalls of databases, caches and analytics let in few addresses."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, ip_address

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value
from bedplate.policies.verdict import Verdict

_FIRST = ("properties.startIpAddress", "properties.startIP")
_LAST = ("properties.endIpAddress", "properties.endIP")
_AZURE = "0.0.0.0"  # noqa: S104 - the address by which Azure means all of its own
_MOST = 2**16
"""A company's own addresses fit in a /16; what is wider lets in strangers."""


def _judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    path, first = _given(resource, _FIRST)
    last = _given(resource, _LAST)[1]
    if first == _AZURE == last:
        yield Verdict(Outcome.FAIL, "every machine in Azure is let in, whoever runs it", path, first)
    elif first == _AZURE:
        yield Verdict(Outcome.FAIL, "the internet is let in", path, first)
    elif first is UNKNOWN or last is UNKNOWN:
        yield Verdict(Outcome.UNDECIDED, "the range is not known before a deployment", path, first)
    else:
        yield _of_range(path, _address(first), _address(last))


def _of_range(path: str, first: IPv4Address | None, last: IPv4Address | None) -> Verdict:
    if first is None or last is None:
        return Verdict(Outcome.FAIL, "the rule names no range of addresses", path)
    many = int(last) - int(first) + 1
    outcome = Outcome.FAIL if many > _MOST else Outcome.PASS
    return Verdict(outcome, f"{many} address{'' if many == 1 else 'es'} from {first} to {last} are let in", path)


def _given(resource: Resource, paths: tuple[str, ...]) -> tuple[str, Value]:
    given = ((path, resource.value(path)) for path in paths)
    return next(((path, value) for path, value in given if value is not MISSING), (paths[0], MISSING))


def _address(value: Value) -> IPv4Address | None:
    try:
        found = ip_address(str(value))
    except ValueError:
        return None
    return found if isinstance(found, IPv4Address) else None


RULE = Rule(
    id="NET-29",
    title="The firewall of a database, cache or analytics service lets in few addresses",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(
        "Microsoft.Cache/redis/firewallRules",
        "Microsoft.DBforMySQL/flexibleServers/firewallRules",
        "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules",
        "Microsoft.Sql/servers/firewallRules",
        "Microsoft.Synapse/workspaces/firewallRules",
    ),
    judge=_judge,
    rationale="A rule for every address opens the service to the internet; one for 0.0.0.0 opens it to the machines of "
    "every customer of Azure.",
    fix="Name the addresses that need it in startIpAddress and endIpAddress, or take the rule out and use a private "
    "endpoint.",
    references=(
        "https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
        "https://learn.microsoft.com/azure/synapse-analytics/security/synapse-workspace-ip-firewall",
    ),
    benchmark=("NS-2",),
    reads=(*_FIRST, *_LAST),
)
