"""Reports for programs: all that a scan has to say, as one JSON document, described by `docs/scan.schema.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from bedplate.generator.render.document_text import json_text
from bedplate.generator.render.scan.sorted_findings import SortedFindings, severity_name
from bedplate.generator.scan.report import FORMAT_VERSION, SEVERITIES, Report, ReportedFinding, RuleFacts, Subject
from bedplate.policies.outcome import Outcome
from bedplate.policies.waiver import Waiver


def render(reports: Sequence[Report]) -> str:
    """Return reports as JSON.

    Findings name their rule by source and id and their resource by URN; `rules` and `resources` say the rest of both.

    Args:
        reports: one for each scanned stack, in order.
    """
    document = {"formatVersion": FORMAT_VERSION, "reports": [_report(each) for each in reports]}
    return json_text(document)


def _report(report: Report) -> dict[str, Any]:
    return {
        "project": report.project,
        "stack": report.stack,
        "pack": report.pack,
        "mode": report.mode,
        "day": report.day.isoformat(),
        "summary": _summary(report),
        "findings": [_finding(each) for each in report.findings],
        "waivers": [{**_waiver(waiver), "standing": standing.value} for waiver, standing in report.waivers],
        "superseded": [
            {
                "check": each.check,
                "reason": each.reason,
                "replacedBy": list(each.replaced_by),
                "findings": each.findings,
            }
            for each in report.superseded
        ],
        "notJudged": [{"urn": urn, "reason": reason} for urn, reason in report.not_judged],
        "typesWithoutRules": list(report.types_without_rules),
        "scanners": [
            {"name": each.name, "version": each.version, "rules": each.rules, "resources": each.resources}
            for each in report.scanners
        ],
        "rules": [_rule(each) for each in _rules(report.findings)],
        "resources": [_resource(each) for each in report.resources],
        "notes": list(report.notes),
    }


def _summary(report: Report) -> dict[str, Any]:
    sorted_findings = SortedFindings(report)
    severities = Counter(finding.rule.severity for finding in sorted_findings.failures)
    return {
        "failures": len(sorted_findings.failures),
        "failuresBySeverity": {severity_name(each): severities[each] for each in SEVERITIES},
        "waived": len(sorted_findings.waived),
        "refusedWaivers": len(sorted_findings.refused_waivers),
        "outcomes": {outcome.value: report.outcomes()[outcome] for outcome in Outcome},
        "resources": len(report.resources),
        "notJudged": len(report.not_judged),
        "typesWithoutRules": len(report.types_without_rules),
    }


def _finding(finding: ReportedFinding) -> dict[str, Any]:
    return {
        "outcome": finding.outcome.value,
        "severity": finding.rule.severity and finding.rule.severity.value,
        "counts": finding.counts,
        "source": finding.rule.source,
        "rule": finding.rule.id,
        "also": [{"source": each.source, "rule": each.id} for each in finding.also],
        "resource": finding.subject.urn,
        "path": finding.path,
        "reason": finding.reason,
        "waiver": finding.waiver and _waiver(finding.waiver),
        "fingerprint": finding.fingerprint,
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {
        "rule": waiver.rule,
        "resource": waiver.resource,
        "path": waiver.path,
        "owner": waiver.owner,
        "reason": waiver.reason,
        "compensatingControl": waiver.compensating_control,
        "expires": waiver.expires.isoformat(),
    }


def _rules(findings: Iterable[ReportedFinding]) -> tuple[RuleFacts, ...]:
    every = (rule for finding in findings for rule in (finding.rule, *finding.also))
    found = {(rule.source, rule.id): rule for rule in every}
    return tuple(found[key] for key in sorted(found))


def _rule(rule: RuleFacts) -> dict[str, Any]:
    return {
        "source": rule.source,
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity and rule.severity.value,
        "pillar": rule.pillar,
        "recommendation": rule.recommendation,
        "benchmark": list(rule.benchmark),
        "rationale": rule.rationale,
        "fix": rule.fix,
        "references": list(rule.references),
    }


def _resource(subject: Subject) -> dict[str, Any]:
    return {
        "urn": subject.urn,
        "name": subject.name,
        "type": subject.type,
        "id": subject.id,
        "file": subject.file,
        "line": subject.line,
    }
