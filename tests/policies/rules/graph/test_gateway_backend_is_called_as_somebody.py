from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.gateway_backend_is_called_as_somebody import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import declared, outcomes_of, reasons_of

TOP = "Microsoft.ApiManagement/service/apim"
SERVICE = declared(TOP)
IDENTITY = "<authentication-managed-identity resource='https://cognitiveservices.azure.com'/>"
NA = Outcome.NOT_APPLICABLE


def _backend(credentials: Any = None) -> Resource:
    return declared(f"{TOP}/backends/model", {"properties": {"credentials": credentials}})


def _pool(id_: Any) -> Resource:
    return declared(
        f"{TOP}/backends/pool",
        {"properties": {"type": "pool", "pool": {"services": [{"id": id_}]}}},
        references={"properties.pool.services": ("model",)},
    )


def _policy(backend: str, statement: str, scope: str = "apis/chat/") -> Resource:
    text = f"<policies><inbound><set-backend-service backend-id='{backend}'/>{statement}</inbound></policies>"
    return declared(f"{TOP}/{scope}policies/policy", {"properties": {"value": text}})


UNREADABLE = declared(f"{TOP}/apis/chat/policies/policy", {"properties": {"value": UNKNOWN}})


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_backend(), _policy("model", IDENTITY)], [Outcome.PASS], id="pass"),
        pytest.param([_backend(), _policy("MODEL", IDENTITY)], [Outcome.PASS], id="wrong-case"),
        pytest.param([_backend({"certificateIds": ["c"]})], [Outcome.PASS], id="certificate"),
        pytest.param([_backend({"managedIdentity": {"resource": "r"}})], [Outcome.PASS], id="identity"),
        pytest.param([_backend(), _policy("", IDENTITY, "")], [Outcome.PASS], id="service-wide"),
        pytest.param(
            [_backend(), _pool(f"{GROUP}/providers/{TOP}/BACKENDS/Model"), _policy("pool", IDENTITY)],
            [Outcome.PASS, NA],
            id="through-a-pool",
        ),
        pytest.param(
            [_backend(), _pool(UNKNOWN), _policy("pool", IDENTITY)], [Outcome.PASS, NA], id="pool-by-reference"
        ),
        pytest.param([_backend(), _policy("model", "")], [Outcome.FAIL], id="fail"),
        pytest.param([_backend(), _policy("other", IDENTITY)], [Outcome.FAIL], id="omitted"),
        pytest.param(
            [_backend({"header": {"API-KEY": ["{{key}}"]}}), _policy("model", IDENTITY)], [Outcome.FAIL], id="a-key"
        ),
        pytest.param([_backend({"query": {"code": ["c"]}})], [Outcome.FAIL], id="a-key-in-the-query"),
        pytest.param([_backend({"certificateIds": []})], [Outcome.FAIL], id="no-certificate"),
        pytest.param([_backend(UNKNOWN)], [Outcome.UNDECIDED], id="unknown"),
        pytest.param([_backend({"authorization": UNKNOWN})], [Outcome.UNDECIDED], id="unknown-authorization"),
        pytest.param([_backend(), UNREADABLE], [Outcome.UNDECIDED], id="unknown-policy"),
    ],
)
def test_outcome(resources: list[Resource], expected: list[Outcome]) -> None:
    assert outcomes_of(RULE, SERVICE, *resources) == expected


def test_the_policies_of_an_undeclared_service_are_not_known() -> None:
    assert outcomes_of(RULE, _backend()) == [Outcome.UNDECIDED]


def test_reason() -> None:
    assert reasons_of(RULE, SERVICE, _backend({"header": {"api-key": ["k"]}})) == [
        "properties.credentials sends the key api-key"
    ]
