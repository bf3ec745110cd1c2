"""Running an unmodified Pulumi program against the recorder."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import gc
import inspect
import runpy
import threading
import warnings
from collections.abc import Callable, Collection, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeAlias, cast

import pulumi
from pulumi.runtime import run_in_stack, set_all_config
from pulumi.runtime import settings as sdk_settings

from bedplate.generator.engine import azure
from bedplate.generator.engine.callbacks import LocalCallbacks
from bedplate.generator.engine.declarations import Declarations
from bedplate.generator.engine.diagnostics import Diagnostics, problem_of
from bedplate.generator.engine.errors import DeadlockError, Locator, Problem, ProgramError, causes
from bedplate.generator.engine.invoke_secrets import secret_arguments_noted
from bedplate.generator.engine.loop import RecordingLoop
from bedplate.generator.engine.ordering import in_order
from bedplate.generator.engine.patches import patched_sdk
from bedplate.generator.engine.program import Program
from bedplate.generator.engine.recorder import Deployment, Recorder
from bedplate.generator.engine.redaction import redaction
from bedplate.generator.engine.sandbox import sandbox
from bedplate.generator.engine.values import is_object
from bedplate.generator.graph import Graph, Mode, Value

_SETTINGS = cast("Any", sdk_settings.SETTINGS)  # declared in a way that checkers cannot follow
_Outcome: TypeAlias = Graph | tuple[Problem, ...]
_ONE_AT_A_TIME = threading.RLock()
"""A program sees process-wide state (working folder, modules), so two never run at once."""


def record(
    program: Program,
    *,
    stack: str,
    config: Mapping[str, str],
    secret_keys: Collection[str] = (),
    mode: Mode = Mode.KNOWN,
    organization: str = "organization",
    stack_outputs: Mapping[str, Mapping[str, Value]] | None = None,
) -> Graph:
    """Run a program without the Pulumi engine, a cloud or credentials, and return what it declares.

    Args:
        program: the program; it is run as it is.
        stack: the stack's name.
        config: configuration by full key (`azure-native:location`), each value as text.
        secret_keys: the keys of `config` whose values are secret.
        mode: whether computed values are known.
        organization: the stack's organization.
        stack_outputs: outputs of other stacks by the name in `pulumi.StackReference`; those of any other
            stack are unknown in both modes.

    Raises:
        ProgramError: the program fails, or declares what the engine refuses.
    """
    deployment = Deployment(
        project=program.name,
        stack=stack,
        organization=organization,
        mode=mode,
        subscription_id=config.get("azure-native:subscriptionId") or azure.ZERO_SUBSCRIPTION,
        location=config.get("azure-native:location"),
        stack_outputs=stack_outputs or {},
    )
    run = _Run(program, deployment, dict(config), sorted(secret_keys))
    with _ONE_AT_A_TIME:
        outcome = _in_own_context(run)
        if isinstance(outcome, Graph):
            return outcome
        del run
        _discard_quietly()
    raise ProgramError(*outcome)


def _in_own_context(run: _Run) -> _Outcome:
    if asyncio._get_running_loop() is None:  # noqa: SLF001 - the public form raises where there is none
        return contextvars.copy_context().run(run)
    # A loop runs in this thread already, for example a notebook's; two cannot share a thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()


def _discard_quietly() -> None:
    """Let go of what a failed program leaves behind, without a warning for each value it never used."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        gc.collect()


def record_inline(
    function: Callable[[], Any],
    *,
    mode: Mode = Mode.KNOWN,
    config: Mapping[str, str] | None = None,
    secret_keys: Collection[str] = (),
    project: str = "project",
    stack: str = "dev",
) -> Graph:
    """Record a function as if it were a program; a mapping that it returns becomes the stack's outputs.

    Raises:
        ProgramError: as `record`.
    """
    program = Program.inline(function, project=project)
    return record(program, stack=stack, config=config or {}, secret_keys=secret_keys, mode=mode)


class _Run:
    """One run of one program; calling it returns the graph, or what is wrong with the program."""

    def __init__(
        self, program: Program, deployment: Deployment, config: dict[str, str], secret_keys: list[str]
    ) -> None:
        self._program = program
        self._deployment = deployment
        self._config = config
        self._secret_keys = secret_keys
        self._locator = Locator(program.root)
        self._declarations = Declarations(self._locator)
        self._recorder = Recorder(deployment, self._declarations)
        self._redact = redaction(config[key] for key in secret_keys if key in config)
        self._diagnostics = Diagnostics(self._locator, self._recorder.source_of, self._redact)

    def __call__(self) -> _Outcome:
        self._program.check_main()
        self._configure()
        declarations = self._declarations
        with sandbox(self._program), patched_sdk(declarations.ages), declarations.noted(), secret_arguments_noted():
            problems = [*self._drive(), *self._diagnostics.problems]
        if problems:
            return tuple(dict.fromkeys(replace(one, message=self._redact(one.message)) for one in problems))
        recorder = self._recorder
        return Graph(
            project=self._deployment.project,
            stack=self._deployment.stack,
            mode=self._deployment.mode,
            resources=in_order(recorder.resources),
            outputs=recorder.stack_outputs(),
            invokes=recorder.sorted_invokes(),
        )

    def _configure(self) -> None:
        """Point the SDK's settings, which belong to the current context, at this run."""
        sdk_settings.ROOT.set(None)
        deployment = self._deployment
        sdk_settings.configure(
            sdk_settings.Settings(
                project=deployment.project,
                stack=deployment.stack,
                organization=deployment.organization,
                monitor=self._recorder,
                engine=self._diagnostics,
                dry_run=deployment.mode is Mode.UNKNOWN,
                parallel=1,
                root_directory=str(self._program.root),
            )
        )
        set_all_config(self._config, self._secret_keys)

    def _drive(self) -> list[Problem]:
        """Run the program on a loop of its own; return what went wrong, first things first."""
        loop = RecordingLoop(self._locator.note)
        loop.set_exception_handler(_ignore)
        try:
            ended = self._outcome(loop)
            first = _first_failed_call()
            failures = [] if first is None else [first]
            if ended is not None and (first is None or ended not in causes(first)):
                failures.append(ended)
            return [self._problem(failure, loop) for failure in failures]
        finally:
            _abandon_tasks(loop)
            loop.close()

    def _outcome(self, loop: RecordingLoop) -> BaseException | None:
        try:
            loop.run_until_complete(self._main())
        except KeyboardInterrupt:
            raise
        except SystemExit as ended:
            return ended if ended.code else None
        except BaseException as error:  # noqa: BLE001 - a program may fail in every way; all are reported
            return error
        return None

    def _problem(self, error: BaseException, loop: RecordingLoop) -> Problem:
        if isinstance(error, DeadlockError):
            return Problem(message=str(error), position=self._locator.of_waiting(asyncio.all_tasks(loop)))
        return problem_of(error, self._locator)

    async def _main(self) -> None:
        self._recorder.callbacks = LocalCallbacks(self._recorder)
        _SETTINGS.callbacks = self._recorder.callbacks
        await run_in_stack(self._start)

    def _start(self) -> Coroutine[Any, Any, None] | None:
        function = self._program.function
        if function is None:
            runpy.run_path(str(self._program.main), run_name="__main__")
            return None
        result = function()
        if inspect.isawaitable(result):
            return _export_awaited(result)
        _export(result)
        return None


def _first_failed_call() -> BaseException | None:
    """Return the failure of the first call to the engine that failed, if one did."""
    manager = _SETTINGS.rpc_manager
    if manager.unhandled_exception is None:
        return None
    # Awaiting the call again has cut the error's own traceback; the SDK keeps the first.
    error: BaseException = manager.unhandled_exception
    return error.with_traceback(manager.exception_traceback)


def _export(outputs: object) -> None:
    if is_object(outputs):
        for name, value in outputs.items():
            pulumi.export(name, value)


async def _export_awaited(outputs: Any) -> None:
    _export(await outputs)


def _abandon_tasks(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel what a failed program left waiting, so that nothing of it outlives the run."""
    for task in asyncio.all_tasks(loop):
        task.cancel()
        with contextlib.suppress(BaseException):
            loop.run_until_complete(task)


def _ignore(_loop: asyncio.AbstractEventLoop, _context: dict[str, Any]) -> None:
    """Drop the loop's words on failures that nobody awaited: the first failure is reported anyway."""
