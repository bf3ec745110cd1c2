"""Runs the real Pulumi engine on a copy of a project, away from the user's own Pulumi, and from any cloud."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bedplate.generator.programs.processes import session_members
from tests.engine.standin.cloud import Cloud
from tests.engine.standin.faults import FAIL_EVERY, HAZARDS
from tests.engine.standin.provider import CLOUD_FOLDER, INVENTIVE, LENIENT, PLAIN_ONLY

REPOSITORY = Path(__file__).resolve().parents[2]
BUILT = REPOSITORY / ".engine" / "bin"
PACKAGES = ("azure-native", "demo", "azuread", "random", "tls")
"""The packages whose provider the stand-in plays."""
TIME_LIMIT = 180.0
"""Seconds for one command; the slowest, `up` of a large stack on a busy machine, takes about twenty."""
PATIENCE = 10.0
"""Seconds that an interrupted engine has to end its plugins."""
_FOREIGN_VARIABLES = ("PULUMI_", "ARM_", "AZURE_", "STANDIN_", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")


class EngineError(Exception):
    """The engine refused or failed; the text is everything that it said."""


def find_engine() -> Path | None:
    """Return the folder of `pulumi`: one on PATH first, since it brings its current hosts, else the built one."""
    installed = shutil.which("pulumi")
    if installed:
        return Path(installed).parent
    return BUILT if (BUILT / "pulumi").is_file() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What `pulumi preview --json` says, with the outputs from its event log."""

    steps: tuple[Mapping[str, Any], ...]
    events: tuple[Mapping[str, Any], ...]
    changes: Mapping[str, int]
    """How many resources by kind of change, for example `{"create": 7}`."""
    errors: tuple[str, ...]
    """Errors that the program logged."""


class Workspace:
    """A copy of a project with its own Pulumi home, state, cloud and provider executables.

    Commands write into the stack's file, so they never see the project itself.

    Args:
        engine: folder of `pulumi`.
        folder: a folder to work in, empty or not there yet.
        plain_only: whether the provider takes no secrets, as azure-native 3.
        lenient: whether the provider takes writes in any order, unlike Azure.
        inventive: whether the provider makes up everything that Azure would tell.
        time_limit: seconds for one command.
        patience: seconds in which an interrupted engine may end its plugins by itself.
    """

    def __init__(
        self,
        engine: Path,
        folder: Path,
        *,
        plain_only: bool = False,
        lenient: bool = False,
        inventive: bool = False,
        time_limit: float = TIME_LIMIT,
        patience: float = PATIENCE,
    ) -> None:
        self.folder = folder
        self.cloud = Cloud(folder / "cloud")
        self._time_limit, self._patience = time_limit, patience
        folder.mkdir(exist_ok=True)
        for name in ("home", "state", "plugins", "user"):
            (folder / name).mkdir()
        for package in PACKAGES:
            _write_plugin(folder / "plugins", package)
        self._environment = self._isolated(engine)
        for variable, wanted in ((PLAIN_ONLY, plain_only), (LENIENT, lenient), (INVENTIVE, inventive)):
            if wanted:
                self._environment[variable] = "true"

    def meet(self, *, hazards: Mapping[str, int] | None = None, fail_every: int = 0) -> None:
        """Let the provider fail from the next command on.

        Args:
            hazards: ids of documented transient errors, each with how many tries of a resource fail of it.
            fail_every: after how many writes one fails for good; 0 for never.
        """
        asked = ",".join(f"{id_}:{times}" for id_, times in (hazards or {}).items())
        self._environment[HAZARDS], self._environment[FAIL_EVERY] = asked, str(fail_every)

    def _isolated(self, engine: Path) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(_FOREIGN_VARIABLES)}
        own_python = Path(sys.executable).parent
        path = [self.folder / "plugins", own_python, engine, kept.get("PATH", os.defpath)]
        return {
            **kept,
            "HOME": str(self.folder / "user"),
            "PATH": os.pathsep.join(map(str, path)),
            "PULUMI_HOME": str(self.folder / "home"),
            "PULUMI_BACKEND_URL": (self.folder / "state").as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_NODEJS_TRANSPILE_ONLY": "true",  # else most of a run's time goes into checking types
            "PULUMI_DEBUG_COMMANDS": "true",  # `--event-log` is one of them
            # State is written at the end of a command and not after each step too, which costs half of a large `up`.
            "PULUMI_SKIP_CHECKPOINTS": "true",
            "PULUMI_EXPERIMENTAL": "true",  # without it the engine does not look at the former
            CLOUD_FOLDER: str(self.folder / "cloud"),
        }

    def copy(self, project: Path) -> Project:
        """Copy a project into this workspace, without what others generate into it."""
        target = self.folder / "projects" / project.name
        leave = shutil.ignore_patterns(".*", "__pycache__", "tests", "docs", "dist", "tools")
        shutil.copytree(project, target, ignore=leave)
        # Current Python hosts honour `virtualenv` in Pulumi.yaml, which names a folder of the project.
        (target / ".venv").symlink_to(sys.prefix)
        return Project(self, target)

    def run(self, folder: Path, *arguments: str) -> str:
        """Run one `pulumi` command and return its stdout.

        Raises:
            EngineError: it failed, or took longer than the time limit.
        """
        command = ["pulumi", "--non-interactive", "--color", "never", *arguments]
        binary = shutil.which("pulumi", path=self._environment["PATH"])
        process = subprocess.Popen(
            command,
            executable=binary,
            cwd=folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            output, errors = process.communicate(timeout=self._time_limit)
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"{' '.join(command)} took longer than {self._time_limit:.0f} s") from error
        finally:
            end_session(process, self._patience)
        if process.returncode != 0:
            raise EngineError(f"{' '.join(command)}\n{_messages(output)}\n{errors}")
        return output


@dataclass(frozen=True, slots=True)
class Project:
    """A project's copy."""

    workspace: Workspace
    folder: Path

    def create(self, stack: str, secrets: Mapping[str, str] | None = None) -> None:
        """Make a stack, and put secret configuration values into its file."""
        self._run("stack", "init", stack)
        for key, value in (secrets or {}).items():
            self._run("config", "set", "--secret", key, "--stack", stack, "--", value)

    def configure(self, stack: str, key: str, value: str) -> None:
        """Put a configuration value into the stack's file."""
        self._run("config", "set", key, value, "--stack", stack)

    def preview(self, stack: str) -> Preview:
        """Run `pulumi preview --json`."""
        log = self.workspace.folder / "events.json"
        log.unlink(missing_ok=True)
        answer = json.loads(self._run("preview", "--json", "--event-log", str(log), "--stack", stack))
        events = tuple(json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())
        said = answer.get("diagnostics") or ()
        return Preview(
            steps=tuple(answer.get("steps") or ()),
            events=events,
            changes=answer.get("changeSummary") or {},
            errors=tuple(item["message"] for item in said if item["severity"] == "error"),
        )

    def up(self, stack: str) -> str:
        """Deploy; return what the engine said."""
        return self._run("up", "--yes", "--skip-preview", "--stack", stack)

    def export(self, stack: str) -> tuple[Mapping[str, Any], ...]:
        """Return the resources in the stack's state, secrets laid open."""
        answer = json.loads(self._run("stack", "export", "--show-secrets", "--stack", stack))
        return tuple(answer["deployment"].get("resources") or ())

    def refresh(self, stack: str) -> str:
        """Read everything back; raises `EngineError` when anything changed."""
        return self._run("refresh", "--yes", "--skip-preview", "--expect-no-changes", "--stack", stack)

    def destroy(self, stack: str, *, run_program: bool = False) -> str:
        """Delete everything, also what is protected.

        Args:
            stack: the stack.
            run_program: whether the program runs beside it, so that its hooks are heard.
        """
        hooks = ("--run-program",) if run_program else ()
        return self._run("destroy", "--yes", "--skip-preview", "--ignore-protect", *hooks, "--stack", stack)

    def _run(self, *arguments: str) -> str:
        return self.workspace.run(self.folder, *arguments)


def _messages(output: str) -> str:
    """Return what a failed command said: the diagnostics alone where it answers in JSON."""
    try:
        answer = json.loads(output)
    except json.JSONDecodeError:
        return output
    return "".join(item["message"] for item in answer.get("diagnostics") or ())


def _write_plugin(folder: Path, package: str) -> None:
    """Write the executable by which the engine finds a provider on PATH."""
    file = folder / f"pulumi-resource-{package}"
    start = f"exec '{sys.executable}' -m tests.engine.standin.provider {package}"
    file.write_text(f"#!/bin/sh\nPYTHONPATH='{REPOSITORY}' {start}\n", encoding="utf-8")
    file.chmod(0o755)


def end_session(process: subprocess.Popen[str], patience: float = PATIENCE) -> None:
    """End a command and everything that it started: politely first, so that the engine ends its plugins."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for member in _after(patience, process.pid):  # plugins end a moment after the engine
        with contextlib.suppress(ProcessLookupError):
            os.kill(member, signal.SIGKILL)
    _after(patience, process.pid)
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


def _after(limit: float, session: int) -> tuple[int, ...]:
    """Return what is left of a session, at the latest after a number of seconds."""
    end = time.monotonic() + limit
    while (left := session_members(session)) and time.monotonic() < end:
        time.sleep(0.02)
    return left
