"""checkov beside our own rules: found, started early, and missed aloud."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from bedplate.generator.checkov.environment import VARIABLE, CheckovMissing, find_interpreter
from bedplate.generator.checkov.process import CheckovFailed, CheckovProcess
from bedplate.generator.cli.errors import BadInput


@dataclass(frozen=True, slots=True)
class AskedCheckov:
    """checkov, or why there is none."""

    process: CheckovProcess | None
    missing: str = ""
    """Why it is not there, although it was asked for."""


@contextmanager
def asked_checkov(*, wanted: bool) -> Generator[AskedCheckov]:
    """Start checkov where it is wanted and there, so that it loads while programs are recorded; end it at last.

    Raises:
        BadInput: it is there and does not work, or is not where the user says.
    """
    if not wanted:
        yield AskedCheckov(None)
        return
    try:
        interpreter = find_interpreter()
    except CheckovMissing as missing:
        if os.environ.get(VARIABLE):
            raise BadInput(str(missing)) from missing
        yield AskedCheckov(None, str(missing))
        return
    try:
        with CheckovProcess(interpreter) as process:
            yield AskedCheckov(process)
    except (CheckovMissing, CheckovFailed) as error:
        raise BadInput(f"{error} (mend it, or leave checkov out with --no-checkov)") from error
