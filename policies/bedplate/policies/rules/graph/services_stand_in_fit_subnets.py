"""Services lie in subnets that Azure takes them in."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.facts import read_facts
from bedplate.policies.network.service_subnets import NamedSubnet, declared_subnet, named_subnets
from bedplate.policies.network.subnet_fitness import objection_to_name, objections
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict


def _judge(service: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    # Pools of one cluster share a subnet.
    named = {str(each.id): each for each in named_subnets(service)}.values()
    if not named:
        yield Verdict(Outcome.NOT_APPLICABLE, "it names no subnet")
    for each in named:
        outcome, reason = _decide(service, each, resources)
        yield Verdict(outcome, reason, each.path, each.id)


def _decide(service: Resource, named: NamedSubnet, resources: Resources) -> tuple[Outcome, str]:
    subnet = declared_subnet(service, named, resources)
    name = subnet.name if subnet else named.id.rpartition("/")[2] if isinstance(named.id, str) else ""
    by_name = objection_to_name(service, name)
    if by_name:
        return by_name.outcome, by_name.reason
    if subnet is None:
        known = named.id is not UNKNOWN
        return Outcome.UNDECIDED, "its subnet is not " + ("declared here" if known else "known before a deployment")
    found = list(objections(service, subnet, resources))
    for outcome in (Outcome.FAIL, Outcome.UNDECIDED):
        reasons = dict.fromkeys(each.reason for each in found if each.outcome is outcome)
        if reasons:
            return outcome, "; ".join(reasons)
    return Outcome.PASS, f"{subnet.said} is fit for it"


RULE = Rule(
    id="X-NET-10",
    title="Services lie in subnets that Azure takes them in",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    types=tuple(read_facts("service_subnets")),
    judge=_judge,
    rationale="Azure refuses a service in a subnet that is another's, or not delegated to it: the deployment fails "
    "halfway, sometimes after most of an hour.",
    fix="Give the service a subnet of its own, delegated as the reason says; put private endpoints in a subnet that is "
    "delegated to nobody.",
    references=(
        "https://learn.microsoft.com/azure/virtual-network/subnet-delegation-overview",
        "https://learn.microsoft.com/azure/app-service/overview-vnet-integration",
        "https://learn.microsoft.com/azure/container-apps/networking",
        "https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure",
    ),
    benchmark=("NS-1",),
)
