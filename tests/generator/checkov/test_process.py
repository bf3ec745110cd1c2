"""The process that runs checkov: warm, without a network, ended in time; here it runs a checkov that is made."""

from __future__ import annotations

import os
import time
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from bedplate.generator.checkov.environment import CheckovMissing, interpreter_of, locked_version
from bedplate.generator.checkov.process import CheckovFailed, CheckovProcess

MadeCheckov = Callable[[str], Path]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return the interpreter of an environment in which nothing is installed."""
    venv.create(tmp_path / "environment", symlinks=True)
    return interpreter_of(tmp_path / "environment")


@pytest.fixture
def made_checkov(bare: Path) -> MadeCheckov:
    """Return a maker of interpreters whose package `checkov` does what a test says when it is imported."""

    def make(code: str) -> Path:
        (packages,) = bare.parents[1].glob("lib/python*/site-packages")
        (packages / "checkov").mkdir()
        (packages / "checkov" / "__init__.py").write_text(code, encoding="utf-8")
        return bare

    return make


@pytest.mark.parametrize(
    "reach",
    [
        pytest.param("import socket; socket.create_connection(('127.0.0.1', 9))", id="connection"),
        pytest.param("import socket; socket.getaddrinfo('localhost', 80)", id="name"),
        pytest.param("import socket; socket.socket()", id="socket"),
        pytest.param("import _socket; _socket.socket()", id="below-the-library"),
        pytest.param("import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')", id="http"),
    ],
)
def test_a_checkov_that_reaches_for_the_network_is_refused(made_checkov: MadeCheckov, reach: str) -> None:
    with CheckovProcess(made_checkov(reach)) as process, pytest.raises(CheckovFailed, match="have no network"):
        process.facts()


def test_what_checkov_said_is_told_when_it_ends(made_checkov: MadeCheckov) -> None:
    code = "import os, sys; print('out of luck', file=sys.stderr, flush=True); os._exit(7)"

    with CheckovProcess(made_checkov(code)) as process, pytest.raises(CheckovFailed) as failed:
        process.facts()

    assert str(failed.value).startswith("checkov: loading checkov ended after ")
    assert str(failed.value).endswith("with exit code 7\nout of luck")


def test_what_it_prints_is_no_answer(made_checkov: MadeCheckov) -> None:
    code = "print('{}', flush=True); raise SystemError('later')"

    with CheckovProcess(made_checkov(code)) as process, pytest.raises(CheckovFailed, match="SystemError: later"):
        process.facts()


def test_one_that_hangs_is_ended_in_time(made_checkov: MadeCheckov, tmp_path: Path) -> None:
    code = f"import os, time; open('{tmp_path}/pid', 'w').write(str(os.getpid())); time.sleep(60)"
    process = CheckovProcess(made_checkov(code), start_limit=2)
    began = time.monotonic()

    with pytest.raises(CheckovFailed, match="loading checkov took longer than 2 s"):
        process.facts()

    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="utf-8")), 0)


def test_an_interpreter_without_checkov_is_said_to_have_none(bare: Path) -> None:
    with CheckovProcess(bare) as process, pytest.raises(CheckovMissing) as missing:
        process.facts()

    assert (
        str(missing.value) == f"{bare}: has no checkov (`bedplate checkov install` makes an environment for it, once)"
    )


def test_one_that_cannot_be_run_is_said_to_be_so(tmp_path: Path) -> None:
    nowhere = tmp_path / "python"

    with pytest.raises(CheckovMissing) as missing:
        CheckovProcess(nowhere).start()

    assert str(missing.value) == f"{nowhere}: cannot be run: No such file or directory"


def test_another_version_is_refused(
    checkov: CheckovProcess, monkeypatch: pytest.MonkeyPatch, interpreter: Path
) -> None:
    assert checkov.facts().version == locked_version()
    monkeypatch.setattr("bedplate.generator.checkov.environment.locked_version", lambda: "4.0.1")
    monkeypatch.setattr("bedplate.generator.checkov.process.locked_version", lambda: "4.0.1")

    with CheckovProcess(interpreter) as process, pytest.raises(CheckovMissing) as missing:
        process.facts()

    assert str(missing.value) == (
        f"{interpreter}: has checkov {checkov.facts().version}; this version of bedplate works with 4.0.1 "
        "(`bedplate checkov install` makes an environment for it, once)"
    )


def test_a_process_that_is_killed_between_scans_is_said_to_have_ended(interpreter: Path) -> None:
    with CheckovProcess(interpreter) as process:
        process.facts()
        process._running.kill()

        with pytest.raises(CheckovFailed, match=r"the scan ended after .* with exit code -9"):
            process.scan([])


def test_a_scan_that_takes_too_long_is_ended(interpreter: Path) -> None:
    with CheckovProcess(interpreter, scan_limit=0.0) as process:
        with pytest.raises(CheckovFailed, match="the scan took longer than 0 s"):
            process.scan([])
        assert process._process is None


def test_it_is_ended_by_whoever_started_it(interpreter: Path) -> None:
    with CheckovProcess(interpreter) as process:
        process.facts()
        pid = process._running.pid

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_loading_does_not_keep_the_caller(interpreter: Path) -> None:
    process = CheckovProcess(interpreter)
    began = time.monotonic()
    process.start()
    started = time.monotonic() - began
    process.facts()
    loaded = time.monotonic() - began
    process.close()

    assert started < loaded / 2
