"""Scanning a graph: our rules, other scanners, waivers, and one report of it all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bedplate.generator.arm.translation import ArmResource, translate
from bedplate.generator.arm.web_config import fold_web_configs
from bedplate.generator.graph import Graph
from bedplate.generator.render.json import portable
from bedplate.generator.scan.judging import OURS, judge, reported
from bedplate.generator.scan.report import Report, ReportedFinding, Scanner, Subject
from bedplate.policies.catalogue import RULES
from bedplate.policies.finding import Finding
from bedplate.policies.outcome import Outcome, Severity
from bedplate.policies.pack import Pack
from bedplate.policies.waiver import Assessed, Waiver, assess

_OUTCOMES = (Outcome.FAIL, Outcome.ERROR, Outcome.UNDECIDED, Outcome.PASS, Outcome.NOT_APPLICABLE)
_SEVERITIES = (*Severity, None)


def scan_graph(graph: Graph, *, pack: Pack, waivers: Iterable[Waiver], today: dt.date) -> Report:
    """Judge what a program declares.

    Args:
        graph: the recorded program, from wherever.
        pack: the rules that it is held to.
        waivers: failures that are accepted.
        today: the day that counts for waivers.
    """
    resources, untranslated = translate(graph)
    fold_web_configs(resources)
    findings = judge(resources, RULES, pack)
    assessed = assess(findings, waivers, today)
    subjects = {each.resource.urn: subject(each) for each in resources}
    applied = {finding.rule.id for finding in findings}
    return Report(
        project=graph.project,
        stack=graph.stack,
        pack=pack.name,
        mode=graph.mode.value,
        day=today,
        scanners=(Scanner(name=OURS, version=_version(), rules=len(applied), resources=len(resources)),),
        resources=tuple(subjects.values()),
        findings=in_order(_waived(findings, assessed, subjects)),
        waivers=assessed.standings,
        types_without_rules=_types_without_rules(resources, pack),
        not_judged=tuple((each.resource.urn, each.reason) for each in untranslated),
        notes=graph.notes,
    )


def subject(each: ArmResource) -> Subject:
    """Return a resource as a report names it."""
    source = each.resource.source
    return Subject(
        urn=each.resource.urn,
        name=each.resource.name,
        type=each.identity.type,
        id=each.identity.id,
        file=portable(source.file) if source else None,
        line=source.line if source else None,
    )


def in_order(findings: Iterable[ReportedFinding]) -> tuple[ReportedFinding, ...]:
    """Return findings worst first, and among equals by rule and resource."""

    def place(finding: ReportedFinding) -> tuple[int, int, str, str, str]:
        rule = finding.rule
        severity = _SEVERITIES.index(rule.severity)
        return _OUTCOMES.index(finding.outcome), severity, rule.id, finding.subject.urn, finding.path

    return tuple(sorted(findings, key=place))


def _waived(
    findings: Sequence[Finding], assessed: Assessed, subjects: Mapping[str, Subject]
) -> Iterable[ReportedFinding]:
    for finding, waiver in zip(findings, assessed.covered, strict=True):
        yield replace(reported(finding, subjects[finding.resource.key]), waiver=waiver)


def _types_without_rules(resources: Iterable[ArmResource], pack: Pack) -> tuple[str, ...]:
    """Return the types that no rule names; one that judges every type says nothing of the type itself."""
    chosen = [rule for rule in RULES if rule.id in set(pack.rules) and rule.types != ("*",)]
    types = {each.identity.type for each in resources}
    return tuple(sorted(type_ for type_ in types if not any(rule.applies_to(type_) for rule in chosen)))


def _version() -> str:
    from bedplate.components._version import __version__  # noqa: PLC0415 - as the command line does

    return __version__
