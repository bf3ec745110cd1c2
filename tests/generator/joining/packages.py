"""Installed packages of other people: the example, and small ones made by hand, good and broken."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.generator.cli.command import ROOT

EXAMPLE = ROOT / "examples" / "contoso"
PROJECT = EXAMPLE / "project"


def install_example(folder: Path) -> None:
    """Build the example's wheel and install it into a folder, offline."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    options = ["--no-deps", "--no-build-isolation", "--target", str(folder), str(EXAMPLE)]
    subprocess.run([*pip, *options], check=True, capture_output=True)


def install_by_hand(
    folder: Path,
    name: str,
    entry_points: Mapping[str, Mapping[str, str]],
    modules: Mapping[str, str] | None = None,
    *,
    version: str = "1.2.3",
) -> None:
    """Write what pip would leave behind.

    Args:
        folder: where packages are installed.
        name: of the distribution.
        entry_points: reference by name, by group.
        modules: text of each module by its name.
        version: of the distribution.
    """
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    lines = [
        line
        for group, rows in entry_points.items()
        for line in (f"[{group}]", *(f"{k} = {v}" for k, v in rows.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for module, text in (modules or {}).items():
        (folder / f"{module}.py").write_text(text, encoding="utf-8")


RULE = """\
from bedplate.policies.conditions import is_given
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

def rule(id_, **changes):
    words = dict(
        id=id_, title="It has a location", severity=Severity.LOW, pillar=Pillar.SECURITY, rationale="Why.",
        types=("Microsoft.Storage/storageAccounts",), fix="Write one.", references=("https://example.com",),
    )
    return property_rule(is_given("location"), **{**words, **changes})

"""
"""Head of a module that makes rules."""
