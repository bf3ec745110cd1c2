"""Instances of settings models that hold what is valid of an invalid file.

Checks across fields run even when some fields are wrong, so that a user sees every problem at once.
A partial instance has the valid fields; reading one of the others raises `Unusable`, and the check
that read it has nothing to say.
"""

import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Final, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

CONTEXT: Final = object()
"""Validation context that asks models for partial instances."""
GAP: Final[Any] = object()
"""Stands in a list or a mapping for an element that the file gives wrongly."""

Model = TypeVar("Model", bound=BaseModel)
T = TypeVar("T")
Key = TypeVar("Key")


class Unusable(AttributeError):  # noqa: N818 -- says what the field is, nobody's mistake in the program
    """A check read a field that the file gives wrongly or not at all."""


def construct(model: type[Model], values: Mapping[str, Any]) -> Model:
    """Return an instance with those fields of `values` that are valid, and defaults where no value is given."""
    usable: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key not in values:
            if not field.is_required():
                usable[name] = field.get_default(call_default_factory=True, validated_data=usable)
            continue
        try:
            usable[name] = _usable(model, name, values[key])
        except ValidationError:
            continue
    return _instance(model, usable)


def empty(model: type[Model]) -> Model:
    """Return an instance that has no usable field, for what is given but is no mapping."""
    return _instance(model, {})


def _instance(model: type[Model], fields: dict[str, Any]) -> Model:
    instance = model.__new__(model)
    # `model_construct` would fill defaults into fields whose given value is wrong.
    for attribute, value in (
        ("__dict__", fields),
        ("__pydantic_fields_set__", set(fields)),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(instance, attribute, value)
    return instance


def _usable(model: type[BaseModel], name: str, value: Any) -> Any:
    """Return what a field's value stands for; of a list or a mapping what is valid of it, with gaps for the rest."""
    adapter, kind = _adapter(model, name), typing.get_origin(model.model_fields[name].annotation)
    try:
        return adapter.validate_python(value, context=CONTEXT)
    except ValidationError:
        if kind is tuple and isinstance(value, list) and value:
            return tuple(_element(adapter, [item], 0) for item in cast("list[object]", value))
        if kind is Mapping and isinstance(value, dict):
            entries = cast("dict[str, Any]", value)
            return {key: _element(adapter, {key: item}, key) for key, item in entries.items()}
        raise


def _element(adapter: TypeAdapter[Any], alone: Any, position: Any) -> Any:
    try:
        return adapter.validate_python(alone, context=CONTEXT)[position]
    except ValidationError:
        return GAP


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    # A field may be annotated with anything; no type checker can follow it.
    annotation: Any = field.annotation
    for metadata in field.metadata:
        annotation = Annotated[annotation, metadata]
    return TypeAdapter(annotation)


def read(model: BaseModel, field: str) -> Any:
    """Return the value of `field`, or `None` where it is unusable."""
    try:
        return getattr(model, field)
    except Unusable:
        return None


def usable(items: Iterable[tuple[Key, T]]) -> Iterator[tuple[Key, T]]:
    """Yield the elements, each with its index or key, that the file gives validly."""
    return ((key, item) for key, item in items if item is not GAP)


def whole(items: tuple[T, ...]) -> tuple[T, ...]:
    """Return a list that has no gaps.

    Raises:
        Unusable: it has one.
    """
    if any(item is GAP for item in items):
        raise Unusable
    return items


def each(items: Iterable[T], check: Callable[[T], Iterator[Any]]) -> Iterator[Any]:
    """Yield what `check` finds in every item, passing over items whose fields are unusable."""
    for item in items:
        try:
            yield from check(item)
        except Unusable:
            continue
