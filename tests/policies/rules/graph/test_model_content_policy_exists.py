from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.model_content_policy_exists import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import outcomes_of, reasons_of
from tests.policies.models import account, content_policy, deployment

STRICT = content_policy("strict", [])


def _chat(policy: Any, model: Any = "gpt-5.1", **fields: Any) -> Resource:
    return deployment(model=model, properties={"raiPolicyName": policy}, **fields)


@pytest.mark.parametrize(
    ("chat", "expected"),
    [
        pytest.param(_chat("strict"), Outcome.PASS, id="pass"),
        pytest.param(_chat("STRICT"), Outcome.PASS, id="wrong-case"),
        pytest.param(_chat("microsoft.defaultv2"), Outcome.PASS, id="built-in"),
        pytest.param(
            _chat(UNKNOWN, references={"properties.raiPolicyName": ("strict",)}), Outcome.PASS, id="by-reference"
        ),
        pytest.param(_chat("lax"), Outcome.FAIL, id="fail"),
        pytest.param(_chat("Microsoft.Default"), Outcome.FAIL, id="old-built-in"),
        pytest.param(_chat(None), Outcome.FAIL, id="omitted"),
        pytest.param(_chat(UNKNOWN), Outcome.UNDECIDED, id="unknown"),
        pytest.param(_chat("strict", of="elsewhere"), Outcome.UNDECIDED, id="account-not-declared"),
        pytest.param(_chat(None, "text-embedding-3-large"), Outcome.NOT_APPLICABLE, id="embeddings"),
    ],
)
def test_outcome(chat: Resource, expected: Outcome) -> None:
    assert outcomes_of(RULE, account(), STRICT, chat) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, account(), STRICT, _chat("lax")) == [
        "properties.raiPolicyName is lax, which is neither declared in the account nor an allowed policy of Azure"
    ]
