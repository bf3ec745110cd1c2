"""Changing the texts of a graph: of what a program was told for lack of the truth, and of where it ran."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import Archive, Asset, Graph, Secret, Value, frozen

Change = Callable[[str], Value]


def with_texts(graph: Graph, change: Change) -> Graph:
    """Return a graph with every text among its values changed."""
    resources = tuple(
        replace(
            resource,
            inputs=frozen(_changed(resource.inputs, change)),
            outputs=frozen(_changed(resource.outputs, change)),
            id=_changed(resource.id, change),
        )
        for resource in graph.resources
    )
    invokes = tuple(replace(call, arguments=frozen(_changed(call.arguments, change))) for call in graph.invokes)
    return replace(graph, resources=resources, outputs=frozen(_changed(graph.outputs, change)), invokes=invokes)


def relocated(graph: Graph, copy: Path, original: Path) -> Graph:
    """Return a graph in which paths in a project's copy are paths in the project itself."""
    return with_texts(graph, lambda text: text.replace(str(copy), str(original)))


def _changed(value: Value, change: Change) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Secret):
        return Secret(_changed(value.value, change))
    if is_object(value):
        return {key: _changed(item, change) for key, item in value.items()}
    if is_array(value):
        return tuple(_changed(item, change) for item in value)
    return _changed_file(value, change) if isinstance(value, Asset | Archive) else value


def _changed_file(value: Asset | Archive, change: Change) -> Asset | Archive:
    path = _changed(value.path, change)
    if isinstance(value, Asset):
        return replace(value, path=path)
    assets = None if value.assets is None else frozen(_changed(value.assets, change))
    return replace(value, path=path, assets=assets)
