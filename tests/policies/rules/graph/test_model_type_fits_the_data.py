from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.model_type_fits_the_data import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import outcomes_of, reasons_of
from tests.policies.models import account, deployment


@pytest.mark.parametrize(
    ("tags", "sku", "expected"),
    [
        pytest.param({"dataClassification": "confidential"}, "DataZoneStandard", Outcome.PASS, id="pass"),
        pytest.param({"dataClassification": "internal"}, "GlobalStandard", Outcome.PASS, id="not-forbidden"),
        pytest.param({"dataClassification": "confidential"}, "GlobalStandard", Outcome.FAIL, id="fail"),
        pytest.param({"DATAclassification": "RESTRICTED"}, "datazoneSTANDARD", Outcome.FAIL, id="wrong-case"),
        pytest.param({"owner": "ann"}, "GlobalStandard", Outcome.NOT_APPLICABLE, id="omitted"),
        pytest.param(None, "GlobalStandard", Outcome.NOT_APPLICABLE, id="no-tags"),
        pytest.param(UNKNOWN, "GlobalStandard", Outcome.UNDECIDED, id="unknown"),
        pytest.param({"dataClassification": "confidential"}, UNKNOWN, Outcome.UNDECIDED, id="unknown-type"),
    ],
)
def test_outcome(tags: Any, sku: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, account(tags=tags), deployment(sku=sku)) == [expected]


def test_reason() -> None:
    resources = [account(tags={"dataClassification": "confidential"}), deployment(sku="GlobalStandard")]
    assert reasons_of(RULE, *resources) == ["sku.name is GlobalStandard, which confidential data may not use"]


def test_an_undeclared_account_may_have_the_tag() -> None:
    assert outcomes_of(RULE, deployment()) == [Outcome.UNDECIDED]
