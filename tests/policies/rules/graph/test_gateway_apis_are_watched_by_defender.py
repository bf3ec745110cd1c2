from __future__ import annotations

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.gateway_apis_are_watched_by_defender import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of, without_id

TOP = "Microsoft.ApiManagement/service/apim"
SERVICE = declared(TOP)
API = declared(f"{TOP}/apis/chat")
COLLECTION = "providers/Microsoft.Security/apiCollections"
WATCHED = declared(f"{TOP}/{COLLECTION}/chat", key="watched")
OTHER = declared(f"{TOP}/{COLLECTION}/other")
LOUD = declared(f"{TOP}/{COLLECTION}/CHAT", key="loud")
BY_REFERENCE = without_id("loose", "Microsoft.Security/apiCollections", {"name": "chat"}, "apim")
NAMELESS = without_id("loose", "Microsoft.Security/apiCollections", {"name": UNKNOWN}, "apim")

NAMELESS_API = without_id("made", "Microsoft.ApiManagement/service/apis", {"name": UNKNOWN}, "apim")


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([API, WATCHED], Outcome.PASS, id="pass"),
        pytest.param([API, LOUD], Outcome.PASS, id="wrong-case"),
        pytest.param([API, BY_REFERENCE], Outcome.PASS, id="pass-by-reference"),
        pytest.param([API, OTHER], Outcome.FAIL, id="fail"),
        pytest.param([API], Outcome.FAIL, id="omitted"),
        pytest.param([API, NAMELESS], Outcome.UNDECIDED, id="unknown"),
        pytest.param([NAMELESS_API, WATCHED], Outcome.UNDECIDED, id="unknown-api"),
        pytest.param([NAMELESS_API], Outcome.FAIL, id="fail-unknown-api-and-nothing-onboarded"),
        pytest.param([WATCHED], Outcome.NOT_APPLICABLE, id="no-api"),
    ],
)
def test_outcome(resources: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, SERVICE, *resources) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, SERVICE, API) == ["not onboarded to Defender for APIs: chat"]


def test_reason_without_names() -> None:
    assert reasons_of(RULE, SERVICE, NAMELESS_API) == ["not onboarded to Defender for APIs: all of them"]
