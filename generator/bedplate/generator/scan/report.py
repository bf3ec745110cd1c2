"""The report of a scan: plain data, which every format renders.

Rules of ours and checks of others say the same thing in different words; a report holds one finding for each thing
that is said of a resource, with everybody who says it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from bedplate.policies.outcome import Outcome, Severity
from bedplate.policies.waiver import Standing, Waiver

FORMAT_VERSION = "1.0"
"""The first number rises when a reader of the old format could misread the new one, the second with new fields."""

SEVERITIES: tuple[Severity | None, ...] = (*Severity, None)
"""Worst first; `None` is what a scanner does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What a report says of a rule, whoever made it."""

    id: str
    source: str
    """`bedplate`, or the name of another scanner."""
    title: str
    severity: Severity | None
    """`None` where the scanner does not tell."""
    pillar: str = ""
    recommendation: str = ""
    benchmark: tuple[str, ...] = ()
    rationale: str = ""
    fix: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The resource that a finding is about."""

    urn: str
    name: str
    """Logical name in the program."""
    type: str
    """ARM type."""
    id: str | None = None
    """ARM id."""
    file: str | None = None
    """Where it is declared, relative to the project's folder where it lies inside."""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFinding:
    """One thing said of one resource."""

    rule: RuleFacts
    also: tuple[RuleFacts, ...] = ()
    """Others who say the same."""
    subject: Subject
    outcome: Outcome
    reason: str
    path: str = ""
    """Dotted path of the value that decides, in the resource's ARM object."""
    waiver: Waiver | None = None
    """Who answers for the failure."""

    @property
    def counts(self) -> bool:
        """Return whether it is a failure that nobody answers for."""
        return self.outcome in {Outcome.FAIL, Outcome.ERROR} and self.waiver is None

    @property
    def fingerprint(self) -> str:
        """Return what stays the same as long as the same thing is said of the same resource's same value."""
        return f"{self.rule.id}|{self.subject.urn}|{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded:
    """A check of another scanner that is not counted, as it is known to be wrong or asks for something else."""

    check: str
    reason: str
    replaced_by: tuple[str, ...] = ()
    """Ids of our rules that ask what it should have asked."""
    findings: int = 0
    """How often it failed here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """Who took part in a scan."""

    name: str
    version: str
    rules: int
    """How many rules or checks it applied."""
    resources: int
    """How many resources it looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a scan has to say."""

    project: str
    stack: str
    pack: str
    mode: str
    """`known`, or `unknown` where computed values were not."""
    day: dt.date
    """The day that counts for waivers."""
    scanners: tuple[Scanner, ...]
    resources: tuple[Subject, ...]
    """Every resource that was judged."""
    findings: tuple[ReportedFinding, ...]
    """Worst first: failures by severity, then errors, undecided ones, passes and what does not apply."""
    waivers: tuple[tuple[Waiver, Standing], ...] = ()
    superseded: tuple[Superseded, ...] = ()
    types_without_rules: tuple[str, ...] = ()
    """ARM types of declared resources that no rule of any scanner judges, sorted."""
    not_judged: tuple[tuple[str, str], ...] = ()
    """URN and reason of each resource that could not be judged at all."""
    notes: tuple[str, ...] = ()
    """What else a reader should know, for example limits of how the program was recorded."""

    def outcomes(self) -> Counter[Outcome]:
        """Return how many findings have each outcome; waived failures count as failures."""
        return Counter(finding.outcome for finding in self.findings)
