"""A private endpoint registers in every zone that its target answers under."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.private_endpoints import (
    ENDPOINT,
    ZONE_GROUP,
    connections,
    zones_held,
    zones_needed,
)
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

# A region of each cloud, for locations that are not known; no zone has it in its name.
_ANYWHERE = ("?", "usgov?", "china?")
_CONFIGS = "properties.privateDnsZoneConfigs"


def _judge(zone_group: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    endpoint = _endpoint(zone_group, resources)
    held, sure = zones_held(zone_group, resources)
    needed = _needed(endpoint, held, resources) if endpoint else None
    outcome, reason = _decide(needed, held, sure=sure)
    yield Verdict(outcome, reason, _CONFIGS, zone_group.value(_CONFIGS))


def _decide(needed: frozenset[str] | None, held: frozenset[str], *, sure: bool) -> tuple[Outcome, str]:
    if sure and not held:
        return Outcome.FAIL, "the zone group holds no zone"
    if needed is None:
        return Outcome.UNDECIDED, "which zones the endpoint's target needs cannot be told here"
    missing = sorted(needed - held)
    if not missing:
        return Outcome.PASS, f"it holds all {len(needed)} zones"
    if not sure:
        return Outcome.UNDECIDED, "the zones are not known before a deployment"
    return Outcome.FAIL, f"it lacks {', '.join(missing)}"


def _endpoint(zone_group: Resource, resources: Resources) -> Resource | None:
    parent = resources.parent(zone_group)
    if parent is not None:
        return parent
    keys = {key for keys in zone_group.references.values() for key in keys}
    found = [each for each in resources.of_type(ENDPOINT) if each.key in keys]
    return found[0] if len(found) == 1 else None


def _needed(endpoint: Resource, held: frozenset[str], resources: Resources) -> frozenset[str] | None:
    """Return the zones that are needed; where the location is not known, those of a cloud whose zones are all held."""
    location = endpoint.value("location")
    if isinstance(location, str):
        return _needed_in(location, endpoint, resources)
    anywhere = (_needed_in(region, endpoint, resources) for region in _ANYWHERE)
    return next((each for each in anywhere if each is not None and each <= held), None)


def _needed_in(location: str, endpoint: Resource, resources: Resources) -> frozenset[str] | None:
    sets = [zones_needed(each, location) for each in connections(endpoint, resources)]
    if not sets or None in sets:
        return None
    return frozenset(zone for zones in sets if zones for zone in zones)


RULE = Rule(
    id="NET-08",
    title="A private endpoint registers in every zone that its target answers under",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(ZONE_GROUP,),
    judge=_judge,
    rationale="Under a host whose zone is missing the service resolves to its public address, and calls fail or leave "
    "the network.",
    fix="List every zone of the target in privateDnsZoneConfigs; an AI Services account needs three.",
    references=("https://learn.microsoft.com/azure/private-link/private-endpoint-dns",),
    benchmark=("NS-10",),
    azure_policy=("c4bc6f10", "ee40564d", "fbc14a67"),
    reads=(_CONFIGS,),
)
