from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rules.key_vault_vaults import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

VAULT: dict[str, Any] = {
    "name": "kv-chat",
    "properties": {
        "enableRbacAuthorization": True,
        "enablePurgeProtection": True,
        "enableSoftDelete": True,
        "softDeleteRetentionInDays": 90,
        "publicNetworkAccess": "Disabled",
        "networkAcls": {"defaultAction": "Deny"},
        "accessPolicies": [{"objectId": "o", "permissions": {"secrets": ["get"]}}],
    },
}
SECRET_: dict[str, Any] = {
    "name": "kv-chat/s",
    "properties": {"contentType": "text/plain", "attributes": {"exp": 1893456000}},
}
KEY: dict[str, Any] = {
    "name": "kv-chat/k",
    "properties": {
        "kty": "RSA",
        "rotationPolicy": {"lifetimeActions": [{"action": {"type": "notify"}}, {"action": {"type": "rotate"}}]},
    },
}
MAKE = PropertyCases("Microsoft.KeyVault/vaults", VAULT)
SECRETS = PropertyCases("Microsoft.KeyVault/vaults/secrets", SECRET_)
KEYS = PropertyCases("Microsoft.KeyVault/vaults/keys", KEY)
ACTIONS = "properties.rotationPolicy.lifetimeActions"


def _granting(**permissions: list[str]) -> list[dict[str, Any]]:
    return [{"permissions": {"secrets": ["get"]}}, {"permissions": permissions}]


CASES: list[Case] = [
    *MAKE.of("KV-01", "properties.enableRbacAuthorization", bad=False, wrong_case="True"),
    *MAKE.of("KV-02", "properties.enablePurgeProtection", bad=False),
    *MAKE.of("KV-03", "properties.enableSoftDelete", bad=False, omitted=Outcome.PASS),
    MAKE.one("KV-03", Kind.FAIL, changed(VAULT, "properties.softDeleteRetentionInDays", 6), Outcome.FAIL, name="days"),
    *MAKE.of("KV-04", "properties.publicNetworkAccess", "Enabled"),
    *MAKE.of("KV-05", "properties.networkAcls.defaultAction", "Allow"),
    *SECRETS.of("KV-06", "properties.attributes.exp", ""),
    SECRETS.one("KV-06", Kind.FAIL, without(SECRET_, "properties.contentType"), Outcome.FAIL, name="no-content-type"),
    *KEYS.of("KV-07", ACTIONS, [{"action": {"type": "notify"}}], wrong_case=[{"ACTION": {"Type": "Rotate"}}]),
    *MAKE.of("KV-08", "properties.accessPolicies", _granting(keys=["Purge"]), omitted=Outcome.PASS),
    *(
        MAKE.one(
            "KV-08",
            Kind.FAIL,
            changed(VAULT, "properties.accessPolicies", _granting(**{objects: ["ALL"]})),
            Outcome.FAIL,
            name=f"all-{objects}",
        )
        for objects in ("keys", "secrets", "certificates", "storage")
    ),
    PropertyCases("Microsoft.KeyVault/vaults/accessPolicies", {}).one(
        "KV-08",
        Kind.FAIL,
        {"properties": {"accessPolicies": _granting(secrets=["all"])}},
        Outcome.FAIL,
        name="declared-apart",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected


@pytest.mark.parametrize(
    ("kty", "expected"),
    [pytest.param("rsa-hsm", Outcome.PASS, id="hardware"), pytest.param("RSA", Outcome.FAIL, id="software")],
)
def test_keys_may_have_to_lie_in_hardware(kty: str, expected: Outcome) -> None:
    (rule,) = (rule for rule in RULES if rule.id == "KV-07")
    resource = Resource(key="k", type=KEYS.type, body=changed(KEY, "properties.kty", kty))
    (finding,) = check(Resources([resource]), [rule], {"KV-07": {"hardware": True}})
    assert finding.verdict.outcome is expected
