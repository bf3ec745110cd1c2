"""A workspace whose registry is private says where its images are built."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import Truth, equals, is_given
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie, link
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_REGISTRY, _BUILD = "properties.containerRegistry", "properties.imageBuildCompute"
_PRIVATE = equals("properties.publicNetworkAccess", "Disabled", default="Enabled")


def _judge(workspace: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    registry = link(resources, workspace, _REGISTRY, "Microsoft.ContainerRegistry/registries")
    build = is_given(_BUILD).answer(workspace.body).truth
    if registry.tie is Tie.ABSENT:
        yield Verdict(Outcome.NOT_APPLICABLE, "it names no container registry", _REGISTRY)
    elif build is Truth.HOLDS:
        yield Verdict(Outcome.PASS, path=_BUILD)
    elif registry.tie is not Tie.DECLARED:
        yield Verdict(Outcome.UNDECIDED, "whether its container registry is private is not known here", _REGISTRY)
    else:
        yield _of_registry(registry.targets[0], build)


def _of_registry(registry: Resource, build: Truth) -> Verdict:
    private = _PRIVATE.answer(registry.body).truth
    if private is Truth.FAILS:
        return Verdict(Outcome.NOT_APPLICABLE, "its container registry is open to public networks", _REGISTRY)
    if private is Truth.UNKNOWN or build is Truth.UNKNOWN:
        return Verdict(Outcome.UNDECIDED, "a value that decides is not known before a deployment", _BUILD)
    return Verdict(Outcome.FAIL, f"its container registry is private, and {_BUILD} is not set", _BUILD)


RULE = Rule(
    id="AML-10",
    title="The workspace with a private registry says where its images are built",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    types=("Microsoft.MachineLearningServices/workspaces",),
    judge=_judge,
    rationale="The registry's own build service cannot reach a private registry, so the first job with a new "
    "environment fails.",
    fix="Set imageBuildCompute to the name of a compute cluster, or to serverless.",
    references=("https://learn.microsoft.com/azure/machine-learning/how-to-managed-network",),
    benchmark=("NS-2",),
    reads=(_REGISTRY, _BUILD),
)
