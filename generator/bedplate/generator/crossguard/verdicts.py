"""How findings are told to the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pulumi_policy import ReportViolation
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, UnknownValueError

from bedplate.policies.finding import Finding
from bedplate.policies.outcome import Outcome

_MOST_NAMED = 5


class Undecided(UnknownValueError):  # noqa: N818 - not an error, but how pulumi-policy is told of unknown values
    """A rule needs what only a deployment can tell; pulumi-policy makes an advisory message of it, never a failure."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(UNKNOWN_STRING_VALUE, [findings[0].verdict.path])
        self.message = "undecided: " + "; ".join(map(_named, findings[:_MOST_NAMED]))
        if len(findings) > _MOST_NAMED:
            self.message += f"; and {len(findings) - _MOST_NAMED} more"


def tell(findings: Sequence[Finding], report: ReportViolation, not_applicable: Callable[[str], None]) -> None:
    """Report failures, and say what is undecided.

    Args:
        findings: of one rule.
        report: takes a message and the URN of the resource that it is about.
        not_applicable: takes the reason why the rule says nothing, and raises.

    Raises:
        Undecided: a finding is undecided.
    """
    for finding in findings:
        if finding.verdict.outcome in {Outcome.FAIL, Outcome.ERROR}:
            report(f"{finding.verdict.reason}. {finding.rule.fix}", finding.resource.key)
    undecided = [finding for finding in findings if finding.verdict.outcome is Outcome.UNDECIDED]
    if undecided:
        raise Undecided(undecided)
    if all(finding.verdict.outcome is Outcome.NOT_APPLICABLE for finding in findings):
        not_applicable(findings[0].verdict.reason if findings else "there is no resource that it judges")


def _named(finding: Finding) -> str:
    return f"{finding.resource.key.rsplit('::', 1)[-1]}: {finding.verdict.reason}"
