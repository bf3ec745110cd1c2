"""What checkov says, as a report holds it: known wrong verdicts set aside, those on unknown values undecided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bedplate.generator.arm.translation import ArmResource
from bedplate.generator.checkov.answers import Answer, Facts, Result
from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.checkov.reasons import path_of, reason_for
from bedplate.generator.checkov.rule_facts import SCANNER, check_facts, unread_facts
from bedplate.generator.checkov.shape import shaped
from bedplate.generator.checkov.superseded import superseded_entries
from bedplate.generator.scan.report import ReportedFinding, Scanner, Subject, Superseded
from bedplate.policies.catalogue import RULES
from bedplate.policies.outcome import Outcome
from bedplate.policies.pack import Pack
from bedplate.policies.rule import Rule

_OUTCOMES = {"PASSED": Outcome.PASS, "FAILED": Outcome.FAIL, "CRASHED": Outcome.ERROR}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckovVerdicts:
    """checkov's part of a report."""

    findings: tuple[ReportedFinding, ...]
    """Not yet merged with ours and not waived; by resource, then by check."""
    scanner: Scanner
    superseded: tuple[Superseded, ...] = ()
    types: frozenset[str] = frozenset()
    """ARM types that some check judges, in lower case."""
    notes: tuple[str, ...] = ()


def judge_by_checkov(
    checkov: CheckovProcess,
    resources: Sequence[ArmResource],
    subjects: Mapping[str, Subject],
    pack: Pack,
    rules: Iterable[Rule] = RULES,
) -> CheckovVerdicts:
    """Return what checkov says of resources.

    Args:
        checkov: started or not; it stays as it is.
        resources: what is judged, web configurations folded.
        subjects: how a report names them, by URN.
        pack: a check of which some rule asks the same counts where the pack holds such a rule.
        rules: ours.

    Raises:
        CheckovMissing: checkov is not there, or is of another version.
        CheckovFailed: it did not answer.
    """
    sent = shaped(resources)
    answer, facts = checkov.scan(sent), checkov.facts()
    judged = _Judged(sent, [subjects[each.resource.urn] for each in resources], pack, tuple(rules))
    findings = tuple(judged.findings(answer))
    return CheckovVerdicts(
        findings=findings,
        scanner=_scanner(facts, answer, findings),
        superseded=judged.superseded(),
        types=frozenset(type_.casefold() for type_ in facts.types),
    )


def not_judged(reason: str) -> CheckovVerdicts:
    """Return what a report holds where checkov is not there: that it is not, and nothing else."""
    return CheckovVerdicts(
        findings=(),
        scanner=Scanner(name=SCANNER, version="", rules=0, resources=0),
        notes=(f"checkov's checks were not run: {reason}",),
    )


def _scanner(facts: Facts, answer: Answer, findings: Sequence[ReportedFinding]) -> Scanner:
    applied = {finding.rule.id for finding in findings if finding.rule != unread_facts()}
    return Scanner(name=SCANNER, version=facts.version, rules=len(applied), resources=len(answer.scanned))


class _Judged:
    """The verdicts on one set of resources."""

    def __init__(
        self, sent: Sequence[Mapping[str, Any]], subjects: Sequence[Subject], pack: Pack, rules: tuple[Rule, ...]
    ) -> None:
        self._sent, self._subjects, self._pack, self._rules = sent, subjects, pack, rules
        self._set_aside: Counter[Superseded] = Counter()

    def findings(self, answer: Answer) -> Iterator[ReportedFinding]:
        """Yield a finding for every verdict that counts, and one for every resource that was not looked at."""
        for result in sorted(answer.results, key=lambda each: (each.resource, each.check)):
            outcome = _outcome(result)
            if outcome is None:
                continue
            if (aside := self._aside(result, outcome)) is not None:
                self._set_aside[aside] += outcome is Outcome.FAIL
                continue
            yield ReportedFinding(
                rule=check_facts(result, self._rules),
                subject=self._subjects[result.resource],
                outcome=outcome,
                reason=reason_for(result, outcome, self._sent[result.resource]["body"]),
                path=path_of(result, self._sent[result.resource]["body"]),
            )
        for number in sorted(set(range(len(self._sent))) - set(answer.scanned)):
            reason = "checkov did not look at this resource, so none of its checks says anything of it"
            yield ReportedFinding(
                rule=unread_facts(), subject=self._subjects[number], outcome=Outcome.ERROR, reason=reason
            )

    def superseded(self) -> tuple[Superseded, ...]:
        """Return what was set aside, and the checks that should have run and cannot."""
        types = {subject.type for subject in self._subjects}
        for entry in superseded_entries():
            if entry.outcome == "none" and any(entry.is_for(type_) for type_ in types):
                self._set_aside[_line(entry.check, entry.reason, entry.replaced_by)] += 0
        lines = ((line, count) for line, count in self._set_aside.items())
        counted = [_line(line.check, line.reason, line.replaced_by, count) for line, count in lines]
        return tuple(sorted(counted, key=lambda line: (line.check, line.reason)))

    def _aside(self, result: Result, outcome: Outcome) -> Superseded | None:
        """Return why a verdict does not count; `None` where it does."""
        body, subject = self._sent[result.resource]["body"], self._subjects[result.resource]
        if outcome in {Outcome.PASS, Outcome.FAIL}:
            for entry in superseded_entries():
                if entry.covers(check=result.check, outcome=outcome.value, type_=subject.type, body=body):
                    return _line(entry.check, entry.reason, entry.replaced_by)
        asking = tuple(rule.id for rule in self._rules if result.check in rule.checkov)
        if asking and not set(asking) & set(self._pack.rules):
            return _line(result.check, f"pack `{self._pack.name}` does not ask this", asking)
        return None


def _outcome(result: Result) -> Outcome | None:
    """Return the outcome; `None` where the check does not apply, or says itself that it cannot tell."""
    return Outcome.UNDECIDED if result.unknown else _OUTCOMES.get(result.outcome)


def _line(check: str, reason: str, replaced_by: tuple[str, ...], findings: int = 0) -> Superseded:
    return Superseded(check=check, reason=reason, replaced_by=replaced_by, findings=findings)
