"""The commands' reference, and that the committed one is current and complete."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.main import get_command

from bedplate.components.shared.attribute_docstrings import attribute_docstrings
from bedplate.generator.cli.app import app
from bedplate.generator.cli.errors import ExitCode
from bedplate.generator.cli.variables import VARIABLES
from bedplate.generator.programs.provider import KNOWN_VARIABLE
from bedplate.generator.render.commands.reference import render

ROOT = Path(__file__).resolve().parents[4]
PAGE = ROOT / "docs" / "reference" / "commands.md"
SMALL = """
# Commands

Keeps a shed.

| Option | Meaning |
| --- | --- |

Every command has `-h`, `--help` too.

## shed door paint

```text
shed door paint [OPTIONS] {COLOUR} [COAT]...
```

Paint the door.

| Argument | Meaning |
| --- | --- |
| `COLOUR` | Red \\| green. *(required)* |
| `COAT…` | How it is put on. |

| Option | Meaning |
| --- | --- |
| `--brush <str>` | What with. *(default: big)* |

## Exit codes

| Code | Meaning |
| --- | --- |
| `0` | Well. |

## Environment variables

| Variable | Meaning |
| --- | --- |
| `SHED` | Where it is. |
"""


def _small() -> Any:
    shed = typer.Typer(name="shed", help="Keeps a shed.", rich_markup_mode=None, add_completion=False)
    door = typer.Typer(help="All about doors.")
    shed.add_typer(door, name="door")

    @door.callback()
    def about() -> None:
        """Keep `paint` a command of its own."""

    @door.command()
    def paint(
        colour: Annotated[str, typer.Argument(metavar="COLOUR", help="Red | green.")],
        coats: Annotated[list[str] | None, typer.Argument(metavar="COAT", help="How it is put on.")] = None,
        *,
        brush: Annotated[str, typer.Option("--brush", help="What with.")] = "big",
    ) -> None:
        """Paint the door."""
        del colour, coats, brush

    return get_command(shed)


def _parameters(command: Any, name: str) -> Iterator[tuple[str, str | None]]:
    yield name, command.help
    for each in command.params:
        yield f"{name} {each.opts[0]}", each.help
    for inner, each in getattr(command, "commands", {}).items():
        yield from _parameters(each, f"{name} {inner}")


def test_a_command_line_as_a_page() -> None:
    assert render(_small(), {0: "Well."}, {"SHED": "Where it is."}).partition("-->\n")[2] == SMALL


def test_everything_of_the_command_line_is_described() -> None:
    assert [name for name, words in _parameters(get_command(app), "bedplate") if not words] == []


@pytest.mark.parametrize("code", ExitCode, ids=lambda code: str(code.value))
def test_every_exit_code_is_described(code: ExitCode) -> None:
    assert attribute_docstrings(ExitCode)[code.name]


def test_every_variable_of_our_own_is_in_the_table() -> None:
    portions = [ROOT / unit / "bedplate" for unit in ("components", "blueprints", "policies", "generator")]
    files = [file for portion in portions for file in portion.rglob("*.py")]
    named = {found for file in files for found in re.findall(r'"(BEDPLATE_[A-Z_]+)"', file.read_text(encoding="utf-8"))}

    assert named - {KNOWN_VARIABLE} == {name for name in VARIABLES if name.startswith("BEDPLATE_")}
    assert len(files) > len(portions)


def test_the_committed_reference_is_current() -> None:
    meanings = attribute_docstrings(ExitCode)
    text = render(get_command(app), {each.value: meanings[each.name] for each in ExitCode}, VARIABLES)
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == text
