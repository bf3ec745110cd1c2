"""Executables by which the engine finds our offline provider in place of a package's own."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import bedplate
from bedplate.generator.engine import azure
from bedplate.generator.engine.values import is_object
from bedplate.generator.programs.project import Project

_PREFIX = "pulumi-resource-"
_SDK_LINES = (
    re.compile(r"^\s*[\"']?pulumi[-_](?P<name>[a-z0-9_-]+)", re.MULTILINE),  # requirements.txt, pyproject.toml
    re.compile(r"/pulumi-(?P<name>[a-z0-9-]+)/sdk"),  # go.mod
)
_FILES = ("requirements.txt", "pyproject.toml", "go.mod")
_MISSING = re.compile(r"(?:resource plugin '?|" + _PREFIX + r")(?P<name>[A-Za-z][\w-]*)")
_DYNAMIC = ("pulumi-nodejs", "pulumi-python")
"""Packages of dynamic providers, which are code of the program's own."""


def named_packages(project: Project) -> frozenset[str]:
    """Return the packages whose SDKs a project names, azure-native and the dynamic ones always among them."""
    found = {azure.PACKAGE, *_DYNAMIC, *_node_packages(project.root)}
    for name in _FILES:
        file = project.root / name
        if file.is_file():
            text = file.read_text(encoding="utf-8", errors="replace")
            for pattern in _SDK_LINES:
                found.update(match["name"].replace("_", "-") for match in pattern.finditer(text))
    return frozenset(found)


def missing_packages(words: str) -> frozenset[str]:
    """Return the packages whose plugins the engine says that it misses."""
    lines = [line for line in words.splitlines() if "plugin" in line]
    return frozenset(match["name"].removeprefix(_PREFIX) for line in lines for match in _MISSING.finditer(line))


def write_plugins(folder: Path, packages: Iterable[str], notes: Path, usage: Path) -> None:
    """Write one executable for each package.

    Args:
        folder: a folder that stands first on PATH.
        packages: names of the packages.
        notes: file in which the provider writes what it cannot know.
        usage: file that says what a YAML program uses of each package; it may be missing.
    """
    # The engine starts it where bedplate need not be installed, as in tests.
    portions = os.pathsep.join(sorted(str(Path(path).parent) for path in bedplate.__path__))
    for package in packages:
        parts = [sys.executable, "-m", "bedplate.generator.programs.provider", package, str(notes), str(usage)]
        file = folder / f"{_PREFIX}{package}"
        file.write_text(f"#!/bin/sh\nPYTHONPATH={shlex.quote(portions)} exec {shlex.join(parts)}\n", encoding="utf-8")
        file.chmod(0o755)


def _node_packages(root: Path) -> Iterator[str]:
    """Yield the packages whose SDKs are installed for Node: each names its plugin."""
    for file in root.glob("node_modules/@*/*/package.json"):
        try:
            manifest: Any = json.loads(file.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            continue
        pulumi = manifest.get("pulumi") if is_object(manifest) else None
        if is_object(pulumi) and pulumi.get("resource") is True:
            yield str(pulumi.get("name") or file.parent.name)
