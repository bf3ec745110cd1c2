"""Where and in which order a program declares its resources.

Most of a registration happens later, on the event loop, far from the user's code; so the place is noted
when the SDK's constructor hands a resource over, while the user's frames are still on the stack.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator
from contextvars import ContextVar
from typing import Any

import pulumi.resource as sdk_resource

from bedplate.generator.engine.errors import Locator
from bedplate.generator.graph import SourcePosition

_REGISTRATIONS = ("register_resource", "read_resource", "get_resource")


class Declarations:
    """The declarations of one run.

    Args:
        locator: finds the user's code.
    """

    def __init__(self, locator: Locator) -> None:
        self._locator = locator
        self._current: ContextVar[SourcePosition | None] = ContextVar("declared", default=None)
        self.ages: dict[Any, int] = {}
        """Each resource's place in the order of creation."""

    @property
    def current(self) -> SourcePosition | None:
        """Where the resource is declared on whose behalf the code that asks runs."""
        return self._current.get()

    @contextlib.contextmanager
    def noted(self) -> Generator[None]:
        """Note every declaration made inside a block."""
        stock = {name: getattr(sdk_resource, name) for name in _REGISTRATIONS}
        for name, register in stock.items():
            setattr(sdk_resource, name, self._noting(register))
        try:
            yield
        finally:
            for name, register in stock.items():
                setattr(sdk_resource, name, register)

    def _noting(self, register: Callable[..., None]) -> Callable[..., None]:
        def declare(resource: Any, *arguments: Any, **options: Any) -> None:
            self.ages[resource] = len(self.ages)
            position = self._locator.of_declaration()
            self._locator.declared[id(resource)] = position
            # The task that registers the resource starts in a copy of this context.
            token = self._current.set(position)
            try:
                register(resource, *arguments, **options)
            finally:
                self._current.reset(token)

        return declare
