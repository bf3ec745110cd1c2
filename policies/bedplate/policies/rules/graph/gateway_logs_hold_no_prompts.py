"""What a gateway logs of calls to models holds neither prompts nor answers."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.ancestors import ancestor
from bedplate.policies.gateway_models import API, leads_to_models
from bedplate.policies.gateway_policy import SERVICE
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import is_hidden, same_word
from bedplate.policies.verdict import Verdict

_BODIES = tuple(
    f"properties.{side}.{way}.body.bytes" for side in ("frontend", "backend") for way in ("request", "response")
)
_LOGS = "properties.largeLanguageModel.logs"
_MESSAGES = tuple(f"properties.largeLanguageModel.{way}.messages" for way in ("requests", "responses"))
_SHARE = "properties.sampling.percentage"
_TYPES = (f"{SERVICE}/diagnostics", f"{API}/diagnostics")


def _judge(diagnostic: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    leads = _leads(diagnostic, resources)
    if leads is False:
        yield Verdict(Outcome.NOT_APPLICABLE, "it logs no calls to language models")
        return
    share = diagnostic.value(_SHARE)
    if isinstance(share, int | float) and share <= parameters["sampledPercentage"]:
        yield Verdict(Outcome.PASS, f"{_SHARE} is {share}", _SHARE, share)
        return
    answers = {path: _is_logged(path, diagnostic) for path in (*_BODIES, *_MESSAGES)}
    logged = next((path for path, answer in answers.items() if answer), None)
    if logged and leads and not is_hidden(share):
        value = diagnostic.value(logged)
        yield Verdict(Outcome.FAIL, f"{logged} is {value}: prompts or answers are logged", logged, value)
    elif logged or None in answers.values():
        yield Verdict(Outcome.UNDECIDED, "what it logs, or whether of models, is not known here")
    else:
        yield Verdict(Outcome.PASS, "it logs no texts")


def _is_logged(path: str, diagnostic: Resource) -> bool | None:
    """Return whether a part of calls is logged; `None` where nobody can tell."""
    value, logs = diagnostic.value(path), diagnostic.value(_LOGS)
    if path in _BODIES:
        return None if is_hidden(value) else isinstance(value, int | float) and value > 0
    if same_word(logs, "disabled"):
        return False
    if is_hidden(value) or (is_hidden(logs) and same_word(value, "all")):
        return None
    return same_word(value, "all")


def _leads(diagnostic: Resource, resources: Resources) -> bool | None:
    """Return whether calls to models are among those that it logs."""
    api = ancestor(resources, diagnostic, API)
    service = ancestor(resources, diagnostic, SERVICE)
    if api is None and (service is None or _is_below_api(diagnostic)):
        return None
    apis = (api,) if api is not None else children_of(resources, service, API) if service is not None else ()
    answers = [leads_to_models(each, resources) for each in apis]
    return True if True in answers else None if None in answers else False


def _is_below_api(diagnostic: Resource) -> bool:
    return diagnostic.type.casefold() == f"{API}/diagnostics".casefold()


RULE = Rule(
    id="X-GW-09",
    title="What the gateway logs of calls to models holds neither prompts nor answers",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:10",
    types=_TYPES,
    judge=_judge,
    rationale="Prompts hold what people would tell nobody else; in a log everybody who may look for errors reads them, "
    "for as long as logs are kept.",
    fix="Set bytes of every body to 0 and messages of largeLanguageModel to none, or log a small share of the calls "
    "and set sampledPercentage.",
    references=(
        "https://learn.microsoft.com/azure/api-management/api-management-howto-llm-logs",
        "https://learn.microsoft.com/azure/api-management/diagnostic-logs-reference",
    ),
    benchmark=("DP-2",),
    reads=(*_BODIES, _LOGS, *_MESSAGES, _SHARE),
    parameters={
        "sampledPercentage": Parameter(description="Largest share of calls whose texts may be logged.", default=0),
    },
)
