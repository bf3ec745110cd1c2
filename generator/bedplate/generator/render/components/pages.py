"""Renders the package schema as Markdown: a page for each component, and an index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bedplate.generator.render.components.types import Schema, type_name, used_types
from bedplate.generator.render.markdown_page import generated_mark, table
from bedplate.generator.render.markdown_text import one_line

INDEX = "README.md"
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_GENERATED = generated_mark("the package schema", "tests/generator/render")


def render(schema: Schema) -> Mapping[str, str]:
    """Return every file of the reference: its text by its name."""
    components = {token.rpartition(":")[2]: component for token, component in schema["resources"].items()}
    pages = {file_name(name): _page(name, component, schema) for name, component in components.items()}
    return {INDEX: _index(components, schema), **pages}


def file_name(component: str) -> str:
    """Return the name of a component's page."""
    return f"{_WORD.sub('-', component).lower()}.md"


def _index(components: Mapping[str, Schema], schema: Schema) -> str:
    rows = ((f"[{name}]({file_name(name)})", _first(each["description"])) for name, each in components.items())
    introduction = (
        f"{schema['description']} How other languages use them, and how a platform team publishes them, is in "
        "[components.md](../components.md)."
    )
    naming = (
        "Names are those of the package: in Python `vaultName` is `vault_name`, and in .NET and Go it begins with a "
        "capital."
    )
    head = (_GENERATED, "# Components\n", f"{introduction}\n", f"{naming}\n")
    return "\n".join((*head, *table(("Component", "What it is"), rows)))


def _page(name: str, component: Schema, schema: Schema) -> str:
    inputs, outputs = component["inputProperties"], component["properties"]
    sections = [
        _GENERATED,
        f"# {name}\n",
        f"`{schema['name']}:index:{name}`\n",
        f"{component['description']}\n",
        "## Inputs\n",
        *_inputs(inputs, component.get("requiredInputs", ())),
        "## Outputs\n",
        *_outputs(outputs),
    ]
    types = used_types(inputs, schema["types"])
    if types:
        sections.append("## Types\n")
    for type_, definition in types.items():
        sections += [f"### {type_}\n", f"{definition['description']}\n", *_type(definition)]
    return "\n".join(sections).rstrip("\n") + "\n"


def _inputs(properties: Schema, required: Iterable[str]) -> Iterator[str]:
    needed = frozenset(required)
    ordered = sorted(properties.items(), key=lambda item: (item[0] not in needed, item[0]))
    yield from table(
        ("Name", "Type", "Required", "Description"),
        (_input_row(name, each, is_required=name in needed) for name, each in ordered),
    )
    if not all(map(_may_be_output, properties.values())):
        yield "*(plain)*: must be known before anything is deployed; values inside of it may still be outputs.\n"


def _input_row(name: str, definition: Schema, *, is_required: bool) -> tuple[str, ...]:
    at_once = "" if _may_be_output(definition) else " *(plain)*"
    return f"`{name}`", f"{type_name(definition)}{at_once}", "yes" if is_required else "no", definition["description"]


def _may_be_output(definition: Schema) -> bool:
    return not definition.get("plain")


def _outputs(properties: Schema) -> Iterator[str]:
    if not properties:
        yield "None.\n"
        return
    rows = ((f"`{name}`", type_name(each), each["description"]) for name, each in properties.items())
    yield from table(("Name", "Type", "Description"), rows)


def _type(definition: Schema) -> Iterator[str]:
    if "enum" not in definition:
        yield from _inputs(definition["properties"], definition.get("required", ()))
        return
    for member in definition["enum"]:
        meaning = f": {one_line(member['description'])}" if "description" in member else ""
        yield f"- `{member['value']}`{meaning}"
    yield ""


def _first(text: str) -> str:
    """Return a description's first paragraph."""
    return text.partition("\n\n")[0]
