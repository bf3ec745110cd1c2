"""The parts of a report in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bedplate.generator.counted import counted
from bedplate.generator.render.markdown_text import cell, code, link, plain, shortened
from bedplate.generator.render.scan.sarif_shapes import web_addresses
from bedplate.generator.render.scan.sorted_findings import (
    STANDINGS,
    OfRule,
    SortedFindings,
    by_rule,
    coverage,
    mode_in_words,
    place,
    reason,
    severity_name,
    waiver_name,
)
from bedplate.generator.scan.report import Report, ReportedFinding

_LONGEST = 300
"""Characters of one text in a table."""
_FINDING_HEAD = ("Severity", "Rule", "Resource", "Why", "Declared")


def report_lines(report: Report, most_rows: int) -> Iterator[str]:
    """Yield the lines of one report.

    Args:
        report: what a scan has to say.
        most_rows: how many rows each table may have; the rest is counted.
    """
    findings = SortedFindings(report)
    yield f"### {_code(report.stack)}: {findings.verdict()}"
    yield ""
    yield f"Pack {_code(report.pack)} on {report.day}, {_text(mode_in_words(report))}."
    yield f"{', '.join(findings.outcomes())}."
    if findings.refused_waivers:
        yield ""
        yield from _table(("Refused waiver", "Owner", "Standing"), _refused(findings), most_rows)
    failed = (*findings.failures, *findings.errors)
    if failed:
        yield ""
        yield from _table(_FINDING_HEAD, map(_row, failed), most_rows)
        yield from _folded("How to fix it", _fixes(by_rule(failed), most_rows))
    if findings.undecided:
        rows = map(_row, findings.undecided)
        yield from _folded(f"{len(findings.undecided)} undecided", _table(_FINDING_HEAD, rows, most_rows))
    if report.waivers:
        head = ("Waiver", "Owner", "Until", "Standing", "Reason", "Instead")
        title = f"{counted(len(report.waivers), 'waiver')}, {len(findings.waived)} waived"
        yield from _folded(title, _table(head, _waivers(report), most_rows))
    yield from _folded("Coverage", _coverage(report, most_rows))


def _row(finding: ReportedFinding) -> tuple[str, ...]:
    rule = finding.rule
    also = "".join(f", {_code(each.id)}" for each in finding.also)
    return (
        severity_name(rule.severity),
        f"{_code(rule.id)}{also} {_text(rule.title)}",
        _code(finding.subject.name),
        _text(reason(finding)),
        _code(place(finding.subject)) if finding.subject.file else "",
    )


def _refused(findings: SortedFindings) -> Iterator[tuple[str, ...]]:
    for waiver, standing in findings.refused_waivers:
        yield _code(waiver_name(waiver)), _text(waiver.owner), _text(STANDINGS[standing])


def _waivers(report: Report) -> Iterator[tuple[str, ...]]:
    for waiver, standing in report.waivers:
        yield (
            _code(waiver_name(waiver)),
            _text(waiver.owner),
            str(waiver.expires),
            _text(STANDINGS[standing]),
            _text(waiver.reason),
            _text(waiver.compensating_control or ""),
        )


def _fixes(groups: Sequence[OfRule], most_rows: int) -> Iterator[str]:
    shown = [group for group in groups if group.rule.fix or group.rule.references]
    for group in shown[:most_rows]:
        links = " ".join(link(each) for each in web_addresses(group.rule.references))
        yield f"- {_code(group.rule.id)} {_text(group.rule.fix)} {links}".rstrip()
    yield from _left_out(len(shown) - most_rows, "rule")


def _coverage(report: Report, most_rows: int) -> Iterator[str]:
    yield f"- {counted(len(report.resources), 'resource')}; {'; '.join(map(_text, coverage(report)))}"
    facts = [
        *(f"no rule for {_code(each)}" for each in report.types_without_rules),
        *(f"not judged: {_code(urn)}: {_text(why)}" for urn, why in report.not_judged),
        *(
            f"not counted: {_code(each.check)} (failed {each.findings} times here): {_text(each.reason)}"
            + (f"; instead: {', '.join(map(_code, each.replaced_by))}" if each.replaced_by else "")
            for each in report.superseded
        ),
        *(f"note: {_text(each)}" for each in report.notes),
    ]
    yield from (f"- {each}" for each in facts[:most_rows])
    yield from _left_out(len(facts) - most_rows, "line")


def _table(head: Sequence[str], rows: Iterable[tuple[str, ...]], most_rows: int) -> Iterator[str]:
    every = list(rows)
    if most_rows:
        yield f"| {' | '.join(head)} |"
        yield f"|{' --- |' * len(head)}"
        for row in every[:most_rows]:
            yield f"| {' | '.join(map(cell, row))} |"
    if len(every) > most_rows > 0:
        yield ""
    yield from _left_out(len(every) - most_rows, "row")


def _left_out(number: int, noun: str) -> Iterator[str]:
    if number > 0:
        yield f"{counted(number, f'more {noun}')} left out, for lack of room."


def _folded(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield f"<details><summary>{title}</summary>"
    yield ""
    yield from lines
    yield ""
    yield "</details>"


def _limited(form: Callable[[str], str]) -> Callable[[str], str]:
    return lambda words: form(shortened(words, _LONGEST))


_code = _limited(code)
_text = _limited(plain)
