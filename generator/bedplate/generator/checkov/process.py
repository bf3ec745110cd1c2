"""The process that runs checkov: started early, warm for every stack of one command, ended by whoever started it."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeVar

import msgspec

from bedplate.generator.checkov.answers import Answer, Facts, Fault
from bedplate.generator.checkov.environment import INSTALL, CheckovMissing, locked_version, same_line
from bedplate.generator.programs.processes import end

START_LIMIT = 60.0
"""Seconds that loading checkov may take."""
SCAN_LIMIT = 60.0
"""Seconds that one scan may take."""
_FOLDER = Path(__file__).parent
_LAUNCH = """
import sys
sys.path.insert(0, sys.argv[1])
import worker
del sys.path[0]  # nothing else of ours is to be found instead of something of theirs
from worker.serving import main
sys.exit(main())
"""
_OF_CHECKOV = ("BC_", "CHECKOV_", "CKV_", "PRISMA_", "PYTHON", "LOG_LEVEL")
"""How names of environment variables begin that would change what it does."""
_LINES = 15
"""How much of stderr is told."""
_T = TypeVar("_T", Facts, Answer)


class CheckovFailed(Exception):  # noqa: N818 - as `BadInput`: the text is for the user
    """checkov is there and did not answer; the text says what it said."""


class CheckovProcess:
    """checkov in another interpreter.

    Args:
        interpreter: one that has checkov.
        start_limit: seconds that loading it may take.
        scan_limit: seconds that one scan may take.
    """

    def __init__(self, interpreter: Path, *, start_limit: float = START_LIMIT, scan_limit: float = SCAN_LIMIT) -> None:
        self._interpreter, self._start_limit, self._scan_limit = interpreter, start_limit, scan_limit
        self._process: subprocess.Popen[str] | None = None
        self._errors: IO[bytes] | None = None
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._facts: Facts | None = None

    def start(self) -> None:
        """Start it and return at once; it loads while other things are done.

        Raises:
            CheckovMissing: the interpreter cannot be run.
        """
        if self._process is not None:
            return
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the interpreter that the user named or that we made
                [str(self._interpreter), "-I", "-X", "utf8", "-c", _LAUNCH, str(_FOLDER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                text=True,
                encoding="utf-8",
                cwd=_FOLDER,
                env=_environment(os.environ),
                start_new_session=True,
            )
        except OSError as error:
            self.close()
            raise CheckovMissing(f"{self._interpreter}: cannot be run: {error.strerror}") from error
        threading.Thread(target=_take_lines, args=(self._process.stdout, self._lines), daemon=True).start()

    def facts(self) -> Facts:
        """Wait until checkov is loaded and return what is true of every scan.

        Raises:
            CheckovMissing: it is not there, or is of another version.
            CheckovFailed: it could not be loaded.
        """
        if self._facts is None:
            self.start()
            facts = self._answer(Facts, self._start_limit, "loading checkov")
            if not same_line(facts.version):
                self.close()
                wanted = f"this version of bedplate works with {locked_version()}"
                raise CheckovMissing(f"{self._interpreter}: has checkov {facts.version}; {wanted} ({INSTALL})")
            self._facts = facts
        return self._facts

    def scan(self, resources: Sequence[Mapping[str, Any]]) -> Answer:
        """Return what checkov says of resources, in the shape that `shaped` gives them.

        Raises:
            CheckovMissing: as `facts`.
            CheckovFailed: it did not answer in time, or not at all.
        """
        self.facts()
        line = msgspec.json.encode({"resources": resources}).decode("utf-8")
        # A process that hangs does not read either, and a full pipe would block the caller.
        threading.Thread(target=_put_line, args=(self._running.stdin, line), daemon=True).start()
        return self._answer(Answer, self._scan_limit, "the scan")

    def close(self) -> None:
        """End it; it can be started again."""
        if self._process is not None:
            end(self._process)
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None and not stream.closed:
                    _close_quietly(stream)
        if self._errors is not None:
            self._errors.close()
        self._process, self._errors, self._facts = None, None, None
        self._lines = queue.SimpleQueue()

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self.close()

    @property
    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            raise CheckovFailed("checkov was not started")
        return self._process

    def _answer(self, kind: type[_T], limit: float, what: str) -> _T:
        began = time.monotonic()
        try:
            line = self._lines.get(timeout=limit)
        except queue.Empty:
            raise self._failed(f"{what} took longer than {limit:g} s") from None
        if not line:
            code = self._running.wait()
            raise self._failed(f"{what} ended after {time.monotonic() - began:.1f} s with exit code {code}")
        answer = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        if "error" in answer:
            text = msgspec.json.decode(line, type=Fault).error
            if "No module named 'checkov" in text:
                self.close()
                raise CheckovMissing(f"{self._interpreter}: has no checkov ({INSTALL})")
            raise self._failed(f"{what} failed:\n{_tail(text)}")
        return msgspec.json.decode(line, type=kind)

    def _failed(self, words: str) -> CheckovFailed:
        """End the process and return what to say of it, with the last that it wrote to stderr."""
        end(self._running)
        said = ""
        if self._errors is not None:
            self._errors.seek(0)
            said = _tail(self._errors.read().decode("utf-8", "replace"))
        self.close()
        return CheckovFailed(f"checkov: {words}" + (f"\n{said}" if said else ""))


def _environment(caller: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in caller.items() if not name.startswith(_OF_CHECKOV)}


def _take_lines(stream: IO[str], lines: queue.SimpleQueue[str]) -> None:
    with contextlib.suppress(ValueError):  # closed while it was read
        for line in stream:
            lines.put(line)
    lines.put("")


def _put_line(stream: IO[str], line: str) -> None:
    # Whoever waits for the answer sees that the process ended.
    with contextlib.suppress(OSError, ValueError):
        stream.write(line + "\n")
        stream.flush()


def _close_quietly(stream: IO[str]) -> None:
    with contextlib.suppress(OSError):  # something unwritten was left in it
        stream.close()


def _tail(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-_LINES:])
