"""Instances of settings models that hold what is valid of an invalid file.

Checks across fields run even when some fields are wrong, so that a user sees every problem at once.
A partial instance has the valid fields; reading one of the others raises `Unusable`, and the check
that read it has nothing to say.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

CONTEXT: Final = object()
"""Validation context that asks models for partial instances."""

Model = TypeVar("Model", bound=BaseModel)
T = TypeVar("T")


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
            usable[name] = _adapter(model, name).validate_python(values[key], context=CONTEXT)
        except ValidationError:
            continue
    instance = model.__new__(model)
    # `model_construct` would fill defaults into fields whose given value is wrong.
    for attribute, value in (
        ("__dict__", usable),
        ("__pydantic_fields_set__", set(usable)),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(instance, attribute, value)
    return instance


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


def each(items: Iterable[T], check: Callable[[T], Iterator[Any]]) -> Iterator[Any]:
    """Yield what `check` finds in every item, passing over items whose fields are unusable."""
    for item in items:
        try:
            yield from check(item)
        except Unusable:
            continue
