from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.project_connections_hold_no_keys import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import declared, outcomes_of, reasons_of

STORAGE = declared("Microsoft.Storage/storageAccounts/st")
STORAGE_ID = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/st"
HERE = {"properties.metadata": ("st",)}


def _connection(auth: Any, target: Any = STORAGE_ID, category: Any = "AzureStorageAccount", **fields: Any) -> Resource:
    body = {"properties": {"authType": auth, "category": category, "metadata": {"ResourceId": target}}}
    return declared("Microsoft.CognitiveServices/accounts/aif/projects/p/connections/c", body, **fields)


@pytest.mark.parametrize(
    ("connection", "expected"),
    [
        pytest.param(_connection("AAD"), Outcome.PASS, id="pass"),
        pytest.param(_connection("aad", STORAGE_ID.upper()), Outcome.PASS, id="wrong-case"),
        pytest.param(_connection("AAD", UNKNOWN, references=HERE), Outcome.PASS, id="pass-by-reference"),
        pytest.param(_connection("AAD", None), Outcome.PASS, id="no-resource"),
        pytest.param(_connection("ApiKey"), Outcome.FAIL, id="fail"),
        pytest.param(_connection("AccountKey", "/elsewhere"), Outcome.FAIL, id="account-key"),
        pytest.param(_connection(None), Outcome.FAIL, id="omitted"),
        pytest.param(_connection(UNKNOWN), Outcome.UNDECIDED, id="unknown"),
        pytest.param(_connection("AAD", "/elsewhere"), Outcome.UNDECIDED, id="elsewhere"),
        pytest.param(_connection("AAD", UNKNOWN), Outcome.UNDECIDED, id="unknown-target"),
        pytest.param(_connection("ApiKey", category=UNKNOWN), Outcome.UNDECIDED, id="unknown-category"),
        pytest.param(_connection("AAD", category=UNKNOWN), Outcome.PASS, id="unknown-category-without-a-key"),
        pytest.param(_connection("ApiKey", category="appInsights"), Outcome.NOT_APPLICABLE, id="insights"),
    ],
)
def test_outcome(connection: Resource, expected: Outcome) -> None:
    assert outcomes_of(RULE, STORAGE, connection) == [expected]


def test_reason() -> None:
    (reason,) = reasons_of(RULE, STORAGE, _connection("ApiKey"))
    assert reason.startswith("properties.authType is ApiKey, expected AAD, ManagedIdentity")
