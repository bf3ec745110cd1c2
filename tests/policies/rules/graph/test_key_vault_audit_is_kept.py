from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.key_vault_audit_is_kept import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of, without_id

VAULT = declared("Microsoft.KeyVault/vaults/kv")
SETTINGS = "Microsoft.KeyVault/vaults/kv/providers/Microsoft.Insights/diagnosticSettings/logs"
AUDIT = {"categoryGroup": "audit", "enabled": True}


@pytest.mark.parametrize(
    ("logs", "expected"),
    [
        pytest.param([AUDIT], Outcome.PASS, id="pass"),
        pytest.param([{"category": "AuditEvent", "enabled": True}], Outcome.PASS, id="category"),
        pytest.param([{"CategoryGroup": "ALLLOGS", "Enabled": "True"}], Outcome.PASS, id="wrong-case"),
        pytest.param([{**AUDIT, "enabled": False}], Outcome.FAIL, id="fail"),
        pytest.param(None, Outcome.FAIL, id="omitted"),
        pytest.param(UNKNOWN, Outcome.UNDECIDED, id="unknown"),
    ],
)
def test_outcome(logs: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, VAULT, declared(SETTINGS, {"properties": {"logs": logs}})) == [expected]


def test_a_setting_whose_id_is_not_known_counts_by_its_reference() -> None:
    vault = declared("Microsoft.KeyVault/vaults/kv")
    body = {"properties": {"logs": [AUDIT]}}
    setting = without_id("logs", "Microsoft.Insights/diagnosticSettings", body, "kv", path="scope")
    assert outcomes_of(RULE, vault, setting) == [Outcome.PASS]


def test_a_setting_of_nobody_knows_what_may_be_of_the_vault() -> None:
    setting = without_id("logs", "Microsoft.Insights/diagnosticSettings", {"properties": {"logs": [AUDIT]}})
    assert outcomes_of(RULE, VAULT, replace(setting, references={})) == [Outcome.UNDECIDED]


def test_a_setting_of_another_vault_does_not_count() -> None:
    other = declared(SETTINGS.replace("/kv/", "/other/"), {"properties": {"logs": [AUDIT]}})
    assert reasons_of(RULE, VAULT, other) == ["it has no diagnostic setting"]
