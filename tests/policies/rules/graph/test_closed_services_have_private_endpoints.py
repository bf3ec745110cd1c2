from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.closed_services_have_private_endpoints import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

STORAGE = "Microsoft.Storage/storageAccounts"


def _storage(access: Any = "Disabled", **properties: Any) -> Resource:
    return declared(STORAGE, "st", {"publicNetworkAccess": access, **properties})


def _endpoint(target: Any, *groups: Any, references: dict[str, tuple[str, ...]] | None = None) -> Resource:
    connection = {"properties": {"privateLinkServiceId": target, "groupIds": list(groups)}}
    return declared(
        "Microsoft.Network/privateEndpoints",
        "pep",
        {"privateLinkServiceConnections": [connection]},
        references=references,
    )


def _asking(
    target: Any, *groups: Any, status: Any = None, place: str = "manualPrivateLinkServiceConnections"
) -> Resource:
    asked: dict[str, Any] = {"privateLinkServiceId": target, "groupIds": list(groups)}
    if status is not None:
        asked["privateLinkServiceConnectionState"] = {"status": status}
    return declared("Microsoft.Network/privateEndpoints", "asking", {place: [{"properties": asked}]})


def _logs(storage: Any, references: dict[str, tuple[str, ...]] | None = None) -> Resource:
    return declared("Microsoft.Network/networkWatchers/flowLogs", "w/f", {"storageId": storage}, references=references)


ID = _storage().id
BLOBS = (
    declared(f"{STORAGE}/blobServices", "st/default"),
    declared(f"{STORAGE}/blobServices/containers", "st/default/c"),
)
SHARE = declared(f"{STORAGE}/fileServices/shares", "st/default/s")
TRIALS = [
    trial(Kind.PASS, "reached", Outcome.PASS, _storage(), *BLOBS, _endpoint(ID, "blob")),
    trial(
        Kind.PASS,
        "written-by-azure",
        Outcome.PASS,
        _storage(),
        declared("Microsoft.Network/networkWatchers/flowLogs", "w/f", {"storageId": ID}),
    ),
    trial(Kind.FAIL, "no-endpoint", Outcome.FAIL, _storage()),
    trial(Kind.FAIL, "other-target", Outcome.FAIL, _storage(), _endpoint(f"{ID}2", "blob")),
    trial(Kind.FAIL, "part-in-use", Outcome.FAIL, _storage(), SHARE, _endpoint(ID, "blob")),
    trial(Kind.FAIL, "data-lake", Outcome.FAIL, _storage(isHnsEnabled=True), _endpoint(ID, "blob")),
    trial(Kind.OMITTED, "no-target", Outcome.FAIL, _storage(), _endpoint(None, "blob")),
    trial(Kind.OMITTED, "not-closed", Outcome.NOT_APPLICABLE, declared(STORAGE, "st", {})),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.PASS,
        _storage(),
        _endpoint(UNKNOWN, "blob", references={"properties.privateLinkServiceConnections": ("st",)}),
    ),
    trial(
        Kind.UNKNOWN,
        "kind-that-may-be-a-project",
        Outcome.UNDECIDED,
        declared(
            "Microsoft.MachineLearningServices/workspaces", "p", {"publicNetworkAccess": "Disabled"}, kind=UNKNOWN
        ),
    ),
    trial(Kind.UNKNOWN, "flow-logs-somewhere", Outcome.UNDECIDED, _storage(), _logs(UNKNOWN)),
    trial(
        Kind.UNKNOWN,
        "flow-logs-by-reference",
        Outcome.PASS,
        _storage(),
        _logs(UNKNOWN, references={"properties.storageId": ("st",)}),
    ),
    trial(Kind.FAIL, "flow-logs-elsewhere", Outcome.FAIL, _storage(), _logs(f"{ID}2")),
    trial(Kind.UNKNOWN, "endpoint", Outcome.UNDECIDED, _storage(), _endpoint(UNKNOWN, "blob")),
    trial(
        Kind.UNKNOWN,
        "endpoint-made-of-what-has-none",
        Outcome.UNDECIDED,
        _storage(),
        declared("Microsoft.Resources/resourceGroups", "rg"),
        _endpoint(UNKNOWN, "blob", references={"properties.privateLinkServiceConnections": ("rg",)}),
    ),
    trial(Kind.UNKNOWN, "groups", Outcome.UNDECIDED, _storage(), *BLOBS, _endpoint(ID, UNKNOWN)),
    trial(Kind.UNKNOWN, "approval", Outcome.UNDECIDED, _storage(), *BLOBS, _asking(ID, "blob")),
    trial(Kind.UNKNOWN, "status", Outcome.UNDECIDED, _storage(), _asking(ID, "blob", status=UNKNOWN)),
    trial(
        Kind.UNKNOWN,
        "approval-of-a-part",
        Outcome.UNDECIDED,
        _storage(),
        *BLOBS,
        SHARE,
        _endpoint(ID, "blob"),
        _asking(ID, "file"),
    ),
    trial(
        Kind.UNKNOWN,
        "rejected",
        Outcome.UNDECIDED,
        _storage(),
        _asking(ID, "blob", status="Rejected", place="privateLinkServiceConnections"),
    ),
    trial(Kind.WRONG_CASE, "approved", Outcome.PASS, _storage(), *BLOBS, _asking(ID, "blob", status="approved")),
    trial(Kind.PASS, "asked-twice", Outcome.PASS, _storage(), *BLOBS, _asking(ID, "blob"), _endpoint(ID, "blob")),
    trial(Kind.FAIL, "asked-for-another-part", Outcome.FAIL, _storage(), SHARE, _asking(ID, "blob")),
    trial(Kind.UNKNOWN, "access", Outcome.UNDECIDED, _storage(UNKNOWN)),
    trial(
        Kind.WRONG_CASE, "words-and-ids", Outcome.PASS, _storage("disabled"), *BLOBS, _endpoint(str(ID).upper(), "BLOB")
    ),
    trial(
        Kind.NOT_APPLICABLE,
        "in-a-network",
        Outcome.NOT_APPLICABLE,
        declared(
            "Microsoft.App/managedEnvironments",
            "cae",
            {"publicNetworkAccess": "Disabled", "vnetConfiguration": {"internal": True}},
        ),
    ),
    trial(
        Kind.NOT_APPLICABLE,
        "project-of-a-hub",
        Outcome.NOT_APPLICABLE,
        declared(
            "Microsoft.MachineLearningServices/workspaces", "p", {"publicNetworkAccess": "Disabled"}, kind="Project"
        ),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _storage(isHnsEnabled=True), _endpoint(ID, "blob"))
    assert verdict.reason == "no private endpoint leads to its dfs"


def test_reason_of_a_connection_that_waits() -> None:
    (verdict,) = verdicts(RULE, _storage(), _asking(ID, "blob"))
    assert verdict.reason == "the private endpoint leads to it only once somebody approves the connection"
