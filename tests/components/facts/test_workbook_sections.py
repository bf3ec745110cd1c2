import re

import pytest

from bedplate.components.facts.alert_rules import metric_alert_rules
from bedplate.components.facts.workbook_sections import WorkbookSection, shown_types, workbook_sections

TABLES = {
    "AGWFirewallLogs",
    "AZFWApplicationRule",
    "AZFWNetworkRule",
    "AZKVAuditLogs",
    "AppDependencies",
    "AppRequests",
    "AzureDiagnostics",
}
"""Tables of Log Analytics that the queries may read, each named in the facts with its source."""


def test_names_are_unique() -> None:
    names = [section.name for section in workbook_sections()]
    names += [chart.name for section in workbook_sections() for chart in section.charts]
    names += [query.name for section in workbook_sections() for query in section.queries]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("section", [pytest.param(section, id=section.name) for section in workbook_sections()])
def test_a_section_shows_something_that_azure_knows(section: WorkbookSection) -> None:
    assert section.charts or section.queries
    for chart in section.charts:
        assert chart.aggregation in {"Total", "Average", "Maximum", "Count"}
    for query in section.queries:
        assert query.view in {"timechart", "table"}
        read = set(re.findall(r"\b(?:A[A-Z]+|App|Azure)[A-Z]\w+\b", query.query)) & TABLES
        assert read, f"{query.name} reads no known table"


def test_charts_and_alerts_call_a_metric_the_same() -> None:
    alerted = {(rule.target_type, rule.metric) for rule in metric_alert_rules()}
    charted = {(section.target_type, chart.metric) for section in workbook_sections() for chart in section.charts}

    only_charted = {metric for _, metric in charted - alerted}
    assert only_charted == {"ProcessedPromptTokens", "GeneratedTokens"}


def test_shown_types() -> None:
    assert shown_types() == (
        "Microsoft.Cdn/profiles",
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.Insights/components",
        "Microsoft.KeyVault/vaults",
        "Microsoft.Network/applicationGateways",
        "Microsoft.Network/azureFirewalls",
        "Microsoft.Search/searchServices",
    )
