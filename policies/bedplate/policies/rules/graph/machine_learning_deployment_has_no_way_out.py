"""An online deployment reaches nothing outside its workspace's network."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.ancestors import ancestor
from bedplate.policies.conditions import Truth, equals
from bedplate.policies.judged import set_aside
from bedplate.policies.network.managed_networks import ISOLATED, WORKSPACE
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_COMPUTE = equals("properties.endpointComputeType", "Managed")
_EGRESS = "properties.egressPublicNetworkAccess"
_CLOSED = equals(_EGRESS, "Disabled")


def _judge(deployment: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    compute, closed = _COMPUTE.answer(deployment.body), _CLOSED.answer(deployment.body)
    workspace = ancestor(resources, deployment, WORKSPACE)
    managed = ISOLATED.answer(workspace.body).truth if workspace else Truth.UNKNOWN
    if compute.truth is not Truth.HOLDS:
        yield set_aside(compute)
    elif Truth.HOLDS in {closed.truth, managed}:
        yield Verdict(Outcome.PASS, path=_EGRESS)
    elif Truth.UNKNOWN in {closed.truth, managed}:
        yield Verdict(Outcome.UNDECIDED, f"{_EGRESS} or the workspace's network is not known", _EGRESS)
    else:
        yield Verdict(Outcome.FAIL, f"{closed.reason}, or a managed network of the workspace", _EGRESS, closed.actual)


RULE = Rule(
    id="AML-19",
    title="The online deployment reaches only what its workspace's network allows",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(f"{WORKSPACE}/onlineEndpoints/deployments",),
    judge=_judge,
    rationale="A scoring container with an open way out can send what it is asked, and what it answers, anywhere.",
    fix="Give the workspace a managed network, or set egressPublicNetworkAccess to Disabled.",
    references=("https://learn.microsoft.com/azure/machine-learning/concept-secure-online-endpoint",),
    benchmark=("NS-1",),
    reads=("properties.endpointComputeType", _EGRESS),
)
