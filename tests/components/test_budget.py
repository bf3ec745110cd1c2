from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.budget import Budget, BudgetArgs
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

BUDGET = "azure-native:consumption:Budget"
SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111"
GROUP = f"{SUBSCRIPTION}/resourceGroups/rg-chat"
ACTION_GROUP_ID = f"{GROUP}/providers/Microsoft.Insights/actionGroups/ag-chat"


def minimal() -> BudgetArgs:
    return {
        "scope": GROUP,
        "budget_name": "budget-chat",
        "monthly_amount": 1000,
        "start_date": "2026-12-01",
        "contact_emails": ["team@example.com"],
    }


def program(args: BudgetArgs) -> Callable[[], None]:
    def declare() -> None:
        pulumi.export("id", Budget("budget", args).budget_id)

    return declare


def notifications(contacts: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{kind.lower()}{threshold}": {
            "enabled": True,
            "operator": "GreaterThanOrEqualTo",
            "threshold": threshold,
            "thresholdType": kind,
            "locale": "en-us",
            **contacts,
        }
        for kind, threshold in (("Actual", 50), ("Actual", 80), ("Actual", 100), ("Forecasted", 100))
    }


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(program(minimal()))

    assert inputs_by_name(graph, BUDGET) == {
        "budget": {
            "scope": GROUP,
            "budgetName": "budget-chat",
            "category": "Cost",
            "amount": 1000,
            "timeGrain": "Monthly",
            "timePeriod": {"startDate": "2026-12-01T00:00:00Z"},
            "notifications": notifications({"contactEmails": ["team@example.com"]}),
        }
    }
    assert graph.outputs["id"] == f"{GROUP}/providers/Microsoft.Consumption/budgets/budget-chat"


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    args: BudgetArgs = {
        "scope": SUBSCRIPTION,
        "budget_name": "budget-chat",
        "monthly_amount": 2500,
        "start_date": "2027-01-01",
        "action_group_ids": [ACTION_GROUP_ID],
        "resource_group_names": ["rg-chat", pulumi.Output.from_input("rg-chat-network")],
    }

    graph = record_program(program(args))

    [budget] = inputs_by_name(graph, BUDGET).values()
    assert budget["scope"] == SUBSCRIPTION
    assert budget["filter"] == {
        "dimensions": {"name": "ResourceGroupName", "operator": "In", "values": ["rg-chat", "rg-chat-network"]}
    }
    assert budget["notifications"] == notifications({"contactEmails": [], "contactGroups": [ACTION_GROUP_ID]})
    assert graph.outputs["id"] == f"{SUBSCRIPTION}/providers/Microsoft.Consumption/budgets/budget-chat"


def test_max(record_program: Recording) -> None:
    """Azure keeps a budget's start date, and no two budgets of one name can stand side by side."""
    args: BudgetArgs = {
        **minimal(),
        "scope": pulumi.Output.from_input(SUBSCRIPTION),
        "action_group_ids": [ACTION_GROUP_ID],
        "resource_group_names": ["rg-chat"],
    }

    def declare() -> None:
        Budget("budget", args, pulumi.ResourceOptions(protect=True))

    graph = record_program(declare)

    [budget] = graph.of_type(BUDGET)
    assert budget.options.replace_on_changes == ("timePeriod",)
    assert budget.options.delete_before_replace
    assert not budget.options.protect
    assert not unknown_paths(budget.inputs)
    assert len(budget.inputs["notifications"]) <= 5


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"start_date": "2026-12-02"}, "'2026-12-02' is not the first day of a month", id="mid_month"),
        pytest.param({"start_date": "2026-13-01"}, "'2026-13-01' is not the first day of a month", id="no_month"),
        pytest.param({"contact_emails": []}, "nobody would be told", id="nobody_told"),
        pytest.param(
            {"start_date": "", "contact_emails": []},
            "start_date '' is not the first day of a month, such as '2026-12-01'; nobody would be told",
            id="both",
        ),
    ],
)
def test_wrong_arguments_are_refused(record_program: Recording, changes: dict[str, Any], words: str) -> None:
    args: Any = {**minimal(), **changes}

    with pytest.raises(ProgramError, match=words):
        record_program(program(args))
