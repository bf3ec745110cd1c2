from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.state_is_locked import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

LOCK = "Microsoft.Authorization/locks"
VAULT = declared("Microsoft.KeyVault/vaults", "kv")


def _lock(scope: Any, level: Any = "CanNotDelete", references: dict[str, tuple[str, ...]] | None = None) -> Resource:
    id_ = scope and f"{scope}/providers/{LOCK}/keep"
    return declared(LOCK, "keep", {"level": level}, id_=id_, references=references)


TRIALS = [
    trial(Kind.PASS, "itself", (Outcome.PASS, Outcome.PASS), VAULT, _lock(VAULT.id)),
    trial(Kind.PASS, "its-group", (Outcome.PASS, Outcome.PASS), VAULT, _lock(GROUP)),
    trial(Kind.FAIL, "another", (Outcome.FAIL, Outcome.PASS), VAULT, _lock(f"{VAULT.id}2")),
    trial(Kind.FAIL, "level", Outcome.FAIL, _lock(GROUP, "NotSpecified")),
    trial(Kind.OMITTED, "no-lock", Outcome.FAIL, VAULT),
    trial(
        Kind.UNKNOWN, "by-reference", (Outcome.PASS, Outcome.PASS), VAULT, _lock(None, references={"scope": ("kv",)})
    ),
    trial(Kind.UNKNOWN, "scope", (Outcome.UNDECIDED, Outcome.PASS), VAULT, _lock(None)),
    trial(Kind.UNKNOWN, "level", Outcome.UNDECIDED, _lock(GROUP, UNKNOWN)),
    trial(
        Kind.WRONG_CASE,
        "id-and-level",
        (Outcome.PASS, Outcome.PASS),
        VAULT,
        _lock(str(VAULT.id).upper(), "cannotdelete"),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, VAULT)
    assert verdict.reason == "no lock keeps it from being deleted"
