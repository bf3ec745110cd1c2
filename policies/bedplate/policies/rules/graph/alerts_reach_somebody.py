"""Alerts watch something, and somebody is told."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Link, Tie, link, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, is_hidden, is_object, same_word, value_at
from bedplate.policies.verdict import Verdict

_GROUPS = "Microsoft.Insights/actionGroups"
# Metric alerts list objects, query alerts ids, and activity log alerts objects below `actionGroups`.
_PLACES = ("properties.actions", "properties.actions.actionGroups")
_SCOPES = "properties.scopes"
_ENABLED = "properties.enabled"


def _judge(alert: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    links = list(_action_groups(alert, resources))
    scopes = alert.value(_SCOPES)
    if same_word(alert.value(_ENABLED), right=False):
        yield Verdict(Outcome.FAIL, "the alert is off", _ENABLED, alert.value(_ENABLED))
    elif scopes is MISSING or (is_array(scopes) and not any(each is UNKNOWN or each for each in scopes)):
        yield Verdict(Outcome.FAIL, "the alert watches nothing", _SCOPES, scopes)
    elif UNKNOWN in map(alert.value, _PLACES) or any(each.tie is Tie.UNKNOWN for each in links):
        yield Verdict(Outcome.UNDECIDED, "whom the alert tells is not known before a deployment", _PLACES[0])
    elif not any(each.given for each in links):
        yield Verdict(Outcome.FAIL, "the alert tells nobody", _PLACES[0], alert.value(_PLACES[0]))
    elif all(each.targets and not any(map(_has_receivers, each.targets)) for each in links if each.given):
        yield Verdict(Outcome.FAIL, "nobody receives what its action group sends", _PLACES[0])
    elif is_hidden(alert.value(_ENABLED)):
        yield Verdict(Outcome.UNDECIDED, "whether the alert is on is not known before a deployment", _ENABLED, UNKNOWN)
    else:
        yield Verdict(Outcome.PASS, "an action group tells somebody")


def _action_groups(alert: Resource, resources: Resources) -> Iterator[Link]:
    for place in _PLACES:
        if is_array(alert.value(place)):
            for path, item in objects_at(alert.body, place):
                id_ = value_at(item, "actionGroupId") if is_object(item) else item
                yield link(resources, alert, path, _GROUPS, value=id_)


def _has_receivers(group: Resource) -> bool:
    properties: Value = group.value("properties")
    if not is_object(properties) or same_word(group.value(_ENABLED), right=False):
        return False
    return any(key.casefold().endswith("receivers") and bool(value) for key, value in properties.items())


RULE = Rule(
    id="X-MON-02",
    title="The alert watches something and tells somebody",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    recommendation="OE:07",
    types=(
        "Microsoft.Insights/metricAlerts",
        "Microsoft.Insights/scheduledQueryRules",
        "Microsoft.Insights/activityLogAlerts",
    ),
    judge=_judge,
    rationale="An alert that fires into nothing is worse than none: everybody believes that somebody is told.",
    fix="Name an action group with receivers in actions, and what is watched in scopes.",
    references=("https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups",),
    benchmark=("AI-6",),
    reads=(_ENABLED, _SCOPES, "properties.actions"),
)
