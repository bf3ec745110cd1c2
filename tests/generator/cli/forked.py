"""The command in a process of its own that finds everything imported, which is most of what a short run does.

A server imports what the command may need, once for each process of the tests, and forks for every run. Each run has
environment, working folder and streams of its own, and nothing of any run before it.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerContext
from pathlib import Path

TIME_LIMIT = 120.0
"""Seconds for one run."""
_READ_AT_START = ("PYTHON", "LANG", "LC_")
_LOADED_AHEAD = ["bedplate.blueprints.catalogue", "bedplate.generator.cli.app", "bedplate.generator.engine"]


def server() -> ForkServerContext | None:
    """Return what forks; `None` where the system cannot fork so."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return None
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED_AHEAD)
    return context


def needs_an_interpreter_of_its_own(changes: Mapping[str, str]) -> bool:
    """Return whether Python itself reads one of these variables, which it does only as it starts."""
    return any(name.startswith(_READ_AT_START) for name in changes)


def run_forked(
    context: ForkServerContext, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str]
) -> tuple[int, bytes, bytes]:
    """Run the command and return exit code, stdout and stderr.

    Raises:
        TimeoutError: it did not end within the limit.
    """
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder) / name for name in ("stdout", "stderr")]
        process = context.Process(target=_command, args=(list(arguments), cwd, dict(environment), streams))
        process.start()
        process.join(TIME_LIMIT)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutError(arguments)
        stdout, stderr = (stream.read_bytes() for stream in streams)
        return process.exitcode, stdout, stderr


def _command(arguments: list[str], cwd: Path, environment: dict[str, str], streams: list[Path]) -> None:
    for number, stream in enumerate(streams, start=1):
        file = os.open(stream, os.O_WRONLY | os.O_CREAT)
        os.dup2(file, number)
        os.close(file)
    # As the interpreter opens them where they lead to no terminal.
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="utf-8", write_through=False)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), "utf-8", "backslashreplace", line_buffering=True)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = ["bedplate", *arguments]
    from bedplate.generator.cli import main  # noqa: PLC0415 - it is there already

    sys.exit(main())
