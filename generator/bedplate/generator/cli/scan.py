"""`bedplate scan`: judge what programs declare, and report it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from bedplate.components.shared.clean_stdout import stdout_kept_clean
from bedplate.generator.cli.errors import ExitCode
from bedplate.generator.cli.files import replace_file
from bedplate.generator.cli.output import columns, leave_stdout, painted, write, write_document
from bedplate.generator.cli.progress import progress
from bedplate.generator.cli.scan_checkov import asked_checkov
from bedplate.generator.cli.scan_format import ScanFormat, Threshold
from bedplate.generator.cli.scan_source import ScanSource, scan_sources
from bedplate.generator.render.scan import json, junit, markdown, sarif, table
from bedplate.generator.rulebook import rulebook
from bedplate.generator.scan.report import Report, ReportedFinding
from bedplate.generator.scan.scan import scan_resources
from bedplate.policies.outcome import Outcome, Severity
from bedplate.policies.waiver import REFUSED

_WIDTH_WITHOUT_TERMINAL = 100
_RANKS = {Severity.HIGH: 0, Severity.MEDIUM: 1, None: 1, Severity.LOW: 2}
"""How bad failures are, worst first; what a scanner does not rate may be bad."""
_THRESHOLDS = {Threshold.HIGH: 0, Threshold.MEDIUM: 1, Threshold.LOW: 2, Threshold.UNDECIDED: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """How a scan is done and reported."""

    form: ScanFormat
    output: Path | None
    fail_on: Threshold
    checkov: bool


def show_scan(source: ScanSource, options: ScanOptions) -> None:
    """Judge each stack, program or file, and write one document of all reports.

    Raises:
        BadInput: something cannot be read or recorded, waivers are wrong, there is no such pack, or the file cannot be
            written.
        typer.Exit: with exit code 1, something is found that `fail_on` names.
    """
    with progress(source.waiting_words()):
        reports, folder = _reports(source, options)
        text = _text(reports, options, folder)
    if options.output is not None:
        replace_file(options.output, text)
    else:
        (write if options.form is ScanFormat.TABLE else write_document)(text)
    leave_stdout()
    if any(fails(report, options.fail_on) for report in reports):
        raise typer.Exit(ExitCode.FINDINGS)


def fails(report: Report, fail_on: Threshold) -> bool:
    """Return whether a report holds something that `fail_on` names.

    A broken rule and a refused waiver fail at every level: nobody knows what they hide.
    """
    if fail_on is Threshold.NEVER:
        return False
    if any(standing in REFUSED for _, standing in report.waivers):
        return True
    if fail_on is Threshold.UNDECIDED and (report.not_judged or any(map(_is_open, report.findings))):
        return True
    return any(
        finding.outcome is Outcome.ERROR or _RANKS[finding.rule.severity] <= _THRESHOLDS[fail_on]
        for finding in report.findings
        if finding.counts
    )


def _is_open(finding: ReportedFinding) -> bool:
    return finding.outcome is Outcome.UNDECIDED and finding.waiver is None


def _reports(source: ScanSource, options: ScanOptions) -> tuple[tuple[Report, ...], str]:
    with asked_checkov(wanted=options.checkov) as checkov:
        found = scan_sources(source)
        with stdout_kept_clean():
            reports = tuple(
                scan_resources(
                    each.scanned,
                    pack=each.pack,
                    waivers=each.waivers,
                    today=found.today,
                    rules=rulebook().rules,
                    checkov=checkov.process,
                    why_without_checkov=checkov.missing,
                )
                for each in found.stacks
            )
    if checkov.missing:
        typer.echo(f"note: checkov took no part: {checkov.missing}", err=True)
    return reports, found.folder


def _text(reports: Sequence[Report], options: ScanOptions, folder: str) -> str:
    match options.form:
        case ScanFormat.TABLE:
            return _table(reports, to_file=options.output is not None)
        case ScanFormat.JSON:
            return json.render(reports)
        case ScanFormat.SARIF:
            return sarif.render(reports, folder=folder)
        case ScanFormat.JUNIT:
            return junit.render(reports)
        case ScanFormat.MARKDOWN:
            return markdown.render(reports)
        case ScanFormat.HTML:
            from bedplate.generator.render.scan import html  # noqa: PLC0415 - it loads jinja2

            return html.render(reports)


def _table(reports: Sequence[Report], *, to_file: bool) -> str:
    if to_file:
        return table.render(reports)
    if painted():
        return table.render_painted(reports, width=columns() or _WIDTH_WITHOUT_TERMINAL)
    return table.render(reports, width=columns())
