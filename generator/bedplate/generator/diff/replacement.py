"""What a changed property means, by the data in `replacement.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.diff.model import Consequence, Decider, Effect, Verdict
from bedplate.generator.graph import Resource, Value
from bedplate.generator.render.properties import at

_AZURERM = "azurerm "
_EVERY_INPUT = "*"
_UNLISTED = Verdict(effect=Effect.NOT_KNOWN, reason="neither Azure's nor azurerm's documentation of it is in our data")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """What holds for one input and all below it."""

    input: str
    verdict: Verdict
    within: tuple[frozenset[str], ...] = ()
    """Groups of values; the verdict holds only for a change from one group to another."""

    def judges(self, input_path: str) -> bool:
        return self.input in (_EVERY_INPUT, input_path) or input_path.startswith(f"{self.input}.")

    def of(self, before: Value, after: Value) -> Verdict:
        if any(before in group and after in group for group in self.within if _is_text(before, after)):
            return Verdict(effect=Effect.IN_PLACE, source=self.verdict.source)
        return self.verdict


def verdict(token: str, input_path: str, before: Value, after: Value) -> Verdict:
    """Return what a change of one input means.

    Args:
        token: Pulumi type token.
        input_path: the input's names, joined by dots, without positions in lists (`subnets.addressPrefix`).
        before: old value.
        after: new value.
    """
    if not token.startswith("azure-native:"):
        package = token.split(":", 1)[0]
        return Verdict(effect=Effect.NOT_KNOWN, reason=f"there are no data for the provider {package}")
    fitting = [rule for rule in _rules(token) if rule.judges(input_path)]
    if not fitting:
        return _of_parts(token, input_path)
    return max(fitting, key=lambda rule: (rule.input != _EVERY_INPUT, len(rule.input))).of(before, after)


def _of_parts(token: str, input_path: str) -> Verdict:
    """Return what the change of a whole means, where only its parts have rules: the gravest of theirs, if any is."""
    parts = [rule.verdict for rule in _rules(token) if rule.input.startswith(f"{input_path}.")]
    return next((each for each in parts if each.effect is Effect.REPLACE), _UNLISTED)


def replaces_by_itself(token: str, input_name: str) -> bool:
    """Return whether the provider replaces a resource when this top-level input as a whole may change."""
    return any(
        rule.input == input_name and rule.verdict.decider is Decider.PROVIDER and not rule.within
        for rule in _rules(token)
    )


def forcing_inputs(token: str) -> tuple[str, ...]:
    """Return the inputs of a type, sorted, on whose change the data say that a new resource is needed."""
    return tuple(sorted({rule.input for rule in _rules(token) if rule.verdict.effect is Effect.REPLACE}))


def consequences(resource: Resource) -> Iterator[Consequence]:
    """Yield what is lost when a resource is deleted or replaced."""
    for row in _types().get(resource.type, {}).get("lost", []):
        text = row["says"]
        period = at(resource.inputs, *row["input"].split(".")) if "input" in row else None
        if isinstance(period, int | float):
            text += f" ({period:g} {row['unit']})"
        yield Consequence(text=text, source=_source(row["source"]))


def source_of_locks() -> str:
    """Return where it is said that a locked resource, and what lies in it, cannot be deleted."""
    return _source("lock")


def described_types() -> frozenset[str]:
    """Return the type tokens that the data describe."""
    return frozenset(_types())


def _is_text(*values: Value) -> bool:
    return all(isinstance(value, str) for value in values)


@cache
def _rules(token: str) -> tuple[_Rule, ...]:
    if not token.startswith("azure-native:"):
        return ()
    return (*_general_rules(token), *_own_rules(_types().get(token, {})))


def _general_rules(token: str) -> Iterator[_Rule]:
    yield _Rule(input="location", verdict=_forced(_data()["all"]["location"], "location", Decider.PROVIDER))
    yield _Rule(input="tags", verdict=Verdict(effect=Effect.IN_PLACE, source=_source("tags")))
    described = arm_type(token)
    for name in described.path_parameters if described else ():
        yield _Rule(input=name, verdict=_forced("is part of its ARM id", "arm-id", Decider.PROVIDER))


def _own_rules(row: Mapping[str, Any]) -> Iterator[_Rule]:
    source = row.get("source", "")
    by_provider = _forced("the provider replaces it", row.get("providerSource", "provider"), Decider.PROVIDER)
    for name in row.get("provider", []):
        yield _Rule(input=name, verdict=by_provider)
    for name in row.get("replace", []):
        yield _Rule(input=name, verdict=_forced("Azure does not change it in place", source, Decider.AZURE))
    for name in row.get("inPlace", []):
        yield _Rule(input=name, verdict=Verdict(effect=Effect.IN_PLACE, source=_source(source)))
    for special in row.get("special", []):
        yield _Rule(input=special["input"], verdict=_worded(special, special["says"], source))
    for group in row.get("groups", []):
        within = tuple(frozenset(values) for values in group["within"])
        yield _Rule(input=group["input"], verdict=_worded(group, group["across"], source), within=within)


def _worded(row: Mapping[str, Any], words: str, source: str) -> Verdict:
    effect = Effect(row.get("effect", Effect.NOT_KNOWN))
    decider = Decider.AZURE if effect is Effect.REPLACE else None
    return Verdict(effect=effect, reason=words, source=_source(row.get("source", source)), decider=decider)


def _forced(reason: str, source: str, decider: Decider) -> Verdict:
    return Verdict(effect=Effect.REPLACE, reason=reason, source=_source(source), decider=decider)


def _source(key: str) -> str:
    """Return the address of a source; `azurerm NAME, NAME` names pages of azurerm's documentation."""
    sources = _data()["sources"]
    if key.startswith(_AZURERM):
        pages = key.removeprefix(_AZURERM).split(", ")
        return ", ".join(f"{sources['azurerm']}{page}" for page in pages)
    return str(sources[key])


def _types() -> Mapping[str, Any]:
    types: Mapping[str, Any] = _data()["types"]
    return types


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("bedplate.generator.diff").joinpath("replacement.toml").read_text(encoding="utf-8"))
