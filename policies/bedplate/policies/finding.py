"""Findings: the verdicts of rules on resources, and how they are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One verdict of one rule on one resource."""

    rule: Rule
    resource: Resource
    verdict: Verdict


def check(
    resources: Resources, rules: Iterable[Rule], parameters: Mapping[str, Parameters] | None = None
) -> tuple[Finding, ...]:
    """Judge every resource by every rule that applies to its type.

    Args:
        resources: what is judged together.
        rules: by what.
        parameters: values that differ from the defaults, by id of the rule.

    Returns:
        All findings, also of what passes or does not apply; by rule, then by resource, in the orders given. A rule that
        breaks down gives a finding with the outcome `error` and takes no other rule down.
    """
    chosen = parameters or {}
    return tuple(
        finding
        for rule in rules
        for resource in _subjects(rule, resources)
        for finding in _findings(rule, resource, resources, chosen.get(rule.id, {}))
    )


def _subjects(rule: Rule, resources: Resources) -> Iterable[Resource]:
    return resources if "*" in rule.types else resources.of_type(*rule.types)


def _findings(rule: Rule, resource: Resource, resources: Resources, chosen: Parameters) -> Iterator[Finding]:
    values = {name: chosen.get(name, parameter.default) for name, parameter in rule.parameters.items()}
    try:
        verdicts = tuple(map(_verdict, rule.judge(resource, resources, values)))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a fault of one rule is a finding, not the end of the scan
        verdicts = (Verdict(Outcome.ERROR, f"the rule broke down: {_words(error)}"),)
    for verdict in verdicts:
        yield Finding(rule=rule, resource=resource, verdict=verdict)


def _words(error: BaseException) -> str:
    try:
        said = str(error)
    except Exception:  # noqa: BLE001 - an error of somebody's rule may even fail to say what it is
        said = ""
    return type(error).__name__ + (f": {said}" if said else "")


def _verdict(given: object) -> Verdict:
    """Return what a judge gave; rules of other people may give anything."""
    if isinstance(given, Verdict):
        return given
    raise TypeError(f"it gave a {type(given).__name__}, not a Verdict")
