"""One finding for one thing that is said, whoever says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from bedplate.generator.scan.report import ReportedFinding, RuleFacts
from bedplate.policies.catalogue import RULES
from bedplate.policies.rule import Rule


def merged(
    ours: Iterable[ReportedFinding], theirs: Iterable[ReportedFinding], rules: Iterable[Rule] = RULES
) -> tuple[ReportedFinding, ...]:
    """Return the findings of two scanners as one list, ours first.

    A finding of theirs stands in `also` of ours where one of our rules names their check and says the same of the same
    resource. Where the two disagree both stand for themselves.

    Args:
        ours: findings of our rules.
        theirs: findings of another scanner.
        rules: our rules, which name the checks that ask the same.
    """
    same = {rule.id: rule.checkov for rule in rules}
    listed = list(ours)
    places: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, finding in enumerate(listed):
        for check in same.get(finding.rule.id, ()):
            places[check, finding.subject.urn, finding.outcome.value].append(place)
    alone: list[ReportedFinding] = []
    for finding in theirs:
        same_said = places.get((finding.rule.id, finding.subject.urn, finding.outcome.value), [])
        for place in same_said:
            listed[place] = _with(listed[place], finding.rule)
        if not same_said:
            alone.append(finding)
    return (*listed, *alone)


def _with(finding: ReportedFinding, other: RuleFacts) -> ReportedFinding:
    return finding if other in finding.also else replace(finding, also=(*finding.also, other))
