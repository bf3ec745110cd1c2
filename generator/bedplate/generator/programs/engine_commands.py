"""The Pulumi CLI: where it is, and how its commands are run within a time limit."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bedplate.generator.engine.errors import Problem, ProgramError
from bedplate.generator.programs import processes

PULUMI_VARIABLE = "BEDPLATE_PULUMI"
"""Environment variable with the folder of `pulumi` and its language hosts, where they are not on PATH."""


@dataclass(frozen=True, slots=True)
class EngineCommands:
    """Runs `pulumi` again and again until a time is over."""

    folder: Path
    """The folder to run in."""
    environment: Mapping[str, str]
    end: float
    """When the time is over, by the monotonic clock."""
    time_limit: float
    """How many seconds that was from the beginning, for words."""

    def run(self, arguments: list[str]) -> tuple[int, str, str]:
        """Run one command; return its exit code, output and errors.

        Raises:
            ProgramError: the time is over.
        """
        binary = shutil.which("pulumi", path=self.environment["PATH"])
        command = [str(binary), "--non-interactive", "--color", "never", *arguments]
        process = processes.start(command, cwd=self.folder, env=dict(self.environment))
        try:
            output, errors = process.communicate(timeout=max(self.end - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired as error:
            raise ProgramError(Problem(message=processes.too_long(self.time_limit))) from error
        finally:
            processes.end(process, patience=processes.PATIENCE)
        return process.returncode, output, errors


def find_engine() -> Path:
    """Return the folder of `pulumi`.

    Raises:
        ProgramError: there is none.
    """
    named = os.environ.get(PULUMI_VARIABLE)
    if named:
        folder = Path(named) if Path(named).is_dir() else Path(named).parent
        if shutil.which("pulumi", path=str(folder)):
            return folder.resolve()
        raise ProgramError(Problem(message=f"{PULUMI_VARIABLE} is {named!r}, where there is no pulumi"))
    installed = shutil.which("pulumi")
    if installed is None:
        raise ProgramError(
            Problem(
                message="programs in other languages than Python run under the Pulumi CLI, and there is none on PATH; "
                f"install it (https://www.pulumi.com/docs/install/), or name its folder in {PULUMI_VARIABLE}"
            )
        )
    return Path(installed).parent
