from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.keyless_services_have_role_holders import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

ROLES = "Microsoft.Authorization/roleAssignments"
STORAGE = declared("Microsoft.Storage/storageAccounts", "st", {"allowSharedKeyAccess": False})
SEARCH = declared("Microsoft.Search/searchServices", "srch", {"disableLocalAuth": True})
COSMOS = declared("Microsoft.DocumentDB/databaseAccounts", "cosno", {"disableLocalAuth": True})


def _role(scope: Any, references: Any = None) -> Resource:
    return declared(ROLES, "r", {}, id_=scope and f"{scope}/providers/{ROLES}/r", references=references)


TRIALS = [
    trial(Kind.PASS, "on-it", Outcome.PASS, STORAGE, _role(STORAGE.id)),
    trial(Kind.PASS, "on-its-group", Outcome.PASS, SEARCH, _role(GROUP)),
    trial(Kind.PASS, "on-a-part", Outcome.PASS, STORAGE, _role(f"{STORAGE.id}/blobServices/default/containers/c")),
    trial(
        Kind.PASS,
        "data-role",
        Outcome.PASS,
        COSMOS,
        declared("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments", "cosno/r"),
    ),
    trial(Kind.FAIL, "on-another", Outcome.FAIL, STORAGE, _role(SEARCH.id)),
    trial(Kind.UNKNOWN, "roles-declared-elsewhere", Outcome.UNDECIDED, SEARCH),
    trial(
        Kind.OMITTED,
        "keys-are-on-by-default",
        Outcome.NOT_APPLICABLE,
        declared("Microsoft.Storage/storageAccounts", "st", {}),
    ),
    trial(Kind.UNKNOWN, "by-reference", Outcome.PASS, SEARCH, _role(None, {"scope": ("srch",)})),
    trial(Kind.UNKNOWN, "scope", Outcome.UNDECIDED, SEARCH, _role(None)),
    trial(
        Kind.UNKNOWN,
        "keys",
        Outcome.UNDECIDED,
        declared("Microsoft.Search/searchServices", "srch", {"disableLocalAuth": UNKNOWN}),
    ),
    trial(Kind.WRONG_CASE, "id", Outcome.PASS, SEARCH, _role(str(SEARCH.id).upper())),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, SEARCH, _role(STORAGE.id))
    assert verdict.reason == "keys are off, and nobody holds a role on it"
