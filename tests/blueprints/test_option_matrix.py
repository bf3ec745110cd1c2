"""Every combination of options that the settings accept is declared, in both modes, and as it should be."""

import json
from collections.abc import Mapping
from itertools import chain, product
from itertools import combinations as pairs
from pathlib import Path
from typing import Any

import pytest

from bedplate.blueprints.settings import SettingsError, from_config
from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph, Mode
from tests.blueprints.option_combinations import (
    LEAST,
    Combination,
    combinations,
    excluded_by,
    random_combinations,
    settings_of,
)
from tests.blueprints.option_invariants import differences, violations
from tests.blueprints.option_matrix import EXCLUSIONS, INDIRECT, OPTIONS, Exclusion
from tests.blueprints.option_oddities import ODDITIES

ROOT = Path(__file__).resolve().parents[2]
RANDOM = 300
_RECORDED = 12
"""How many of the random combinations that the settings accept are declared too."""


def _recorded(settings: Mapping[str, Any], mode: Mode) -> Graph:
    return record(Program.load(ROOT), stack="test", config={"bedplate:landingZone": json.dumps(settings)}, mode=mode)


def _wrong(settings: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the records of settings in both modes."""
    validated = from_config(settings)
    known, unknown = _recorded(settings, Mode.KNOWN), _recorded(settings, Mode.UNKNOWN)
    return [*violations(validated, known), *violations(validated, unknown), *differences(known, unknown)]


def _refusals(settings: Mapping[str, Any]) -> set[str]:
    """Return the rules that settings break."""
    try:
        from_config(settings)
    except SettingsError as error:
        return {problem.rule for problem in error.problems}
    return set()


@pytest.mark.parametrize(
    "combination", [pytest.param(row, id=f"{number:03}") for number, row in enumerate(combinations())]
)
def test_a_combination_is_declared_in_both_modes(combination: Combination) -> None:
    assert _wrong(settings_of(combination)) == []


def test_there_are_enough_combinations_all_different() -> None:
    rows = {tuple(row.items()) for row in combinations()}

    assert len(rows) == len(combinations()) >= LEAST


def test_every_pair_of_values_that_goes_together_is_in_a_combination() -> None:
    covered = {pair for row in combinations() for pair in pairs(row.items(), 2)}
    missing = {
        ((one, first), (other, second))
        for one, other in pairs(OPTIONS, 2)
        for first, second in product(OPTIONS[one], OPTIONS[other])
        if ((one, first), (other, second)) not in covered and not excluded_by({one: first, other: second})
    }

    assert missing == {pair for when in INDIRECT for pair in _pairs_of(when)}


def _pairs_of(when: Mapping[str, frozenset[str]]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    (one, firsts), (other, seconds) = when.items()
    return {((one, first), (other, second)) for first, second in product(firsts, seconds)}


_INDIRECT_PAIRS = [pair for when in INDIRECT for pair in sorted(_pairs_of(when))]


@pytest.mark.parametrize(("one", "other"), [pytest.param(*pair, id="-".join(chain(*pair))) for pair in _INDIRECT_PAIRS])
def test_what_excludes_each_other_through_a_third_option_is_refused(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    rows = [{**row, **dict([one, other])} for row in combinations()]

    assert [row for row in rows if not _refusals(settings_of(row))] == []


def _cases(exclusion: Exclusion) -> list[Combination]:
    """Return a combination for each way to fall under an exclusion, and as far as possible under no other."""
    options = list(exclusion.when)
    cases: list[Combination] = []
    for values in product(*(sorted(exclusion.when[option]) for option in options)):
        changed = [{**row, **dict(zip(options, values, strict=True))} for row in combinations()]
        cases.append(next(row for row in changed if excluded_by(row) == (exclusion,)))
    return cases


@pytest.mark.parametrize(
    "exclusion",
    [pytest.param(exclusion, id="-".join([exclusion.rule, *exclusion.when])) for exclusion in EXCLUSIONS],
)
def test_what_excludes_each_other_is_refused_by_its_rule_alone(exclusion: Exclusion) -> None:
    cases = _cases(exclusion)

    assert [_refusals(settings_of(case)) for case in cases] == [{exclusion.rule}] * len(cases)


def test_the_settings_accept_a_random_combination_unless_it_is_excluded() -> None:
    rows = list(random_combinations(RANDOM))
    refused = [_refusals(settings_of(row)) for row in rows]

    foreseen = [{exclusion.rule for exclusion in excluded_by(row)} for row in rows]
    # One refusal may make another needless, as agents do nothing in the classic generation.
    assert [bool(rules) for rules in refused] == [bool(rules) for rules in foreseen]
    assert all(rules <= more for rules, more in zip(refused, foreseen, strict=True))
    assert 100 < sum(map(bool, refused)) < RANDOM - 100


@pytest.mark.parametrize(
    "combination",
    [
        pytest.param(row, id=f"{number:03}")
        for number, row in enumerate([row for row in random_combinations(RANDOM) if not excluded_by(row)][:_RECORDED])
    ],
)
def test_whatever_the_settings_accept_is_declared(combination: Combination) -> None:
    assert _wrong(settings_of(combination)) == []


@pytest.mark.parametrize(("odd", "rules"), [pytest.param(odd, rules, id=name) for name, odd, rules in ODDITIES])
def test_odd_settings_are_refused_or_declared(odd: Mapping[str, Any], rules: frozenset[str]) -> None:
    assert _refusals(odd) == rules
    if not rules:
        assert _wrong(odd) == []
