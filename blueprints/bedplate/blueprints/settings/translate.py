"""pydantic's errors in the words of a settings file."""

import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.nearest import nearest, suggestion
from bedplate.blueprints.settings.positions import Path

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "tuple_type": "a list",
}
_BOUNDS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}


def translate(errors: Sequence[ErrorDetails], model: type[BaseModel]) -> Iterator[Finding]:
    """Yield one finding an error.

    Args:
        errors: of a failed validation of `model`.
        model: tells which keys there are, for hints.
    """
    misspelt = {_meant(error["loc"], model) for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        if error["type"] == "missing" and error["loc"] in misspelt:
            continue
        if error["type"] == "too_short" and error["input"]:
            # pydantic counts valid entries only; what is wrong with the others has its own error.
            continue
        of_key = error["loc"][-1:] == ("[key]",)
        path: Path = error["loc"][:-1] if of_key else error["loc"]
        yield _translated(error, path, of_key=of_key, model=model)


def _translated(error: ErrorDetails, path: Path, *, of_key: bool, model: type[BaseModel]) -> Finding:
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    finding = Finding("invalid-value", path, error["msg"], "", of_key)
    if "hint" in context:
        finding = Finding(kind, path, error["msg"], context["hint"], of_key)
    elif kind == "missing":
        finding = _missing(path, model)
    elif kind == "extra_forbidden":
        finding = _unknown_key(path, model)
    elif kind in _EXPECTED:
        finding = _wrong_type(path, _EXPECTED[kind], value, of_key=of_key)
    elif kind in ("enum", "literal_error"):
        finding = _unknown_value(path, value, _members(path, model))
    elif kind in _BOUNDS:
        words, bound = _BOUNDS[kind]
        finding = Finding("out-of-range", path, f"{shown(value)} is out of range", f"write {words} {context[bound]:g}")
    elif kind == "finite_number":
        finding = Finding("out-of-range", path, f"{shown(value)} is no finite number", "write a finite number")
    elif kind == "too_short":
        finding = Finding("empty-list", path, f"{_dotted(path)} is empty", "give at least one entry", of_key=True)
    elif kind == "string_too_short":
        finding = Finding("empty-text", path, "the text is empty", "write something, or remove the key", of_key)
    return finding


def _missing(path: Path, model: type[BaseModel]) -> Finding:
    *above, key = path
    parent = _dotted(tuple(above)) or "bedplate:landingZone"
    hint = _description(tuple(path), model)
    return Finding("missing-key", tuple(above), f"{parent} lacks the required key {key}", hint, of_key=True)


def _meant(path: Path, model: type[BaseModel]) -> Path | None:
    """Return the path that an unknown key was meant to have, or `None` when no key comes close."""
    *above, key = path
    here = _model_at(tuple(above), model)
    found = nearest(str(key), [] if here is None else _keys(here))
    return None if found is None else (*above, found)


def _unknown_key(path: Path, model: type[BaseModel]) -> Finding:
    *above, key = path
    here, meant, home = _model_at(tuple(above), model), _meant(path, model), _home(str(key), model)
    if meant is not None:
        hint = f"did you mean {meant[-1]}?"
    elif home is not None:
        hint = f"{key} belongs under {home}"
    else:
        hint = suggestion(str(key), [] if here is None else _keys(here))
    parent = _dotted(tuple(above)) or "bedplate:landingZone"
    return Finding("unknown-key", path, f"{parent} has no key {shown(key)}", hint, of_key=True)


def _wrong_type(path: Path, expected: str, value: Any, *, of_key: bool) -> Finding:
    if value is None:
        hint = "give it a value, or remove the key"
    elif expected == "text" and isinstance(value, (int, float)):
        hint = "quote it"
    elif expected in ("a whole number", "a number") and isinstance(value, str):
        hint = "write a number, without quotes"
    elif expected == "true or false" and isinstance(value, str):
        hint = "write true or false, without quotes"
    else:
        hint = {"a mapping": "write keys and values, indented below it", "a list": "begin every entry with `- `"}.get(
            expected, f"write {expected}"
        )
    return Finding("wrong-type", path, f"expected {expected}, found {_kind(value)}", hint, of_key)


def _unknown_value(path: Path, value: Any, members: Sequence[str]) -> Finding:
    if not isinstance(value, str):
        return Finding("wrong-type", path, f"expected text, found {_kind(value)}", f"one of: {', '.join(members)}")
    return Finding("unknown-value", path, f"{_dotted(path)} cannot be {shown(value)}", suggestion(value, members))


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, (int, float)):
        return f"the number {shown(value)}"
    if isinstance(value, str):
        return f"the text {shown(value)}"
    return "a mapping" if isinstance(value, Mapping) else "a list"


def _dotted(path: Path) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _annotation(path: Path, model: type[BaseModel]) -> Any:
    """Return the annotation of the field at `path`, seen through lists and optional values."""
    annotation: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return None
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        if step not in fields:
            return None
        annotation = _innermost(fields[step].annotation)
    return annotation


def _innermost(annotation: Any) -> Any:
    while arguments := [a for a in typing.get_args(annotation) if a not in (type(None), ...)]:
        if typing.get_origin(annotation) is typing.Literal:
            return annotation
        annotation = arguments[0]
    return annotation


def _model_at(path: Path, model: type[BaseModel]) -> type[BaseModel] | None:
    annotation = _annotation(path, model)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _members(path: Path, model: type[BaseModel]) -> list[str]:
    annotation = _annotation(path, model)
    if typing.get_origin(annotation) is typing.Literal:
        return [str(argument) for argument in typing.get_args(annotation)]
    return [member.value for member in annotation]


def _description(path: Path, model: type[BaseModel]) -> str:
    *above, key = path
    here = _model_at(tuple(above), model)
    if here is None:
        return ""
    field = next(field for name, field in here.model_fields.items() if (field.alias or name) == key)
    return (field.description or "").split(":")[0].split(";")[0].split(",")[0].rstrip(".")


def _home(key: str, model: type[BaseModel], path: str = "") -> str | None:
    """Return where a misplaced key belongs, or `None` when no model below has it."""
    for name, field in model.model_fields.items():
        annotation = _innermost(field.annotation)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            here = f"{path}.{field.alias or name}".removeprefix(".")
            if key in _keys(annotation):
                return here
            if (below := _home(key, annotation, here)) is not None:
                return below
    return None
