"""Every rule that was applied, and what became of it: the evidence of a scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bedplate.generator.render.scan.sorted_findings import by_rule
from bedplate.generator.scan.report import SEVERITIES, Report, RuleFacts
from bedplate.policies.outcome import Outcome


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """A rule and its findings, counted."""

    rule: RuleFacts
    failed: int
    """Failures that nobody answers for, and findings of a broken rule."""
    undecided: int
    waived: int
    passed: int
    not_applicable: int


def rule_counts(report: Report) -> tuple[RuleCounts, ...]:
    """Return every rule with a finding, worst severity first and then by source and id."""
    groups = sorted(
        by_rule(report.findings),
        key=lambda group: (SEVERITIES.index(group.rule.severity), group.rule.source, group.rule.id),
    )
    counts: list[RuleCounts] = []
    for group in groups:
        outcomes: Mapping[Outcome, int] = Counter(each.outcome for each in group.findings if each.waiver is None)
        counts.append(
            RuleCounts(
                rule=group.rule,
                failed=outcomes[Outcome.FAIL] + outcomes[Outcome.ERROR],
                undecided=outcomes[Outcome.UNDECIDED],
                waived=sum(each.waiver is not None for each in group.findings),
                passed=outcomes[Outcome.PASS],
                not_applicable=outcomes[Outcome.NOT_APPLICABLE],
            )
        )
    return tuple(counts)
