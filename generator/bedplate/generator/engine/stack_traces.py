"""The stack trace that the SDK sends with each registration, without reading source lines for it."""

from __future__ import annotations

import inspect
import pathlib
from functools import cache
from types import FrameType

from pulumi.runtime.proto import source_pb2

_CONSTRUCTORS = 3
"""`__init__` of Resource, of CustomResource or ComponentResource, and of the concrete class."""


def get_stack_trace() -> source_pb2.StackTrace:
    """Return the frames outside the constructors of the resource that is being declared, innermost first."""
    frame = inspect.currentframe()
    seen = 0
    while frame is not None:
        seen += frame.f_code.co_name == "__init__"
        if seen == _CONSTRUCTORS:
            break
        frame = frame.f_back
    trace = source_pb2.StackTrace()
    frame = frame.f_back if frame is not None else None
    while frame is not None:
        _add(trace, frame)
        frame = frame.f_back
    return trace


def _add(trace: source_pb2.StackTrace, frame: FrameType) -> None:
    uri = _uri(frame.f_code.co_filename)
    added = trace.frames.add()
    if uri is not None:
        added.pc.uri = uri
        added.pc.line = frame.f_lineno


@cache
def _uri(filename: str) -> str | None:
    try:
        return pathlib.Path(filename).as_uri()
    except ValueError:
        return None
