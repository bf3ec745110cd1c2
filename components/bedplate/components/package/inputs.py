"""Reads what a program in any language passes to a component into the arguments that its Python class takes."""

from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard, cast

import pulumi
from pulumi.errors import InputPropertiesError, InputPropertyErrorDetails
from pulumi.output import UNKNOWN, Unknown
from pulumi.provider.experimental.analyzer import (
    ComponentDefinition,
    PropertyDefinition,
    PropertyType,
    TypeDefinition,
)

_NAMES: Mapping[PropertyType, str] = {
    PropertyType.STRING: "a string",
    PropertyType.BOOLEAN: "true or false",
    PropertyType.INTEGER: "a whole number",
    PropertyType.NUMBER: "a number",
    PropertyType.ARRAY: "a list",
    PropertyType.OBJECT: "an object",
}


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for a value because it holds for the list or object that the value is in."""

    resources: frozenset[pulumi.Resource] = frozenset()
    secret: bool = False


def component_arguments(
    inputs: Mapping[str, Any],
    definition: ComponentDefinition,
    types: Mapping[str, TypeDefinition],
) -> dict[str, Any]:
    """Return a component's arguments, as a Python program would pass them.

    What the component needs at once, to decide which resources there are, becomes plain; everything else may stay
    an output. Where a list or object came as one output, what it depends on and that it is secret is passed on to
    every value in it that may be an output.

    Args:
        inputs: values by their names in the package: plain, outputs, or with both inside.
        definition: the component.
        types: definitions of the types that its arguments are made of.

    Raises:
        InputPropertiesError: all that is missing, unknown too early, or of the wrong type, each with its path.
    """
    reader = _Reader(types)
    arguments = reader.fields(inputs, definition.inputs, definition.inputs_mapping, "", _Around())
    if reader.problems:
        raise InputPropertiesError(f"arguments of {definition.name} do not fit", reader.problems)
    return arguments


class _Reader:
    def __init__(self, types: Mapping[str, TypeDefinition]) -> None:
        self._types = types
        self.problems: list[InputPropertyErrorDetails] = []

    def fields(
        self,
        values: Mapping[str, Any],
        properties: Mapping[str, PropertyDefinition],
        names: Mapping[str, str],
        path: str,
        around: _Around,
    ) -> dict[str, Any]:
        for unknown_name in sorted(values.keys() - properties.keys()):
            self._refuse(f"{path}{unknown_name}", f"is no argument; there are {', '.join(sorted(properties))}")
        read: dict[str, Any] = {}
        for name, definition in properties.items():
            value = values.get(name)
            if value is not None:
                read[names[name]] = self._property(value, definition, f"{path}{name}", around)
            elif not definition.optional:
                self._refuse(f"{path}{name}", "is required")
        return read

    def _property(self, value: Any, definition: PropertyDefinition, path: str, around: _Around) -> Any:
        if definition.plain:
            return self._plain(value, definition, path, around)
        return _carrying(self._input(value, definition, path), around)

    def _plain(self, value: Any, definition: PropertyDefinition, path: str, around: _Around) -> Any:
        """Return a value that the component looks into while it is declared."""
        if _is_output(value):
            value, around = _settled(value, around)
        if isinstance(value, Unknown):
            return self._refuse(
                path, "must be known before anything is deployed; it decides what there is, so pass a plain value"
            )
        if definition.type is PropertyType.ARRAY and definition.items:
            return self._items(value, definition.items, path, around)
        if definition.type is PropertyType.OBJECT and definition.additional_properties:
            return self._entries(value, definition.additional_properties, path, around)
        named = self._named(definition)
        if named and not named.enum:
            return self._object(value, named, path, around)
        if around.secret:
            return self._refuse(path, "must not be secret; it decides what there is, which everybody may see")
        return self._simple(value, definition, named, path)

    def _object(self, value: Any, named: TypeDefinition, path: str, around: _Around) -> Any:
        if not isinstance(value, Mapping):
            return self._refuse(path, "takes an object")
        found = cast("Mapping[str, Any]", value)
        return self.fields(found, named.properties, named.properties_mapping, f"{path}.", around)

    def _items(self, value: Any, definition: PropertyDefinition, path: str, around: _Around) -> Any:
        if not isinstance(value, list):
            return self._refuse(path, "takes a list")
        items = cast("Sequence[Any]", value)
        return [self._property(item, definition, f"{path}[{index}]", around) for index, item in enumerate(items)]

    def _entries(self, value: Any, definition: PropertyDefinition, path: str, around: _Around) -> Any:
        if not isinstance(value, Mapping):
            return self._refuse(path, "takes an object")
        entries = cast("Mapping[str, Any]", value)
        return {key: self._property(item, definition, f"{path}.{key}", around) for key, item in entries.items()}

    def _input(self, value: Any, definition: PropertyDefinition, path: str) -> Any:
        """Return a value that the component only passes on, with whatever in it is not known yet."""
        if _is_output(value):
            return value.apply(lambda known: self._input_at_last(known, definition, path))
        if isinstance(value, Unknown):
            return pulumi.Output.from_input(value)
        named = self._named(definition)
        if isinstance(value, list):
            items = cast("Sequence[Any]", value)
            return [self._input(item, definition.items or definition, f"{path}[{n}]") for n, item in enumerate(items)]
        if isinstance(value, Mapping):
            entries = cast("Mapping[str, Any]", value)
            if named and not named.enum:
                return self.fields(entries, named.properties, named.properties_mapping, f"{path}.", _Around())
            inner = definition.additional_properties or definition
            return {key: self._input(item, inner, f"{path}.{key}") for key, item in entries.items()}
        return self._simple(value, definition, named, path)

    def _input_at_last(self, value: Any, definition: PropertyDefinition, path: str) -> Any:
        """Read a value that became known after the component was declared, when nobody asks for problems any more."""
        reader = _Reader(self._types)
        read = reader._input(value, definition, path)
        if reader.problems:
            raise InputPropertiesError(f"{path} does not fit", reader.problems)
        return read

    def _simple(self, value: Any, definition: PropertyDefinition, named: TypeDefinition | None, path: str) -> Any:
        if named:
            return self._member(value, named, path)
        words = _NAMES.get(definition.type) if definition.type else None
        if words and not _fits(value, definition.type):
            return self._refuse(path, f"takes {words}, not {value!r}")
        # Every number comes as a fraction.
        return int(value) if definition.type is PropertyType.INTEGER else value

    def _member(self, value: Any, named: TypeDefinition, path: str) -> Any:
        try:
            return named.python_type(value)
        except ValueError:
            members = ", ".join(repr(member.value) for member in named.enum or ())
            return self._refuse(path, f"takes one of {members}, not {value!r}")

    def _named(self, definition: PropertyDefinition) -> TypeDefinition | None:
        return self._types.get((definition.ref or "").rpartition(":")[2])

    def _refuse(self, path: str, reason: str) -> None:
        self.problems.append({"property_path": path, "reason": reason})


def _fits(value: Any, wanted: PropertyType | None) -> bool:
    match value:
        case bool():
            return wanted is PropertyType.BOOLEAN
        case str():
            return wanted is PropertyType.STRING
        case int() | float():
            return wanted is PropertyType.NUMBER or (wanted is PropertyType.INTEGER and value == int(value))
        case _:
            return False


def _is_output(value: Any) -> TypeGuard["pulumi.Output[Any]"]:
    return isinstance(value, pulumi.Output)


def _carrying(value: Any, around: _Around) -> Any:
    """Return a value with what holds for everything around it."""
    if _is_output(value):
        # Where outputs came inside of a list or object, each brought its own resources.
        return pulumi.Output.secret(value) if around.secret else value
    if not around.resources and not around.secret:
        return value
    output = pulumi.Output.from_input(value)
    return pulumi.Output(
        _united(output, around.resources),
        output.future(with_unknowns=True),
        output.is_known(),
        _either(output, secret=around.secret),
    )


async def _united(output: "pulumi.Output[Any]", resources: frozenset[pulumi.Resource]) -> set[pulumi.Resource]:
    return await output.resources() | resources


async def _either(output: "pulumi.Output[Any]", *, secret: bool) -> bool:
    return secret or await output.is_secret()


def _settled(output: "pulumi.Output[Any]", around: _Around) -> tuple[Any, _Around]:
    """Return the value of an output that the engine passed in, and what holds for everything in it."""
    known, secret, resources = _now(output.is_known()), _now(output.is_secret()), _now(output.resources())
    value = _now(output.future(with_unknowns=True))
    inner = _Around(around.resources | frozenset(resources), around.secret or secret)
    # A list or object with unknown parts is not known as a whole, and yet its own shape is.
    return (value if known or _has_shape(value) else UNKNOWN), inner


def _has_shape(value: Any) -> bool:
    return isinstance(value, list | Mapping)


def _now(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Return what a coroutine returns that has nothing to wait for: all that the engine passes in is there."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    coroutine.close()
    raise AssertionError("the engine passed in a value that is still to come")
