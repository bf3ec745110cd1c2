"""Every private endpoint registers its names in private zones."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.private_endpoints import ENDPOINT, ZONE, connections, zone_groups, zones_needed
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict


def _judge(endpoint: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    if zone_groups(endpoint, resources):
        yield Verdict(Outcome.PASS, "a zone group registers its names")
        return
    needed = [zones_needed(each, endpoint.value("location")) for each in connections(endpoint, resources)]
    names = {zone for zones in needed if zones for zone in zones}
    zones = [each for each in resources.of_type(ZONE) if name_of(each).casefold() in names]
    if any(children_of(resources, each, f"{ZONE}/A") for each in zones):
        yield Verdict(Outcome.UNDECIDED, "its zones hold records by hand; whether they are its own cannot be told here")
    elif zones:
        yield Verdict(Outcome.FAIL, f"no zone group registers its names in {name_of(zones[0])}")
    else:
        yield Verdict(Outcome.UNDECIDED, "no zone for its names is declared here; a policy may register them elsewhere")


RULE = Rule(
    id="X-NET-02",
    title="Every private endpoint registers its names",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(ENDPOINT,),
    judge=_judge,
    rationale="Clients that resolve the public name are turned away by the service, or reach it over the internet.",
    fix="Declare a privateDnsZoneGroups below the endpoint with all zones of its target.",
    references=("https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration",),
    benchmark=("NS-10",),
)
