"""A private link scope of Azure Monitor can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.private_endpoints import ENDPOINT, WAITING, connections
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict


def _judge(scope: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    every = [each for endpoint in resources.of_type(ENDPOINT) for each in connections(endpoint, resources)]
    leading = [each for each in every if scope in each.link.targets]
    if any(not each.waits for each in leading):
        yield Verdict(Outcome.PASS, "a private endpoint leads to it")
    elif leading:
        yield Verdict(Outcome.UNDECIDED, WAITING)
    elif any(each.link.tie is Tie.UNKNOWN for each in every):
        yield Verdict(Outcome.UNDECIDED, "where a private endpoint leads is not known before a deployment")
    else:
        yield Verdict(Outcome.FAIL, "no private endpoint leads to it")


RULE = Rule(
    id="MON-14",
    title="A private link scope of Azure Monitor has a private endpoint",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    recommendation="OE:07",
    types=("Microsoft.Insights/privateLinkScopes",),
    judge=_judge,
    rationale="What takes telemetry from private networks only gets none: logs are lost, and nobody notices until "
    "they are looked for.",
    fix="Declare a private endpoint with group azuremonitor whose privateLinkServiceId names the scope.",
    references=("https://learn.microsoft.com/azure/azure-monitor/logs/private-link-configure",),
    benchmark=("NS-2",),
)
