"""The README shows what the command really prints, and names what really exists."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from typer.main import get_command

from bedplate.generator.cli.app import app
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.render import preview

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- preview: begin -->\n", "<!-- preview: end -->"
SECTIONS = ("VirtualNetwork", "KeyVault", "AIAccount")


def _excerpt(graph: Graph) -> str:
    """Return the head of the preview, the components named in `SECTIONS`, and its last lines."""
    head, *sections = re.split(r"\n(?=[├└]─ )", preview.render(graph, width=110).rstrip("\n"))
    chosen = [section for section in sections if section.startswith(tuple(f"├─ {name} " for name in SECTIONS))]
    last = sections[-1].rsplit("\n\n", 1)[-1]
    return "\n".join(["```text", head, "⋮", *chosen, "⋮", last, "```", ""])


def test_the_preview_in_the_readme_is_what_the_command_prints(record_stack: Callable[[str, Mode], Graph]) -> None:
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    shown, after = rest.split(END)
    actual = _excerpt(record_stack("chat-dev", Mode.KNOWN))
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        README.write_text(before + BEGIN + actual + END + after, encoding="utf-8")
        shown = actual

    assert shown == actual


def test_every_command_is_in_the_readme() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]  # a Typer app with several commands is a group

    documented = set(re.findall(r"^bedplate ([\w-]+)", README.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert documented == set(commands)


def test_the_readmes_commands_are_verbs_of_the_makefile() -> None:
    verbs = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))

    assert len(verbs) <= 8
    assert set(re.findall(r"^\$ make (\w+)", README.read_text(encoding="utf-8"), flags=re.MULTILINE)) <= verbs
