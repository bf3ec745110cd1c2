from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.databricks_workspaces import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

GOOD: dict[str, Any] = {
    "name": "dbw-chat-prod",
    "sku": {"name": "premium"},
    "properties": {"publicNetworkAccess": "Disabled", "parameters": {"enableNoPublicIp": {"value": True}}},
}
MAKE = PropertyCases("Microsoft.Databricks/workspaces", GOOD)

CASES: list[Case] = [
    *MAKE.of("DBX-01", "properties.publicNetworkAccess", "Enabled"),
    MAKE.one("DBX-01", Kind.FAIL, changed(GOOD, "sku.name", "standard"), Outcome.FAIL, name="standard-tier"),
    MAKE.one(
        "DBX-01",
        Kind.FAIL,
        changed(GOOD, "properties.parameters.enableNoPublicIp.value", value=False),
        Outcome.FAIL,
        name="nodes-with-addresses",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
