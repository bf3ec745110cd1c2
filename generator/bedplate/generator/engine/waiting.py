"""Waiting for everything that a program has set going, in time linear in its outputs."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from pulumi.runtime import settings

_SETTINGS = cast("Any", settings.SETTINGS)  # the SDK declares its settings in a way that checkers cannot follow


async def wait_for_rpcs(await_all_outstanding_tasks: bool = True) -> None:  # noqa: FBT001, FBT002 - the SDK's signature
    """Return when no call to the engine and no output is pending any more.

    The SDK wakes for every single output that completes and registers the rest anew each time; here the
    wait ends with the last one, or with the first failure.

    Raises:
        Exception: the first failure of a call, or of an output.
    """
    manager = _SETTINGS.rpc_manager
    while True:
        await _wait_for_calls()
        if await_all_outstanding_tasks:
            await _wait_for_outputs()
        if not manager.rpcs:
            return


async def _wait_for_calls() -> None:
    manager = _SETTINGS.rpc_manager
    while manager.rpcs:
        await asyncio.sleep(0)
        try:
            await manager.rpcs.pop()
        except Exception as error:
            first = manager.unhandled_exception
            if first is None or first is error:
                raise
            raise error from first.with_traceback(manager.exception_traceback)
    if manager.unhandled_exception is not None:
        raise manager.unhandled_exception.with_traceback(manager.exception_traceback)


async def _wait_for_outputs() -> None:
    outputs: set[asyncio.Task[Any]] = _SETTINGS.outputs
    while outputs:
        pending = list(outputs)
        outputs.clear()
        finished, unfinished = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
        outputs.update(unfinished)
        for task in finished:
            await task
