from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rules.azure_monitor import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

COMPONENT: dict[str, Any] = {
    "properties": {
        "WorkspaceResourceId": "/workspace",
        "DisableLocalAuth": True,
        "publicNetworkAccessForIngestion": "Disabled",
        "publicNetworkAccessForQuery": "Enabled",
    }
}
WORKSPACE: dict[str, Any] = {
    "properties": {
        "features": {"disableLocalAuth": True},
        "retentionInDays": 90,
        "workspaceCapping": {"dailyQuotaGb": -1},
        "replication": {"enabled": True},
    }
}
SETTING: dict[str, Any] = {
    "properties": {"workspaceId": "/workspace", "logs": [{"category": "AuditEvent", "enabled": True}]}
}
SCOPE: dict[str, Any] = {"properties": {"accessModeSettings": {"ingestionAccessMode": "PrivateOnly"}}}
COMPONENTS = PropertyCases("Microsoft.Insights/components", COMPONENT)
WORKSPACES = PropertyCases("Microsoft.OperationalInsights/workspaces", WORKSPACE)
SETTINGS = PropertyCases("Microsoft.Insights/diagnosticSettings", SETTING)
SCOPES = PropertyCases("Microsoft.Insights/privateLinkScopes", SCOPE)
LOGS = "properties.logs"


def _by_reference() -> Case:
    workspace = Resource(key="workspace", type="Microsoft.OperationalInsights/workspaces", body={})
    path = "properties.WorkspaceResourceId"
    component = Resource(
        key="component",
        type="Microsoft.Insights/components",
        body=changed(COMPONENT, path, UNKNOWN),
        references={path: ("workspace",)},
    )
    return Case(
        rule="MON-01",
        kind=Kind.UNKNOWN,
        name="by-reference",
        resources=(workspace, component),
        expected=(Outcome.PASS,),
    )


CASES: list[Case] = [
    *COMPONENTS.of("MON-01", "properties.WorkspaceResourceId", ""),
    _by_reference(),
    *COMPONENTS.of("MON-02", "properties.DisableLocalAuth", bad=False),
    *COMPONENTS.of("MON-03", "properties.publicNetworkAccessForIngestion", "Enabled"),
    *WORKSPACES.of("MON-04", "properties.retentionInDays", bad=30),
    WORKSPACES.one(
        "MON-04",
        Kind.PASS,
        changed(WORKSPACE, "properties.features.disableLocalAuth", value=False),
        Outcome.PASS,
        name="keys-are-what-MON-11-asks-for",
    ),
    WORKSPACES.one(
        "MON-04",
        Kind.FAIL,
        changed(WORKSPACE, "properties.workspaceCapping.dailyQuotaGb", 5),
        Outcome.FAIL,
        name="capped",
    ),
    WORKSPACES.one(
        "MON-04",
        Kind.OMITTED,
        without(WORKSPACE, "properties.workspaceCapping"),
        Outcome.PASS,
        name="no-cap-by-default",
    ),
    *WORKSPACES.of("MON-05", "properties.replication.enabled", bad=False),
    *SETTINGS.of("MON-06", "properties.workspaceId", ""),
    SETTINGS.one("MON-06", Kind.FAIL, changed(SETTING, LOGS, [{"enabled": False}]), Outcome.FAIL, name="off"),
    SETTINGS.one("MON-06", Kind.OMITTED, without(SETTING, LOGS), Outcome.FAIL, name="no-logs"),
    SETTINGS.one(
        "MON-06",
        Kind.PASS,
        changed(without(SETTING, LOGS), "properties.metrics", [{"category": "AllMetrics", "enabled": True}]),
        Outcome.PASS,
        name="metrics",
    ),
    *SCOPES.of("MON-08", "properties.accessModeSettings.ingestionAccessMode", "Open"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected


def test_queries_must_be_private_too_where_that_is_asked() -> None:
    (rule,) = (each for each in RULES if each.id == "MON-03")
    resource = Resource(key="component", type="Microsoft.Insights/components", body=COMPONENT)
    (finding,) = check(Resources([resource]), [rule], {"MON-03": {"queries": True}})
    assert finding.verdict.outcome is Outcome.FAIL
    assert finding.verdict.reason == (
        "properties.publicNetworkAccessForQuery is Enabled, expected Disabled or SecuredByPerimeter"
    )
