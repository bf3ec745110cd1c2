"""The keys of one object: a table, and what the words mean that some of them take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import dumps

from bedplate.generator.render.markdown_page import anchor, listed, table
from bedplate.generator.render.markdown_text import code
from bedplate.generator.render.settings.choices import Meanings
from bedplate.generator.render.settings.objects import Schema, element, reference, resolved
from bedplate.generator.render.settings.value_types import long_choice, value_type

_HEAD = ("Key", "Value", "Default", "Meaning")


@dataclass(frozen=True, slots=True)
class Keys:
    """Renders the keys of objects of one schema."""

    definitions: Schema
    """What references lead to, by name."""
    meanings: Meanings
    """What words mean, by the name of their enumeration."""
    headings: Mapping[str, str]
    """Heading under which an object's keys stand, by its path; nothing else is linked."""

    def lines(self, definition: Schema, path: str) -> Iterator[str]:
        """Yield the lines about an object at a path."""
        properties = {f"{path}.{key}" if path else key: each for key, each in definition["properties"].items()}
        required = {f"{path}.{key}" if path else key for key in definition.get("required", ())}
        yield from table(_HEAD, (self._row(key, each, required) for key, each in properties.items()))
        yield from self._choices(properties)

    def _row(self, path: str, each: Schema, required: set[str]) -> tuple[str, ...]:
        inner = resolved(each, self.definitions)
        heading = self.headings.get(path) or self.headings.get(f"{path}[]")
        shown = f"[{code(path)}](#{anchor(heading)})" if heading else code(path)
        default = "**required**" if path in required else _default(inner)
        return shown, value_type(each, self.definitions), default, str(inner["description"])

    def _choices(self, properties: Mapping[str, Schema]) -> Iterator[str]:
        paths: dict[str, list[str]] = {}
        for path, each in properties.items():
            inner = element(each, self.definitions)
            if long_choice(inner):
                yield f"{code(path)}: {listed(map(code, inner['enum']), 'or')}.\n"
            elif "enum" in inner:
                paths.setdefault(reference(inner), []).append(path)
        for name, those in paths.items():
            yield f"{listed(map(code, those))}:\n"
            yield from (f"- {code(value)}: {meaning}" for value, meaning in self.meanings[name].items())
            yield ""


def _default(inner: Schema) -> str:
    value = inner.get("default")
    if value is None or isinstance(value, list | Mapping):
        return ""
    return code(value if isinstance(value, str) else dumps(value))
