"""Where a program in another process declares its resources, from what its SDK sends."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from bedplate.generator.engine.declarations import Declarations
from bedplate.generator.engine.errors import Locator
from bedplate.generator.graph import SourcePosition


class SentDeclarations(Declarations):
    """The declarations of a program that sends its stack traces, or at least source positions.

    Args:
        locator: finds the user's code.
    """

    def __init__(self, locator: Locator) -> None:
        super().__init__(locator)
        self._of_project = locator
        self._sent: ContextVar[SourcePosition | None] = ContextVar("sent", default=None)

    @property
    def current(self) -> SourcePosition | None:
        """Where the resource of the request is declared that is being answered."""
        return self._sent.get()

    def arrive(self, request: Any) -> None:
        """Take note of a request; answering it, transforms included, happens in one context."""
        self._sent.set(self._position(request))

    def _position(self, request: Any) -> SourcePosition | None:
        """Return the innermost place in the project, else the place that the SDK itself names."""
        named = [_place(request, "sourcePosition")]
        frames = [_place(frame, "pc") for frame in _frames(request)]
        places = [place for place in (*frames, *named) if place]
        inside = [place for place in places if self._of_project.is_project_file(place[0])]
        best = (inside or [place for place in named if place])[:1]
        return self._of_project.position(*best[0]) if best else None


def _frames(request: Any) -> list[Any]:
    """Return the frames of a stack trace; requests of other kinds, and those of older SDKs, have none."""
    known = "stackTrace" in request.DESCRIPTOR.fields_by_name
    return list(request.stackTrace.frames) if known and request.HasField("stackTrace") else []


def _place(message: Any, field: str) -> tuple[str, int] | None:
    if field not in message.DESCRIPTOR.fields_by_name or not message.HasField(field):
        return None
    place: Any = getattr(message, field)
    parts = urlsplit(str(place.uri))
    return (url2pathname(unquote(parts.path)), place.line) if parts.scheme == "file" else None
