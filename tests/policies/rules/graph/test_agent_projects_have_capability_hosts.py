from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.agent_projects_have_capability_hosts import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of, without_id

ACCOUNT = "Microsoft.CognitiveServices/accounts/aif"
PROJECT = declared(f"{ACCOUNT}/projects/assistant")
HOST = declared(f"{ACCOUNT}/projects/assistant/capabilityHosts/host")
AGENTS = [{"scenario": "agent", "subnetArmId": "/subscriptions/s/subnets/agents"}]


@pytest.mark.parametrize(
    ("injections", "with_host", "expected"),
    [
        pytest.param(AGENTS, True, Outcome.PASS, id="pass"),
        pytest.param(AGENTS, False, Outcome.FAIL, id="fail"),
        pytest.param([{"Scenario": "AGENT"}], False, Outcome.FAIL, id="wrong-case"),
        pytest.param(None, False, Outcome.NOT_APPLICABLE, id="omitted"),
        pytest.param(UNKNOWN, False, Outcome.UNDECIDED, id="unknown"),
        pytest.param(UNKNOWN, True, Outcome.PASS, id="unknown-account-with-a-host"),
    ],
)
def test_outcome(injections: Any, *, with_host: bool, expected: Outcome) -> None:
    account = declared(ACCOUNT, {"properties": {"networkInjections": injections}})
    assert outcomes_of(RULE, account, PROJECT, *([HOST] if with_host else [])) == [expected]


def test_a_project_whose_id_is_not_known_has_the_account_that_it_is_made_from() -> None:
    account = declared(ACCOUNT, {"properties": {"networkInjections": AGENTS}})
    project = without_id("later", PROJECT.type, {}, account.key, path="accountName")
    assert outcomes_of(RULE, account, project) == [Outcome.FAIL]


def test_an_account_elsewhere_leaves_it_undecided() -> None:
    assert outcomes_of(RULE, PROJECT) == [Outcome.UNDECIDED]


def test_a_host_of_another_project_does_not_count() -> None:
    account = declared(ACCOUNT, {"properties": {"networkInjections": AGENTS}})
    other = declared(f"{ACCOUNT}/projects/other/capabilityHosts/host")
    reason = "the project has no capability host, so its agents keep their data with Microsoft"
    assert reasons_of(RULE, account, PROJECT, other) == [reason]
