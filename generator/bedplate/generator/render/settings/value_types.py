"""What a setting may be, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from bedplate.blueprints.settings.values import Cidr, FirstOfMonth, Workload
from bedplate.generator.render.markdown_page import listed
from bedplate.generator.render.markdown_text import code
from bedplate.generator.render.settings.objects import Schema, reference, resolved

_FORMATS = {"uuid": "GUID", "email": "e-mail address", "ipv4": "IPv4 address", "date": 'day, as `"2027-01-31"`'}
_SIMPLE = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    None: "anything",
}
_LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "minItems": "at least {} of them",
}
_LONG = 12
"""So many values stand in a list of their own below the table."""


def value_type(schema: Schema, definitions: Schema) -> str:
    """Return what a property may be, as Markdown.

    Args:
        schema: its JSON Schema.
        definitions: what references lead to, by name.
    """
    each = resolved(schema, definitions)
    if variants := each.get("oneOf"):
        return listed((_variant(choice, definitions) for choice in variants), "or")
    if "anyOf" in each:
        return ", or ".join(value_type(choice, definitions) for choice in each["anyOf"])
    return ", ".join([_name(each, definitions), *_limits(each)])


def long_choice(schema: Schema) -> bool:
    """Return whether there are too many values for a table."""
    return len(schema.get("enum", ())) > _LONG


def _variant(schema: Schema, definitions: Schema) -> str:
    name = definitions[reference(schema)]["properties"]["blueprint"]["const"]
    return f"keys of blueprint {code(name)}"


def _name(schema: Schema, definitions: Schema) -> str:
    if "const" in schema:
        return code(str(schema["const"]))
    if "enum" in schema:
        return "one of the values below" if long_choice(schema) else listed(map(code, schema["enum"]), "or")
    type_ = schema.get("type")
    if type_ == "array":
        return f"list: {_element(schema['items'], definitions)}"
    if type_ == "object":
        inner = schema.get("additionalProperties")
        return f"mapping: name to {value_type(inner, definitions)}" if inner else "keys below"
    return _scalar(schema)


def _scalar(schema: Schema) -> str:
    named = _patterns().get(schema.get("pattern", "")) or _FORMATS.get(schema.get("format", ""))
    return named or _SIMPLE[schema.get("type")]


def _element(items: Schema, definitions: Schema) -> str:
    return value_type(items, definitions).replace("keys below", "each with the keys below")


def _limits(schema: Schema) -> Iterator[str]:
    for keyword, words in _LIMITS.items():
        if keyword in schema:
            yield words.format(schema[keyword])
    if required := schema.get("required", ()) if "properties" not in schema else ():
        yield f"among them {', '.join(map(code, required))}"


def _patterns() -> Mapping[str, str]:
    """Return words for the patterns of values with a syntax of their own."""
    named: dict[Any, str] = {
        Cidr: "IPv4 block, as `10.1.0.0/24`",
        FirstOfMonth: 'first day of a month, as `"2026-12-01"`',
        Workload: "2 to 10 lower-case letters and digits, a letter first",
    }
    return {TypeAdapter(value).json_schema()["pattern"]: words for value, words in named.items()}
