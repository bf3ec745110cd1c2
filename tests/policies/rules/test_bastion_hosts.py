from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.bastion_hosts import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

GOOD: dict[str, Any] = {"sku": {"name": "Standard"}, "properties": {"enableIpConnect": False}}
MAKE = PropertyCases("Microsoft.Network/bastionHosts", GOOD)

CASES: list[Case] = [
    *MAKE.of("NET-18", "properties.enableIpConnect", bad=True, omitted=Outcome.PASS),
    MAKE.one("NET-18", Kind.FAIL, changed(GOOD, "sku.name", ""), Outcome.FAIL, name="no-tier"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
