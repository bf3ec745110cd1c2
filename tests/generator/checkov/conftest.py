"""checkov, started once for all tests; `make test` installs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bedplate.generator.checkov.environment import CheckovMissing, find_interpreter
from bedplate.generator.checkov.process import CheckovProcess


@pytest.fixture(scope="session")
def interpreter() -> Path:
    try:
        return find_interpreter()
    except CheckovMissing as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def checkov(interpreter: Path) -> Iterator[CheckovProcess]:
    with CheckovProcess(interpreter) as process:
        yield process
