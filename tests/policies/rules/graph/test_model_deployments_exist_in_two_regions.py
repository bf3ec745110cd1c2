from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.model_deployments_exist_in_two_regions import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import outcomes_of, reasons_of
from tests.policies.models import account, deployment

PASS, FAIL, UNDECIDED, NA = Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE
FIRST = [account("aif"), deployment("chat"), deployment("embed", model="text-embedding-3-large")]


def _second(location: Any, *names: str) -> list[Resource]:
    return [account("oai", location), *(deployment(name, of="oai") for name in names)]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(_second("westeurope", "chat"), [PASS, PASS], id="pass"),
        pytest.param(_second("westeurope", "CHAT"), [PASS, PASS], id="wrong-case"),
        pytest.param(_second("westeurope", "chat", "mini"), [PASS, FAIL], id="fail"),
        pytest.param(_second("westeurope"), [NA, NA], id="omitted"),
        pytest.param(_second("Sweden Central", "chat"), [NA, NA], id="same-region"),
        pytest.param(_second(UNKNOWN, "chat"), [UNDECIDED, UNDECIDED], id="unknown"),
    ],
)
def test_outcome(second: list[Resource], expected: list[Outcome]) -> None:
    assert outcomes_of(RULE, *FIRST, *second) == expected


def test_reasons() -> None:
    assert reasons_of(RULE, *FIRST, required=True) == ["no account in another region has chat deployments"]
    assert outcomes_of(RULE, *FIRST, required=True) == [FAIL]
    assert reasons_of(RULE, *FIRST, *_second("westeurope", "chat", "mini"))[1] == "no other region has: mini"
