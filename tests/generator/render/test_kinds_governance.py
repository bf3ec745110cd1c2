from typing import Any

import pytest

from bedplate.generator.graph import Graph, Mode, Value
from bedplate.generator.render.preview_tree import preview_tree
from tests.generator.render.hand_made import GROUP, resource


@pytest.mark.parametrize(
    ("token", "inputs", "facts"),
    [
        pytest.param(
            "azure-native:applicationinsights:Workbook",
            {
                "resourceName": "2f7ed4b3-d2bd-5b2c-9f50-a09bd1c0dbd6",
                "displayName": "Chat",
                "sourceId": f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log-zone",
            },
            ["Chat", "of log-zone"],
            id="workbook",
        ),
        pytest.param(
            "azure-native:authorization:PolicyAssignment",
            {
                "parameters": {"effect": {"value": "Deny"}},
                "scope": GROUP,
                "displayName": "Key vaults should have deletion protection enabled",
            },
            ["Deny on rg-zone", "Key vaults should have deletion protection enabled"],
            id="policy",
        ),
        pytest.param(
            "azure-native:consumption:Budget",
            {
                "amount": 1000,
                "scope": GROUP,
                "notifications": {
                    "actual80": {"threshold": 80, "thresholdType": "Actual"},
                    "forecasted100": {"threshold": 100, "thresholdType": "Forecasted"},
                },
                "filter": {"dimensions": {"values": ["rg-a", "rg-b"]}},
            },
            ["1000 a month on rg-zone", "tells at 80%, 100% expected", "of rg-a, rg-b"],
            id="budget",
        ),
        pytest.param(
            "azure-native:security:Pricing",
            {
                "pricingTier": "Standard",
                "subPlan": "DefenderForStorageV2",
                "scopeId": GROUP,
                "extensions": [{"name": "OnUploadMalwareScanning"}, {"name": "SensitiveDataDiscovery"}],
            },
            ["Standard on rg-zone", "DefenderForStorageV2", "with OnUploadMalwareScanning, SensitiveDataDiscovery"],
            id="defender-plan",
        ),
    ],
)
def test_facts(token: str, inputs: dict[str, Value], facts: list[str]) -> None:
    described = resource(f"{token}::x", parent=None, inputs=inputs)
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(described,), outputs={})
    (entry,) = preview_tree(graph).entries

    assert ["".join(span.text for span in fact) for fact in entry.facts] == facts


@pytest.mark.parametrize("odd", [None, "text", [], {}, {"actual80": None}, {"actual80": {}}], ids=repr)
def test_a_budget_without_thresholds_tells_of_none(odd: Any) -> None:
    described = resource("azure-native:consumption:Budget::x", parent=None, inputs={"amount": 5, "notifications": odd})
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(described,), outputs={})
    (entry,) = preview_tree(graph).entries

    assert ["".join(span.text for span in fact) for fact in entry.facts] == ["5 a month"]
