"""What tests of components share."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bedplate.generator.engine import record_inline
from bedplate.generator.graph import Graph, Mode, Value

SUBSCRIPTION_ID = "11111111-1111-1111-1111-111111111111"


@pytest.fixture(params=[pytest.param(mode, id=mode.value) for mode in Mode])
def mode(request: pytest.FixtureRequest) -> Mode:
    """Run the test with computed values unknown, then with them known."""
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def record_program(mode: Mode) -> Callable[[Callable[[], Any]], Graph]:
    """Return what records a function as a program whose default provider's subscription is configured."""

    def run(function: Callable[[], Any]) -> Graph:
        return record_inline(function, mode=mode, config={"azure-native:subscriptionId": SUBSCRIPTION_ID})

    return run


@pytest.fixture
def inputs_by_name() -> Callable[[Graph, str], dict[str, Any]]:
    """Return what looks up the inputs of all resources of one type token, by logical name, as plain dicts and lists."""

    def look_up(graph: Graph, token: str) -> dict[str, Any]:
        return {resource.name: _thawed(resource.inputs) for resource in graph.of_type(token)}

    return look_up


def _thawed(value: Value) -> Any:
    if isinstance(value, Mapping):
        return {key: _thawed(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_thawed(item) for item in value]
    return value
