"""Reports for code scanning: SARIF 2.1.0 (OASIS standard, 2020-03-27), one run for each scanner of each report.

What is in it follows what its readers do. GitHub takes every result for a problem, whatever its `kind`
(github.com/microsoft/PSRule/issues/955), and shows suppressed ones too (github.com/github/codeql-action/issues/1230).
So results are what somebody must look at: failures; waived ones, with the waiver as their suppression; and what could
not be decided, as kind `open`. What passes or does not apply is counted, not listed. What is wrong with the scan
itself, such as a broken rule or an expired waiver, is a notification of the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bedplate.generator.render.document_text import json_text
from bedplate.generator.render.scan.sarif_results import result
from bedplate.generator.render.scan.sarif_rules import rule_descriptor
from bedplate.generator.render.scan.sarif_shapes import BASE, location, message, text
from bedplate.generator.render.scan.sorted_findings import STANDINGS, SortedFindings, reason, waiver_name
from bedplate.generator.scan.report import Report, ReportedFinding, RuleFacts, Scanner
from bedplate.policies.outcome import Outcome
from bedplate.policies.waiver import Standing, Waiver

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOMES = {"checkov": "https://www.checkov.io"}
_LISTED = (Outcome.FAIL, Outcome.UNDECIDED)


def render(reports: Sequence[Report], *, folder: str = "") -> str:
    """Return reports as SARIF.

    Args:
        reports: one for each scanned stack, in order.
        folder: the project's folder below the root of its repository, where readers look for files.
    """
    runs = [_run(report, scanner, folder) for report in reports for scanner in _scanners(report)]
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": runs}
    return json_text(document)


def _scanners(report: Report) -> tuple[Scanner, ...]:
    """Return the scanners that ran, and those that have findings in any case: none may get lost.

    A run without results would tell readers that everything is mended that a scanner found before.
    """
    sources = dict.fromkeys(each.rule.source for each in report.findings)
    named = {each.name for each in report.scanners}
    others = (Scanner(name=name, version="", rules=0, resources=0) for name in sources if name not in named)
    return (*(each for each in report.scanners if each.version or each.name in sources), *others)


def _run(report: Report, scanner: Scanner, folder: str) -> dict[str, Any]:
    findings = [each for each in report.findings if each.rule.source == scanner.name]
    rules = _rules(findings)
    places = {rule.id: index for index, rule in enumerate(rules)}
    listed = [each for each in findings if each.outcome in _LISTED]
    return {
        "tool": {"driver": _driver(scanner, rules)},
        # GitHub keeps what stands before the last slash apart as a category, and wants each run to have its own.
        "automationDetails": {"id": f"{scanner.name}/{report.project}/{report.stack}/"},
        "originalUriBaseIds": {BASE: {"description": text("The root of the repository.")}},
        "invocations": [_invocation(report, scanner, findings, folder)],
        "results": [result(each, places[each.rule.id], folder) for each in listed],
        "columnKind": "unicodeCodePoints",
        "properties": _counts(report, scanner, findings),
    }


def _rules(findings: Iterable[ReportedFinding]) -> tuple[RuleFacts, ...]:
    found = {each.rule.id: each.rule for each in findings}
    return tuple(found[id_] for id_ in sorted(found))


def _driver(scanner: Scanner, rules: Sequence[RuleFacts]) -> dict[str, Any]:
    return {
        "name": scanner.name,
        **({"version": scanner.version} if scanner.version else {}),
        **({"informationUri": _HOMES[scanner.name]} if scanner.name in _HOMES else {}),
        "rules": [rule_descriptor(rule) for rule in rules],
    }


def _invocation(report: Report, scanner: Scanner, findings: Iterable[ReportedFinding], folder: str) -> dict[str, Any]:
    broken = [each for each in findings if each.outcome is Outcome.ERROR]
    # The scan as a whole is spoken of in the first run alone.
    first = not report.scanners or scanner is report.scanners[0]
    refused = SortedFindings(report).refused_waivers if first else ()
    not_judged = report.not_judged if first else ()
    return {
        "executionSuccessful": not broken,
        "toolConfigurationNotifications": [_refused(waiver, standing) for waiver, standing in refused],
        "toolExecutionNotifications": [
            *(_broken(each, folder) for each in broken),
            *(_not_judged(urn, why) for urn, why in not_judged),
        ],
    }


def _refused(waiver: Waiver, standing: Standing) -> dict[str, Any]:
    said = f"The waiver of {waiver_name(waiver)} ({waiver.owner}, until {waiver.expires}) {STANDINGS[standing]}."
    return {"level": "error", "message": message(said)}


def _broken(finding: ReportedFinding, folder: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": message(reason(finding)),
        "associatedRule": {"id": finding.rule.id},
        "locations": [location(finding.subject, folder)],
    }


def _not_judged(urn: str, why: str) -> dict[str, Any]:
    return {
        "level": "warning",
        "message": message(f"{urn} was not judged: {why}."),
        "locations": [{"logicalLocations": [{"fullyQualifiedName": urn, "kind": "resource"}]}],
    }


def _counts(report: Report, scanner: Scanner, findings: Sequence[ReportedFinding]) -> dict[str, Any]:
    return {
        "project": report.project,
        "stack": report.stack,
        "pack": report.pack,
        "mode": report.mode,
        "day": report.day.isoformat(),
        "rulesApplied": scanner.rules,
        "resourcesJudged": scanner.resources,
        "outcomes": {outcome.value: sum(each.outcome is outcome for each in findings) for outcome in Outcome},
        "waived": sum(each.waiver is not None for each in findings),
        "typesWithoutRules": list(report.types_without_rules),
        "superseded": [
            {"check": each.check, "reason": each.reason, "replacedBy": list(each.replaced_by)}
            for each in report.superseded
        ],
    }
