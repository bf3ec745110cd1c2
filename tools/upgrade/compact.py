"""What an upgrade must keep of a stack, as text: the record of `bedplate preview --json` without what may change.

Left out are outputs, dependencies, places in the source, the inputs of components, and the options that no upgrade has
to keep. URNs lose the part that is the same for all resources of a stack.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bedplate.generator.diff.recorded import graph_of
from bedplate.generator.graph import Graph
from bedplate.generator.render import json as record

OPTIONS = ("aliases", "deletedWith", "ignoreChanges", "replaceOnChanges", "retainOnDelete")
"""Options that decide which resource is which, and what a change does to it."""
_REFERENCES = ("parent", "provider")


def compact(graph: Graph) -> str:
    """Return the text that is frozen of a stack: one line for each top-level input, resources in the graph's order."""
    document = json.loads(record.render(graph))
    prefix = f"urn:pulumi:{graph.stack}::{graph.project}::"
    head = {key: document[key] for key in ("formatVersion", "project", "stack", "mode")}
    resources = {row["urn"].removeprefix(prefix): _kept(row, prefix) for row in document["resources"]}
    return "\n".join(_lines({**head, "outputs": sorted(document["outputs"]), "resources": resources})) + "\n"


def expanded(text: str) -> Graph:
    """Return the graph that a frozen text describes; secrets are masked, and stack outputs have their names alone."""
    document = json.loads(text)
    prefix = f"urn:pulumi:{document['stack']}::{document['project']}::"
    return graph_of(
        {
            **document,
            "resources": [_row(urn, kept, prefix) for urn, kept in document["resources"].items()],
            "outputs": dict.fromkeys(document["outputs"]),
            "secret": [],
            "unknown": [],
        }
    )


def short_urn(urn: str) -> str:
    """Return the part of a URN that tells resources of one stack apart: its chain of types and its name."""
    return urn.split("::", 2)[-1]


def _kept(row: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    told = {
        **{name: _short(row[name], prefix) for name in _REFERENCES},
        "id": row["id"],
        "read": row["read"],
        "protect": row["protect"],
        "options": _options(row["options"], prefix),
    }
    kept = {name: value for name, value in told.items() if value}
    if not row["custom"]:
        return kept
    marked = {name: [at for at in row[name] if at.startswith("/inputs/")] for name in ("secret", "unknown")}
    return {**kept, **{name: places for name, places in marked.items() if places}, "inputs": row["inputs"]}


def _options(given: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    kept = {name: given[name] for name in OPTIONS if name in given}
    if "aliases" in kept:
        kept["aliases"] = [_short(urn, prefix) for urn in kept["aliases"]]
    if "deletedWith" in kept:
        kept["deletedWith"] = _short(kept["deletedWith"], prefix)
    return kept


def _row(urn: str, kept: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return a row as the record has it, with defaults for all that was left out."""
    chain, _, name = urn.partition("::")
    options = dict(kept.get("options", {}))
    if "aliases" in options:
        options["aliases"] = [_long(each, prefix) for each in options["aliases"]]
    if "deletedWith" in options:
        options["deletedWith"] = _long(options["deletedWith"], prefix)
    return {
        "urn": prefix + urn,
        "type": chain.rpartition("$")[2],
        "name": name,
        "custom": "inputs" in kept,
        "inputs": {},
        "outputs": {},
        "secret": [],
        "unknown": [],
        "id": None,
        "read": False,
        "protect": False,
        "dependencies": [],
        "propertyDependencies": {},
        "source": None,
        **kept,
        **{key: _long(kept.get(key), prefix) for key in _REFERENCES},
        "options": options,
    }


def _short(reference: str | None, prefix: str) -> str | None:
    return reference.removeprefix(prefix) if reference else None


def _long(reference: str | None, prefix: str) -> str | None:
    if reference is None or reference.startswith("urn:pulumi:"):
        return reference  # of another stack or project, as aliases may be
    return prefix + reference


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    yield "{"
    for key, value in document.items():
        if key != "resources":
            yield f" {_text(key)}: {_text(value)},"
    yield ' "resources": {'
    resources = document["resources"]
    for number, (urn, kept) in enumerate(resources.items(), start=1):
        yield f"  {_text(urn)}: {{"
        yield from _members(kept)
        yield "  }" + ("," if number < len(resources) else "")
    yield " }"
    yield "}"


def _members(kept: Mapping[str, Any]) -> Iterator[str]:
    """Yield the members of a resource, its inputs one by one and last."""
    lines = [f"   {_text(key)}: {_text(value)}" for key, value in kept.items() if key != "inputs"]
    if "inputs" in kept:
        inputs = [f"    {_text(key)}: {_text(value)}" for key, value in kept["inputs"].items()]
        lines.append('   "inputs": {\n' + ",\n".join(inputs) + "\n   }" if inputs else '   "inputs": {}')
    yield from ",\n".join(lines).splitlines()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
