"""Any ARM object, flattened as azure-native flattens it, comes back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bedplate.generator.arm.placing import place
from bedplate.generator.arm.shapes import Shape, read_shape
from bedplate.generator.graph import UNKNOWN, Secret, frozen

KEYS = ("a", "b", "c", "name", "properties", "type")
MOVED = {"a": "kind", "b": "properties/odd", "c": "properties/deep/c", "name": "x/y/name", "type": "properties/type"}
CLASSES = ("One", "Two", "Three")
FORMS = ("{}", "[{}]", "[[{}]]", "{{{}}}")
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just(UNKNOWN) | st.builds(Secret, st.text())
)
PLAIN = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2)
)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Draw a shape for each class; values of some keys are objects of a class, or lists or maps of them."""
    return {name: draw(row()) for name in CLASSES}


@st.composite
def row(draw: st.DrawFn) -> dict[str, Any]:
    places = {key: draw(st.sampled_from(["absent", "direct", "properties", "moved"])) for key in KEYS}
    if places["properties"] != "absent":
        # An input of this name is the whole object, or one inside it.
        places["properties"] = draw(st.sampled_from(["properties", "absent"]))
    children = {
        key: draw(st.sampled_from(FORMS)).format(draw(st.sampled_from(CLASSES)))
        for key, where in places.items()
        if where != "absent" and draw(st.booleans())
    }
    return {
        "direct": [key for key, where in places.items() if where == "direct"],
        "properties": [key for key, where in places.items() if where == "properties"],
        "moved": {key: MOVED[key] for key, where in places.items() if where == "moved"},
        "children": children,
    }


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Draw shapes and an ARM object of the class `One`."""
    shapes = draw(rows())
    return shapes, draw(arm_object(shapes, "One", 3))


@st.composite
def arm_object(draw: st.DrawFn, shapes: Mapping[str, Any], name: str, depth: int) -> dict[str, Any]:
    shape, body = shapes[name], dict[str, Any]()
    for key, pointer in pointers(shape).items():
        if draw(st.booleans()):
            child = shape["children"].get(key)
            value = draw(
                PLAIN.filter(lambda item: item is not None) if child is None else arm_value(shapes, child, depth)
            )
            put(body, pointer, without_nulls(value))
    return body


def arm_value(shapes: Mapping[str, Any], child: str, depth: int) -> st.SearchStrategy[Any]:
    if depth == 0:
        return st.just(UNKNOWN)
    match child[0], child[1:-1]:
        case "[", inner:
            return st.lists(arm_value(shapes, inner, depth - 1), max_size=2)
        case "{", inner:
            return st.dictionaries(st.text(max_size=3), arm_value(shapes, inner, depth - 1), max_size=2)
        case _:
            return st.just(UNKNOWN) | arm_object(shapes, child, depth - 1)


def flattened(shapes: Mapping[str, Any], name: str, body: Any) -> Any:
    """Return an ARM object as azure-native's inputs name it."""
    if not isinstance(body, dict):
        return body
    found = {key: at(body, pointer) for key, pointer in pointers(shapes[name]).items()}
    children = shapes[name]["children"]
    return {key: flat_value(shapes, children.get(key), item) for key, item in found.items() if item is not None}


def flat_value(shapes: Mapping[str, Any], child: str | None, value: Any) -> Any:
    if child is None or value is UNKNOWN:
        return value
    match child[0], child[1:-1]:
        case "[", inner:
            return [flat_value(shapes, inner, item) for item in value]
        case "{", inner:
            return {key: flat_value(shapes, inner, item) for key, item in value.items()}
        case _:
            return flattened(shapes, child, value)


def pointers(shape: Mapping[str, Any]) -> dict[str, list[str]]:
    direct = {key: [key] for key in shape["direct"]}
    nested = {key: ["properties", key] for key in shape["properties"]}
    return {**direct, **nested, **{key: pointer.split("/") for key, pointer in shape["moved"].items()}}


def put(body: dict[str, Any], pointer: list[str], value: Any) -> None:
    for step in pointer[:-1]:
        body = body.setdefault(step, {})
    body[pointer[-1]] = value


def at(body: Any, pointer: list[str]) -> Any:
    for step in pointer:
        body = body.get(step) if isinstance(body, dict) else None
    return body


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


@settings(max_examples=300, deadline=None)
@given(cases())
def test_any_arm_object_comes_back(case: tuple[dict[str, dict[str, Any]], dict[str, Any]]) -> None:
    shapes, body = case

    def shape_of(name: str) -> Shape:
        return read_shape(name, shapes[name], shape_of)

    placed = place(shape_of("One"), frozen(flattened(shapes, "One", body)))

    assert placed.body == body
    assert (placed.lost, placed.outside) == ([], [])
