"""Security groups let the internet into subnets of gateways only."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.everybody import is_everybody
from bedplate.policies.network.security_rules import GROUP, SecurityRule, security_rules
from bedplate.policies.network.service_subnets import lies_in
from bedplate.policies.network.subnets import Subnet, all_subnets, is_prescribed
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict

_GATEWAYS = ("Microsoft.Network/applicationGateways", "Microsoft.ApiManagement/service")


def _judge(group: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    found = [(each, _lets_in_anybody(each)) for each in security_rules(group, resources)]
    suspects = [each for each, anybody in found if anybody is not False]
    held = [each for each in all_subnets(resources) if group in _groups_of(each, resources)]
    behind = [each for each in held if not _faces_the_internet(each, resources)]
    # A listed subnet whose name is not known may be one of Azure's own that face the internet.
    surely = [each for each in behind if _groups_of(each, resources) == (group,) and (each.name or not each.path)]
    if not suspects:
        yield Verdict(Outcome.PASS, "no rule lets the internet in", "properties.securityRules")
    elif not held:
        yield Verdict(Outcome.NOT_APPLICABLE, "no declared subnet has the group")
    elif not behind:
        yield Verdict(Outcome.PASS, "the internet is let in to gateways only", suspects[0].path)
    elif not surely:
        yield Verdict(Outcome.UNDECIDED, "which subnets have the group is not known before a deployment")
    elif opening := next((each for each, anybody in found if anybody), None):
        inner = ", ".join(each.name or "a subnet" for each in surely)
        reason = f"a rule lets the internet in to {inner}, where no gateway listens"
        yield Verdict(Outcome.FAIL, reason, opening.path)
    else:
        yield Verdict(Outcome.UNDECIDED, "a rule is not known before a deployment", suspects[0].path, UNKNOWN)


def _groups_of(subnet: Subnet, resources: Resources) -> tuple[Resource, ...]:
    """Return the group of a subnet, or all that it may be where the id is not known."""
    return subnet.link(resources, "networkSecurityGroup.id", GROUP).targets


def _lets_in_anybody(rule: SecurityRule) -> bool | None:
    """Return whether a rule lets the internet in; `None` where it is not known."""
    sources = rule.values("sourceAddressPrefix")
    from_anywhere = any(map(is_everybody, sources))
    anybody = None if UNKNOWN in sources and not from_anywhere else from_anywhere
    answers = (rule.is_("access", "Allow"), rule.is_("direction", "Inbound"), anybody)
    return False if False in answers else None if None in answers else True


def _faces_the_internet(subnet: Subnet, resources: Resources) -> bool:
    """Return whether a gateway is in a subnet, or may be."""
    gateways = resources.of_type(*_GATEWAYS)
    return is_prescribed(subnet, "reachedFromInternet") or any(
        lies_in(each, subnet, resources) is not False for each in gateways
    )


RULE = Rule(
    id="NET-26",
    title="Security groups let the internet into subnets of gateways only",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(GROUP,),
    judge=_judge,
    rationale="What does not inspect its callers must not hear them: one rule for everybody makes a private subnet "
    "public as soon as anything in it has an address.",
    fix="Name the ranges or service tags that need to get in, and publish apps through a gateway.",
    references=("https://learn.microsoft.com/azure/security/fundamentals/network-best-practices",),
    benchmark=("NS-1",),
    psrule=("Azure.NSG.AnyInboundSource",),
    reads=("properties.securityRules",),
)
