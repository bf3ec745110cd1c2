"""Writes a shape in the form of the table's JSON files."""

from collections.abc import Mapping
from typing import TypeAlias

from tools.arm_table.input_types import InputType, ListOf, MapOf, ObjectOf, UnionOf
from tools.arm_table.placement import Place
from tools.arm_table.sdk import Input

Children: TypeAlias = str | list[str]
ShapeJson: TypeAlias = dict[str, list[str] | dict[str, str] | dict[str, Children]]


def shape_json(inputs: Mapping[str, Input], places: Mapping[str, Place]) -> ShapeJson:
    """The table's form of a shape.

    Args:
        inputs: The inputs of the class by wire name.
        places: A place for each of them.

    Returns:
        `direct`, `properties`, `moved`, `outside`, `children`, `constants`; without the empty ones, sorted.
    """
    direct: list[str] = []
    properties: list[str] = []
    moved: dict[str, str] = {}
    outside: dict[str, str] = {}
    for key, place in sorted(places.items()):
        if place.reason:
            outside[key] = place.reason
        elif place.path == (key,):
            direct.append(key)
        elif place.path == ("properties", key):
            properties.append(key)
        else:
            moved[key] = "/".join(step.replace("~", "~0").replace("/", "~1") for step in place.path)
    children = {key: found for key in sorted(inputs) if (found := held(inputs[key].type)) is not None}
    constants = {key: value for key in sorted(inputs) if (value := inputs[key].constant) is not None}
    shape: ShapeJson = {
        "direct": direct,
        "properties": properties,
        "moved": moved,
        "outside": outside,
        "children": children,
        "constants": constants,
    }
    return {word: found for word, found in shape.items() if found}


def held(kind: InputType) -> Children | None:
    """What a value of a type holds: `X`, `[X]`, `{X}`, nested, a list of these for a union, None for scalars."""
    match kind:
        case ObjectOf(name):
            return name
        case ListOf(item):
            return _wrapped(held(item), "[{}]")
        case MapOf(item):
            return _wrapped(held(item), "{{{}}}")
        case UnionOf(options):
            return [option.class_name for option in options]
        case _:
            return None


def _wrapped(inner: Children | None, form: str) -> Children | None:
    if isinstance(inner, list):
        return [form.format(option) for option in inner]
    return None if inner is None else form.format(inner)
