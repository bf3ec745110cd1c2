"""Rules on Azure Monitor: Application Insights, workspaces, diagnostic settings and private link scopes."""

from __future__ import annotations

from bedplate.policies.assembled_rule import assembled_rule, with_links
from bedplate.policies.conditions import all_of, any_of, at_least, equals, is_given, one_of, some
from bedplate.policies.conditions.answer import Condition
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.parameter_rule import parameter_rule
from bedplate.policies.property_rule import property_rule
from bedplate.policies.rule import Parameter, Parameters

_MONITOR = "https://learn.microsoft.com/azure/azure-monitor"
_COMPONENTS = ("Microsoft.Insights/components",)
_WORKSPACES = ("Microsoft.OperationalInsights/workspaces",)
_WORKSPACE = "properties.WorkspaceResourceId"
_DESTINATION = "properties.workspaceId"
_INGESTION = "properties.publicNetworkAccessForIngestion"
_QUERY = "properties.publicNetworkAccessForQuery"


def _closed(parameters: Parameters) -> Condition:
    ingestion = one_of(_INGESTION, "Disabled", "SecuredByPerimeter")
    return all_of(ingestion, one_of(_QUERY, "Disabled", "SecuredByPerimeter")) if parameters["queries"] else ingestion


RULES = (
    assembled_rule(
        is_given(_WORKSPACE),
        assemble=with_links(_WORKSPACE),
        id="MON-01",
        title="Application Insights keeps its data in a workspace",
        severity=Severity.MEDIUM,
        pillar=Pillar.OPERATIONAL_EXCELLENCE,
        recommendation="OE:07",
        types=_COMPONENTS,
        rationale="Classic resources are retired, and what they hold cannot be joined with logs of the platform.",
        fix="Name a Log Analytics workspace in WorkspaceResourceId.",
        references=(f"{_MONITOR}/app/create-workspace-resource",),
        benchmark=("LT-5",),
        psrule=("Azure.AppInsights.Workspace",),
    ),
    property_rule(
        equals("properties.DisableLocalAuth", expected=True),
        id="MON-02",
        title="Application Insights takes no telemetry on a key alone",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_COMPONENTS,
        rationale="Whoever reads a connection string can otherwise send false telemetry and run up its cost.",
        fix="Set DisableLocalAuth to true, and grant senders Monitoring Metrics Publisher.",
        references=(f"{_MONITOR}/app/azure-ad-authentication",),
        benchmark=("IM-1",),
        psrule=("Azure.AppInsights.LocalAuth",),
        azure_policy=("199d5677",),
    ),
    parameter_rule(
        _closed,
        parameters={"queries": Parameter(description="Whether queries must come from a network too.", default=False)},
        reads=(_INGESTION, _QUERY),
        id="MON-03",
        title="Application Insights takes telemetry from private networks only",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_COMPONENTS,
        rationale="Telemetry of a chat can hold prompts; an open endpoint is also a way to carry data out.",
        fix="Set publicNetworkAccessForIngestion to Disabled, and declare an Azure Monitor private link scope.",
        references=(f"{_MONITOR}/logs/private-link-security",),
        benchmark=("NS-2",),
        azure_policy=("1bc02227",),
    ),
    property_rule(
        all_of(
            at_least("properties.retentionInDays", 90),
            equals("properties.workspaceCapping.dailyQuotaGb", -1, default=-1),
        ),
        id="MON-04",
        title="The workspace keeps logs 90 days, and drops none for a daily cap",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:10",
        types=_WORKSPACES,
        rationale="Attacks are found weeks later, and a cap is what an attacker can reach to go unseen.",
        fix="Set retentionInDays to 90 or more, and leave workspaceCapping out.",
        references=(f"{_MONITOR}/logs/data-retention-configure", f"{_MONITOR}/logs/daily-cap"),
        benchmark=("LT-6",),
    ),
    property_rule(
        equals("properties.replication.enabled", expected=True),
        id="MON-05",
        title="The workspace is replicated to another region",
        severity=Severity.LOW,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=_WORKSPACES,
        rationale="While a region is down, those who must act see nothing of what happens.",
        fix="Set replication.enabled to true, and replication.location.",
        references=(f"{_MONITOR}/logs/workspace-replication",),
        benchmark=("BR-1",),
        psrule=("Azure.Log.Replication",),
    ),
    assembled_rule(
        all_of(
            is_given(_DESTINATION),
            any_of(
                some("properties.logs", equals("enabled", expected=True), "a log that is on"),
                some("properties.metrics", equals("enabled", expected=True), "metrics that are on"),
            ),
        ),
        assemble=with_links(_DESTINATION),
        id="MON-06",
        title="A diagnostic setting sends something to a workspace",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:10",
        types=("Microsoft.Insights/diagnosticSettings",),
        rationale="A setting that sends nothing, or nowhere that alerts look, leaves attacks and faults unseen.",
        fix="Name a Log Analytics workspace in workspaceId, and categories in logs with enabled set to true.",
        references=(f"{_MONITOR}/platform/diagnostic-settings",),
        benchmark=("LT-3",),
        checkov=("CKV_AZURE_33",),
        psrule=("Azure.KeyVault.Logs", "Azure.FrontDoor.Logs"),
        azure_policy=("1b4d1c4e", "afe0c3be", "b4330a05"),
    ),
    property_rule(
        equals("properties.accessModeSettings.ingestionAccessMode", "PrivateOnly"),
        id="MON-08",
        title="Networks of the private link scope send telemetry to its resources only",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Insights/privateLinkScopes",),
        rationale="In open mode, whatever runs in the network can send data to any workspace of anybody.",
        fix="Set accessModeSettings.ingestionAccessMode to PrivateOnly.",
        references=(f"{_MONITOR}/logs/private-link-design",),
        benchmark=("NS-2",),
        azure_policy=("a499fed8",),
    ),
)
