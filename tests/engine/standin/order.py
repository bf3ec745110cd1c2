"""Lets writes through as Azure does: several at once, each taking its time, and none that breaks Azure's order."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.engine.standin.cloud import Cloud
from tests.engine.standin.faults import BROKEN, Faults
from tests.engine.standin.rules.catalogue import refusal
from tests.engine.standin.rules.model import Operation, Refusal, World

WRITE_TIME = 0.03
"""Seconds that a write takes: longer than the engine needs to ask for the next one, so that writers meet."""


class RefusedError(Exception):
    """Azure does not do it."""

    def __init__(self, refused: Refusal) -> None:
        super().__init__(str(refused))


class PartlyDoneError(Exception):
    """Azure has done it, and failed afterwards; to be raised once it is done."""


class Order:
    """The order of writes to one cloud.

    Args:
        cloud: what exists.
        faults: what fails though it keeps the order.
        strict: whether Azure's order is kept.
    """

    def __init__(self, cloud: Cloud, faults: Faults, *, strict: bool) -> None:
        self._cloud = cloud
        self._faults = faults
        self._strict = strict
        self._lock = threading.Lock()
        self._writing: list[Operation] = []

    @contextmanager
    def write(self, operation: Operation) -> Iterator[None]:
        """Take the time of a write, and do what is in the block at its end.

        Raises:
            RefusedError: it breaks Azure's order, or fails before anything is done.
            PartlyDoneError: it fails after the block has done it.
        """
        broken = self._begin(operation)
        try:
            time.sleep(WRITE_TIME)
            if broken and not self._faults.leaves_a_part(operation):
                raise RefusedError(BROKEN)
            with self._lock:
                yield
            if broken:
                raise PartlyDoneError(str(BROKEN))
        finally:
            with self._lock:
                self._writing.remove(operation)

    def _begin(self, operation: Operation) -> bool:
        """Enter a write, and return whether it is going to fail."""
        with self._lock:
            found = self._faults.transient(operation)
            if found is None and self._strict:
                world = World(self._cloud.resources(), tuple(self._writing), self._cloud.held())
                found = refusal(operation, world)
            if found:
                raise RefusedError(found)
            self._writing.append(operation)
            return self._faults.is_broken(operation)
