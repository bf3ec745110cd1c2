from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.storage_accounts import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Case, Kind, PropertyCases, changed, outcomes, without

GOOD: dict[str, Any] = {
    "name": "stchatprod",
    "kind": "StorageV2",
    "sku": {"name": "Standard_ZRS"},
    "properties": {
        "publicNetworkAccess": "Disabled",
        "networkAcls": {"defaultAction": "Deny"},
        "allowSharedKeyAccess": False,
        "allowBlobPublicAccess": False,
        "minimumTlsVersion": "TLS1_2",
        "supportsHttpsTrafficOnly": True,
        "allowCrossTenantReplication": False,
        "defaultToOAuthAuthentication": True,
        "encryption": {"requireInfrastructureEncryption": True, "keySource": "Microsoft.Keyvault"},
        "sasPolicy": {"sasExpirationPeriod": "1.00:00:00"},
    },
}
KEYED = changed(GOOD, "properties.allowSharedKeyAccess", value=True)
MAKE = PropertyCases("Microsoft.Storage/storageAccounts", GOOD)
BLOBS: dict[str, Any] = {
    "deleteRetentionPolicy": {"enabled": True, "days": 30},
    "containerDeleteRetentionPolicy": {"enabled": True, "days": 30},
    "isVersioningEnabled": True,
}
ACCOUNT = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/stchatprod"
BLOB_TYPE = "Microsoft.Storage/storageAccounts/blobServices"


def _blobs(
    kind: Kind,
    blobs: dict[str, Any] | None,
    expected: Outcome,
    *,
    name: str = "",
    account: dict[str, Any] = GOOD,
    id_: str | None = f"{ACCOUNT}/blobServices/default",
) -> Case:
    resources = [Resource(key="account", type="Microsoft.Storage/storageAccounts", id=ACCOUNT, body=account)]
    if blobs is not None:
        references = {"accountName": ("account",)}
        resources.append(
            Resource(key="blobs", type=BLOB_TYPE, id=id_, body={"properties": blobs}, references=references)
        )
    return Case(rule="ST-12", kind=kind, name=name or kind.value, resources=tuple(resources), expected=(expected,))


CASES: list[Case] = [
    *MAKE.of("ST-01", "properties.publicNetworkAccess", "Enabled"),
    MAKE.one(
        "ST-01",
        Kind.PASS,
        changed(GOOD, "properties.publicNetworkAccess", "SecuredByPerimeter"),
        Outcome.PASS,
        name="perimeter",
    ),
    *MAKE.of("ST-02", "properties.networkAcls.defaultAction", "Allow"),
    *MAKE.of("ST-03", "properties.allowSharedKeyAccess", bad=True, wrong_case="False"),
    *MAKE.of("ST-04", "properties.allowBlobPublicAccess", bad=True, omitted=Outcome.PASS),
    *MAKE.of("ST-05", "properties.minimumTlsVersion", "TLS1_0"),
    MAKE.one("ST-05", Kind.PASS, changed(GOOD, "properties.minimumTlsVersion", "TLS1_3"), Outcome.PASS, name="newest"),
    *MAKE.of("ST-06", "properties.supportsHttpsTrafficOnly", bad=False, omitted=Outcome.PASS),
    *MAKE.of("ST-07", "sku.name", "Standard_LRS"),
    *MAKE.of("ST-08", "properties.allowCrossTenantReplication", bad=True, omitted=Outcome.PASS),
    *MAKE.of("ST-09", "properties.defaultToOAuthAuthentication", bad=False),
    *MAKE.of("ST-10", "properties.encryption.keySource", "Microsoft.Storage"),
    MAKE.one(
        "ST-10",
        Kind.FAIL,
        changed(GOOD, "properties.encryption.requireInfrastructureEncryption", value=False),
        Outcome.FAIL,
        name="encrypted-once",
    ),
    *MAKE.of("ST-11", "properties.sasPolicy.sasExpirationPeriod", "", base=KEYED),
    MAKE.one("ST-11", Kind.NOT_APPLICABLE, GOOD, Outcome.NOT_APPLICABLE),
    MAKE.one(
        "ST-11",
        Kind.FAIL,
        without(without(GOOD, "properties.allowSharedKeyAccess"), "properties.sasPolicy"),
        Outcome.FAIL,
        name="keys-by-default",
    ),
    _blobs(Kind.PASS, BLOBS, Outcome.PASS),
    _blobs(Kind.PASS, BLOBS, Outcome.PASS, name="id-not-known", id_=None),
    _blobs(
        Kind.PASS,
        without(BLOBS, "isVersioningEnabled"),
        Outcome.PASS,
        name="data-lake",
        account=changed(GOOD, "properties.isHnsEnabled", value=True),
    ),
    _blobs(Kind.FAIL, changed(BLOBS, "deleteRetentionPolicy.enabled", value=False), Outcome.FAIL),
    _blobs(
        Kind.FAIL,
        changed(BLOBS, "containerDeleteRetentionPolicy.enabled", value=False),
        Outcome.FAIL,
        name="containers",
    ),
    _blobs(Kind.FAIL, changed(BLOBS, "isVersioningEnabled", value=False), Outcome.FAIL, name="no-versions"),
    _blobs(Kind.FAIL, changed(BLOBS, "deleteRetentionPolicy.days", 1), Outcome.FAIL, name="a-day"),
    _blobs(Kind.FAIL, changed(BLOBS, "containerDeleteRetentionPolicy.days", 6), Outcome.FAIL, name="six-days"),
    _blobs(Kind.PASS, changed(BLOBS, "deleteRetentionPolicy.days", 7), Outcome.PASS, name="a-week"),
    _blobs(Kind.OMITTED, None, Outcome.FAIL),
    _blobs(Kind.UNKNOWN, changed(BLOBS, "isVersioningEnabled", UNKNOWN), Outcome.UNDECIDED),
    _blobs(Kind.WRONG_CASE, BLOBS, Outcome.PASS, id_=f"{ACCOUNT.upper()}/BLOBSERVICES/DEFAULT"),
    _blobs(Kind.NOT_APPLICABLE, None, Outcome.NOT_APPLICABLE, account=changed(GOOD, "kind", "FileStorage")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
