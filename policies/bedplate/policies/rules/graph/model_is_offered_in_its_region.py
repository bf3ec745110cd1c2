"""A deployment's model version is offered in its region by its deployment type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bedplate.policies.facts import read_facts
from bedplate.policies.model_deployments import DEPLOYMENTS, account_of, known_model
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.regions import cloud_of, region_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import same_word
from bedplate.policies.verdict import Verdict

_SKU = "sku.name"


def _judge(deployment: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    sku, account = deployment.value(_SKU), account_of(deployment, resources)
    region = region_of(account.value("location")) if account else ""
    offered_in = _regions(deployment)
    if offered_in is None or not region:
        yield Verdict(Outcome.UNDECIDED, "where its model version is offered, or where it is, is not known here", _SKU)
        return
    if cloud_of(region) == "usgovernment":
        yield Verdict(Outcome.UNDECIDED, "what Azure Government offers is not known here", _SKU)
    elif region in offered_in:
        yield Verdict(Outcome.PASS, path=_SKU)
    else:
        yield Verdict(Outcome.FAIL, f"{sku} does not offer its model version in {region}", _SKU, sku)


def _regions(deployment: Resource) -> set[str] | None:
    model = known_model(deployment)
    offered: Mapping[str, str] = model.get("offered", {}) if model else {}
    name = next((name for sku, name in offered.items() if same_word(deployment.value(_SKU), sku)), None)
    return set(read_facts("models")["regions"][name].split()) if name else None


RULE = Rule(
    id="X-AI-05",
    title="The model version is offered where it is deployed",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    types=(DEPLOYMENTS,),
    judge=_judge,
    rationale="Azure refuses the deployment halfway through, when accounts and endpoints are already there.",
    fix="Choose a region or a deployment type that offers the model version.",
    references=("https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/models-sold-directly-by-azure",),
    reads=(_SKU, "properties.model"),
)
