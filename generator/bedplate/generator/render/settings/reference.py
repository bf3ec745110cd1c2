"""Renders the settings as one page of Markdown: every key with its values, default and meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bedplate.generator.render.markdown_page import generated_mark, table
from bedplate.generator.render.markdown_text import code
from bedplate.generator.render.settings.choices import Meanings
from bedplate.generator.render.settings.keys import Keys
from bedplate.generator.render.settings.objects import Schema, reference, settings_objects

_GENERATED = generated_mark("the schema of stack files", "tests/generator/render/settings")
_INTRODUCTION = """A stack file is `Pulumi.<stack>.yaml`, the file that Pulumi itself reads. What bedplate reads of it
stands under `config`. `bedplate validate` checks all of it; `bedplate schema settings` prints the schema by which
editors complete it.

Lists are marked by `[]`: `models[].name` is the key `name` of each entry of `models`.
"""


def render(
    schema: Schema, meanings: Meanings, by_environment: Sequence[Sequence[str]], rules: Mapping[str, str]
) -> str:
    """Return the page.

    Args:
        schema: JSON Schema of stack files.
        meanings: what the words mean that settings can take.
        by_environment: defaults that depend on the environment: a head, then rows of Markdown.
        rules: what validation checks, by id.
    """
    config = schema["properties"]["config"]
    own = {key: each for key, each in schema["properties"].items() if key != "config"}
    parts = tuple(_parts(config["properties"], schema["$defs"]))
    keys = Keys(schema["$defs"], meanings, {key: title for key, title, _ in reversed(parts)})
    lines = [_GENERATED, "# Settings\n", _INTRODUCTION, "## config\n", *keys.lines(config, "")]
    for _, title, name in parts:
        lines += _part(title, name, schema["$defs"], meanings)
    lines += ["## Defaults by environment\n", "What holds where the stack file says nothing else.\n"]
    lines += table(by_environment[0], by_environment[1:])
    lines += ["## What is checked\n", "The id stands in brackets behind each problem that `bedplate validate` names.\n"]
    lines += table(("Id", "Holds when"), ((code(id_), words) for id_, words in rules.items()))
    lines += ["## Keys of Pulumi's own\n", *keys.lines({"properties": own}, "")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _parts(properties: Schema, definitions: Schema) -> Iterator[tuple[str, str, str]]:
    """Yield key, title and definition's name of each part of the configuration that is an object."""
    for key, each in properties.items():
        for variant in each.get("oneOf", ()):
            name = reference(variant)
            yield key, f"{key} of blueprint {definitions[name]['properties']['blueprint']['const']}", name
        if name := reference(each.get("items", {})):
            yield key, f"{key}[]", name


def _part(title: str, name: str, definitions: Schema, meanings: Meanings) -> Iterator[str]:
    objects = settings_objects(definitions[name], definitions)
    keys = Keys(definitions, meanings, {path: each.paths[0] for each in objects for path in each.paths})
    for each in objects:
        first, *others = each.paths
        yield f"### {first}\n" if first else f"## {title}\n"
        yield f"{each.definition['description']}\n"
        if others:
            yield f"The same keys stand under {', '.join(map(code, others))}.\n"
        yield from keys.lines(each.definition, first)
