"""No secret of any stack leaves through any output."""

import base64
import urllib.parse
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bedplate.generator.graph import Graph, Mode, Secret, walk
from bedplate.generator.render import json as json_format
from bedplate.generator.render import preview
from tests.conftest import STACKS

Recording = Callable[[str, Mode], Graph]


def _secret_texts(graph: Graph) -> set[str]:
    bags: list[Any] = [graph.outputs]
    for resource in graph.resources:
        bags += [resource.inputs, resource.outputs]
    return {text for bag in bags for _, value in walk(bag) if isinstance(value, Secret) for text in _texts(value.value)}


def _texts(value: Any) -> Iterator[str]:
    for _, leaf in walk(value):
        if isinstance(leaf, Secret):
            yield from _texts(leaf.value)
        elif isinstance(leaf, str):
            yield leaf


def _disguises(secret: str) -> Iterator[str]:
    yield secret
    yield urllib.parse.quote(secret)
    yield urllib.parse.quote_plus(secret)
    yield repr(secret)[1:-1]
    # Base64 of a text inside a longer one starts at any of three offsets; its middle is the same in each.
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + secret.encode()).decode()
        yield encoded[4:-4]


@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("show", [preview.render, json_format.render, repr], ids=["preview", "json", "repr"])
def test_no_secret_is_shown(record_stack: Recording, stack: str, show: Callable[[Graph], str]) -> None:
    graph = record_stack(stack, Mode.KNOWN)
    secrets = _secret_texts(graph)
    shown = show(graph)

    assert any("InstrumentationKey=" in secret for secret in secrets), "the canary is in the graph"
    for secret in secrets:
        assert not [disguise for disguise in _disguises(secret) if disguise in shown]


def test_the_disguises_are_seen() -> None:
    canary = "InstrumentationKey=4f1c8a52;Endpoint=https://x/"
    wrapped = base64.b64encode(f"before {canary} after".encode()).decode()

    assert any(disguise in wrapped for disguise in _disguises(canary))
    assert any(disguise in urllib.parse.quote(canary) for disguise in _disguises(canary))
