"""A deployment's model is on a list of allowed ones."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.model_deployments import DEPLOYMENTS
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict

_MODEL = "properties.model"


def _judge(deployment: Resource, _resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    publishers = {str(each).casefold() for each in parameters["publishers"]}
    assets = {str(each).casefold() for each in parameters["assetIds"]}
    publisher, name, version = (deployment.value(f"{_MODEL}.{each}") for each in ("format", "name", "version"))
    asset = f"/models/{name}/versions/{version}".casefold()
    if not publishers and not assets:
        yield Verdict(Outcome.NOT_APPLICABLE, "no list of models is declared")
    elif str(publisher).casefold() in publishers or any(each.endswith(asset) for each in assets):
        yield Verdict(Outcome.PASS, path=_MODEL)
    elif (publishers and publisher is UNKNOWN) or (assets and UNKNOWN in (name, version)):
        yield Verdict(Outcome.UNDECIDED, f"{_MODEL} is not known before a deployment", _MODEL, UNKNOWN)
    else:
        yield Verdict(
            Outcome.FAIL, f"{_MODEL} is {name} of {publisher}, which is not on the list", f"{_MODEL}.name", name
        )


RULE = Rule(
    id="X-AI-10",
    title="The model is on the list of allowed ones",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    types=(DEPLOYMENTS,),
    judge=_judge,
    rationale="Where Azure Policy holds such a list it refuses the deployment; here that is known before.",
    fix="Deploy an allowed model, or add its publisher or asset id to the list.",
    references=("https://learn.microsoft.com/azure/ai-foundry/how-to/model-deployment-policy",),
    benchmark=("AI-1",),
    azure_policy=("aafe3651",),
    reads=(_MODEL,),
    parameters={
        "publishers": Parameter(description="Allowed publishers; none for a rule that judges by ids.", default=[]),
        "assetIds": Parameter(
            description="Allowed models, as azureml://registries/azure-openai/models/NAME/versions/VERSION.", default=[]
        ),
    },
)
