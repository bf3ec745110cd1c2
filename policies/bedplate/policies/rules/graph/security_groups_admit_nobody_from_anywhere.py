"""No security group lets anybody in from anywhere to ports that must be closed."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.everybody import is_everybody
from bedplate.policies.network.security_rules import (
    GROUP,
    GROUP_RULE,
    SecurityRule,
    port_ranges,
)
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, Value
from bedplate.policies.verdict import Verdict

_CLOSED = (22, 80, 3389)
_ALL = (0, 65535)


def _judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    own = resource.type.casefold() == GROUP_RULE.casefold()
    bodies = [("", resource.body)] if own else objects_at(resource.body, "properties.securityRules")
    verdicts = [_verdict(SecurityRule(path, body)) for path, body in bodies]
    decided = [each for each in verdicts if each.outcome is not Outcome.PASS]
    yield from decided or [Verdict(Outcome.PASS, "no rule lets anybody in from anywhere")]


def _verdict(rule: SecurityRule) -> Verdict:
    admits, inbound = rule.is_("access", "Allow"), rule.is_("direction", "Inbound")
    sources = rule.values("sourceAddressPrefix")
    anywhere = any(map(is_everybody, sources))
    ports = _open_ports(rule.values("destinationPortRange"))
    if admits is False or inbound is False or ports == "":
        return Verdict(Outcome.PASS)
    if None in (admits, inbound, ports) or (not anywhere and UNKNOWN in sources):
        return Verdict(Outcome.UNDECIDED, "a rule is not known before a deployment", rule.path, UNKNOWN)
    if not anywhere:
        return Verdict(Outcome.PASS)
    name = rule.value("name") if isinstance(rule.value("name"), str) else "it"
    return Verdict(Outcome.FAIL, f"anybody on the internet is let in to {ports}", rule.path, name)


def _open_ports(values: list[Value]) -> str | None:
    """Return in words to which closed ports ranges lead; empty for none, `None` where it is not known."""
    covered = port_ranges(values)
    if covered is None:
        return None
    if _ALL in covered:
        return "all ports"
    found = [str(port) for port in _CLOSED if any(first <= port <= last for first, last in covered)]
    return f"port {', '.join(found)}" if found else ""


RULE = Rule(
    id="NET-04",
    title="No security group lets in anybody from anywhere to ports that must be closed",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(GROUP, GROUP_RULE),
    judge=_judge,
    rationale="Machines with remote desktops or shells open to the internet are attacked within minutes.",
    fix="Name the sources that need the port in sourceAddressPrefixes; reach machines through Azure Bastion.",
    references=("https://learn.microsoft.com/azure/security/fundamentals/network-best-practices",),
    benchmark=("NS-1",),
    checkov=("CKV_AZURE_9", "CKV_AZURE_10", "CKV_AZURE_160"),
    psrule=("Azure.NSG.AnyInboundSource", "Azure.NSG.LateralTraversal"),
    azure_policy=("9daedab3", "22730e10"),
    reads=("properties.securityRules", "properties.sourceAddressPrefix", "properties.destinationPortRange"),
)
