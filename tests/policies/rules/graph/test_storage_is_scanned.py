from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.storage_is_scanned import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind, changed
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

ACCOUNT = declared("Microsoft.Storage/storageAccounts", "st")
SETTINGS_TYPE = "Microsoft.Security/defenderForStorageSettings"
ON: dict[str, Any] = {
    "isEnabled": True,
    "malwareScanning": {"onUpload": {"isEnabled": True}},
    "sensitiveDataDiscovery": {"isEnabled": True},
}
SCANS: list[dict[str, Any]] = [
    {"name": "OnUploadMalwareScanning", "isEnabled": "True"},
    {"name": "SensitiveDataDiscovery", "isEnabled": "True"},
]


def _settings(properties: Any) -> Resource:
    return declared(SETTINGS_TYPE, "current", properties, id_=f"{ACCOUNT.id}/providers/{SETTINGS_TYPE}/current")


def _plan(tier: Any = "Standard", extensions: Any = SCANS, name: str = "StorageAccounts") -> Resource:
    return declared("Microsoft.Security/pricings", name, {"pricingTier": tier, "extensions": extensions})


TRIALS = [
    trial(Kind.PASS, "account", Outcome.PASS, ACCOUNT, _settings(ON)),
    trial(Kind.PASS, "subscription", Outcome.PASS, ACCOUNT, _plan()),
    trial(Kind.FAIL, "account", Outcome.FAIL, ACCOUNT, _settings(changed(ON, "isEnabled", value=False)), _plan()),
    trial(
        Kind.FAIL,
        "no-malware-scan",
        Outcome.FAIL,
        ACCOUNT,
        _settings(changed(ON, "malwareScanning.onUpload.isEnabled", value=False)),
    ),
    trial(
        Kind.FAIL,
        "no-discovery",
        Outcome.FAIL,
        ACCOUNT,
        _settings(changed(ON, "sensitiveDataDiscovery.isEnabled", value=False)),
    ),
    trial(Kind.FAIL, "free-plan", Outcome.FAIL, ACCOUNT, _plan("Free")),
    trial(Kind.OMITTED, "no-extensions", Outcome.FAIL, ACCOUNT, _plan(extensions=SCANS[:1])),
    trial(Kind.UNKNOWN, "plan-elsewhere", Outcome.UNDECIDED, ACCOUNT, _plan(name="KeyVaults")),
    trial(Kind.UNKNOWN, "tier", Outcome.UNDECIDED, ACCOUNT, _plan(UNKNOWN)),
    trial(Kind.WRONG_CASE, "names", Outcome.PASS, ACCOUNT, _plan("standard", name="storageaccounts")),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, ACCOUNT, _plan("Free"))
    assert verdict.reason == "properties.pricingTier is Free, expected Standard"
