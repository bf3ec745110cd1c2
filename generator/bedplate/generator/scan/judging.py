"""Judging a graph by our rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from bedplate.generator.arm.translation import ArmResource
from bedplate.generator.scan.judged import judged_resources
from bedplate.generator.scan.report import ReportedFinding, RuleFacts, Subject
from bedplate.policies.finding import Finding, check
from bedplate.policies.pack import Pack
from bedplate.policies.rule import Parameters, Rule

OURS = "bedplate"


def judge(resources: Iterable[ArmResource], rules: Iterable[Rule], pack: Pack, today: dt.date) -> tuple[Finding, ...]:
    """Return what the rules of a pack say of ARM resources.

    Args:
        resources: what is judged together.
        rules: all that there are.
        pack: which of them count, and with which values.
        today: the day for rules that ask for one.

    Raises:
        LookupError: the pack names a rule that is not among them.
    """
    ids = set(pack.rules)
    chosen = [rule for rule in rules if rule.id in ids]
    if missing := sorted(ids - {rule.id for rule in chosen}):
        raise LookupError(f"the pack {pack.name} names rules that are not there: {', '.join(missing)}")
    return check(judged_resources(resources), chosen, {rule.id: chosen_values(rule, pack, today) for rule in chosen})


def chosen_values(rule: Rule, pack: Pack, today: dt.date) -> Parameters:
    """Return the values of a rule's parameters that a pack or the day gives."""
    day = {"today": today.isoformat()} if "today" in rule.parameters else {}
    return {**day, **pack.parameters.get(rule.id, {})}


def reported(finding: Finding, subject: Subject) -> ReportedFinding:
    """Return a finding on a resource as a report holds it, not yet waived."""
    return ReportedFinding(
        rule=rule_facts(finding.rule),
        subject=subject,
        outcome=finding.verdict.outcome,
        reason=finding.verdict.reason,
        path=finding.verdict.path,
    )


def rule_facts(rule: Rule) -> RuleFacts:
    """Return what a report says of a rule."""
    return RuleFacts(
        id=rule.id,
        source=OURS,
        title=rule.title,
        severity=rule.severity,
        pillar=rule.pillar.value,
        recommendation=rule.recommendation,
        benchmark=rule.benchmark,
        rationale=rule.rationale,
        fix=rule.fix,
        references=rule.references,
    )
