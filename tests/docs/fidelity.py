"""The tables of the page on fidelity that are written from data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bedplate.generator.render.markdown_page import table
from bedplate.generator.render.markdown_text import code, plain
from tests.blueprints.option_matrix import OPTIONS
from tests.engine import catalogue, foreign
from tests.engine.test_option_sample import DEPLOYED, SAMPLE


def amount() -> str:
    """Return how many programs are compared."""
    values = sum(len(each) for each in OPTIONS.values())
    rows = [
        ("Stacks of this project", _counted(catalogue.stacks())),
        (
            "Combinations of options",
            f"{SAMPLE}, of them {DEPLOYED} deployed; they hold all {values} values of {len(OPTIONS)} options",
        ),
        ("Odd programs", _counted(catalogue.names(catalogue.PROGRAMS))),
        ("Programs that fail", _counted(catalogue.names(catalogue.FAILING))),
        *((f"Strangers' programs in {each}", _counted(foreign.programs(each))) for each in foreign.LANGUAGES),
    ]
    return "\n".join(table(("Programs", "How many"), rows))


def known_later() -> str:
    """Return what the first preview of the landing zones does not know."""
    with (catalogue.HERE / "known_later.toml").open("rb") as file:
        rows = tomllib.load(file)
    inputs = table(("Resource", "Input", "Reason"), _inputs(rows["unknown"]))
    outputs = table(
        ("Output of the stack", "Reason"), ((code(row["output"]), plain(row["reason"])) for row in rows["exported"])
    )
    return "\n".join([*inputs, *outputs])


def _inputs(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        yield code(row["type"].removeprefix("azure-native:")), code(row["input"]), plain(row["reason"])


def _counted(names: Iterable[str]) -> str:
    listed = tuple(names)
    return f"{len(listed)}: {', '.join(map(code, listed))}"
