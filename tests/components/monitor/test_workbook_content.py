import json
from typing import Any

from bedplate.components.facts.workbook_sections import shown_types
from bedplate.components.monitor.workbook_content import workbook_content

GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
WORKSPACE = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
SEARCH = f"{GROUP}/providers/Microsoft.Search/searchServices/srch"
VAULT = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv"


def parsed(resource_ids: dict[str, list[str]]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(workbook_content(WORKSPACE, resource_ids))
    return document


def test_only_what_the_zone_has_is_shown() -> None:
    document = parsed({"Microsoft.Search/searchServices": [SEARCH]})

    assert [item["name"] for item in document["items"]] == [
        "parameters",
        "search",
        "throttled-queries",
        "search-latency",
    ]
    assert document["version"] == "Notebook/1.0"
    assert document["fallbackResourceIds"] == [WORKSPACE]
    assert document["$schema"].endswith("/schema/workbook.json")


def test_a_chart() -> None:
    items = {item["name"]: item for item in parsed({"Microsoft.Search/searchServices": [SEARCH, "other"]})["items"]}

    assert items["search-latency"] == {
        "type": 10,
        "content": {
            "chartId": "workbook-search-latency",
            "version": "MetricsItem/2.0",
            "size": 0,
            "chartType": 2,
            "resourceType": "microsoft.search/searchservices",
            "metricScope": 0,
            "resourceIds": [SEARCH, "other"],
            "timeContextFromParameter": "TimeRange",
            "timeContext": {"durationMs": 86400000},
            "metrics": [
                {
                    "namespace": "microsoft.search/searchservices",
                    "metric": "microsoft.search/searchservices--SearchLatency",
                    "aggregation": 4,
                }
            ],
            "title": "Seconds a query",
            "gridSettings": {"rowLimit": 10000},
        },
        "customWidth": "50",
        "name": "search-latency",
        "styleSettings": {"maxWidth": "50"},
    }


def test_a_metric_of_a_category_that_is_split() -> None:
    items = {item["name"]: item for item in parsed({"Microsoft.CognitiveServices/accounts": ["ai"]})["items"]}

    assert items["tokens-in"]["content"]["metrics"] == [
        {
            "namespace": "microsoft.cognitiveservices/accounts",
            "metric": "microsoft.cognitiveservices/accounts-Azure OpenAI  Usage-ProcessedPromptTokens",
            "aggregation": 1,
            "splitBy": ["ModelDeploymentName"],
            "splitBySortOrder": -1,
            "splitByLimit": 20,
        }
    ]


def test_a_query() -> None:
    items = {item["name"]: item for item in parsed({"Microsoft.KeyVault/vaults": [VAULT]})["items"]}

    assert items["denied-vault-calls"] == {
        "type": 3,
        "content": {
            "version": "KqlItem/1.0",
            "query": (
                "AZKVAuditLogs\n| where HttpStatusCode == 403\n"
                "| summarize Calls = count(), Last = max(TimeGenerated) by OperationName, CallerIpAddress\n"
                "| top 50 by Calls"
            ),
            "size": 0,
            "title": "Denied calls by caller",
            "timeContextFromParameter": "TimeRange",
            "timeContext": {"durationMs": 86400000},
            "queryType": 0,
            "resourceType": "microsoft.operationalinsights/workspaces",
            "crossComponentResources": [WORKSPACE],
            "visualization": "table",
        },
        "name": "denied-vault-calls",
    }


def test_the_bytes_do_not_depend_on_the_order_of_types() -> None:
    types = shown_types()
    forwards = workbook_content(WORKSPACE, {azure_type: [azure_type] for azure_type in types})
    backwards = workbook_content(WORKSPACE, {azure_type: [azure_type] for azure_type in reversed(types)})

    assert forwards == backwards
    assert forwards.isascii()
    assert [item["name"] for item in json.loads(forwards)["items"] if item["type"] == 1] == [
        "models",
        "agent-state",
        "search",
        "web-application-firewall",
        "edge",
        "egress",
        "application",
        "secrets",
    ]
