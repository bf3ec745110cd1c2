"""What takes telemetry from private networks only belongs to a private link scope."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import equals
from bedplate.policies.conditions.answer import Truth
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie, link
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict

_ACCESS = "properties.publicNetworkAccessForIngestion"
_MEMBER = "Microsoft.Insights/privateLinkScopes/scopedResources"
_CLOSED = equals(_ACCESS, "Disabled")


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    closed = _CLOSED.answer(resource.body)
    links = [link(resources, each, "properties.linkedResourceId") for each in resources.of_type(_MEMBER)]
    if closed.truth is Truth.FAILS:
        yield Verdict(Outcome.NOT_APPLICABLE, "it takes telemetry from anywhere", _ACCESS, closed.actual)
    elif any(resource in each.targets for each in links):
        yield Verdict(Outcome.PASS, "it belongs to a private link scope", _ACCESS)
    elif closed.truth is Truth.UNKNOWN or not links or any(each.tie is Tie.UNKNOWN for each in links):
        reason = "whether it belongs to a private link scope that is not declared here is not known"
        yield Verdict(Outcome.UNDECIDED, reason, _ACCESS, UNKNOWN)
    else:
        yield Verdict(Outcome.FAIL, "it takes telemetry from private networks only, and belongs to no scope", _ACCESS)


RULE = Rule(
    id="MON-13",
    title="What takes telemetry from private networks only belongs to a private link scope",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    recommendation="OE:07",
    types=("Microsoft.Insights/components", "Microsoft.OperationalInsights/workspaces"),
    judge=_judge,
    rationale="Without a scope no network reaches it: logs and traces are lost, and nobody notices until they are "
    "looked for.",
    fix="Declare a scopedResources of the private link scope whose linkedResourceId names it.",
    references=("https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security",),
    benchmark=("LT-5",),
    reads=(_ACCESS,),
)
