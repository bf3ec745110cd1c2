"""What a report says of checkov's checks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from bedplate.generator.checkov.answers import Result
from bedplate.generator.scan.report import RuleFacts
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.rule import Rule

SCANNER = "checkov"
"""Name of the scanner in reports."""
_CATALOGUE = "https://www.checkov.io/5.Policy%20Index/arm.html"


def check_facts(result: Result, rules: Iterable[Rule]) -> RuleFacts:
    """Return what a report says of a check.

    Args:
        result: something that the check said.
        rules: ours; the severest of those that ask the same lends the check its severity.
    """
    lent = {rule.severity for rule in rules if result.check in rule.checkov}
    severity = next((each for each in Severity if each in lent), None)
    return RuleFacts(
        id=result.check,
        source=SCANNER,
        title=result.title,
        severity=severity or _own_severities().get(result.check, Severity.MEDIUM),
        references=(_CATALOGUE,),
    )


@cache
def unread_facts() -> RuleFacts:
    """Return the rule that checkov looks at every resource that it is given."""
    return RuleFacts(
        id="CHECKOV-READS-ALL",
        source=SCANNER,
        title="checkov looks at every resource",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY.value,
        rationale="A resource that a scanner passes over has no failures, and looks as if it were in order.",
        fix="Report it: what a program declares must not decide what is scanned.",
    )


@cache
def _own_severities() -> Mapping[str, Severity]:
    with Path(__file__).with_name("severities.toml").open("rb") as file:
        rows: dict[str, list[str]] = tomllib.load(file)
    return {check: Severity(severity) for severity, checks in rows.items() for check in checks}
