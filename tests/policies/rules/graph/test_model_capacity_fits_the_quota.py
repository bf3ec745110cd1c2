from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.model_capacity_fits_the_quota import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import outcomes_of, reasons_of
from tests.policies.models import account, deployment

QUOTA = {"swedencentral/DataZoneStandard/gpt-5.1": 100}
PASS, FAIL, UNDECIDED, NA = Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE


def _second(capacity: Any, **fields: Any) -> Resource:
    return deployment("second", capacity=capacity, **fields)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(_second(50), [PASS, PASS], id="pass"),
        pytest.param(_second(51), [FAIL, FAIL], id="fail"),
        pytest.param(_second(51, sku="DATAZONESTANDARD", model="GPT-5.1"), [FAIL, FAIL], id="wrong-case"),
        pytest.param(_second(None), [PASS, PASS], id="omitted-is-one"),
        pytest.param(_second(UNKNOWN), [UNDECIDED, UNDECIDED], id="unknown"),
        pytest.param(_second(51, sku=UNKNOWN), [PASS, UNDECIDED], id="unknown-type"),
        pytest.param(_second(51, sku="GlobalStandard"), [PASS, NA], id="other-quota"),
        pytest.param(_second(51, of="gone"), [PASS, UNDECIDED], id="account-not-declared"),
    ],
)
def test_outcome(second: Resource, expected: list[Outcome]) -> None:
    assert outcomes_of(RULE, account(), deployment(), second, quota=QUOTA) == expected


def test_accounts_of_one_region_share_their_quota() -> None:
    resources = [account(), account("oai"), deployment(), deployment(of="oai", capacity=60)]
    assert (
        reasons_of(RULE, *resources, quota=QUOTA)
        == ["swedencentral/datazonestandard/gpt-5.1 takes 110 of a quota of 100"] * 2
    )


def test_without_a_quota_nothing_is_asked() -> None:
    assert outcomes_of(RULE, account(), deployment()) == [NA]
