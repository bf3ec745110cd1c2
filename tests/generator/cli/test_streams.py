"""Terminals, pipes that close, encodings, interrupts, and the network that is never used."""

import json
import os
import pty
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.generator.cli.command import BEDPLATE, ROOT, SMALL_PROGRAM, bedplate, environment, project, started_bedplate

READY_AND_WAITING = "import sys, time\nprint('ready', flush=True)\ntime.sleep(60)\n"
ESCAPE = "\x1b["


def on_terminal(*arguments: str, cwd: Path, columns: int = 80, **changes: str) -> tuple[int, str, str]:
    """Run the command with a terminal as stdout and another one as stderr; return code and what each shows."""
    terminals = [pty.openpty(), pty.openpty()]
    process = subprocess.Popen(
        [BEDPLATE, *arguments],
        cwd=cwd,
        env=environment(COLUMNS=str(columns), **changes),
        stdout=terminals[0][1],
        stderr=terminals[1][1],
    )
    for _, theirs in terminals:
        os.close(theirs)
    shown = [_read_all(ours) for ours, _ in terminals]
    return process.wait(60), shown[0], shown[1]


def _read_all(terminal: int) -> str:
    received = b""
    try:
        while chunk := os.read(terminal, 65536):
            received += chunk
    except OSError:  # Linux says so when the other side is gone
        pass
    os.close(terminal)
    return received.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_at_its_width(tmp_path: Path) -> None:
    code, shown, _ = on_terminal("preview", "dev", cwd=project(tmp_path, SMALL_PROGRAM), columns=50)

    assert code == 0
    assert ESCAPE in shown
    assert f"grüße{ESCAPE}" in shown


@pytest.mark.parametrize(
    "changes",
    [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}],
    ids=["NO_COLOR", "dumb", "NO_COLOR-over-FORCE_COLOR"],
)
def test_a_terminal_that_wants_no_colours(tmp_path: Path, changes: dict[str, str]) -> None:
    code, shown, _ = on_terminal("preview", "dev", cwd=project(tmp_path, SMALL_PROGRAM), **changes)

    assert code == 0
    assert "grüße" in shown
    assert ESCAPE not in shown


def test_a_pipe_gets_colours_only_by_force(tmp_path: Path) -> None:
    zone = project(tmp_path, SMALL_PROGRAM)

    assert ESCAPE not in bedplate("preview", "dev", cwd=zone).stdout
    assert ESCAPE in bedplate("preview", "dev", cwd=zone, FORCE_COLOR="1").stdout
    assert ESCAPE not in bedplate("preview", "dev", "--json", cwd=zone, FORCE_COLOR="1").stdout


def test_a_narrow_terminal_folds(tmp_path: Path) -> None:
    _, shown, _ = on_terminal("preview", "dev", cwd=project(tmp_path, SMALL_PROGRAM), columns=50, NO_COLOR="1")

    assert all(len(line) <= 50 for line in shown.splitlines())


@pytest.mark.parametrize(("columns", "folds"), [("50", True), ("0", False), ("wide", False)])
def test_a_pipe_folds_only_where_columns_says(tmp_path: Path, columns: str, folds: bool) -> None:  # noqa: FBT001 - a case
    done = bedplate("preview", "dev", cwd=project(tmp_path, SMALL_PROGRAM), COLUMNS=columns)

    assert all(len(line) <= 50 for line in done.stdout.splitlines()) is folds


def test_a_terminal_shows_progress_and_takes_it_away(tmp_path: Path) -> None:
    program = "import time\ntime.sleep(1.5)\n"

    code, shown, words = on_terminal("preview", "dev", cwd=project(tmp_path, program))

    assert code == 0
    assert "Recording" not in shown
    assert words == "Recording dev ...\r\x1b[K"


def test_a_pipe_shows_no_progress(tmp_path: Path) -> None:
    assert bedplate("preview", "dev", cwd=project(tmp_path, "import time\ntime.sleep(1.5)\n")).stderr == ""


OUTLIVING = """
import atexit, threading, time
atexit.register(print, "at exit")
threading.Thread(target=lambda: (time.sleep(0.5), print("from a thread", flush=True))).start()
"""


def test_what_outlives_the_record_does_not_spoil_the_document(tmp_path: Path) -> None:
    done = started_bedplate("preview", "dev", "--json", cwd=project(tmp_path, OUTLIVING))

    assert json.loads(done.stdout)["stack"] == "dev"
    assert done.stderr == "from a thread\nat exit\n"


@pytest.mark.parametrize("program", ["sys.stdout.close()", "sys.stderr.close()", "os.close(1)", "sys.stdout = None"])
def test_a_program_that_takes_the_streams_away(tmp_path: Path, program: str) -> None:
    done = bedplate("preview", "dev", "--json", cwd=project(tmp_path, f"import os, sys\n{program}\n"))

    assert (done.code, json.loads(done.stdout)["stack"], done.stderr) == (0, "dev", "")


@pytest.mark.parametrize("flags", [(), ("--json",)], ids=["tree", "json"])
def test_a_reader_that_has_seen_enough(flags: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(
        [BEDPLATE, "preview", "chat-dev", *flags],
        cwd=ROOT,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [BEDPLATE, "validate"], cwd=ROOT, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert (done.returncode, done.stderr) == (2, b"stdout cannot be written: No space left on device\n")


def test_a_closed_stdout() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"'{BEDPLATE}' validate >&-"], cwd=ROOT, env=environment(), capture_output=True, check=False
    )

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"stdout ")


def test_an_interrupt(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [BEDPLATE, "preview", "dev"],
        cwd=project(tmp_path, READY_AND_WAITING),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Tests that run in the background may have been started with interrupts ignored, which a child inherits.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread runs here
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "ready\n"

    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)

    assert (process.returncode, stdout, stderr) == (130, "", "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_an_encoding_without_our_glyphs(tmp_path: Path, encoding: str) -> None:
    done = subprocess.run(
        [BEDPLATE, "preview", "dev"],
        cwd=project(tmp_path, SMALL_PROGRAM.replace("grüße", "grüße ☃")),
        env=environment(PYTHONIOENCODING=encoding),
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert text.startswith("dev - 1 resource in 0 components\n")
    assert "\\u2603" in text


def test_ascii_trees() -> None:
    done = bedplate("preview", "chat-dev", PYTHONIOENCODING="ascii")

    assert done.code == 0
    assert "|- ResourceGroup" in done.stdout
    assert "`- " in done.stdout
    assert "\\u" not in done.stdout


def test_json_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    done = bedplate("preview", "dev", "--json", cwd=project(tmp_path, SMALL_PROGRAM), PYTHONIOENCODING="ascii")

    assert json.loads(done.stdout)["resources"][1]["inputs"]["name"] == "grüße"


WATCHDOG = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket."):
        with open(os.environ["WATCHDOG_FILE"], "a") as file:
            print(event, *arguments, file=file)

sys.addaudithook(watch)
"""
COMMANDS = [
    ("preview", "chat-dev"),
    ("preview", "chat-dev", "--json", "--unknown"),
    ("preview", "chat-prod"),
    ("validate",),
    ("schema", "settings"),
    ("--help",),
]


@pytest.fixture
def watchdog(tmp_path: Path) -> dict[str, str]:
    """Return the environment in which every Python process notes what it does with sockets."""
    (tmp_path / "sitecustomize.py").write_text(WATCHDOG, encoding="utf-8")
    (tmp_path / "noted").write_text("", encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path), "WATCHDOG_FILE": str(tmp_path / "noted")}


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_socket_is_opened(arguments: tuple[str, ...], watchdog: dict[str, str]) -> None:
    done = bedplate(*arguments, **watchdog)

    assert done.code == 0
    assert Path(watchdog["WATCHDOG_FILE"]).read_text(encoding="utf-8") == ""


def test_the_watchdog_would_bark(watchdog: dict[str, str]) -> None:
    code = "import socket; socket.socket()"
    subprocess.run([sys.executable, "-c", code], env=environment(**watchdog), check=True)

    assert Path(watchdog["WATCHDOG_FILE"]).read_text(encoding="utf-8").startswith("socket.__new__ ")
