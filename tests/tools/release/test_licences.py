"""What installed packages declare, and whether they are the pinned ones."""

import sys
from pathlib import Path

import pytest

from tools.release.licences import check_environment, declared_licence
from tools.release.lock import Pin

APACHE = "License :: OSI Approved :: Apache Software License"


def _pin(version: str = "1.0", marker: str = "", name: str = "watering-can") -> Pin:
    return Pin(name=name, version=version, marker=marker, hashes=(), needed_by=())


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The metadata of an installed package, to add lines to."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    file = tmp_path / "watering_can-1.0.dist-info" / "METADATA"
    file.parent.mkdir()
    file.write_text("Metadata-Version: 2.4\nName: watering-can\nVersion: 1.0\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("License-Expression: MIT\n", {"id": "MIT"}, id="an SPDX identifier"),
        pytest.param("License-Expression: MIT OR ISC\n", {"value": "MIT OR ISC"}, id="an SPDX expression"),
        pytest.param("License: BSD, three clauses\n", {"name": "BSD, three clauses"}, id="words"),
        pytest.param(f"Classifier: {APACHE}\n", {"name": "Apache Software License"}, id="a classifier"),
        pytest.param(
            f"License: Permission is\n        granted to\nClassifier: {APACHE}\n",
            {"name": "Apache Software License"},
            id="the text of a licence",
        ),
    ],
)
def test_a_declared_licence(installed: Path, lines: str, expected: dict[str, str]) -> None:
    installed.write_text(installed.read_text(encoding="utf-8") + lines, encoding="utf-8")
    licence = declared_licence(_pin())

    assert {key: getattr(licence, key) for key in expected} == expected


@pytest.mark.usefixtures("installed")
def test_nothing_declared() -> None:
    assert declared_licence(_pin()) is None
    assert declared_licence(_pin(name="no-such-package")) is None


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        pytest.param(_pin(), [], id="the pinned one"),
        pytest.param(
            _pin("2.0"),
            ["watering-can 2.0 is pinned, 1.0 is installed: renew the environment"],
            id="another version",
        ),
        pytest.param(
            _pin(name="no-such-package"),
            ["no-such-package 1.0 is pinned, nothing is installed: renew the environment"],
            id="not installed",
        ),
        pytest.param(_pin(name="no-such-package", marker='sys_platform == "win32"'), [], id="for another platform"),
    ],
)
def test_the_environment(pin: Pin, expected: list[str]) -> None:
    assert check_environment([pin]) == expected
