"""Findings in SARIF."""

from __future__ import annotations

import hashlib
from typing import Any

from bedplate.generator.render.scan.sarif_rules import LEVELS
from bedplate.generator.render.scan.sarif_shapes import location, message
from bedplate.generator.render.scan.sorted_findings import reason
from bedplate.generator.scan.report import ReportedFinding
from bedplate.policies.outcome import Outcome
from bedplate.policies.waiver import Waiver


def result(finding: ReportedFinding, rule_index: int, folder: str) -> dict[str, Any]:
    """Return a failure, or what could not be decided, as a result.

    Args:
        finding: what is said of a resource.
        rule_index: place of its rule among those of the run.
        folder: the project's folder below the root of its repository.
    """
    failed = finding.outcome is Outcome.FAIL
    said = f"{finding.subject.name}: {reason(finding)}"
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": rule_index,
        "kind": "fail" if failed else "open",
        "level": LEVELS[finding.rule.severity] if failed else "none",
        "message": message(_words(said if failed else f"Not decided. {said}", finding)),
        "locations": [location(finding.subject, folder)],
        "partialFingerprints": _fingerprints(finding),
        "suppressions": [_suppression(finding.waiver)] if finding.waiver else [],
        "properties": {
            "resourceType": finding.subject.type,
            "path": finding.path,
            "alsoFoundBy": [f"{each.source}/{each.id}" for each in finding.also],
        },
    }


def _words(said: str, finding: ReportedFinding) -> str:
    fix = f" {finding.rule.fix}" if finding.rule.fix else ""
    return f"{said}.{fix}"


def _fingerprints(finding: ReportedFinding) -> dict[str, str]:
    """Return what tells a finding from others and stays when lines move.

    GitHub reads the second name only, and fills it in itself from the source's line where it is missing; then several
    resources that one line declares, in a loop, would be one alert.
    """
    digest = hashlib.sha256(finding.fingerprint.encode("utf-8", "backslashreplace")).hexdigest()
    return {"bedplateFinding/v1": digest, "primaryLocationLineHash": f"{digest[:16]}:1"}


def _suppression(waiver: Waiver) -> dict[str, Any]:
    control = f" Instead: {waiver.compensating_control}." if waiver.compensating_control else ""
    return {
        "kind": "external",
        "status": "accepted",
        "justification": f"{waiver.reason}.{control} Owner: {waiver.owner}. Expires: {waiver.expires}.",
        "properties": {
            "owner": waiver.owner,
            "expires": waiver.expires.isoformat(),
            **({"compensatingControl": waiver.compensating_control} if waiver.compensating_control else {}),
        },
    }
