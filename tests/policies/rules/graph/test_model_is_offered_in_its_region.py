from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.model_is_offered_in_its_region import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import outcomes_of, reasons_of
from tests.policies.models import account, deployment


def _gpt5(sku: Any = "DataZoneStandard", version: Any = "2025-08-07") -> Resource:
    return deployment(model="gpt-5", version=version, sku=sku)


@pytest.mark.parametrize(
    ("chat", "location", "expected"),
    [
        pytest.param(_gpt5(), "swedencentral", Outcome.PASS, id="pass"),
        pytest.param(_gpt5("DATAZONESTANDARD"), "Sweden Central", Outcome.PASS, id="wrong-case"),
        pytest.param(_gpt5(), "norwayeast", Outcome.FAIL, id="fail"),
        pytest.param(_gpt5(None), "swedencentral", Outcome.UNDECIDED, id="omitted"),
        pytest.param(_gpt5(), UNKNOWN, Outcome.UNDECIDED, id="unknown"),
        pytest.param(_gpt5(version="2031-01-01"), "swedencentral", Outcome.UNDECIDED, id="unknown-version"),
        pytest.param(_gpt5(), "usgovvirginia", Outcome.UNDECIDED, id="government"),
    ],
)
def test_outcome(chat: Resource, location: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, account(location=location), chat) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, account(location="norwayeast"), _gpt5()) == [
        "DataZoneStandard does not offer its model version in norwayeast"
    ]
