"""The event loop that a recorded program runs on.

Everything happens in one thread: a call to the engine is answered at once, in place, so a record needs
neither threads nor sockets and always runs in the same order. A program that waits for something which
nothing can deliver is noticed instead of hanging.
"""

from __future__ import annotations

import asyncio
import inspect
import os
import selectors
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import Any, cast

from bedplate.generator.engine.errors import DeadlockError

_SDK_CONTEXT = "pulumi.runtime._context"
"""The module whose wrapper the SDK puts around every call to the engine."""

_GRACE_SECONDS = 1.0
"""How long a thread older than the record may take to deliver before a wait counts as endless."""


class _Selector(selectors.DefaultSelector):
    """A selector that refuses to wait for ever with nothing to wait for."""

    def __init__(self) -> None:
        super().__init__()
        self._threads = frozenset(threading.enumerate())

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None or len(self.get_map()) > 1 or self._has_new_threads():
            return super().select(timeout)
        events = super().select(_GRACE_SECONDS)
        if not events:
            raise DeadlockError("the program waits for a value that nothing will ever deliver")
        return events

    def _has_new_threads(self) -> bool:
        return any(thread not in self._threads for thread in threading.enumerate())


class _PipeEnd:
    """One end of a pipe with the few methods by which a loop wakes itself."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def recv(self, size: int) -> bytes:
        return os.read(self._descriptor, size)

    def send(self, data: bytes) -> int:
        return os.write(self._descriptor, data)

    def close(self) -> None:
        os.close(self._descriptor)


def _holds_coroutine(answers: tuple[Any, ...]) -> bool:
    return any(map(inspect.iscoroutine, answers))


async def _awaited(answers: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what the SDK packs into one answer, with everything in it awaited."""
    return tuple([await answer if inspect.iscoroutine(answer) else answer for answer in answers])


class RecordingLoop(asyncio.SelectorEventLoop):
    """An event loop that answers the engine's calls in place and opens no socket.

    Args:
        on_failure: is told of each task's exception at once. Every later `await` of the same task cuts the
            exception's traceback, and with it the way to the user's code.
    """

    def __init__(self, on_failure: Callable[[BaseException], None]) -> None:
        super().__init__(_Selector())
        self._on_failure = on_failure
        self.set_task_factory(cast("Any", self._watched_task))

    def _watched_task(
        self, _loop: asyncio.AbstractEventLoop, coroutine: Coroutine[Any, Any, Any], **options: Any
    ) -> asyncio.Task[Any]:
        task = asyncio.Task(coroutine, loop=self, **options)
        task.add_done_callback(self._note)
        return task

    def _note(self, task: asyncio.Task[Any]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._on_failure(error)

    def run_in_executor(  # type: ignore[override]  # a future is what callers of the base class await
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Run the SDK's calls to the engine now, anything else in a thread as usual."""
        if executor is not None or getattr(func, "__module__", None) != _SDK_CONTEXT:
            return super().run_in_executor(executor, func, *args)
        try:
            answer: Any = func(*args)
        except Exception as error:  # noqa: BLE001 - whatever the call raises belongs to its awaiter
            failed = self.create_future()
            failed.set_exception(error)
            return failed
        if inspect.iscoroutine(answer):
            return self.create_task(answer)
        if isinstance(answer, tuple) and _holds_coroutine(cast("Any", answer)):
            return self.create_task(_awaited(cast("Any", answer)))
        done = self.create_future()
        done.set_result(answer)
        return done

    if sys.platform != "win32":  # pragma: no branch - pipes cannot be selected on there

        def _make_self_pipe(self) -> None:
            reader, writer = os.pipe()
            self._ssock, self._csock = _PipeEnd(reader), _PipeEnd(writer)
            self._internal_fds += 1  # type: ignore[attr-defined]  # the base class counts its own descriptors
            self._add_reader(reader, self._read_from_self)  # type: ignore[attr-defined]  # as the base class does
