"""What every test asks for: a stack's graph and the report of its scan, made once."""

from functools import cache
from pathlib import Path

import pytest
from bedplate.generator.testing import Graph, Report, record, scan, stack_names

PROJECT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take an option of this project's own."""
    parser.addoption("--update-readme", action="store_true", help="redraw the diagram")


@pytest.fixture(params=stack_names(PROJECT))
def stack(request: pytest.FixtureRequest) -> str:
    """Each stack of the project in turn."""
    name: str = request.param
    return name


@pytest.fixture
def graph(stack: str) -> Graph:
    """Everything that the stack declares, as after a deployment."""
    return _recorded(stack)


@pytest.fixture
def report(stack: str) -> Report:
    """What the policy rules say of the stack."""
    return _scanned(stack)


@cache
def _recorded(stack: str) -> Graph:
    return record(PROJECT, stack)


@cache
def _scanned(stack: str) -> Report:
    return scan(PROJECT, _recorded(stack))
