"""Somebody is told when models are throttled, filtered or exhausted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bedplate.policies.model_deployments import ACCOUNTS, DEPLOYMENTS, is_provisioned
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, objects_at
from bedplate.policies.resource import Resource, Resources, is_in_scope
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, Value, is_array, is_object
from bedplate.policies.verdict import Verdict

_ALERTS = ("Microsoft.Insights/metricAlerts", "Microsoft.Insights/scheduledQueryRules")
_SIGNS = {
    "throttled calls": ("429", "ratelimit", "blockedcalls"),
    "blocked content": ("rairejectedrequests", "raiharmfulrequests", "content_filter"),
}
_PROVISIONED = {"exhausted provisioned throughput": ("provisionedmanagedutilization", "provisionedutilization")}


def _judge(account: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    deployments = children_of(resources, account, DEPLOYMENTS)
    if not deployments:
        yield Verdict(Outcome.NOT_APPLICABLE, "the account has no deployments of models")
        return
    provisioned = any(map(is_provisioned, deployments))
    alerts = [each for each in resources.of_type(*_ALERTS) if _watches(each, account, resources)]
    said = " ".join(text for each in alerts for text in _texts(each.value("properties.criteria"))).casefold()
    signs = _SIGNS | (_PROVISIONED if provisioned else {})
    missing = [what for what, words in signs.items() if not any(word in said for word in words)]
    if not missing:
        yield Verdict(Outcome.PASS, "alerts tell of throttled calls and blocked content")
    elif any(_holds_unknown(each.value("properties.criteria")) for each in alerts):
        yield Verdict(Outcome.UNDECIDED, "what an alert watches is not known before a deployment")
    else:
        yield Verdict(Outcome.FAIL, f"no alert tells of {' or '.join(missing)}")


def _watches(alert: Resource, account: Resource, resources: Resources) -> bool:
    for path, scope in objects_at(alert.body, "properties.scopes"):
        if isinstance(scope, str):
            # A query watches the workspace that the logs are in.
            if is_in_scope(account.id or "", scope) or "/workspaces/" in scope.casefold():
                return True
        elif account in resources.referenced(alert, path):
            return True
    return False


def _holds_unknown(value: Value) -> bool:
    return value is UNKNOWN or any(map(_holds_unknown, _inner(value)))


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in _inner(value):
        yield from _texts(each)


def _inner(value: Value) -> list[Any]:
    return list(value.values()) if is_object(value) else list(value) if is_array(value) else []


RULE = Rule(
    id="MON-07",
    title="Alerts tell of throttled calls, blocked content and exhausted throughput",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    recommendation="OE:07",
    types=(ACCOUNTS,),
    judge=_judge,
    rationale="Users meet a chat that does not answer, and attackers try prompts, while nobody is told.",
    fix="Declare metric alerts on the account for requests with status 429, for RAIRejectedRequests, and for the "
    "utilization of provisioned deployments.",
    references=("https://learn.microsoft.com/azure/ai-services/openai/how-to/monitor-openai",),
    benchmark=("AI-6",),
    psrule=("Azure.Alert.HighFrequencyQuery",),
)
