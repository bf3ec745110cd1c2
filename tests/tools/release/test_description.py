"""What a package index can show of a long description."""

import re
from pathlib import Path

import pytest

from tools.release.description import check_description

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("# Roses\n\n[a](https://a.test) [b](#roses) [c](mailto:c@a.test)\n", [], id="well"),
        pytest.param("Roses\n", ["the long description does not begin with a heading"], id="no heading"),
        pytest.param("", ["the long description does not begin with a heading"], id="empty"),
        pytest.param(
            "# Roses\n\n[a](docs/a.md)\n",
            ["the long description leads to docs/a.md, which is not there on an index"],
            id="a link into the repository",
        ),
        pytest.param(
            "# Roses\n\n| a |\n|---|\n| ![](a.svg) |\n",
            ["the long description leads to a.svg, which is not there on an index"],
            id="a picture of the repository, in a table",
        ),
        pytest.param(
            "# Roses\n\n<!-- begin -->\n",
            ["the long description holds raw HTML, of which an index shows only a part"],
            id="HTML",
        ),
    ],
)
def test_a_description(markdown: str, expected: list[str]) -> None:
    assert check_description(markdown) == expected


def test_our_own_begins_as_a_generated_project_does() -> None:
    markdown = (ROOT / "docs" / "package.md").read_text(encoding="utf-8")
    readme = (ROOT / "templates" / "chat" / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^bedplate .*$", markdown, flags=re.MULTILINE)

    assert check_description(markdown) == []
    assert commands == ["bedplate new chat my-zone", "bedplate preview dev", "bedplate scan"]
    assert [command for command in commands[1:] if f"$ {command}\n" not in readme] == []
