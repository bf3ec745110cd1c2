"""What one run of the engine has told so far: resources, then how they hang together, and what they are held to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from bedplate.generator.arm.translation import translate
from bedplate.generator.arm.web_config import fold_web_configs
from bedplate.generator.crossguard.requests import Declared, Ties, graph_of
from bedplate.generator.crossguard.told_ids import with_told_ids
from bedplate.generator.rulebook import rulebook
from bedplate.generator.scan.judged import judged_resources
from bedplate.generator.scan.judging import chosen_values
from bedplate.policies.finding import Finding, check
from bedplate.policies.pack import Pack
from bedplate.policies.resource import Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.waiver import Waivable, Waiver, assess


@dataclass(slots=True, kw_only=True)
class Hearing:
    """One run of the engine, as the policies of one pack see it."""

    pack: Pack
    """The rules that the program is held to."""
    today: dt.date
    """The day that counts for waivers and for what retires."""
    waivers: tuple[Waiver, ...] = ()
    """Failures that somebody answers for."""
    told: bool = False
    """Whether the server hears the requests themselves; else the policies pass on what they are given."""
    _declared: dict[str, Declared] = field(default_factory=dict[str, Declared])
    _alone: tuple[str, Resources] | None = None
    _together: tuple[Ties, Resources] | None = None

    def declare(self, declared: Declared) -> None:
        """Take a resource that is about to be registered."""
        self._declared[declared.resource.urn] = declared
        self._alone = self._together = None

    def end(self, ties: Ties) -> None:
        """Take the ties between the resources of a stack; what is not among them is not there any more."""
        if self._together is not None and self._together[0] == ties:
            return
        known = [self._declared[urn] for urn in ties if urn in self._declared]
        self._together = (ties, _judged(known, ties) if known else Resources(()))

    def findings_of_one(self, rule: Rule, urn: str, given: Parameters) -> tuple[Finding, ...]:
        """Return what a rule says of a resource by the resource's own values; none where it does not apply."""
        if self._alone is None or self._alone[0] != urn:
            self._alone = (urn, _judged([self._declared[urn]], None))
        return self._check(rule, self._alone[1], given, is_all_told=False)

    def findings_of_all(self, rule: Rule, given: Parameters) -> tuple[Finding, ...]:
        """Return what a rule says of all resources of the stack that has ended."""
        return self._check(rule, self._together[1] if self._together else Resources(()), given, is_all_told=True)

    def _check(self, rule: Rule, resources: Resources, given: Parameters, *, is_all_told: bool) -> tuple[Finding, ...]:
        values: Mapping[str, Parameters] = {rule.id: {**chosen_values(rule, self.pack, self.today), **given}}
        findings = check(resources, (rule,), values)
        waivers = [each for each in self.waivers if each.rule in {rule.id, *rule.checkov}]
        controls = self._compensating(waivers, resources)
        if not is_all_told:
            waivers = _believed(waivers, {each.rule.id for each in controls})
        covered = assess([_waivable(each) for each in (*findings, *controls)], waivers, self.today).covered
        return tuple(finding for finding, waiver in zip(findings, covered, strict=False) if waiver is None)

    def _compensating(self, waivers: Iterable[Waiver], resources: Resources) -> tuple[Finding, ...]:
        """Return what the rules that waivers name as compensating controls say."""
        named = {each.compensating_control for each in waivers}
        rules = [each for each in rulebook().rules if each.id in named and each.id in self.pack.rules] if named else []
        return check(resources, rules, {each.id: chosen_values(each, self.pack, self.today) for each in rules})


def _believed(waivers: Iterable[Waiver], judged: Container[str | None]) -> list[Waiver]:
    """Return waivers without the controls that nobody can judge yet, as what they protect is still to be declared."""
    return [
        each if each.compensating_control in judged else replace(each, compensating_control=None) for each in waivers
    ]


def _judged(declared: list[Declared], ties: Ties | None) -> Resources:
    graph = graph_of(declared, ties)
    resources, _ = translate(with_told_ids(graph) if ties else graph)
    fold_web_configs(resources)
    return judged_resources(resources)


def _waivable(finding: Finding) -> Waivable:
    resource = finding.resource
    return Waivable(
        rules=(finding.rule.id, *finding.rule.checkov),
        outcome=finding.verdict.outcome,
        names=tuple(filter(None, (resource.key.rsplit("::", maxsplit=1)[-1], resource.key, resource.id))),
        path=finding.verdict.path,
    )
