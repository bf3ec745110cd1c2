from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.private_endpoints_name_groups_of_their_targets import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

ENDPOINT = "Microsoft.Network/privateEndpoints"
STORAGE = "Microsoft.Storage/storageAccounts"
TARGET = declared(STORAGE, "st")
MADE_FROM: dict[str, tuple[str, ...]] = {"properties.privateLinkServiceConnections": ("st",)}


def _endpoint(
    groups: Any, target: Any = TARGET.id, *, manual: bool = False, references: dict[str, tuple[str, ...]] | None = None
) -> Resource:
    item = {"name": "c", "properties": {"groupIds": groups, "privateLinkServiceId": target}}
    name = "manualPrivateLinkServiceConnections" if manual else "privateLinkServiceConnections"
    return declared(ENDPOINT, "pep", {name: [item]}, references=references)


TRIALS = [
    trial(Kind.PASS, "declared-target", Outcome.PASS, TARGET, _endpoint(["blob"])),
    trial(Kind.PASS, "target-elsewhere", Outcome.PASS, _endpoint(["dfs"])),
    trial(Kind.PASS, "manual", Outcome.PASS, _endpoint(["file"], manual=True)),
    trial(Kind.FAIL, "wrong-group", Outcome.FAIL, TARGET, _endpoint(["vault"])),
    trial(Kind.FAIL, "no-group", Outcome.FAIL, TARGET, _endpoint([])),
    trial(Kind.OMITTED, "group", Outcome.FAIL, TARGET, _endpoint(None)),
    trial(Kind.OMITTED, "group-of-what-is-not-known", Outcome.UNDECIDED, _endpoint(None, UNKNOWN)),
    trial(
        Kind.NOT_APPLICABLE,
        "a-service-of-ones-own",
        Outcome.NOT_APPLICABLE,
        _endpoint(None, arm_id("Microsoft.Network/privateLinkServices", "pls")),
    ),
    trial(Kind.OMITTED, "no-connection", Outcome.FAIL, declared(ENDPOINT, "pep", {})),
    trial(Kind.UNKNOWN, "by-reference", Outcome.FAIL, TARGET, _endpoint(["vault"], UNKNOWN, references=MADE_FROM)),
    trial(Kind.UNKNOWN, "target", Outcome.UNDECIDED, _endpoint(["blob"], UNKNOWN)),
    trial(Kind.UNKNOWN, "group", Outcome.UNDECIDED, TARGET, _endpoint([UNKNOWN])),
    trial(Kind.WRONG_CASE, "group-and-id", Outcome.PASS, _endpoint(["BLOB"], str(TARGET.id).upper())),
    trial(
        Kind.NOT_APPLICABLE,
        "not-in-the-table",
        Outcome.NOT_APPLICABLE,
        _endpoint(["x"], arm_id("Contoso.Things/things", "t")),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, TARGET, _endpoint(["vault"]))
    assert verdict.reason == "Microsoft.Storage/storageAccounts has no sub-resource vault"
    assert verdict.path == "properties.privateLinkServiceConnections[0].properties.groupIds"
