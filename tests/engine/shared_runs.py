"""Runs ahead of the tests that ask for them, each once, however many processes the tests are spread over."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

LONGEST_RUN = 1800.0
"""Seconds after which no outcome is expected any more; the longest run takes about two minutes on a free machine."""


class SharedRuns:
    """Runs by name, shared by all processes that are given the same folder.

    Args:
        folder: where to keep outcomes.
        workers: how many runs this process does at once.
    """

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._executor = ThreadPoolExecutor(max_workers=workers)
        self._begun: set[str] = set()
        self._outcomes: dict[str, Any] = {}
        folder.mkdir(exist_ok=True)

    @classmethod
    def of_session(cls, tmp_path_factory: pytest.TempPathFactory, name: str) -> SharedRuns:
        """Return the runs of a test session by a name of their own; workers of pytest-xdist share them."""
        own = tmp_path_factory.getbasetemp()
        if "PYTEST_XDIST_WORKER" in os.environ:
            own = own.parent
        return cls(own / name, workers=os.cpu_count() or 1)

    def begin(self, name: str, run: Callable[[], Any]) -> None:
        """Begin a run, unless one of that name was begun before, here or in another process."""
        if name not in self._begun:
            self._begun.add(name)
            self._executor.submit(self._do, name, run)

    def outcome(self, name: str) -> Any:
        """Wait for a run that was begun, and return what it returned; raises what it raised."""
        if name not in self._outcomes:
            self._outcomes[name] = self._awaited(name)
        found = self._outcomes[name]
        if isinstance(found, Exception):
            raise found
        return found

    def close(self) -> None:
        """Leave what has not begun to other processes, and wait for the rest."""
        self._executor.shutdown(cancel_futures=True)

    def _do(self, name: str, run: Callable[[], Any]) -> None:
        try:
            (self._folder / f"{name}.begun").touch(exist_ok=False)
        except FileExistsError:
            return  # another process does it
        try:
            found = run()
        except Exception as error:  # noqa: BLE001 - whatever it is, the tests that wait are to hear of it
            found = error
        unfinished = self._folder / f"{name}.unfinished"
        unfinished.write_bytes(pickle.dumps(found))
        unfinished.replace(self._folder / f"{name}.outcome")

    def _awaited(self, name: str) -> Any:
        file = self._folder / f"{name}.outcome"
        end = time.monotonic() + LONGEST_RUN
        while not file.is_file():
            if time.monotonic() > end:
                raise TimeoutError(name)
            time.sleep(0.05)
        return pickle.loads(file.read_bytes())  # noqa: S301 - written by this test session
