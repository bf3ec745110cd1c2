from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.budgets_cover_resource_groups import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import outcomes_of, reasons_of

SUBSCRIPTION = GROUP.partition("/resourceGroups/")[0]
RESOURCE_GROUP = Resource(key="rg", type="Microsoft.Resources/resourceGroups", id=GROUP, body={"name": "rg-test"})


def _budget(filter_: Any = None, scope: str | None = SUBSCRIPTION, **fields: Any) -> Resource:
    return Resource(
        key="budget",
        type="Microsoft.Consumption/budgets",
        id=None if scope is None else f"{scope}/providers/Microsoft.Consumption/budgets/b",
        body={"properties": {"filter": filter_}},
        **fields,
    )


def _groups(*names: Any, name: str = "ResourceGroupName") -> dict[str, Any]:
    return {"dimensions": {"name": name, "operator": "In", "values": list(names)}}


MADE_FROM = _budget(_groups(UNKNOWN), references={"properties.filter": ("rg",)})


@pytest.mark.parametrize(
    ("budgets", "expected"),
    [
        pytest.param([_budget(_groups("rg-other", "rg-test"))], Outcome.PASS, id="pass"),
        pytest.param([_budget(_groups("RG-Test"), SUBSCRIPTION.upper())], Outcome.PASS, id="wrong-case"),
        pytest.param([_budget()], Outcome.PASS, id="omitted"),
        pytest.param([_budget(scope=GROUP)], Outcome.PASS, id="on-the-group"),
        pytest.param([_budget({"and": [_groups("rg-test"), _groups("rg-test")]})], Outcome.PASS, id="several-filters"),
        pytest.param([_budget(_groups("rg-other")), _budget(_groups("rg-test"))], Outcome.PASS, id="second-budget"),
        pytest.param([MADE_FROM], Outcome.PASS, id="pass-by-reference"),
        pytest.param([_budget(_groups("rg-other"))], Outcome.FAIL, id="fail"),
        pytest.param([_budget(scope=f"{SUBSCRIPTION}/resourceGroups/other")], Outcome.FAIL, id="on-another-group"),
        pytest.param([_budget(_groups(UNKNOWN))], Outcome.UNDECIDED, id="unknown"),
        pytest.param([_budget(UNKNOWN)], Outcome.UNDECIDED, id="unknown-filter"),
        pytest.param([_budget(scope=None)], Outcome.UNDECIDED, id="unknown-scope"),
        pytest.param([_budget(_groups("gpu", name="MeterCategory"))], Outcome.UNDECIDED, id="filter-by-meter"),
        pytest.param([], Outcome.NOT_APPLICABLE, id="no-budgets"),
    ],
)
def test_outcome(budgets: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, RESOURCE_GROUP, *budgets) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, RESOURCE_GROUP, _budget(_groups("rg-other"))) == ["no budget counts what rg-test costs"]
