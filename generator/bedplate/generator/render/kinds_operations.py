"""Kinds of resources that give access, watch and bill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from bedplate.components.facts import read_facts
from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, count, dependency, listing, reference, sentence, switch, value
from bedplate.generator.render.preview_model import Fact, Span, shown
from bedplate.generator.render.properties import at, items

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


def _events(subject: Subject) -> Iterator[Fact]:
    """Say which events of the activity log an alert waits for."""
    for condition in items(subject.properties, "condition", "allOf"):
        field, expected = at(condition, "field"), at(condition, "equals")
        if field is not None and expected is not None:
            yield (shown(field), Span(" "), shown(expected))


OPERATIONS_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:resources:ResourceGroup": Kind("resource group", (value("location"),)),
        "azure-native:authorization:RoleAssignment": Kind(
            "role", (sentence(_role, reference("scope", "on {}")), dependency("principalId", "to {}")), name_last=True
        ),
        "azure-native:authorization:ManagementLockByScope": Kind("lock", (sentence(value("level"), reference("scope", "on {}")),)),
        "azure-native:managedidentity:UserAssignedIdentity": Kind("identity"),
        "azure-native:operationalinsights:Workspace": Kind(
            "log workspace",
            (
                value("retentionInDays", "kept {} days"),
                value("workspaceCapping.dailyQuotaGb", "at most {} GB a day"),
                value("sku.name"),
            ),
        ),
        "azure-native:applicationinsights:Component": Kind(
            "app insights", (reference("workspaceResourceId", "in {}"), value("applicationType"))
        ),
        "azure-native:monitor:DiagnosticSetting": Kind(
            "diagnostics",
            (
                reference("resourceUri", "of {}"),
                listing("logs", of="category"),
                listing("logs", of="categoryGroup"),
                listing("metrics", of="category"),
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
        "azure-native:monitor:MetricAlert": Kind(
            "metric alert",
            (
                _severity,
                _criteria,
                value("windowSize", "over {}"),
                listing("scopes", "on {}", short=True),
                switch("enabled", off="switched off", good=True),
            ),
        ),
        "azure-native:monitor:ScheduledQueryRule": Kind(
            "log alert",
            (
                _severity,
                _criteria,
                value("windowSize", "over {}"),
                listing("scopes", "on {}", short=True),
                switch("enabled", off="switched off", good=True),
            ),
        ),
        "azure-native:monitor:ActivityLogAlert": Kind(
            "activity alert",
            (_events, listing("scopes", "on {}", short=True), switch("enabled", off="switched off", good=True)),
        ),
        "azure-native:alertsmanagement:SmartDetectorAlertRule": Kind(
            "anomaly alert", (_severity, value("detector.id"), listing("scope", "on {}", short=True))
        ),
    }
)
