from __future__ import annotations

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.model_deployments_follow_each_other import RULE
from tests.policies.graphs import declared, outcomes_of, reasons_of, without_id
from tests.policies.models import account, deployment

ONE = deployment("one")
TWO = deployment("two", depends_on=("aif-one",))
THREE = deployment("three", depends_on=("aif-two",))
POLICY = declared("Microsoft.CognitiveServices/accounts/aif/raiPolicies/strict", depends_on=("aif-one",))
AFTER_POLICY = deployment("two", references={"properties.raiPolicyName": ("strict",)})
LOOSE = without_id("loose", "Microsoft.CognitiveServices/accounts/deployments", {}, "aif")
OTHER = deployment("one", of="oai")


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([ONE, TWO, THREE], Outcome.PASS, id="pass"),
        pytest.param([THREE, TWO, ONE], Outcome.PASS, id="in-any-order"),
        pytest.param([ONE, POLICY, AFTER_POLICY], Outcome.PASS, id="through-another"),
        pytest.param([ONE, TWO, deployment("three", depends_on=("aif-one",))], Outcome.FAIL, id="fail"),
        pytest.param([ONE, deployment("TWO")], Outcome.FAIL, id="wrong-case"),
        pytest.param([ONE, LOOSE], Outcome.FAIL, id="unknown-id-by-reference"),
        pytest.param([ONE], Outcome.NOT_APPLICABLE, id="one"),
        pytest.param([], Outcome.NOT_APPLICABLE, id="omitted"),
        pytest.param([ONE, OTHER], Outcome.NOT_APPLICABLE, id="another-account"),
    ],
)
def test_outcome(resources: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, account(), *resources) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, account(), ONE, deployment("two")) == ["made at the same time: one and two"]
