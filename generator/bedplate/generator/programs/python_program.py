"""A Python program in a process of its own, in its own virtual environment, recorded by our engine."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from bedplate.generator.engine.diagnostics import Diagnostics, one_line
from bedplate.generator.engine.errors import Locator, Problem, ProgramError
from bedplate.generator.engine.ordering import in_order
from bedplate.generator.engine.recorder import Deployment
from bedplate.generator.engine.redaction import redaction
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.programs import processes
from bedplate.generator.programs.declarations import SentDeclarations
from bedplate.generator.programs.failures import problem_of
from bedplate.generator.programs.foreign_recorder import ForeignRecorder
from bedplate.generator.programs.limits import Limits
from bedplate.generator.programs.locator import ElsewhereLocator
from bedplate.generator.programs.monitor_service import Refusals, served
from bedplate.generator.programs.python_interpreter import is_bedplates
from bedplate.generator.programs.remote_callbacks import RemoteCallbacks
from bedplate.generator.programs.undecided import with_unknowns

_BOOTSTRAP = Path(__file__).with_name("bootstrap.py")
_PARALLEL = 16
"""Operations that the SDK may have under way at once, as by default in Pulumi's CLI for small machines."""
_LAST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonRun:
    """One run of a Python program."""

    deployment: Deployment
    root: Path
    """The folder that the program may write to: a copy of the project."""
    original: Path
    """The project's own folder."""
    main: Path
    """The folder with `__main__.py`, or the file, to run."""
    interpreter: Path
    config: dict[str, str]
    secret_keys: tuple[str, ...]
    environment: dict[str, str]
    folder: Path
    """Where the job and the report are written."""
    time_limit: float
    """Seconds."""
    hint: str
    """What to do when a package is missing."""

    def record(self, limits: Limits) -> Graph:
        """Run the program and return what it declares.

        Args:
            limits: is told what cannot be known.

        Raises:
            ProgramError: the program fails, declares what the engine refuses, or does not end in time.
        """
        child = _Child()
        with ThreadPoolExecutor(1) as thread:  # a loop may run in this one already
            try:
                return thread.submit(asyncio.run, self._record(limits, child)).result()
            except KeyboardInterrupt:
                child.end()  # else leaving this block would wait for it
                raise

    async def _record(self, limits: Limits, child: _Child) -> Graph:
        locator, refusals, callbacks = ElsewhereLocator(self.root, self.original), Refusals(), RemoteCallbacks()
        declarations = SentDeclarations(locator)
        recorder = ForeignRecorder(self.deployment, declarations, callbacks, limits)
        redact = redaction(self.config[key] for key in self.secret_keys)
        diagnostics = Diagnostics(locator, recorder.source_of, redact)
        try:
            async with served(recorder, diagnostics, declarations, refusals, self._working_folder) as address:
                failures = await asyncio.to_thread(self._run, address, locator, redact, child)
        finally:
            await callbacks.close()
        if refusals.faults:
            raise refusals.faults[0]
        problems = _distinct([*refusals.problems, *diagnostics.problems], failures)
        if problems:
            raise ProgramError(*(replace(one, message=self._told(redact(one.message))) for one in problems))
        recorded = Graph(
            project=self.deployment.project,
            stack=self.deployment.stack,
            mode=self.deployment.mode,
            resources=in_order(recorder.resources),
            outputs=recorder.stack_outputs(),
            invokes=recorder.sorted_invokes(),
        )
        return recorded if self.deployment.mode is Mode.KNOWN else with_unknowns(recorded)

    @property
    def _working_folder(self) -> Path:
        return self.main if self.main.is_dir() else self.main.parent

    def _told(self, message: str) -> str:
        """Return words in which the project lies where it does."""
        return message.replace(str(self.root), str(self.original))

    def _run(self, address: str, locator: Locator, redact: Callable[[str], str], child: _Child) -> list[Problem]:
        """Run the program to its end; return what it says went wrong."""
        job, report = self.folder / "job.json", self.folder / "report.json"
        job.write_text(json.dumps(self._job(address, report)), encoding="utf-8")
        command = [str(self.interpreter), "-u", str(_BOOTSTRAP), str(job)]
        process = child.process = processes.start(command, cwd=self.root, env=self.environment)
        try:
            with ThreadPoolExecutor(2) as readers:
                last: deque[str] = deque(maxlen=_LAST_LINES)
                for stream in (process.stdout, process.stderr):
                    readers.submit(_repeat, stream, last, redact)
                code = processes.wait(process, self.time_limit)
                processes.end(process)  # also what the program left running, which would keep the pipes open
        finally:
            processes.end(process)
        if code is None:
            return [Problem(message=processes.too_long(self.time_limit))]
        return self._judged(report, code, last, locator)

    def _job(self, address: str, report: Path) -> dict[str, Any]:
        played = self.deployment
        return {
            "project": played.project,
            "stack": played.stack,
            "organization": played.organization,
            "dry_run": played.mode is Mode.UNKNOWN,
            "root": str(self.root),
            "main": str(self.main),
            "engine": address,
            "parallel": _PARALLEL,
            "config": self.config,
            "secret_keys": list(self.secret_keys),
            "is_ours": is_bedplates(self.interpreter),
            "report": str(report),
        }

    def _judged(self, report: Path, code: int, last: deque[str], locator: Locator) -> list[Problem]:
        if not report.is_file():
            said = one_line(" ".join(last))
            words = f"the program's Python ended with exit code {code}"
            return [Problem(message=f"{words}: {said}" if said else words)]
        said = json.loads(report.read_text(encoding="utf-8"))
        return [] if said.get("ended") else [problem_of(said, locator, self.hint)]


class _Child:
    """The program's process, once there is one."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def end(self) -> None:
        """End it with all that it started, when somebody interrupts us."""
        if self.process is not None and self.process.poll() is None:
            processes.end(self.process)


def _repeat(stream: IO[str] | None, last: deque[str], redact: Callable[[str], str]) -> None:
    """Repeat on stderr what a program prints."""
    for line in stream or ():
        last.append(line)
        sys.stderr.write(redact(line))


def _distinct(told: list[Problem], failures: list[Problem]) -> tuple[Problem, ...]:
    """Return what went wrong, each once: a program that fails repeats the words of what was refused."""
    news = [one for one in failures if not any(known.message in one.message for known in told)]
    return tuple(dict.fromkeys([*told, *news]))
