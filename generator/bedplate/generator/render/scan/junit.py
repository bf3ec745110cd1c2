"""Reports for test runners: JUnit's XML, as Azure DevOps, GitLab and Jenkins read it.

A suite holds what is judged of one resource type, a case is one rule on one resource. What passes passes; failures
fail; broken rules are errors; what is waived, undecided or not applicable is skipped, and says why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

from bedplate.generator.render.scan.sorted_findings import STANDINGS, place, reason, severity_name, waiver_name
from bedplate.generator.scan.report import Report, ReportedFinding
from bedplate.policies.outcome import Outcome
from bedplate.policies.waiver import REFUSED, Standing, Waiver

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""
_WAIVERS = "waivers"
_NOT_JUDGED = "not judged"


def render(reports: Sequence[Report]) -> str:
    """Return reports as JUnit XML.

    Args:
        reports: one for each scanned stack, in order.
    """
    suites = [suite for report in reports for suite in _suites(report)]
    root = _element("testsuites", {"name": "bedplate scan", **_totals(suites), "time": "0"})
    root.extend(suites)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suites(report: Report) -> Iterable[ET.Element]:
    types = dict.fromkeys(sorted({each.subject.type for each in report.findings}))
    for type_ in types:
        findings = [each for each in report.findings if each.subject.type == type_]
        yield _suite(report, type_, _cases(report, findings))
    if report.not_judged:
        yield _suite(report, _NOT_JUDGED, [_not_judged(report, urn, why) for urn, why in report.not_judged])
    if report.waivers:
        yield _suite(report, _WAIVERS, [_waiver(report, waiver, standing) for waiver, standing in report.waivers])


def _suite(report: Report, name: str, cases: Sequence[ET.Element]) -> ET.Element:
    suite = _element("testsuite", {"name": f"{report.stack}: {name}", **_numbers(cases), "time": "0"})
    properties = ET.SubElement(suite, "properties")
    facts = {
        "project": report.project,
        "stack": report.stack,
        "pack": report.pack,
        "mode": report.mode,
        "day": report.day.isoformat(),
        **{f"scanner.{each.name}": each.version for each in report.scanners},
    }
    properties.extend(_element("property", {"name": key, "value": value}) for key, value in facts.items())
    suite.extend(cases)
    return suite


def _cases(report: Report, findings: Iterable[ReportedFinding]) -> list[ET.Element]:
    """Return cases in the report's order; readers take cases of one name for one case, so names are told apart."""
    cases: list[ET.Element] = []
    names: Counter[str] = Counter()
    for finding in findings:
        name = f"{finding.rule.id} {finding.rule.title}: {finding.subject.name}"
        name += f" ({finding.path})" if finding.path else ""
        names[name] += 1
        cases.append(_case(report, finding, name if names[name] == 1 else f"{name} #{names[name]}"))
    return cases


def _case(report: Report, finding: ReportedFinding, name: str) -> ET.Element:
    where = {"file": finding.subject.file, "line": str(finding.subject.line or 1)} if finding.subject.file else {}
    case = _element("testcase", {"classname": f"{report.stack}.{finding.subject.type}", "name": name, "time": "0"})
    case.attrib.update({key: _clean(value) for key, value in where.items() if value})
    why = reason(finding)
    if finding.waiver is not None:
        case.append(_element("skipped", {"message": f"waived until {finding.waiver.expires}: {finding.waiver.reason}"}))
        case[-1].text = _clean(f"{why}\nOwner: {finding.waiver.owner}")
    elif finding.outcome is Outcome.FAIL:
        case.append(_element("failure", {"message": why, "type": severity_name(finding.rule.severity)}))
        case[-1].text = _clean(_details(finding))
    elif finding.outcome is Outcome.ERROR:
        case.append(_element("error", {"message": why, "type": "broken rule"}))
    elif finding.outcome is not Outcome.PASS:
        case.append(_element("skipped", {"message": f"{finding.outcome.value.replace('-', ' ')}: {why}"}))
    return case


def _details(finding: ReportedFinding) -> str:
    rule, subject = finding.rule, finding.subject
    lines = {
        "Fix": rule.fix,
        "Why": rule.rationale,
        "Resource": subject.urn,
        "In Azure": subject.id or "",
        "Declared": place(subject),
        "Also found by": ", ".join(f"{each.source} {each.id}" for each in finding.also),
        "References": ", ".join(rule.references),
    }
    return "\n".join(f"{label}: {words}" for label, words in lines.items() if words)


def _not_judged(report: Report, urn: str, why: str) -> ET.Element:
    case = _element("testcase", {"classname": f"{report.stack}.{_NOT_JUDGED}", "name": urn, "time": "0"})
    case.append(_element("skipped", {"message": why}))
    return case


def _waiver(report: Report, waiver: Waiver, standing: Standing) -> ET.Element:
    name = f"{waiver_name(waiver)} ({waiver.owner}, until {waiver.expires})"
    case = _element("testcase", {"classname": f"{report.stack}.{_WAIVERS}", "name": name, "time": "0"})
    if standing in REFUSED:
        case.append(_element("failure", {"message": f"the waiver {STANDINGS[standing]}", "type": standing.value}))
    return case


def _numbers(cases: Iterable[ET.Element]) -> dict[str, str]:
    ends = Counter(case[0].tag if len(case) else "passed" for case in cases)
    return {
        "tests": str(ends.total()),
        "failures": str(ends["failure"]),
        "errors": str(ends["error"]),
        "skipped": str(ends["skipped"]),
    }


def _totals(suites: Iterable[ET.Element]) -> dict[str, str]:
    return _numbers(case for suite in suites for case in suite.iter("testcase"))


def _element(tag: str, attributes: Mapping[str, str]) -> ET.Element:
    return ET.Element(tag, {key: _clean(value) for key, value in attributes.items()})


def _clean(text: str) -> str:
    return _NOT_XML.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)
