"""What the settings of budget, policy, workbook and Defender declare."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_monitoring import declare_monitoring
from bedplate.blueprints.zone_operations import (
    GovernedGroup,
    declare_budget,
    declare_defender,
    declare_policy_assignments,
    declare_workbook,
)
from bedplate.generator.engine import record_inline
from bedplate.generator.graph import Graph, Mode, unknown_paths

SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111"
BUDGET = "azure-native:consumption:Budget"
WORKBOOK = "azure-native:applicationinsights:Workbook"
ASSIGNMENT = "azure-native:authorization:PolicyAssignment"
PLAN = "azure-native:security:Pricing"
SEARCH = "/subscriptions/x/resourceGroups/y/providers/Microsoft.Search/searchServices/srch"

Declare = Callable[..., Graph]


@pytest.fixture(params=[pytest.param(mode, id=mode.value) for mode in Mode])
def declare(request: pytest.FixtureRequest) -> Declare:
    """Return what records a zone of two resource groups and its operations, with some settings changed."""

    def run(**changes: Any) -> Graph:
        settings = ChatSettings.model_validate(
            {
                "blueprint": "chat",
                "workload": "contoso",
                "environment": "dev",
                "location": "swedencentral",
                "subscriptionId": SUBSCRIPTION.rsplit("/", 1)[1],
                "tenantId": "22222222-2222-2222-2222-222222222222",
                "tags": {"owner": "ai", "costCenter": "1", "dataClassification": "internal"},
                "network": {"addressSpace": "192.168.0.0/21"},
                "models": [{"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "capacity": 10}],
                "projects": [{"name": "assistant"}],
                "monitoring": {"alertEmails": ["ai@contoso.com"]},
                **changes,
            }
        )
        return record_inline(lambda: program(settings), mode=request.param)

    return run


def program(settings: ChatSettings) -> None:
    zone = Zone.of("chat", settings)
    monitoring_group, ai_group = map(zone.resource_group, ("monitoring", "ai"))
    monitoring = declare_monitoring(zone, monitoring_group)
    declare_budget(zone, monitoring, [monitoring_group, ai_group])
    declare_workbook(zone, monitoring_group, monitoring, [("Microsoft.Search/searchServices", SEARCH)])
    declare_policy_assignments(
        zone, [GovernedGroup(purpose="ai", group=ai_group, azure_types=("Microsoft.DocumentDB/databaseAccounts",))]
    )
    declare_defender(zone)


def effects(graph: Graph) -> dict[str, Any]:
    return {resource.name: resource.inputs["parameters"]["effect"]["value"] for resource in graph.of_type(ASSIGNMENT)}


def test_defaults_of_dev(declare: Declare) -> None:
    graph = declare()

    assert graph.of_type(BUDGET) == ()
    assert graph.of_type(PLAN) == ()
    assert effects(graph) == {
        "policy-ai-cosmos-db-no-keys": "Audit",
        "policy-ai-cosmos-db-no-public-access": "Audit",
        "policy-ai-cosmos-db-private-link": "Audit",
    }
    [workbook] = graph.of_type(WORKBOOK)
    assert workbook.inputs["displayName"] == "contoso dev landing zone"
    sections = [item["name"] for item in json.loads(workbook.inputs["serializedData"])["items"] if item["type"] == 1]
    assert sections == ["search", "application"]
    assert not unknown_paths(workbook.inputs)


def test_defaults_of_prod(declare: Declare) -> None:
    assert effects(declare(environment="prod")) == {
        "policy-ai-cosmos-db-no-keys": "Deny",
        "policy-ai-cosmos-db-no-public-access": "Deny",
        "policy-ai-cosmos-db-private-link": "Audit",
        "policy-ai-cosmos-db-zone-redundant": "Audit",
    }


def test_policies_wait_for_their_resource_group(declare: Declare) -> None:
    graph = declare()
    [group] = [resource for resource in graph.of_type("azure-native:resources:ResourceGroup") if resource.name == "ai"]

    assert all(group.urn in assignment.dependencies for assignment in graph.of_type(ASSIGNMENT))


def test_nothing_that_is_not_wanted(declare: Declare) -> None:
    graph = declare(policy={"assignments": "none"}, monitoring={"workbook": False, "alertEmails": ["ai@contoso.com"]})

    assert graph.of_type(ASSIGNMENT) == ()
    assert graph.of_type(WORKBOOK) == ()


@pytest.mark.parametrize(
    ("contacts", "told"),
    [
        pytest.param({}, ("ai@contoso.com",), id="who_hears_of_alerts"),
        pytest.param({"contactEmails": ["money@contoso.com"]}, ("money@contoso.com",), id="who_is_named"),
    ],
)
def test_budget(declare: Declare, contacts: dict[str, Any], told: tuple[str, ...]) -> None:
    graph = declare(budget={"monthlyAmount": 500, "startDate": "2026-12-01", **contacts})

    [budget] = graph.of_type(BUDGET)
    assert budget.inputs["scope"] == SUBSCRIPTION
    assert budget.inputs["amount"] == 500
    assert budget.inputs["timePeriod"] == {"startDate": "2026-12-01T00:00:00Z"}
    [action_group] = graph.of_type("azure-native:monitor:ActionGroup")
    groups = [
        resource.inputs["resourceGroupName"] for resource in graph.of_type("azure-native:resources:ResourceGroup")
    ]
    assert sorted(budget.inputs["filter"]["dimensions"]["values"]) == sorted(groups)
    for notification in budget.inputs["notifications"].values():
        assert notification["contactEmails"] == told
        [group_id] = notification["contactGroups"]
        assert group_id.endswith(f"/actionGroups/{action_group.inputs['actionGroupName']}")
    assert action_group.urn in budget.dependencies


def test_defender_plans(declare: Declare) -> None:
    graph = declare(protection={"defender": ["ai", "keyVaults"]})

    assert {plan.name: plan.inputs["scopeId"] for plan in graph.of_type(PLAN)} == {
        "defender-ai": SUBSCRIPTION,
        "defender-keyVaults": SUBSCRIPTION,
    }
