"""Scanning a graph: our rules, other scanners, waivers, and one report of it all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bedplate.components._version import __version__
from bedplate.generator.arm.translation import ArmResource
from bedplate.generator.arm.web_config import fold_web_configs
from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.checkov.verdicts import CheckovVerdicts, judge_by_checkov, not_judged
from bedplate.generator.render.json import portable
from bedplate.generator.scan.judging import OURS, judge, reported
from bedplate.generator.scan.merging import merged
from bedplate.generator.scan.report import SEVERITIES, Report, ReportedFinding, Scanner, Subject
from bedplate.generator.scan.scanned import Scanned
from bedplate.policies.catalogue import RULES
from bedplate.policies.finding import Finding
from bedplate.policies.outcome import Outcome
from bedplate.policies.pack import Pack
from bedplate.policies.rule import Rule
from bedplate.policies.waiver import Waivable, Waiver, assess

_OUTCOMES = (Outcome.FAIL, Outcome.ERROR, Outcome.UNDECIDED, Outcome.PASS, Outcome.NOT_APPLICABLE)


def scan_resources(
    scanned: Scanned,
    *,
    pack: Pack,
    waivers: Iterable[Waiver],
    today: dt.date,
    rules: Sequence[Rule] = RULES,
    checkov: CheckovProcess | None = None,
    why_without_checkov: str = "",
) -> Report:
    """Judge declared resources.

    Args:
        scanned: what is judged together.
        pack: the rules that it is held to.
        waivers: failures that are accepted.
        today: the day that counts for waivers and for what retires.
        rules: all that there are; those of the pack must be among them.
        checkov: the other scanner, which is left running.
        why_without_checkov: what the report says where it is not there; nothing by default.

    Raises:
        LookupError: the pack names a rule that is not among the rules.
        CheckovMissing: checkov is not there after all, or is of another version.
        CheckovFailed: it did not answer.
    """
    resources = scanned.resources
    fold_web_configs(resources)
    subjects = {each.resource.urn: subject(each) for each in resources}
    ours = judge(resources, rules, pack, today)
    findings = [reported(finding, subjects[finding.resource.key]) for finding in ours]
    theirs = _theirs(checkov, why_without_checkov, resources, subjects, pack, rules)
    if theirs is not None:
        findings = list(merged(findings, theirs.findings, rules))
    assessed = assess([_waivable(finding) for finding in findings], waivers, today)
    return Report(
        project=scanned.project,
        stack=scanned.stack,
        pack=pack.name,
        mode=scanned.mode.value,
        day=today,
        scanners=(_ourselves(ours, len(resources)), *([theirs.scanner] if theirs else [])),
        resources=tuple(subjects.values()),
        findings=in_order(map(_waived, findings, assessed.covered)),
        waivers=assessed.standings,
        superseded=theirs.superseded if theirs else (),
        types_without_rules=_types_without_rules(resources, pack, rules, theirs.types if theirs else frozenset()),
        not_judged=tuple((each.resource.urn, each.reason) for each in scanned.untranslated),
        notes=(*scanned.notes, *(theirs.notes if theirs else ())),
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
        severity = SEVERITIES.index(rule.severity)
        return _OUTCOMES.index(finding.outcome), severity, rule.id, finding.subject.urn, finding.path

    return tuple(sorted(findings, key=place))


def _theirs(
    checkov: CheckovProcess | None,
    why_without: str,
    resources: Sequence[ArmResource],
    subjects: Mapping[str, Subject],
    pack: Pack,
    rules: Sequence[Rule],
) -> CheckovVerdicts | None:
    if checkov is not None:
        return judge_by_checkov(checkov, resources, subjects, pack, rules)
    return not_judged(why_without) if why_without else None


def _ourselves(findings: Iterable[Finding], resources: int) -> Scanner:
    applied = {finding.rule.id for finding in findings}
    return Scanner(name=OURS, version=__version__, rules=len(applied), resources=resources)


def _waivable(finding: ReportedFinding) -> Waivable:
    subject = finding.subject
    return Waivable(
        rules=tuple(facts.id for facts in (finding.rule, *finding.also)),
        outcome=finding.outcome,
        names=tuple(name for name in (subject.name, subject.urn, subject.id) if name),
        path=finding.path,
    )


def _waived(finding: ReportedFinding, waiver: Waiver | None) -> ReportedFinding:
    return replace(finding, waiver=waiver)


def _types_without_rules(
    resources: Iterable[ArmResource], pack: Pack, rules: Iterable[Rule], theirs: frozenset[str]
) -> tuple[str, ...]:
    """Return the types that no rule names; one that judges every type says nothing of the type itself."""
    ids = set(pack.rules)
    chosen = [rule for rule in rules if rule.id in ids and rule.types != ("*",)]
    types = {each.identity.type for each in resources if each.identity.type.casefold() not in theirs}
    return tuple(sorted(type_ for type_ in types if not any(rule.applies_to(type_) for rule in chosen)))
