from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.agents_keep_their_data_with_the_customer import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import declared, outcomes_of, reasons_of

PROJECT = "Microsoft.CognitiveServices/accounts/aif/projects/p"
STORAGE_ID = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/st"
PASS, FAIL, UNDECIDED = Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED


def _storage(access: Any = "Disabled") -> Resource:
    return declared("Microsoft.Storage/storageAccounts/st", {"properties": {"publicNetworkAccess": access}})


def _connection(target: Any = STORAGE_ID, project: str = PROJECT, **fields: Any) -> Resource:
    body = {"properties": {"metadata": {"ResourceId": target}}}
    return declared(f"{project}/connections/c", body, **{"key": project, **fields})


def _host(files: Any = ("c",), **fields: Any) -> Resource:
    lists = {"storageConnections": files, "threadStorageConnections": ["t"], "vectorStoreConnections": ["v"]}
    return declared(f"{PROJECT}/capabilityHosts/h", {"properties": lists}, **fields)


def _closed(type_: str, name: str) -> tuple[Resource, Resource]:
    """A closed store of the customer, and the connection to it."""
    store = declared(f"{type_}/{name}", {"properties": {"publicNetworkAccess": "Disabled"}})
    body = {"properties": {"metadata": {"ResourceId": store.id}}}
    return store, declared(f"{PROJECT}/connections/{name[0]}", body, key=name[0])


OTHERS = (
    *_closed("Microsoft.DocumentDB/databaseAccounts", "threads"),
    *_closed("Microsoft.Search/searchServices", "vectors"),
)
BY_REFERENCE = _connection(UNKNOWN, references={"properties.metadata": ("st",)})
IDENTITY = declared("Microsoft.ManagedIdentity/userAssignedIdentities/id")
MADE_OF_MORE = _connection(UNKNOWN, references={"properties": ("id", "st")})
MADE_OF_OTHERS = _connection(UNKNOWN, references={"properties": ("id",)})
OF_ANOTHER = _connection("/elsewhere", f"{PROJECT}2")


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_host(), _connection(), _storage()], [PASS] * 3, id="pass"),
        pytest.param(
            [_host(["C"]), _connection(STORAGE_ID.upper()), _storage("disabled")], [PASS] * 3, id="wrong-case"
        ),
        pytest.param([_host(), BY_REFERENCE, _storage()], [PASS] * 3, id="pass-by-reference"),
        pytest.param([_host(), OF_ANOTHER, _connection(), _storage()], [PASS] * 3, id="own-project-first"),
        pytest.param([_host(), _connection(), _storage("Enabled")], [FAIL, PASS, PASS], id="fail"),
        pytest.param([_host(), _connection(), _storage(None)], [FAIL, PASS, PASS], id="open-by-default"),
        pytest.param([_host(None), _connection(), _storage()], [FAIL, PASS, PASS], id="omitted"),
        pytest.param([_host([]), _connection(), _storage()], [FAIL, PASS, PASS], id="empty"),
        pytest.param([_host(UNKNOWN), _connection(), _storage()], [UNDECIDED, PASS, PASS], id="unknown"),
        pytest.param([_host(), _connection(), _storage(UNKNOWN)], [UNDECIDED, PASS, PASS], id="unknown-access"),
        pytest.param([_host(), _connection("/elsewhere"), _storage()], [UNDECIDED, PASS, PASS], id="elsewhere"),
        pytest.param([_host(), _storage()], [UNDECIDED, PASS, PASS], id="no-connection"),
        pytest.param([_host(), MADE_OF_MORE, IDENTITY, _storage()], [PASS] * 3, id="pass-made-of-more"),
        pytest.param([_host(), MADE_OF_MORE, IDENTITY, _storage("Enabled")], [FAIL, PASS, PASS], id="fail-of-more"),
        pytest.param([_host(), MADE_OF_OTHERS, IDENTITY], [UNDECIDED, PASS, PASS], id="unknown-made-of-others"),
        pytest.param(
            [
                _host([UNKNOWN], references={"properties.storageConnections": (PROJECT,)}),
                _connection(),
                _storage("Enabled"),
            ],
            [FAIL, PASS, PASS],
            id="name-by-reference",
        ),
    ],
)
def test_outcome(resources: list[Resource], expected: list[Outcome]) -> None:
    assert outcomes_of(RULE, *resources, *OTHERS) == expected


def test_reasons() -> None:
    assert reasons_of(RULE, _host(None), *OTHERS)[0] == "properties.storageConnections is not set"
    assert reasons_of(RULE, _host(), _connection(), _storage("Enabled"), *OTHERS)[0] == (
        "c leads to a resource that is open to public networks"
    )


def test_a_connection_to_a_store_of_another_kind_is_none() -> None:
    assert reasons_of(RULE, _host(["v"]), *OTHERS) == ["v leads to no Microsoft.Storage/storageAccounts", "", ""]
