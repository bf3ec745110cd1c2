"""A made-up distribution: its checkout, and archives of it that are as they should be."""

import base64
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tools.release.project import Project

VERSION = "0.1.0"
WHEEL_NAME = "garden-0.1.0-py3-none-any.whl"
SDIST_NAME = "garden-0.1.0.tar.gz"
RECORDS = "garden-0.1.0.dist-info"
README = "# garden\n\nBeds, [watered](https://garden.test).\n"
PYPROJECT = """\
[project]
name = "garden"
description = "Beds that water themselves"
readme = "package.md"
license = "MIT"
license-files = ["LICENSE"]
requires-python = ">=3.11"
authors = [{ name = "Gardeners" }]
dynamic = ["version"]
keywords = ["water", "beds"]
classifiers = ["Programming Language :: Python :: 3.11", "Typing :: Typed"]
dependencies = ["ruamel.yaml>=0.18,<0.20", "rich>=14"]

[project.optional-dependencies]
rain = ["semver>=3"]

[project.scripts]
garden = "garden.beds.cli:main"

[tool.hatch.build.targets.wheel]
packages = ["beds/garden", "tools/garden"]
"""
METADATA = f"""\
Metadata-Version: 2.4
Name: garden
Version: {VERSION}
Summary: Beds that water themselves
Author: Gardeners
License-Expression: MIT
License-File: LICENSE
Keywords: beds,water
Classifier: Programming Language :: Python :: 3.11
Classifier: Typing :: Typed
Requires-Python: >=3.11
Requires-Dist: rich>=14
Requires-Dist: ruamel-yaml<0.20,>=0.18
Provides-Extra: rain
Requires-Dist: semver>=3; extra == 'rain'
Description-Content-Type: text/markdown

{README}"""
FILES = {
    "pyproject.toml": PYPROJECT,
    ".gitignore": "dist/\n",
    "package.md": README,
    "LICENSE": "Do as you like.\n",
    "CHANGELOG.md": "# Changelog\n\n## 0.1.0 (2026-11-21)\n",
    "beds/garden/beds/__init__.py": '"""Beds."""\n',
    "beds/garden/beds/cli.py": "def main(): ...\n",
    "beds/garden/beds/plants.toml": 'rose = "red"\n',
    "beds/garden/beds/py.typed": "",
    "tools/garden/tools/__init__.py": "",
    "tools/garden/tools/py.typed": "",
    "tests/test_beds.py": "assert True\n",
}


def checkout(folder: Path, changes: Mapping[str, str] = FILES) -> Project:
    """Write the checkout, with other or further files where given."""
    for name, text in {**FILES, **changes}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Project.read(folder)


def wheel_members() -> dict[str, bytes]:
    """Return what the wheel holds, without RECORD."""
    packed = {name.partition("/")[2]: text for name, text in FILES.items() if "/garden/" in name}
    records = {
        "METADATA": METADATA,
        "WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": "[console_scripts]\ngarden = garden.beds.cli:main\n",
        "licenses/LICENSE": FILES["LICENSE"],
    }
    named = {f"{RECORDS}/{name}": text for name, text in records.items()}
    return {name: text.encode() for name, text in (packed | named).items()}


def with_record(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return members with the RECORD that fits them."""
    rows = "".join(f"{name},{fingerprint(content)}\n" for name, content in members.items())
    return {**members, f"{RECORDS}/RECORD": f"{rows}{RECORDS}/RECORD,,\n".encode()}


def fingerprint(content: bytes) -> str:
    """Return hash and size as RECORD writes them."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"sha256={digest},{len(content)}"


def sdist_members() -> dict[str, bytes]:
    """Return what the source distribution holds."""
    read_by_build = ("pyproject.toml", ".gitignore", "package.md", "LICENSE")
    packed = {name: text.encode() for name, text in FILES.items() if "/garden/" in name or name in read_by_build}
    return {**packed, "PKG-INFO": METADATA.encode()}


def write_wheel(folder: Path, members: Mapping[str, bytes], name: str = WHEEL_NAME) -> Path:
    """Write a wheel."""
    with zipfile.ZipFile(folder / name, "w") as opened:
        for member, content in members.items():
            opened.writestr(member, content)
    return folder / name


def write_sdist(folder: Path, members: Mapping[str, bytes]) -> Path:
    """Write a source distribution."""
    with tarfile.open(folder / SDIST_NAME, "w:gz") as opened:
        for member, content in members.items():
            entry = tarfile.TarInfo(f"garden-0.1.0/{member}")
            entry.size = len(content)
            opened.addfile(entry, io.BytesIO(content))
    return folder / SDIST_NAME
