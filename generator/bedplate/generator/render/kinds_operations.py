"""Kinds of resources that give access, watch and bill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from bedplate.components.facts import read_facts
from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, count, dependency, listing, reference, sentence, switch, value
from bedplate.generator.render.preview_model import Fact, Span, shown
from bedplate.generator.render.properties import at, items

_MINUTES = re.compile(r"PT(\d+)M")
_OPERATORS = {
    "GreaterThan": ">",
    "GreaterThanOrEqual": ">=",
    "GreaterOrLessThan": "outside",
    "LessThan": "<",
    "LessThanOrEqual": "<=",
    "Equals": "=",
    "Equal": "=",
}


@cache
def _role_names() -> Mapping[str, str]:
    return {guid: name for name, guid in read_facts("roles")["roles"].items()}


def _role(subject: Subject) -> Iterator[Fact]:
    """Say a role by its name instead of its GUID, where the catalogue holds it."""
    definition = subject.get("roleDefinitionId")
    if isinstance(definition, str):
        guid = definition.rsplit("/", 1)[-1]
        yield (shown(_role_names().get(guid.lower(), f"role {guid}")),)


def _severity(subject: Subject) -> Iterator[Fact]:
    severity = subject.get("severity")
    if severity is not None:
        text = shown(severity).text
        yield (Span(text if text.startswith("Sev") else f"Sev{text}"),)


def _criteria(subject: Subject) -> Iterator[Fact]:
    """Say each condition of an alert: `AzureOpenAIRequests > 10`."""
    for criterion in items(subject.properties, "criteria", "allOf"):
        metric = at(criterion, "metricName") or at(criterion, "metricMeasureColumn") or "records"
        operator = _OPERATORS.get(str(at(criterion, "operator")), str(at(criterion, "operator")))
        threshold = at(criterion, "threshold")
        if threshold is None:
            yield (shown(metric), Span(" unusual"))
        else:
            yield (shown(metric), Span(f" {operator} "), shown(threshold))


def _window(subject: Subject) -> Iterator[Fact]:
    """Say the span of time that an alert looks at: `in 15 min`."""
    window = subject.get("windowSize")
    if window is not None:
        minutes = _MINUTES.fullmatch(str(window))
        yield (Span("in "), Span(f"{minutes.group(1)} min") if minutes else shown(window))


def _events(subject: Subject) -> Iterator[Fact]:
    """Say which operation in the activity log an alert waits for, or else which category of events."""
    conditions = items(subject.properties, "condition", "allOf")
    expected = {str(at(condition, "field")): at(condition, "equals") for condition in conditions}
    event = expected.get("operationName") or expected.get("category")
    if event is not None:
        yield (shown(event),)


def _scopes(subject: Subject) -> Iterator[Fact]:
    """Say what an alert watches: one resource by its name, more by their number."""
    scopes = items(subject.properties, "scopes")
    if len(scopes) > 1:
        yield (Span(f"on {len(scopes)} scopes"),)
    else:
        yield from listing("scopes", "on {}", short=True)(subject)


_MOST_CATEGORIES = 4
"""Categories of logs that one line names; a service may have a dozen."""


def _categories(subject: Subject) -> Iterator[Fact]:
    """Say which logs and metrics a diagnostic setting sends."""
    sent = [
        at(item, key)
        for path, keys in (("logs", ("category", "categoryGroup")), ("metrics", ("category",)))
        for item in items(subject.properties, path)
        for key in keys
        if at(item, "enabled") is not False
    ]
    names = [shown(name).text for name in sent if name is not None]
    if len(names) > _MOST_CATEGORIES:
        yield (Span(f"{', '.join(names[: _MOST_CATEGORIES - 1])} and {len(names) - _MOST_CATEGORIES + 1} more"),)
    elif names:
        yield (Span(", ".join(names)),)


OPERATIONS_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:resources:ResourceGroup": Kind("resource group", (value("location"),)),
        "azure-native:authorization:RoleAssignment": Kind(
            "role", (sentence(_role, reference("scope", "on {}")), dependency("principalId", "to {}")), name_last=True
        ),
        "azure-native:authorization:ManagementLockByScope": Kind(
            "lock", (sentence(value("level"), reference("scope", "on {}")),)
        ),
        "azure-native:managedidentity:UserAssignedIdentity": Kind("identity"),
        "azure-native:operationalinsights:Workspace": Kind(
            "log workspace",
            (
                value("retentionInDays", "kept {} days"),
                value("workspaceCapping.dailyQuotaGb", "at most {} GB a day"),
            ),
        ),
        "azure-native:applicationinsights:Component": Kind(
            "app insights", (reference("workspaceResourceId", "in {}"),)
        ),
        "azure-native:monitor:DiagnosticSetting": Kind(
            "diagnostics",
            (
                reference("resourceUri", "of {}"),
                _categories,
            ),
            name_last=True,
        ),
        "azure-native:monitor:ActionGroup": Kind(
            "action group",
            (
                switch("enabled", off="switched off", good=True),
                listing("emailReceivers", "mails {}", of="emailAddress"),
                count("webhookReceivers", "webhook"),
                count("armRoleReceivers", "role of receivers", "roles of receivers"),
            ),
        ),
        "azure-native:monitor:PrivateLinkScope": Kind(
            "link scope",
            (
                value("accessModeSettings.ingestionAccessMode", "ingestion {}"),
                value("accessModeSettings.queryAccessMode", "query {}"),
            ),
        ),
        "azure-native:monitor:PrivateLinkScopedResource": Kind(
            "scoped resource", (reference("linkedResourceId"),), short="in scope", name_last=True
        ),
        "azure-native:monitor:MetricAlert": Kind(
            "metric alert",
            (
                _severity,
                sentence(_criteria, _window),
                _scopes,
                switch("enabled", off="switched off", good=True),
            ),
        ),
        "azure-native:monitor:ScheduledQueryRule": Kind(
            "log alert",
            (
                _severity,
                sentence(_criteria, _window),
                _scopes,
                switch("enabled", off="switched off", good=True),
            ),
        ),
        "azure-native:monitor:ActivityLogAlert": Kind(
            "activity alert",
            (_events, _scopes, switch("enabled", off="switched off", good=True)),
        ),
        "azure-native:alertsmanagement:SmartDetectorAlertRule": Kind(
            "anomaly alert", (_severity, listing("scope", "on {}", short=True))
        ),
    }
)
