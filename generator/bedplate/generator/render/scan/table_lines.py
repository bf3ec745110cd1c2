"""The lines of a report that plain and painted output share: what to do first, and no wall of passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bedplate.generator.counted import counted
from bedplate.generator.render.layout import Line, folded
from bedplate.generator.render.preview_model import Fact, Span, Tone, shown
from bedplate.generator.render.scan.sorted_findings import (
    STANDINGS,
    SortedFindings,
    by_rule,
    coverage,
    mode_in_words,
    place,
    reason,
    severity_name,
    superseded_in_words,
    waiver_name,
)
from bedplate.generator.scan.report import Report, ReportedFinding
from bedplate.policies.outcome import Severity

_TONES = {Severity.HIGH: Tone.WARNING, Severity.MEDIUM: Tone.WARNING, Severity.LOW: Tone.UNKNOWN, None: Tone.UNKNOWN}
_RULE_INDENT = 2
_INDENT = 4
_MARK = "▪ "


def report_lines(report: Report, width: int | None) -> Iterator[Line]:
    """Yield the lines of one report.

    Args:
        report: what a scan has to say.
        width: columns to fold at; `None` folds nothing.
    """
    findings = SortedFindings(report)
    yield from _head(report, findings, width)
    yield from _section("Failures", _rules(findings.failures, _failure, width, with_fix=True))
    yield from _section("Broken rules", _rules(findings.errors, _failure, width))
    yield from _section("Refused waivers", _refused(findings, width))
    yield from _section("Undecided", _rules(findings.undecided, _failure, width))
    yield from _section("Waived", _rules(findings.waived, _waived, width))
    yield from _section("Summary", _summary(report, findings, width))


def _section(heading: str, lines: Iterable[Line]) -> Iterator[Line]:
    for index, line in enumerate(lines):
        if not index:
            yield ()
            yield (Span(heading, Tone.HEADING),)
        yield line


def _head(report: Report, findings: SortedFindings, width: int | None) -> Iterator[Line]:
    verdict = Span(findings.verdict(), Tone.WARNING if findings.wrong() else Tone.GOOD)
    yield from folded((), (Span("  "),), ((shown(report.stack, Tone.HEADING), Span(" · "), verdict),), width)
    facts = (f"project {report.project}", f"pack {report.pack}", f"day {report.day}", mode_in_words(report))
    yield from folded((), (), tuple((shown(each),) for each in facts), width)


def _rules(
    findings: Iterable[ReportedFinding],
    facts_of: Callable[[ReportedFinding], tuple[Fact, ...]],
    width: int | None,
    *,
    with_fix: bool = False,
) -> Iterator[Line]:
    for group in by_rule(findings):
        rule = group.rule
        first = (
            Span(" " * _RULE_INDENT),
            Span(f"{severity_name(rule.severity):8}", _TONES[rule.severity]),
            shown(rule.id, Tone.COMPONENT),
            Span("  "),
        )
        hanging = (Span(" " * (_RULE_INDENT + 8)),)
        also = ", ".join(f"{each.source} {each.id}" for each in group.also)
        title = (shown(rule.title), *((shown(f" (also {also})", Tone.LABEL),) if also else ()))
        yield from folded(first, hanging, (title,), width)
        if with_fix and rule.fix:
            indent = " " * _INDENT
            yield from folded(
                (Span(f"{indent}fix: ", Tone.LABEL),), (Span(f"{indent}     "),), ((shown(rule.fix),),), width
            )
        for finding in group.findings:
            yield from _row(finding.subject.name, facts_of(finding), width)


def _failure(finding: ReportedFinding) -> tuple[Fact, ...]:
    where = place(finding.subject)
    return (*(((shown(where, Tone.LABEL),),) if where else ()), (shown(reason(finding)),))


def _waived(finding: ReportedFinding) -> tuple[Fact, ...]:
    waiver = finding.waiver
    if waiver is None:
        return ()
    said = (f"until {waiver.expires}", f"{waiver.owner}: {waiver.reason}", reason(finding))
    return tuple((shown(each),) for each in said)


def _refused(findings: SortedFindings, width: int | None) -> Iterator[Line]:
    for waiver, standing in findings.refused_waivers:
        facts = ((Span(STANDINGS[standing], Tone.WARNING),), (shown(f"{waiver.owner}, until {waiver.expires}"),))
        yield from _row(waiver_name(waiver), facts, width)


def _row(name: str, facts: tuple[Fact, ...], width: int | None) -> Iterator[Line]:
    indent = " " * _INDENT
    first = (Span(indent + _MARK), shown(name, Tone.NAME), Span("  "))
    yield from folded(first, (Span(indent + " " * len(_MARK)),), facts, width)


def _summary(report: Report, findings: SortedFindings, width: int | None) -> Iterator[Line]:
    rows = [
        ("findings", findings.outcomes()),
        ("scanned", (counted(len(report.resources), "resource"), *coverage(report))),
        ("no rule for", report.types_without_rules),
        ("superseded", (superseded_in_words(report),)),
        ("not judged", tuple(f"{urn}: {why}" for urn, why in report.not_judged)),
        ("note", report.notes),
    ]
    for label, facts in rows:
        said = tuple((shown(each),) for each in facts if each)
        if said:
            yield from folded((Span(f"  {label:13}", Tone.LABEL),), (Span(" " * 15),), said, width)
