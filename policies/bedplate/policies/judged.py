"""Verdicts on what conditions answer."""

from __future__ import annotations

from bedplate.policies.conditions.answer import Answer, Truth
from bedplate.policies.outcome import Outcome
from bedplate.policies.verdict import Verdict

_OUTCOMES = {Truth.HOLDS: Outcome.PASS, Truth.FAILS: Outcome.FAIL, Truth.UNKNOWN: Outcome.UNDECIDED}


def judged(answer: Answer) -> Verdict:
    """Return the verdict of a rule that wants a condition to hold."""
    return _verdict(_OUTCOMES[answer.truth], answer)


def set_aside(answer: Answer) -> Verdict:
    """Return the verdict of a rule that applies where a condition holds, and this one does not."""
    return _verdict(Outcome.NOT_APPLICABLE if answer.truth is Truth.FAILS else Outcome.UNDECIDED, answer)


def _verdict(outcome: Outcome, answer: Answer) -> Verdict:
    return Verdict(outcome, answer.reason, answer.path, answer.actual)
