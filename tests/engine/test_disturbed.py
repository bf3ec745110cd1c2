"""The project's own stacks when Azure hinders them: they come to the same end as undisturbed.

Two of them, as each takes many deployments: `chat-prod` has the most resources and the ways in and out, `chat-classic`
the other generation with its hub and the other host. `chat-dev` and `chat-spoke` declare little that these do not.
"""

from __future__ import annotations

import re

import pytest

from bedplate.components.shared.retry.hazards import hazards
from bedplate.generator.graph import Mode
from tests.engine import catalogue
from tests.engine.differences import differences
from tests.engine.disturbed import INTERRUPTIONS, Disturbed
from tests.engine.normal_form import of_graph

pytestmark = pytest.mark.engine
unlike_stacks = pytest.mark.parametrize("interrupted", ["chat-classic", "chat-prod"])
a_large_stack = pytest.mark.parametrize("hindered", ["chat-prod"])
_HAZARD = re.compile(r"\(hazard ([\w-]+):")


@unlike_stacks
def test_interrupted_deployments_fail_as_asked(interruption: Disturbed) -> None:
    assert all('Code="InternalServerError"' in said for said in interruption.failures)
    assert len(interruption.failures) > INTERRUPTIONS // 2
    assert len(interruption.failures) <= len(interruption.failed_ids)


@unlike_stacks
def test_nothing_but_what_is_asked_fails(interruption: Disturbed) -> None:
    codes = {code for said in interruption.failures for code in re.findall(r'Code="(\w+)"', said)}
    assert codes == {"InternalServerError"}


@unlike_stacks
def test_an_unlisted_error_is_not_retried(interruption: Disturbed) -> None:
    assert [said for said in interruption.failures if "on-error hook request" in said] == []


@unlike_stacks
def test_interrupted_deployments_converge(interrupted: str, interruption: Disturbed) -> None:
    ours = catalogue.recorded(interruption.project, catalogue.stack_chain(interrupted), Mode.KNOWN)
    assert differences(interruption.deployed, of_graph(ours)) == []
    assert set(interruption.next_preview) == {"same"}
    assert interruption.left_in_state == ()


@a_large_stack
def test_transient_errors_pass_by(hindered: str, hindrance: Disturbed) -> None:
    ours = catalogue.recorded(hindrance.project, catalogue.stack_chain(hindered), Mode.KNOWN)
    assert differences(hindrance.deployed, of_graph(ours)) == []
    assert set(hindrance.next_preview) == {"same"}
    assert hindrance.left_in_state == ()


@a_large_stack
def test_every_retry_is_told(hindrance: Disturbed) -> None:
    told = set(_HAZARD.findall(hindrance.said))
    assert {"account-busy", "endpoint-target-not-ready", "network-busy", "principal-replication"} <= told
    assert told <= {hazard.id for hazard in hazards()}
