"""`bedplate checkov install`; no test downloads anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from bedplate.generator.checkov.installing import InstallFailed
from bedplate.generator.cli import checkov
from bedplate.generator.cli.errors import BadInput
from tests.generator.cli.command import bedplate


def test_help_says_that_it_downloads() -> None:
    done = bedplate("checkov", "install", "--help")

    assert done.code == 0
    assert "This is the only command that downloads anything." in " ".join(done.stdout.split())


def test_the_interpreter_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(checkov, "install", lambda: Path("/cache/bin/python"))

    checkov.install_checkov()

    assert capsys.readouterr().out == "/cache/bin/python\n"


def test_what_pip_said_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Path:
        raise InstallFailed("checkov could not be installed; pip said:\nno index")

    monkeypatch.setattr(checkov, "install", fail)

    with pytest.raises(BadInput, match="pip said:\nno index"):
        checkov.install_checkov()
