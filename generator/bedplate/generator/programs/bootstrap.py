"""Runs a Pulumi program in a Python that need not be ours; started as a script, it needs nothing of bedplate.

It does what Pulumi's language host for Python does: it points the program's own SDK at an engine, sets the
configuration, and runs the program on an event loop. How that ended goes into a report for whoever started it. Any
3.x SDK from 3.30 on will do, so what later ones added is used only where it is there.

Usage: `python -u bootstrap.py JOB`, where the file JOB holds the fields that `main` reads.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import logging
import os
import runpy
import signal
import sys
import sysconfig
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Mapping  # noqa: UP035 - older Pythons read this too

_POLL_SECONDS = 1.0
_WORKERS = 4
"""Threads for each operation at once, as in Pulumi's own host."""


def main(job_file: str) -> int:
    """Run the program that a job describes and write the report; return the exit code."""
    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    report: dict[str, Any] = {"libraries": [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), __file__]}
    code = 1
    try:
        _run(job)
        report["ended"] = True
        code = 0
    except SystemExit as ended:
        report["exit"] = ended.code if isinstance(ended.code, (int, str)) else int(ended.code is not None)
        report["ended"] = not ended.code
        code = 0 if not ended.code else 1
    except BaseException as error:  # noqa: BLE001 - a program may fail in every way; all are reported
        report["causes"] = [_said(cause) for cause in _causes(error)]
    Path(job["report"]).write_text(json.dumps(report), encoding="utf-8")
    return code


def _end_with_parent(parent: int) -> None:
    """End this process and what it started when whoever started it is gone, and nobody keeps the time any more."""
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def _run(job: Mapping[str, Any]) -> None:
    program = Path(job["main"])
    folder = program if program.is_dir() else program.parent
    os.chdir(folder)
    sys.argv = [str(program)]
    sys.path[0] = str(folder)  # in place of this script's own folder
    import pulumi  # noqa: PLC0415 - the program's own SDK, found by its own path

    _configure(pulumi.runtime, job)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # the first failure is reported, and it is enough
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    executor = ThreadPoolExecutor(max_workers=_WORKERS * job["parallel"])
    loop.set_default_executor(executor)

    def start() -> None:
        runpy.run_path(str(program), run_name="__main__")

    with _quickened(job):
        loop.run_until_complete(pulumi.runtime.run_in_stack(start))
    executor.shutdown(wait=True)


def _quickened(job: Mapping[str, Any]) -> Any:
    """Return a block in which our own SDK does without some of its waste; another one is left as it is."""
    if not job["is_ours"]:
        return contextlib.nullcontext()
    from bedplate.generator.programs.quickened import quickened_sdk  # noqa: PLC0415 - only our own Python has it

    return quickened_sdk()


def _configure(runtime: Any, job: Mapping[str, Any]) -> None:
    runtime.set_all_config(job["config"], job["secret_keys"])
    settings = {
        "project": job["project"],
        "stack": job["stack"],
        "organization": job["organization"],
        "root_directory": job["root"],
        "monitor": job["engine"],
        "engine": job["engine"],
        "parallel": job["parallel"],
        "dry_run": job["dry_run"],
    }
    taken = inspect.signature(runtime.Settings.__init__).parameters
    runtime.configure(runtime.Settings(**{name: value for name, value in settings.items() if name in taken}))


def _causes(error: BaseException | None) -> list[BaseException]:
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return seen


def _said(error: BaseException) -> dict[str, Any]:
    """Return an error as plain data: its kinds, its own words, and the places it passed, outermost first."""
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 - a program's `__str__` may fail too
        text = ""
    frames = [[frame.filename, frame.lineno] for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append([error.filename, error.lineno or 1])
        text = str(error.msg)
    kinds = [kind.__name__ for kind in type(error).__mro__]
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    return {"kinds": kinds, "text": text, "frames": frames, "missing": missing}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
