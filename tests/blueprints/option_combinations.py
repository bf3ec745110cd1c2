"""Combinations of options: every pair of values that goes together, and a sample of more."""

import random
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from itertools import combinations as pairs
from itertools import product
from typing import Any, cast

from allpairspy import AllPairs  # type: ignore[import-untyped]  # the library carries no types

from bedplate.blueprints.settings import ChatSettings
from tests.blueprints.option_matrix import BASE, EXCLUSIONS, OPTIONS, Exclusion, Fragment, arm_id

Combination = Mapping[str, str]
"""Name of the chosen value by option."""
LEAST = 200
"""How many combinations there are at least."""
_SEED = 20261121
_TRIES = 200


def excluded_by(chosen: Combination) -> tuple[Exclusion, ...]:
    """Return the exclusions that a combination, perhaps a partial one, falls under."""
    return tuple(
        exclusion
        for exclusion in EXCLUSIONS
        if all(chosen.get(option) in values for option, values in exclusion.when.items())
    )


@cache
def combinations() -> tuple[Combination, ...]:
    """Return distinct combinations, none excluded, with every pair of values in them that goes together."""
    names, values = list(OPTIONS), [list(values) for values in OPTIONS.values()]
    rows: dict[tuple[str, ...], None] = {}

    def together(row: Sequence[str]) -> bool:
        return not excluded_by(dict(zip(names, row, strict=False)))

    for row in AllPairs(values, filter_func=together):
        rows[tuple(row)] = None
    _complete(rows, names)
    draw = random.Random(_SEED)  # noqa: S311 -- a sample that is always the same, no secret
    while len(rows) < LEAST:
        row = tuple(draw.choice(of) for of in values)
        if together(row):
            rows[row] = None
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


def _complete(rows: dict[tuple[str, ...], None], names: list[str]) -> None:
    """Add combinations with the pairs that the library passes over where values exclude each other."""
    draw = random.Random(_SEED + 2)  # noqa: S311 -- as above
    covered = {pair for row in rows for pair in pairs(zip(names, row, strict=True), 2)}
    for one, other in pairs(names, 2):
        for first, second in product(OPTIONS[one], OPTIONS[other]):
            wanted = {one: first, other: second}
            if tuple(wanted.items()) in covered or excluded_by(wanted):
                continue
            row = next((row for row in _drawn(draw, wanted) if not excluded_by(row)), None)
            if row is None:
                continue
            rows[tuple(row.values())] = None
            covered.update(pairs(row.items(), 2))


def _drawn(draw: random.Random, wanted: Combination) -> Iterator[Combination]:
    """Yield combinations with the wanted values; each other value goes together with those before it where one does."""
    for _ in range(_TRIES):
        row = dict(wanted)
        for option, values in OPTIONS.items():
            if option not in row:
                together = [value for value in values if not excluded_by({**row, option: value})]
                row[option] = draw.choice(together or list(values))
        yield {option: row[option] for option in OPTIONS}


def random_combinations(count: int) -> Iterator[Combination]:
    """Yield combinations with a few values changed without a look at what goes together; always the same."""
    draw = random.Random(_SEED + 1)  # noqa: S311 -- as above
    for _ in range(count):
        combination = dict(draw.choice(combinations()))
        for option in draw.sample(list(OPTIONS), 3):
            combination[option] = draw.choice(list(OPTIONS[option]))
        yield combination


def settings_of(combination: Combination) -> dict[str, Any]:
    """Return the settings that a combination writes, with the ids of the private DNS zones that they call for."""
    settings = merged(BASE, *(OPTIONS[option][value] for option, value in combination.items()))
    if settings.get("privateDns") == {"mode": "existing"}:
        needed = ChatSettings.model_validate(settings).private_dns_zone_names
        settings["privateDns"]["zones"] = {zone: arm_id("Microsoft.Network/privateDnsZones", zone) for zone in needed}
    return settings


def merged(*fragments: Fragment) -> dict[str, Any]:
    """Return fragments of settings put into one another; the later one holds where two say something else."""
    settings: dict[str, Any] = {}
    for fragment in fragments:
        _merge(settings, fragment)
    return settings


def _merge(into: dict[str, Any], fragment: Fragment) -> None:
    for key, value in fragment.items():
        if isinstance(value, Mapping):
            _merge(into.setdefault(key, {}), cast("Fragment", value))
        else:
            into[key] = deepcopy(value)
