"""Compute of a workspace runs in a network."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.ancestors import ancestor
from bedplate.policies.conditions import Truth, one_of
from bedplate.policies.judged import set_aside
from bedplate.policies.network.managed_networks import ISOLATED, WORKSPACE
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import link
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_KIND = one_of("properties.computeType", "AmlCompute", "ComputeInstance")
_SUBNET = "properties.properties.subnet.id"


def _judge(compute: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    kind = _KIND.answer(compute.body)
    subnet = link(resources, compute, _SUBNET).given
    if kind.truth is not Truth.HOLDS:
        yield set_aside(kind)
    elif subnet:
        yield Verdict(Outcome.PASS, path=_SUBNET)
    else:
        yield _of_workspace(ancestor(resources, compute, WORKSPACE), subnet)


def _of_workspace(workspace: Resource | None, subnet: bool | None) -> Verdict:  # noqa: FBT001 - three-valued
    managed = ISOLATED.answer(workspace.body).truth if workspace else Truth.UNKNOWN
    if managed is Truth.HOLDS:
        return Verdict(Outcome.PASS, "its workspace has a managed network")
    if managed is Truth.UNKNOWN or subnet is None:
        return Verdict(Outcome.UNDECIDED, f"{_SUBNET} or the workspace's network is not known", _SUBNET)
    return Verdict(Outcome.FAIL, f"{_SUBNET} is not set, and its workspace has no managed network", _SUBNET)


RULE = Rule(
    id="AML-13",
    title="The machine learning compute runs in a network",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(f"{WORKSPACE}/computes",),
    judge=_judge,
    rationale="Outside a network the nodes reach storage over its public address, and the internet without a filter.",
    fix="Set subnet.id, or give the workspace a managed network.",
    references=("https://learn.microsoft.com/azure/machine-learning/how-to-network-isolation-planning",),
    benchmark=("NS-1",),
    psrule=("Azure.ML.ComputeVnet",),
    azure_policy=("7804b5c7",),
    reads=("properties.computeType", _SUBNET),
)
