"""Rules on who may send and read telemetry, and on alerts and budgets that stay silent."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, each, equals, has_items, is_empty, none_of, one_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

RULES = (
    property_rule(
        equals("properties.DisableIpMasking", expected=False, default=False),
        id="MON-09",
        title="Application Insights does not keep addresses of callers",
        severity=Severity.LOW,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=("Microsoft.Insights/components",),
        rationale="Addresses of people are personal data, which a trace does not need.",
        fix="Leave DisableIpMasking out, or set it to false.",
        references=("https://learn.microsoft.com/azure/azure-monitor/app/ip-collection",),
        benchmark=("DP-2",),
    ),
    property_rule(
        one_of("properties.publicNetworkAccessForIngestion", "Disabled", "SecuredByPerimeter"),
        id="MON-10",
        title="The workspace takes logs from private networks only",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.OperationalInsights/workspaces",),
        rationale="Logs of a chat can hold prompts; an open endpoint is also a way to carry data out.",
        fix="Set publicNetworkAccessForIngestion to Disabled, and declare an Azure Monitor private link scope.",
        references=("https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security",),
        benchmark=("NS-2",),
    ),
    property_rule(
        equals("properties.features.disableLocalAuth", expected=True),
        id="MON-11",
        title="The workspace takes no logs on a key alone",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=("Microsoft.OperationalInsights/workspaces",),
        rationale="Whoever reads the key can otherwise write false logs and run up their cost.",
        fix="Set features.disableLocalAuth to true.",
        references=("https://learn.microsoft.com/azure/azure-monitor/logs/manage-access",),
        benchmark=("IM-1",),
    ),
    property_rule(
        all_of(
            equals("properties.state", "Enabled"),
            has_items("properties.actionGroups.groupIds", 1),
        ),
        id="MON-12",
        title="The detector of anomalies is on, and tells somebody",
        severity=Severity.LOW,
        pillar=Pillar.OPERATIONAL_EXCELLENCE,
        recommendation="OE:07",
        types=("Microsoft.AlertsManagement/smartDetectorAlertRules",),
        rationale="A detector that is off, or that nobody hears, is believed to watch.",
        fix="Set state to Enabled, and name an action group in actionGroups.groupIds.",
        references=("https://learn.microsoft.com/azure/azure-monitor/alerts/proactive-failure-diagnostics",),
        benchmark=("LT-1",),
    ),
    property_rule(
        each("properties.notifications", equals("enabled", expected=True)),
        id="GOV-06",
        title="Every notification of the budget is on",
        severity=Severity.LOW,
        pillar=Pillar.COST_OPTIMIZATION,
        recommendation="CO:04",
        types=("Microsoft.Consumption/budgets",),
        rationale="A notification that is off looks like one that never had a reason.",
        fix="Set enabled of each notification to true.",
        references=("https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets",),
    ),
    property_rule(
        all_of(
            none_of("properties.parameters.effect.value", "Disabled", default="Audit"),
            is_empty("properties.notScopes"),
        ),
        id="IAM-05",
        title="A policy assignment has an effect everywhere below its scope",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:01",
        types=("Microsoft.Authorization/policyAssignments",),
        rationale="An assignment that is off, or that leaves groups out, is counted as protection and protects "
        "nothing.",
        fix="Take notScopes and the effect Disabled out; where something is exempt, declare a policy "
        "exemption with an end.",
        references=("https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure",),
        benchmark=("GS-1",),
    ),
)
