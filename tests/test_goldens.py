"""What every stack declares, word for word; `BEDPLATE_UPDATE_GOLDENS=1` rewrites the files.

Three files a stack: `preview.txt` as a user sees it, `resources.txt` with every input of every resource, and
`unknown.txt` with the inputs that a first preview does not know.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bedplate.generator.graph import Graph, Mode, Resource, Secret, unknown_paths, walk
from bedplate.generator.render import preview
from tests.conftest import STACKS

GOLDEN = Path(__file__).resolve().parent / "golden" / "stacks"
Recording = Callable[[str, Mode], Graph]


def _short(urn: str) -> str:
    """Return the part of a URN that differs within a stack: type chain and name."""
    return urn.split("::", 2)[-1]


def _resource_lines(resource: Resource) -> Iterator[str]:
    yield _short(resource.urn)
    if resource.options.protect:
        yield "  protected"
    for urn in resource.dependencies:
        yield f"  after {_short(urn)}"
    for path, value in walk(resource.inputs):
        shown = "[secret]" if isinstance(value, Secret) else repr(value)
        yield f"  {'.'.join(map(str, path))} = {shown}"


def _resources(graph: Graph) -> str:
    custom = (resource for resource in graph.resources if resource.custom)
    return "\n\n".join("\n".join(_resource_lines(resource)) for resource in custom) + "\n"


def _unknown(graph: Graph) -> str:
    lines = [
        f"{_short(resource.urn)} {'.'.join(map(str, path))}"
        for resource in graph.resources
        if resource.custom
        for path in unknown_paths(resource.inputs)
    ]
    return "\n".join(lines) + "\n"


def _check(golden: Path, actual: str) -> None:
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(actual, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == actual


@pytest.mark.parametrize("stack", STACKS)
def test_the_preview_reads_as_before(record_stack: Recording, stack: str) -> None:
    _check(GOLDEN / stack / "preview.txt", preview.render(record_stack(stack, Mode.KNOWN)))


@pytest.mark.parametrize("stack", STACKS)
def test_every_input_is_as_before(record_stack: Recording, stack: str) -> None:
    _check(GOLDEN / stack / "resources.txt", _resources(record_stack(stack, Mode.KNOWN)))


@pytest.mark.parametrize("stack", STACKS)
def test_a_first_preview_knows_as_much_as_before(record_stack: Recording, stack: str) -> None:
    _check(GOLDEN / stack / "unknown.txt", _unknown(record_stack(stack, Mode.UNKNOWN)))


def test_no_golden_belongs_to_a_stack_that_is_gone() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(STACKS)
