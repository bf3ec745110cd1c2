"""Where the application spans zones, everything on its way does."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import all_of, at_least, each, equals, has_items, matches
from bedplate.policies.conditions.answer import Condition, Truth
from bedplate.policies.judged import judged
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.regions import region_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import same_word
from bedplate.policies.verdict import Verdict
from bedplate.policies.zones import gateway_units_spread, not_in_one_zone

_APPLICATIONS: dict[str, Condition] = {
    "Microsoft.App/managedEnvironments": equals("properties.zoneRedundant", expected=True),
    "Microsoft.Web/serverfarms": equals("properties.zoneRedundant", expected=True),
}
_HOPS: dict[str, Condition] = {
    **_APPLICATIONS,
    "Microsoft.ApiManagement/service": gateway_units_spread,
    "Microsoft.Cache/redisEnterprise": equals("properties.highAvailability", "Enabled", default="Enabled"),
    "Microsoft.DBforPostgreSQL/flexibleServers": equals("properties.highAvailability.mode", "ZoneRedundant"),
    "Microsoft.DocumentDB/databaseAccounts": all_of(
        has_items("properties.locations", 1), each("properties.locations", equals("isZoneRedundant", expected=True))
    ),
    "Microsoft.Network/applicationGateways": not_in_one_zone,
    "Microsoft.Network/azureFirewalls": not_in_one_zone,
    # Azure spreads two replicas over zones by itself.
    "Microsoft.Search/searchServices": at_least("properties.replicaCount", 2, default=1),
    "Microsoft.Storage/storageAccounts": matches("sku.name", r".*ZRS", "a tier with copies in several zones"),
}


def _judge(hop: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    claims = [
        condition.answer(application.body).truth
        for type_, condition in _APPLICATIONS.items()
        for application in resources.of_type(type_)
        if application is not hop and _is_beside(application, hop)
    ]
    answer = next(condition for type_, condition in _HOPS.items() if same_word(type_, hop.type)).answer(hop.body)
    if Truth.HOLDS in claims:
        yield judged(answer)
    elif Truth.UNKNOWN in claims:
        yield Verdict(Outcome.UNDECIDED, "whether the application spans zones is not known before a deployment")
    else:
        yield Verdict(Outcome.NOT_APPLICABLE, "no application here claims to span zones")


def _is_beside(application: Resource, hop: Resource) -> bool:
    regions = {region_of(each.value("location")) for each in (application, hop)}
    return "" in regions or len(regions) == 1


RULE = Rule(
    id="X-REL-01",
    title="Where the application spans zones, everything on its way does",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    recommendation="RE:05",
    types=tuple(_HOPS),
    judge=_judge,
    rationale="One part in one zone takes the whole application down with it, and the zones of the others are paid for "
    "in vain.",
    fix="Let this resource span zones too, in the way that the reason names.",
    references=("https://learn.microsoft.com/azure/reliability/availability-zones-overview",),
    benchmark=("BR-1",),
    reads=tuple(dict.fromkeys(path for condition in _HOPS.values() for path in condition.paths)),
)
