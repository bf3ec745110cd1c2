"""Types of azure-native inputs, reduced to what decides where a value stands in an ARM template."""

import ast
from collections.abc import Container
from dataclasses import dataclass
from typing import TypeAlias

_SCALARS = {"str": "string", "bool": "boolean", "int": "integer", "float": "number"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without inputs of its own: `string` (enums too), `boolean`, `integer`, `number`, `any` or `asset`."""

    kind: str


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object whose inputs one class of the module's `_inputs.py` describes (`SubnetArgs`)."""

    class_name: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one type."""

    item: "InputType"


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object with free keys and values of one type."""

    item: "InputType"


@dataclass(frozen=True, slots=True)
class UnionOf:
    """One of several object classes, in the order in which the SDK names them."""

    options: tuple[ObjectOf, ...]


InputType: TypeAlias = Scalar | ObjectOf | ListOf | MapOf | UnionOf


def input_type(annotation: ast.expr, classes: Container[str]) -> InputType:  # noqa: PLR0911 - one return for each form
    """Return the type that a getter's annotation stands for.

    Args:
        annotation: the return annotation, `pulumi.Input[Optional[Sequence[pulumi.Input['SubnetArgs']]]]` for example.
        classes: names of the input classes of the module; any other quoted name is an enum.

    Raises:
        ValueError: the annotation has a form that the SDK has not had so far.
    """
    match annotation:
        case ast.Constant(value=str(name)):
            return ObjectOf(name) if name in classes else Scalar("string")
        case ast.Name(id="Any"):
            return Scalar("any")
        case ast.Attribute(attr="Asset" | "Archive"):
            return Scalar("asset")
        case ast.Attribute(attr=name) if name in _SCALARS:
            return Scalar(_SCALARS[name])
        case ast.Subscript(value=ast.Attribute(attr="Input") | ast.Name(id="Optional"), slice=inner):
            return input_type(inner, classes)
        case ast.Subscript(value=ast.Name(id="Sequence"), slice=inner):
            return ListOf(input_type(inner, classes))
        case ast.Subscript(value=ast.Name(id="Mapping"), slice=ast.Tuple(elts=[_, inner])):
            return MapOf(input_type(inner, classes))
        case ast.Subscript(value=ast.Name(id="Union"), slice=ast.Tuple(elts=options)):
            return _union([input_type(option, classes) for option in options])
        case _:
            raise ValueError(f"an annotation of a new form: {ast.unparse(annotation)}")


def is_optional(annotation: ast.expr) -> bool:
    """Whether a getter's annotation allows the input to be left out (`pulumi.Input[Optional[…]]`)."""
    match annotation:
        case ast.Subscript(slice=ast.Subscript(value=ast.Name(id="Optional"))):
            return True
        case _:
            return False


def object_classes(kind: InputType) -> tuple[str, ...]:
    """Names of the object classes in a type, at any depth, in the order in which the SDK names them."""
    match kind:
        case Scalar():
            return ()
        case ObjectOf(name):
            return (name,)
        case ListOf(item) | MapOf(item):
            return object_classes(item)
        case UnionOf(options):
            return tuple(option.class_name for option in options)


def _union(options: list[InputType]) -> InputType:
    objects = tuple(option for option in options if isinstance(option, ObjectOf))
    if objects and len(objects) < len(options):
        raise ValueError(f"a union of objects and scalars: {options}")
    return UnionOf(objects) if objects else options[0]
