"""The findings of a report by what is to be done about them, and counts of them in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bedplate.generator.counted import counted
from bedplate.generator.scan.report import SEVERITIES, Report, ReportedFinding, RuleFacts, Subject
from bedplate.policies.outcome import Outcome, Severity
from bedplate.policies.waiver import REFUSED, SOON, Standing, Waiver

STANDINGS: Mapping[Standing, str] = {
    Standing.HOLDS: "holds",
    Standing.ENDS_SOON: f"ends within {SOON.days} days",
    Standing.EXPIRED: "has expired: it covers nothing",
    Standing.UNUSED: "is not used: nothing that it could cover",
    Standing.UNCOMPENSATED: "is not compensated: the rule that it names does not pass",
}
"""What is said of a waiver, after its name."""
_SAID = {
    Outcome.FAIL: "failed",
    Outcome.ERROR: "broke down",
    Outcome.UNDECIDED: "could not decide",
    Outcome.PASS: "passed",
    Outcome.NOT_APPLICABLE: "does not apply",
}
_MODES = {
    "known": "as deployed: values that Azure computes are modelled",
    "unknown": "before a deployment: values that Azure computes are unknown",
}


@dataclass(frozen=True, slots=True)
class OfRule:
    """Findings of one rule."""

    rule: RuleFacts
    findings: tuple[ReportedFinding, ...]

    @property
    def also(self) -> tuple[RuleFacts, ...]:
        """Return the rules of others that say the same of any of the resources, by source and id."""
        others = {(each.source, each.id): each for finding in self.findings for each in finding.also}
        return tuple(others[key] for key in sorted(others))


class SortedFindings:
    """The findings of one report.

    Args:
        report: what a scan has to say.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        findings = report.findings
        self.failures = tuple(each for each in findings if each.counts and each.outcome is Outcome.FAIL)
        self.errors = tuple(each for each in findings if each.counts and each.outcome is Outcome.ERROR)
        self.waived = tuple(each for each in findings if each.waiver is not None)
        self.undecided = tuple(each for each in findings if each.outcome is Outcome.UNDECIDED and each.waiver is None)
        self.passes = tuple(each for each in findings if each.outcome is Outcome.PASS)
        self.not_applicable = tuple(each for each in findings if each.outcome is Outcome.NOT_APPLICABLE)
        self.refused_waivers = tuple((waiver, standing) for waiver, standing in report.waivers if standing in REFUSED)

    def verdict(self) -> str:
        """Return what the scan found, in a phrase."""
        nothing = "no failures" if self.report.resources else "nothing was judged"
        not_judged = len(self.report.not_judged)
        said = (
            *(self.wrong() or (nothing,)),
            *((f"{len(self.undecided)} undecided",) if self.undecided else ()),
            *((f"{counted(not_judged, 'resource')} not judged",) if not_judged else ()),
        )
        return ", ".join(said)

    def wrong(self) -> tuple[str, ...]:
        """Return what fails the scan, each kind counted; nothing where nothing does."""
        kinds = (
            (len(self.failures), "failure"),
            (len(self.errors), "broken rule"),
            (len(self.refused_waivers), "refused waiver"),
        )
        return tuple(counted(number, noun) for number, noun in kinds if number)

    def outcomes(self) -> tuple[str, ...]:
        """Return how many findings have each outcome; failures also by severity, whatever there is none of left out."""
        severities = by_severity(self.failures)
        failed = f"{len(self.failures)} failed" + (f" ({severities})" if severities else "")
        others = (
            (self.errors, "broken"),
            (self.undecided, "undecided"),
            (self.waived, "waived"),
            (self.passes, "passed"),
            (self.not_applicable, "not applicable"),
        )
        return (failed, *(f"{len(findings)} {words}" for findings, words in others if findings))


def by_rule(findings: Iterable[ReportedFinding]) -> tuple[OfRule, ...]:
    """Return findings grouped by rule, in the order in which the rules come first."""
    groups: dict[tuple[str, str], list[ReportedFinding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule.source, finding.rule.id), []).append(finding)
    return tuple(OfRule(group[0].rule, tuple(group)) for group in groups.values())


def by_severity(findings: Iterable[ReportedFinding]) -> str:
    """Return how many findings have each severity, worst first."""
    numbers = Counter(finding.rule.severity for finding in findings)
    return ", ".join(f"{numbers[each]} {severity_name(each)}" for each in SEVERITIES if numbers[each])


def severity_name(severity: Severity | None) -> str:
    """Return a severity as a word."""
    return "unrated" if severity is None else severity.value


def place(subject: Subject) -> str:
    """Return where a resource is declared, `file:line`; empty where that is not known."""
    if subject.file is None:
        return ""
    return subject.file if subject.line is None else f"{subject.file}:{subject.line}"


def reason(finding: ReportedFinding) -> str:
    """Return why, also where the scanner gives no reason of its own."""
    return finding.reason.rstrip(".") or f"the check {_SAID[finding.outcome]}"


def mode_in_words(report: Report) -> str:
    """Return what is known of the values that Azure computes."""
    return _MODES.get(report.mode, report.mode)


def coverage(report: Report) -> tuple[str, ...]:
    """Return who looked at how much."""
    scanners = (
        f"{each.name} {each.version}: {counted(each.rules, 'rule')} on {counted(each.resources, 'resource')}"
        if each.version
        else f"{each.name} did not run"
        for each in report.scanners
    )
    types = len(report.types_without_rules)
    judged = f"{counted(types, 'resource type')} without any rule" if types else "every resource type has a rule"
    return (*scanners, *((judged,) if report.resources else ()))


def superseded_in_words(report: Report) -> str:
    """Return in one phrase which checks of others are not counted; empty where there are none."""
    if not report.superseded:
        return ""
    found: Counter[str] = Counter()
    for each in report.superseded:
        found[each.check] += each.findings
    often = ((check, f" x{number}" if number > 1 else "") for check, number in sorted(found.items()) if number)
    failed = ", ".join(f"{check}{times}" for check, times in often)
    checks = counted(len(found), "superseded check")
    return f"{checks} not counted, {f'of which failed here: {failed}' if failed else 'none of which failed here'}"


def waiver_name(waiver: Waiver) -> str:
    """Return what a waiver covers."""
    return f"{waiver.rule} on {waiver.resource}" + (f" at {waiver.path}" if waiver.path else "")
