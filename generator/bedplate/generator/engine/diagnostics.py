"""The engine's side channel: log messages, and a program's failures in words."""

# ruff: noqa: N802 - the methods bear the names of the gRPC service that they stand for
from __future__ import annotations

import sys
from collections.abc import Callable

from google.protobuf import empty_pb2
from pulumi import RunError
from pulumi.runtime.proto import engine_pb2

from bedplate.generator.engine.errors import DeadlockError, Locator, Problem, RegistrationError
from bedplate.generator.graph import SourcePosition

_SHOWN = {engine_pb2.INFO: "info", engine_pb2.WARNING: "warning"}
_WRAPPING = "While processing"
"""How the SDK's own words begin where it wraps an error of the program's."""


class Diagnostics:
    """Serves the `Engine` service: an error that the program logs fails the run, as in the real engine.

    Args:
        locator: finds the user's code.
        source_of: tells where the resource with a URN is declared.
        redact: hides secrets in a text.
    """

    def __init__(
        self, locator: Locator, source_of: Callable[[str], SourcePosition | None], redact: Callable[[str], str]
    ) -> None:
        self._locator = locator
        self._source_of = source_of
        self._redact = redact
        self._root = ""
        self.problems: list[Problem] = []

    def Log(self, request: engine_pb2.LogRequest) -> empty_pb2.Empty:
        """Take one message: errors are kept, warnings and information go to stderr."""
        if request.severity == engine_pb2.ERROR:
            position = self._locator.of_caller() or self._source_of(request.urn)
            self.problems.append(Problem(message=one_line(request.message), position=position))
        elif request.severity in _SHOWN:
            print(f"{_SHOWN[request.severity]}: {self._redact(request.message)}", file=sys.stderr)  # noqa: T201 - words go there
        return empty_pb2.Empty()

    def GetRootResource(self, _request: engine_pb2.GetRootResourceRequest) -> engine_pb2.GetRootResourceResponse:
        """Return the URN of the stack."""
        return engine_pb2.GetRootResourceResponse(urn=self._root)

    def SetRootResource(self, request: engine_pb2.SetRootResourceRequest) -> engine_pb2.SetRootResourceResponse:
        """Remember the URN of the stack."""
        self._root = request.urn
        return engine_pb2.SetRootResourceResponse()

    def RequirePulumiVersion(
        self, _request: engine_pb2.RequirePulumiVersionRequest
    ) -> engine_pb2.RequirePulumiVersionResponse:
        """Accept every range: there is no CLI whose version could be wrong."""
        return engine_pb2.RequirePulumiVersionResponse()


def problem_of(error: BaseException, locator: Locator) -> Problem:
    """Return a program's failure in one line of words, with its place in the user's code."""
    return Problem(message=_message(error), position=locator.of_exception(error))


def one_line(text: str) -> str:
    """Return a text with every run of white space a single blank."""
    return " ".join(text.split())


def _message(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return one_line(f"the program ended itself with exit code {error.code}")
    if isinstance(error, RunError | RegistrationError | DeadlockError):
        return one_line(_said(error))
    if isinstance(error, SyntaxError):
        return f"{type(error).__name__}: {error.msg}"
    inner, context = _unwrapped(error)
    text = one_line(_said(inner))
    name = type(inner).__name__
    words = text if name == "Exception" else f"{name}: {text}" if text else name
    return f"{words} ({context})" if context else words


def _said(error: BaseException) -> str:
    """Return an error's own words; none where it cannot even say what it is."""
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - the program's `__str__` may fail in every way too
        return ""


def _unwrapped(error: BaseException) -> tuple[BaseException, str]:
    """Return the program's own error inside the SDK's wrapping, and what the SDK was doing."""
    context = ""
    while error.__cause__ is not None and _said(error).startswith(_WRAPPING):
        context = context or _said(error).splitlines()[0].replace(_WRAPPING, "while processing", 1)
        error = error.__cause__
    return error, context
