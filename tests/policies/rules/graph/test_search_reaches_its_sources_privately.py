from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.search_reaches_its_sources_privately import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import declared, outcomes_of, reasons_of

SEARCH = declared("Microsoft.Search/searchServices/srch")
STORAGE_PATH = "Microsoft.Storage/storageAccounts/st"
LINK_PATH = "Microsoft.Search/searchServices/srch/sharedPrivateLinkResources/blob"


def _storage(access: Any = "Disabled", bypass: Any = "None") -> Resource:
    return declared(STORAGE_PATH, {"properties": {"publicNetworkAccess": access, "networkAcls": {"bypass": bypass}}})


def _role(principal: str = "srch") -> Resource:
    return declared(
        f"{STORAGE_PATH}/providers/Microsoft.Authorization/roleAssignments/r",
        {"properties": {"principalId": UNKNOWN}},
        references={"properties.principalId": (principal,)},
    )


def _link(id_: Any) -> Resource:
    return declared(
        LINK_PATH,
        {"properties": {"privateLinkResourceId": id_}},
        references={"properties.privateLinkResourceId": ("st",)} if id_ is UNKNOWN else {},
    )


ON_STORAGE = replace(_role(), id=None, references={"properties.principalId": ("srch",), "scope": ("st",)})
STORAGE_ID = f"{GROUP}/providers/{STORAGE_PATH}"
NOBODY_KNOWS = declared(LINK_PATH, {"properties": {"privateLinkResourceId": UNKNOWN}})


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_storage(), _role(), _link(STORAGE_ID)], Outcome.PASS, id="pass"),
        pytest.param([_storage(), _role(), _link(STORAGE_ID.upper())], Outcome.PASS, id="wrong-case"),
        pytest.param([_storage(), _role(), _link(UNKNOWN)], Outcome.PASS, id="pass-by-reference"),
        pytest.param([_storage(), _role(), _link("/other")], Outcome.FAIL, id="fail"),
        pytest.param([_storage(), _role()], Outcome.FAIL, id="omitted"),
        pytest.param([_storage(), ON_STORAGE], Outcome.FAIL, id="role-by-reference"),
        pytest.param([_storage(), _role(), NOBODY_KNOWS], Outcome.UNDECIDED, id="unknown"),
        pytest.param([_storage(UNKNOWN), _role()], Outcome.UNDECIDED, id="unknown-access"),
        pytest.param([_storage("Enabled"), _role()], Outcome.NOT_APPLICABLE, id="open-source"),
        pytest.param(
            [_storage(bypass="Logging, AzureServices"), _role()], Outcome.NOT_APPLICABLE, id="lets-services-in"
        ),
        pytest.param([_storage(), _role("somebody")], Outcome.NOT_APPLICABLE, id="role-of-another"),
    ],
)
def test_outcome(resources: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, SEARCH, *resources) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, SEARCH, _storage(), _role()) == [
        "it may read st, which is closed, and has no private link to it"
    ]
