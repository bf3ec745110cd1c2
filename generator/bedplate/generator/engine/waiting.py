"""Waiting for everything that a program has set going, in time linear in its outputs."""

from __future__ import annotations

import asyncio

from pulumi.runtime.settings import SETTINGS


async def wait_for_rpcs(await_all_outstanding_tasks: bool = True) -> None:  # noqa: FBT001, FBT002 - the SDK's signature
    """Return when no call to the engine and no output is pending any more.

    The SDK wakes for every single output that completes and registers the rest anew each time; here the
    wait ends with the last one, or with the first failure.

    Raises:
        Exception: the first failure of a call, or of an output.
    """
    manager = SETTINGS.rpc_manager
    while True:
        await _wait_for_calls()
        if await_all_outstanding_tasks:
            await _wait_for_outputs()
        if not manager.rpcs:
            return


async def _wait_for_calls() -> None:
    manager = SETTINGS.rpc_manager
    while manager.rpcs:
        await asyncio.sleep(0)
        try:
            await manager.rpcs.pop()
        except Exception as error:
            raise error from manager.unhandled_exception
    if manager.unhandled_exception is not None:
        raise manager.unhandled_exception.with_traceback(manager.exception_traceback)


async def _wait_for_outputs() -> None:
    outputs = SETTINGS.outputs
    while outputs:
        pending = list(outputs)
        outputs.clear()
        finished, unfinished = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
        outputs.update(unfinished)
        for task in finished:
            await task
