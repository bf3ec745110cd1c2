from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.cosmos_db_accounts import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

GOOD: dict[str, Any] = {
    "name": "cosno-chat-prod",
    "properties": {
        "publicNetworkAccess": "Disabled",
        "disableLocalAuth": True,
        "disableKeyBasedMetadataWriteAccess": True,
        "keyVaultKeyUri": "https://kv.vault.azure.net/keys/cosmos",
        "minimalTlsVersion": "Tls12",
        "backupPolicy": {"type": "Continuous"},
        "locations": [{"locationName": "swedencentral", "isZoneRedundant": True}],
    },
}
ROLE: dict[str, Any] = {
    "name": "881a709c-d5fc-5007-8117-2a5ef057086b",
    "properties": {"principalId": "c93aee3b-64cf-5d41-9d0f-e6aa25b8c7ac", "scope": "/account/dbs/memory"},
}
MAKE = PropertyCases("Microsoft.DocumentDB/databaseAccounts", GOOD)
ROLES = PropertyCases("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments", ROLE)
LOCATIONS = "properties.locations"

CASES: list[Case] = [
    *MAKE.of("COS-01", "properties.publicNetworkAccess", "Enabled"),
    *MAKE.of("COS-02", "properties.disableLocalAuth", bad=False, wrong_case="True"),
    *MAKE.of("COS-03", "properties.disableKeyBasedMetadataWriteAccess", bad=False),
    *MAKE.of("COS-04", "properties.keyVaultKeyUri", ""),
    *MAKE.of("COS-05", "properties.minimalTlsVersion", "Tls", omitted=Outcome.PASS),
    *MAKE.of("COS-06", "properties.backupPolicy.type", "Periodic"),
    MAKE.one("COS-06", Kind.FAIL, without(GOOD, LOCATIONS), Outcome.FAIL, name="no-locations"),
    MAKE.one(
        "COS-06",
        Kind.FAIL,
        changed(GOOD, LOCATIONS, [{"isZoneRedundant": True}, {"isZoneRedundant": False}]),
        Outcome.FAIL,
        name="one-zone",
    ),
    MAKE.one(
        "COS-06",
        Kind.UNKNOWN,
        changed(GOOD, LOCATIONS, [{"isZoneRedundant": UNKNOWN}]),
        Outcome.UNDECIDED,
        name="zones-not-known",
    ),
    *ROLES.of("IAM-03", "properties.scope", "/account"),
    ROLES.one(
        "IAM-03", Kind.PASS, changed(ROLE, "properties.scope", "/a/dbs/d/colls/c"), Outcome.PASS, name="container"
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
