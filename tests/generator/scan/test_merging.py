"""One finding for one thing that is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bedplate.generator.scan.merging import merged
from bedplate.generator.scan.report import ReportedFinding, RuleFacts, Subject
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.rule import Rule
from bedplate.policies.verdict import Verdict


def never(*_arguments: Any) -> Iterator[Verdict]:
    yield Verdict(Outcome.PASS)


def rule(id_: str, *checkov: str) -> Rule:
    return Rule(
        id=id_,
        title="It is so",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        types=("*",),
        judge=never,
        rationale="",
        fix="",
        references=(),
        checkov=checkov,
    )


RULES = (rule("ST-01", "CKV_1", "CKV_2"), rule("ST-02", "CKV_2"), rule("ST-03"))


def said(id_: str, outcome: Outcome, urn: str = "one", path: str = "") -> ReportedFinding:
    facts = RuleFacts(id=id_, source="checkov" if id_.startswith("CKV") else "bedplate", title="", severity=None)
    subject = Subject(urn=urn, name=urn, type="Microsoft.Storage/storageAccounts")
    return ReportedFinding(rule=facts, subject=subject, outcome=outcome, reason="", path=path)


def ids(findings: tuple[ReportedFinding, ...]) -> list[str]:
    """Return who says what, as `ST-01+CKV_1 fail`."""
    return ["+".join((each.rule.id, *(also.id for also in each.also))) + f" {each.outcome}" for each in findings]


FAIL, PASS, UNDECIDED = Outcome.FAIL, Outcome.PASS, Outcome.UNDECIDED
CASES = [
    pytest.param([said("ST-01", FAIL)], [said("CKV_1", FAIL)], ["ST-01+CKV_1 fail"], id="same"),
    pytest.param(
        [said("ST-01", FAIL)],
        [said("CKV_1", FAIL), said("CKV_2", FAIL)],
        ["ST-01+CKV_1+CKV_2 fail"],
        id="two-of-theirs",
    ),
    pytest.param(
        [said("ST-01", FAIL), said("ST-02", FAIL)],
        [said("CKV_2", FAIL)],
        ["ST-01+CKV_2 fail", "ST-02+CKV_2 fail"],
        id="two-of-ours",
    ),
    pytest.param([said("ST-01", PASS)], [said("CKV_1", FAIL)], ["ST-01 pass", "CKV_1 fail"], id="they-alone-fail-it"),
    pytest.param([said("ST-01", FAIL)], [said("CKV_1", PASS)], ["ST-01 fail", "CKV_1 pass"], id="we-alone-fail-it"),
    pytest.param(
        [said("ST-01", UNDECIDED)], [said("CKV_1", UNDECIDED)], ["ST-01+CKV_1 undecided"], id="both-undecided"
    ),
    pytest.param(
        [said("ST-01", Outcome.NOT_APPLICABLE)],
        [said("CKV_1", FAIL)],
        ["ST-01 not-applicable", "CKV_1 fail"],
        id="does-not-apply-to-us",
    ),
    pytest.param(
        [said("ST-01", FAIL, "one")], [said("CKV_1", FAIL, "two")], ["ST-01 fail", "CKV_1 fail"], id="other-resource"
    ),
    pytest.param([said("ST-03", FAIL)], [said("CKV_1", FAIL)], ["ST-03 fail", "CKV_1 fail"], id="other-rule"),
    pytest.param(
        [said("ST-01", PASS, path="a"), said("ST-01", FAIL, path="b")],
        [said("CKV_1", FAIL)],
        ["ST-01 pass", "ST-01+CKV_1 fail"],
        id="part-that-fails",
    ),
    pytest.param(
        [said("ST-01", FAIL)], [said("CKV_1", FAIL), said("CKV_1", FAIL)], ["ST-01+CKV_1 fail"], id="said-twice"
    ),
    pytest.param([], [said("CKV_1", FAIL)], ["CKV_1 fail"], id="only-they"),
    pytest.param([said("ST-01", FAIL)], [], ["ST-01 fail"], id="only-we"),
]


@pytest.mark.parametrize(("ours", "theirs", "together"), CASES)
def test_same_is_said_once(ours: list[ReportedFinding], theirs: list[ReportedFinding], together: list[str]) -> None:
    assert ids(merged(ours, theirs, RULES)) == together
