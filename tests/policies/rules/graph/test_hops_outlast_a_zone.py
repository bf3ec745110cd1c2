from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.hops_outlast_a_zone import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

NOT_APPLICABLE = Outcome.NOT_APPLICABLE


def _plan(*, zonal: Any = True, location: str = "swedencentral") -> Resource:
    return declared("Microsoft.Web/serverfarms", "asp", {"zoneRedundant": zonal}, location=location)


def _storage(sku: Any = "Standard_ZRS", location: str = "swedencentral") -> Resource:
    return declared("Microsoft.Storage/storageAccounts", "st", {}, sku={"name": sku}, location=location)


def _search(replicas: Any) -> Resource:
    return declared("Microsoft.Search/searchServices", "srch", {"replicaCount": replicas}, location="swedencentral")


def _management(tier: str, **properties: Any) -> Resource:
    sku = {"name": tier, "capacity": 1}
    return declared("Microsoft.ApiManagement/service", "apim", properties, sku=sku, location="swedencentral")


def _database(**properties: Any) -> Resource:
    return declared("Microsoft.DocumentDB/databaseAccounts", "cosmos", properties, location="swedencentral")


def _gateway(*zones: str) -> Resource:
    return declared("Microsoft.Network/applicationGateways", "agw", {}, zones=list(zones), location="swedencentral")


TRIALS = [
    trial(Kind.PASS, "storage", (NOT_APPLICABLE, Outcome.PASS), _plan(), _storage()),
    trial(Kind.PASS, "gateway", (NOT_APPLICABLE, Outcome.PASS), _plan(), _gateway("1", "3")),
    trial(Kind.OMITTED, "zones-of-a-gateway", (NOT_APPLICABLE, Outcome.PASS), _plan(), _gateway()),
    trial(Kind.OMITTED, "units", (NOT_APPLICABLE, Outcome.PASS), _plan(), _management("Premium")),
    trial(
        Kind.PASS,
        "second-version",
        (NOT_APPLICABLE, Outcome.PASS),
        _plan(),
        _management("PremiumV2", zoneRedundant=True),
    ),
    trial(Kind.FAIL, "second-version", (NOT_APPLICABLE, Outcome.FAIL), _plan(), _management("PremiumV2")),
    trial(Kind.FAIL, "developer", (NOT_APPLICABLE, Outcome.FAIL), _plan(), _management("Developer")),
    trial(Kind.OMITTED, "locations", (NOT_APPLICABLE, Outcome.FAIL), _plan(), _database()),
    trial(Kind.FAIL, "storage", (NOT_APPLICABLE, Outcome.FAIL), _plan(), _storage("Standard_LRS")),
    trial(Kind.FAIL, "search", (NOT_APPLICABLE, Outcome.FAIL), _plan(), _search(1)),
    trial(Kind.FAIL, "gateway", (NOT_APPLICABLE, Outcome.FAIL), _plan(), _gateway("1")),
    trial(Kind.OMITTED, "replicas", (NOT_APPLICABLE, Outcome.FAIL), _plan(), _search(None)),
    trial(Kind.UNKNOWN, "tier", (NOT_APPLICABLE, Outcome.UNDECIDED), _plan(), _storage(UNKNOWN)),
    trial(Kind.UNKNOWN, "claim", (NOT_APPLICABLE, Outcome.UNDECIDED), _plan(zonal=UNKNOWN), _storage("Standard_LRS")),
    trial(
        Kind.WRONG_CASE,
        "region-and-tier",
        (NOT_APPLICABLE, Outcome.PASS),
        _plan(location="Sweden Central"),
        _storage("standard_zrs"),
    ),
    trial(
        Kind.NOT_APPLICABLE,
        "no-claim",
        (NOT_APPLICABLE, NOT_APPLICABLE),
        _plan(zonal=False),
        _storage("Standard_LRS"),
    ),
    trial(
        Kind.NOT_APPLICABLE,
        "other-region",
        (NOT_APPLICABLE, NOT_APPLICABLE),
        _plan(),
        _storage("Standard_LRS", "germanywestcentral"),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    # Rules judge type by type in the order of their own list, so outcomes are compared without their order.
    assert sorted(outcomes(RULE, tried)) == sorted(tried.expected)


def test_reason() -> None:
    (_plan_verdict, verdict) = verdicts(RULE, _plan(), _search(1))
    assert verdict.reason == "properties.replicaCount is 1, expected at least 2"
