"""The README draws the network as it is."""

from pathlib import Path

import pytest
from bedplate.generator.testing import mermaid, record

PROJECT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- network: begin -->\n", "<!-- network: end -->"


def test_the_readme_shows_the_network_of_dev(pytestconfig: pytest.Config) -> None:
    readme = PROJECT / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(BEGIN)
    shown, after = rest.split(END)
    current = f"```mermaid\n{mermaid(record(PROJECT, 'dev'))}```\n"
    if pytestconfig.getoption("--update-readme"):
        readme.write_text(before + BEGIN + current + END + after, encoding="utf-8")
        shown = current

    assert shown == current, "run `python -m pytest --update-readme`"
