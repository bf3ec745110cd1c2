"""A deployment's model version is served for as long as nobody means to change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bedplate.policies.model_deployments import DEPLOYMENTS, day_of, known_model
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value, same_word
from bedplate.policies.verdict import Verdict

_OPTION, _VERSION = "properties.versionUpgradeOption", "properties.model.version"


def _judge(deployment: Resource, _resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    model, option = known_model(deployment), deployment.value(_OPTION)
    today = day_of(parameters["today"])
    if deployment.value(_VERSION) is MISSING:
        yield Verdict(Outcome.NOT_APPLICABLE, "it takes Azure's default version", _VERSION)
    elif model is None or "retirement" not in model:
        yield Verdict(Outcome.UNDECIDED, "until when its model version is served is not known here", _VERSION)
    else:
        horizon = today + dt.timedelta(days=int(parameters["horizonDays"]))
        yield _of_retirement(model["retirement"], option, today, horizon)


def _of_retirement(retirement: dt.date, option: Value, today: dt.date, horizon: dt.date) -> Verdict:
    if retirement <= today:
        return Verdict(Outcome.FAIL, f"its model version retired on {retirement}", _VERSION)
    if retirement > horizon:
        return Verdict(Outcome.PASS, path=_VERSION)
    if option is UNKNOWN:
        return Verdict(Outcome.UNDECIDED, f"{_OPTION} is not known before a deployment", _OPTION)
    if same_word(option, "NoAutoUpgrade"):
        return Verdict(
            Outcome.FAIL, f"its model version retires on {retirement}, and it does not upgrade", _OPTION, option
        )
    return Verdict(Outcome.PASS, path=_OPTION)


RULE = Rule(
    id="X-AI-04",
    title="The model deployment that does not upgrade has a version with time left",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    types=(DEPLOYMENTS,),
    judge=_judge,
    rationale="From the day of retirement a deployment that does not upgrade answers every request with an error.",
    fix="Move to a newer version, or set versionUpgradeOption to OnceCurrentVersionExpired.",
    references=("https://learn.microsoft.com/azure/ai-services/openai/concepts/model-retirements",),
    reads=(_OPTION, "properties.model"),
    parameters={
        "today": Parameter(
            description="Day to judge by, as 2026-11-21; empty for the day on which the table of models was checked.",
            default="",
        ),
        "horizonDays": Parameter(description="Least days that a version must have left.", default=90),
    },
)
