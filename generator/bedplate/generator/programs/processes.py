"""Processes of other people's programs: started in a session of their own, ended with all that they started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TIME_LIMIT = 300.0
"""Seconds that a program may take."""
TIME_LIMIT_VARIABLE = "BEDPLATE_TIME_LIMIT"
"""Environment variable with another limit."""
PATIENCE = 5.0
"""Seconds in which an interrupted program may end by itself."""
_POLL = 0.02


def start(command: list[str], **options: Any) -> subprocess.Popen[str]:
    """Start a command in a session of its own, without input, its output and errors in pipes."""
    return subprocess.Popen(  # noqa: S603 - running the user's own program is the purpose
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        **options,
    )


def wait(process: subprocess.Popen[str], time_limit: float) -> int | None:
    """Return the exit code of a command, or `None` when it runs longer than a number of seconds."""
    try:
        return process.wait(time_limit)
    except subprocess.TimeoutExpired:
        return None


def too_long(time_limit: float) -> str:
    """Return what to say of a program that was ended."""
    return (
        f"the program did not end within {time_limit:g} s and was stopped; it may wait for something that never "
        f"happens, or it needs a longer limit ({TIME_LIMIT_VARIABLE}, in seconds)"
    )


def end(process: subprocess.Popen[str], *, patience: float = 0.0) -> None:
    """End a command and everything of its session.

    Args:
        process: what `start` returned.
        patience: seconds that it may take to end its own children after an interrupt; 0 to kill it at once.
    """
    if process.poll() is None and patience:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    _kill_group(process.pid)
    if process.poll() is None:
        process.kill()
    process.wait()
    limit = time.monotonic() + patience
    while session_members(process.pid) and time.monotonic() < limit:  # plugins end a moment after the engine
        time.sleep(_POLL)
    for member in session_members(process.pid):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(member, signal.SIGKILL)


def _kill_group(leader: int) -> None:
    """Kill the process group that a command leads; its number stays taken as long as any member lives."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


def session_members(session: int) -> tuple[int, ...]:
    """Return the processes of a session that still run; none where the system does not tell."""
    found: list[int] = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        # Fields after the name: state, parent, process group, session.
        if int(state[3]) == session and state[0] != "Z":
            found.append(int(entry.name))
    return tuple(found)
