"""What tests of several units share."""

import asyncio
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph, Mode

ROOT = Path(__file__).resolve().parent.parent
# 2026-11-21: on a later day a model of the project's own stacks may have retired, which says nothing about the code.
os.environ["SOURCE_DATE_EPOCH"] = "1795219200"
STACKS = tuple(sorted(path.name.split(".")[1] for path in (ROOT / "stacks").glob("Pulumi.*.yaml")))


@cache
def _record_stack(stack: str, mode: Mode) -> Graph:
    program = Program.load(ROOT)
    config, secret_keys = program.stack_config(stack)
    return record(program, stack=stack, config=config, secret_keys=secret_keys, mode=mode)


@pytest.fixture(scope="session")
def record_stack() -> Callable[[str, Mode], Graph]:
    """Return the recorded graph of one of the project's own stacks; each is recorded once a session."""
    return _record_stack


@pytest.fixture(autouse=True)
def event_loop_is_there() -> None:
    """Give each test an event loop, which values of Pulumi need and `asyncio.run` in an earlier test takes away."""
    try:
        asyncio.get_event_loop_policy().get_event_loop()
    except RuntimeError:
        asyncio.set_event_loop(asyncio.new_event_loop())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the long tests with the real engine first, so that at the end no process waits for them alone."""
    items.sort(key=lambda item: item.get_closest_marker("engine") is None)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `stack_graph` on every stack in both modes."""
    if "stack_graph" in metafunc.fixturenames:
        cases = [(stack, mode) for stack in STACKS for mode in Mode]
        ids = [f"{stack}-{mode.value}" for stack, mode in cases]
        metafunc.parametrize("stack_graph", cases, ids=ids, indirect=True)


@pytest.fixture
def stack_graph(request: pytest.FixtureRequest, record_stack: Callable[[str, Mode], Graph]) -> Graph:
    """Return the graph of one stack in one mode."""
    stack, mode = request.param
    return record_stack(stack, mode)
