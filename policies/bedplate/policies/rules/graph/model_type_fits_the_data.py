"""A deployment's type processes prompts only where the data's classification lets them go."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.model_deployments import DEPLOYMENTS, account_of
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_object
from bedplate.policies.verdict import Verdict

_SKU = "sku.name"


def _judge(deployment: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    account = account_of(deployment, resources)
    tag = str(parameters["tag"])
    class_ = next(
        (found for each in (deployment, account) if each and (found := _tag(each, tag)) is not MISSING), MISSING
    )
    rows = {str(key).casefold(): value for key, value in parameters["forbidden"].items()}
    sku = deployment.value(_SKU)
    if class_ is UNKNOWN or sku is UNKNOWN or (class_ is MISSING and account is None):
        yield Verdict(Outcome.UNDECIDED, f"the tag {tag} or {_SKU} is not known here", _SKU)
    elif class_ is MISSING:
        yield Verdict(Outcome.NOT_APPLICABLE, f"neither it nor its account has the tag {tag}")
    elif _reaches_too_far(sku, rows.get(str(class_).casefold(), ())):
        yield Verdict(Outcome.FAIL, f"{_SKU} is {sku}, which {class_} data may not use", _SKU, sku)
    else:
        yield Verdict(Outcome.PASS, path=_SKU)


def _tag(resource: Resource, name: str) -> Value:
    tags = resource.value("tags")
    if not is_object(tags):
        return tags
    return next((value for key, value in tags.items() if key.casefold() == name.casefold()), MISSING)


def _reaches_too_far(sku: Value, forbidden: Value) -> bool:
    return any(str(sku).casefold().startswith(str(beginning).casefold()) for beginning in forbidden)


RULE = Rule(
    id="X-AI-07",
    title="The model deployment's type suits the data's classification",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:03",
    types=(DEPLOYMENTS,),
    judge=_judge,
    rationale="A global deployment sends confidential prompts to whichever region of the world has room.",
    fix="Take a data zone type, or a regional one, for data of this classification.",
    references=("https://learn.microsoft.com/azure/ai-services/openai/how-to/deployment-types",),
    benchmark=("DP-1",),
    reads=(_SKU, "tags"),
    parameters={
        "tag": Parameter(description="Name of the tag that classifies data.", default="dataClassification"),
        "forbidden": Parameter(
            description="How the names of forbidden deployment types begin, by classification.",
            default={
                "confidential": ["Global"],
                "highly confidential": ["Global", "DataZone"],
                "restricted": ["Global", "DataZone"],
                "secret": ["Global", "DataZone"],
            },
        ),
    },
)
