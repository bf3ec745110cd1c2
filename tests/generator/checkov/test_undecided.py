"""A verdict that rests on a value which nobody knows yet is none."""

from __future__ import annotations

from typing import Any

import pytest

from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.graph import UNKNOWN, Secret
from bedplate.policies.outcome import Outcome
from tests.generator.checkov.judging import Declared, declared, judged, outcome_of
from tests.generator.checkov.test_false_passes import storage


def rule(**rest: Any) -> Declared:
    inputs = {"access": "Allow", "direction": "Inbound", "protocol": "Tcp", "sourceAddressPrefix": "*", **rest}
    group = {"networkSecurityGroupName": "nsg", "securityRules": [{"name": "one", "priority": 100, **inputs}]}
    return Declared("network:NetworkSecurityGroup", group)


CASES = [
    pytest.param("CKV_AZURE_59", storage(publicNetworkAccess=Secret("Disabled")), "undecided", id="secret"),
    pytest.param("CKV_AZURE_44", storage(minimumTlsVersion=UNKNOWN), "undecided", id="read-by-code"),
    pytest.param("CKV_AZURE_35", storage(networkRuleSet=UNKNOWN), "undecided", id="whole-object-unknown"),
    pytest.param("CKV_AZURE_44", storage(networkRuleSet=UNKNOWN), "fail", id="another-value-unknown"),
    pytest.param("CKV_AZURE_10", rule(destinationPortRange=UNKNOWN), "undecided", id="in-a-list"),
    pytest.param(
        "CKV_AZURE_10", rule(destinationPortRange="22", description=UNKNOWN), "fail", id="beside-it-in-a-list"
    ),
    pytest.param("CKV_AZURE_10", rule(destinationPortRange="443"), "pass", id="known"),
    pytest.param("CKV_AZURE_43", storage(accountName=UNKNOWN), "undecided", id="name"),
    pytest.param("CKV_AZURE_43", storage(), "pass", id="name-in-a-subscription-that-is-not-known"),
]


@pytest.mark.parametrize(("check", "resource", "outcome"), CASES)
def test_only_what_a_check_reads_decides(checkov: CheckovProcess, check: str, resource: Declared, outcome: str) -> None:
    assert outcome_of(checkov, check, resource) == outcome


def test_the_finding_names_the_value(checkov: CheckovProcess) -> None:
    verdicts = judged(checkov, declared(storage(publicNetworkAccess=UNKNOWN)))
    (finding,) = [each for each in verdicts.findings if each.outcome is Outcome.UNDECIDED]

    assert finding.rule.id == "CKV_AZURE_59"
    assert finding.path == "properties.publicNetworkAccess"
    assert finding.reason == "properties.publicNetworkAccess is not known before a deployment"


def test_no_text_of_a_secret_leaves_the_process(checkov: CheckovProcess) -> None:
    verdicts = judged(checkov, declared(storage(minimumTlsVersion=Secret("hunter2"))))

    assert "hunter2" not in repr(verdicts)
