"""Zones of private endpoints are linked to a network, and nobody registers there by itself."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.private_endpoints import ZONE
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, same_word
from bedplate.policies.verdict import Verdict

LINK = "Microsoft.Network/privateDnsZones/virtualNetworkLinks"
_REGISTRATION = "properties.registrationEnabled"


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    if resource.type.casefold() == LINK.casefold():
        yield _of_link(resource)
    elif not name_of(resource).casefold().startswith("privatelink."):
        yield Verdict(Outcome.NOT_APPLICABLE, "it is not a zone of private endpoints", "name", name_of(resource))
    elif children_of(resources, resource, LINK):
        yield Verdict(Outcome.PASS, "the zone is linked to a network")
    else:
        yield Verdict(Outcome.FAIL, "the zone is linked to no network")


def _of_link(link: Resource) -> Verdict:
    value = link.value(_REGISTRATION)
    if value is UNKNOWN:
        return Verdict(Outcome.UNDECIDED, "registrationEnabled is not known before a deployment", _REGISTRATION, value)
    if value is MISSING or same_word(value, right=False):
        return Verdict(Outcome.PASS, "machines do not register by themselves", _REGISTRATION, value)
    zone = (link.id or "").casefold()
    if zone and "/privatednszones/privatelink." not in zone:
        return Verdict(Outcome.NOT_APPLICABLE, "it is not a zone of private endpoints", _REGISTRATION, value)
    return Verdict(Outcome.FAIL, "machines of the network register in the zone by themselves", _REGISTRATION, value)


RULE = Rule(
    id="NET-07",
    title="Zones of private endpoints are linked to a network that does not register its machines there",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(ZONE, LINK),
    judge=_judge,
    rationale="Without a link the names resolve to public addresses; with registration, a machine's name can take the "
    "place of a service's.",
    fix="Declare a virtualNetworkLinks of the zone with registrationEnabled set to false.",
    references=("https://learn.microsoft.com/azure/dns/private-dns-virtual-network-links",),
    benchmark=("NS-10",),
    reads=(_REGISTRATION,),
)
