"""Waivers: failures that somebody answers for, until a day."""

from __future__ import annotations

import datetime as dt
import enum
import fnmatch
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bedplate.policies.outcome import Outcome
from bedplate.policies.values import is_within

_RULE_ID = re.compile(r"(X-)?[A-Z]{2,5}-\d+", re.IGNORECASE)
_WAIVABLE = frozenset({Outcome.FAIL, Outcome.UNDECIDED})
SOON = dt.timedelta(days=30)
"""How long before its last day a waiver is called out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One failure that is accepted for a time."""

    rule: str
    """Id of the rule, for example `COG-07`."""
    resource: str
    """Logical name, URN or ARM id of the resource; `*` stands for any characters."""
    owner: str
    """Who answers for it."""
    reason: str
    """Why the failure is accepted."""
    expires: dt.date
    """Last day on which it holds."""
    path: str | None = None
    """Dotted path of the value that decides; any by default."""
    compensating_control: str | None = None
    """What protects instead: the id of a rule, which must pass then, or words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waivable:
    """What a waiver has to know of a finding, whoever found it."""

    rules: tuple[str, ...]
    """Ids of the rules and checks that say it."""
    outcome: Outcome
    names: tuple[str, ...]
    """Logical name, URN and ARM id of the resource."""
    path: str
    """Dotted path of the value that decides."""


class Standing(enum.StrEnum):
    """How a waiver stands after a scan."""

    HOLDS = "holds"
    ENDS_SOON = "ends-soon"
    EXPIRED = "expired"
    UNUSED = "unused"
    UNCOMPENSATED = "uncompensated"
    """The rule that it names as compensating control does not pass for the same resource, or nowhere."""


REFUSED = frozenset({Standing.EXPIRED, Standing.UNUSED, Standing.UNCOMPENSATED})
"""Standings in which a waiver covers nothing and fails the scan itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """Findings with the waivers that cover them."""

    covered: tuple[Waiver | None, ...]
    """For each finding in order, the waiver that covers it."""
    standings: tuple[tuple[Waiver, Standing], ...]
    """Every waiver in order, with how it stands."""


def assess(findings: Sequence[Waivable], waivers: Iterable[Waiver], today: dt.date) -> Assessed:
    """Lay waivers over findings.

    Args:
        findings: all of a scan, also of what passes.
        waivers: in order; of several that match, the first covers.
        today: the day that counts for expiry.
    """
    standings = tuple((waiver, _standing(waiver, findings, today)) for waiver in waivers)
    valid = [waiver for waiver, standing in standings if standing not in REFUSED]
    covered = tuple(next((each for each in valid if _matches(each, finding)), None) for finding in findings)
    return Assessed(covered=covered, standings=standings)


def _standing(waiver: Waiver, findings: Sequence[Waivable], today: dt.date) -> Standing:
    if not any(_matches(waiver, finding) for finding in findings):
        return Standing.UNUSED
    if waiver.expires < today:
        return Standing.EXPIRED
    if not _is_compensated(waiver, findings):
        return Standing.UNCOMPENSATED
    return Standing.ENDS_SOON if waiver.expires - today < SOON else Standing.HOLDS


def _is_compensated(waiver: Waiver, findings: Sequence[Waivable]) -> bool:
    """Return whether a rule that is named as compensating control passes; words cannot be checked and are believed."""
    if waiver.compensating_control is None:
        return True
    outcomes = {finding.outcome for finding in findings if waiver.compensating_control in finding.rules}
    if not outcomes:
        # A rule that judges nothing here protects nothing.
        return _RULE_ID.fullmatch(waiver.compensating_control) is None
    return Outcome.PASS in outcomes and not outcomes & {Outcome.ERROR, *_WAIVABLE}


def _matches(waiver: Waiver, finding: Waivable) -> bool:
    if finding.outcome not in _WAIVABLE or waiver.rule not in finding.rules:
        return False
    if waiver.path and not is_within(finding.path, waiver.path):
        return False
    pattern = waiver.resource.casefold()
    return any(fnmatch.fnmatchcase(name.casefold(), pattern) for name in finding.names)
