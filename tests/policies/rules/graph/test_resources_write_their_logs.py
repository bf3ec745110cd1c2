from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.resources_write_their_logs import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

SETTINGS = "Microsoft.Insights/diagnosticSettings"
ACCOUNT = declared("Microsoft.CognitiveServices/accounts", "aif")
VAULT = declared("Microsoft.KeyVault/vaults", "kv")


def _setting(of: Resource, *logs: Any, id_: str | None = "", references: Any = None) -> Resource:
    made = f"{of.id}/providers/{SETTINGS}/send" if id_ == "" else id_
    return declared(SETTINGS, "send", {"logs": list(logs)}, id_=made, references=references)


def _log(category: Any, *, enabled: Any = True) -> dict[str, Any]:
    return {"category": category, "enabled": enabled}


def _group(name: str) -> dict[str, Any]:
    return {"categoryGroup": name, "enabled": True}


TRIALS = [
    trial(Kind.PASS, "categories", Outcome.PASS, ACCOUNT, _setting(ACCOUNT, _log("Audit"), _log("RequestResponse"))),
    trial(Kind.PASS, "all-logs", Outcome.PASS, ACCOUNT, _setting(ACCOUNT, _group("allLogs"))),
    trial(Kind.PASS, "audit-group", Outcome.PASS, VAULT, _setting(VAULT, _group("audit"))),
    trial(
        Kind.PASS,
        "environment",
        Outcome.PASS,
        declared(
            "Microsoft.App/managedEnvironments", "cae", {"appLogsConfiguration": {"destination": "log-analytics"}}
        ),
    ),
    trial(Kind.FAIL, "one-of-two", Outcome.FAIL, ACCOUNT, _setting(ACCOUNT, _log("Audit"))),
    trial(Kind.FAIL, "audit-group-is-not-all", Outcome.FAIL, ACCOUNT, _setting(ACCOUNT, _group("audit"))),
    trial(Kind.FAIL, "off", Outcome.FAIL, VAULT, _setting(VAULT, _log("AuditEvent", enabled=False))),
    trial(Kind.FAIL, "of-another", Outcome.FAIL, VAULT, _setting(ACCOUNT, _log("AuditEvent"))),
    trial(Kind.OMITTED, "no-setting", Outcome.FAIL, VAULT),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.PASS,
        VAULT,
        _setting(VAULT, _log("AuditEvent"), id_=None, references={"scope": ("kv",)}),
    ),
    trial(Kind.UNKNOWN, "category", Outcome.UNDECIDED, VAULT, _setting(VAULT, _log(UNKNOWN))),
    trial(Kind.UNKNOWN, "scope", Outcome.UNDECIDED, VAULT, _setting(VAULT, _log("AuditEvent"), id_=None)),
    trial(
        Kind.WRONG_CASE,
        "id-and-category",
        Outcome.PASS,
        VAULT,
        _setting(VAULT, _log("AUDITEVENT", enabled="True"), id_=f"{VAULT.id}/providers/{SETTINGS}/send".upper()),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, ACCOUNT, _setting(ACCOUNT, _log("Audit")))
    assert verdict.reason == "no diagnostic setting sends RequestResponse"
