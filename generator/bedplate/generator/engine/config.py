"""Configuration values as the Pulumi CLI hands them to a program: text by full key.

A scalar keeps the text it has in the file (`1.10` stays `1.10`), anything else becomes JSON as Go writes
it. Values under `secure:` need a key that is not here; the text `[secret]` stands in for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

SECRET_TEXT = "[secret]"  # noqa: S105 - a placeholder
_GO_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One configuration value."""

    value: str | None
    """Its text; `None` for a declaration in `Pulumi.yaml` that each stack has to fill."""
    secret: bool = False


def stack_config(section: Node | None, project: str) -> Mapping[str, Setting]:
    """Return `config:` of a stack's file by full key.

    Args:
        section: the node under `config:`.
        project: the namespace of keys that name none.
    """
    return MappingProxyType(
        {
            full_key(key, project): Setting(value=_text(value), secret=_holds_secure(value))
            for key, value in entries(section)
        }
    )


def project_config(section: Node | None, project: str) -> Mapping[str, Setting]:
    """Return `config:` of `Pulumi.yaml` by full key; a plain value there is a default too."""
    return MappingProxyType({full_key(key, project): _declared(value) for key, value in entries(section)})


def full_key(key: str, project: str) -> str:
    """Return a configuration key with its namespace: `name` in project `p` is `p:name`."""
    namespace, colon, rest = key.partition(":")
    return f"{namespace}:{rest.removeprefix('config:')}" if colon else f"{project}:{key}"


def entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the keys and values of a mapping, merged ones (`<<`) first; nothing for any other node."""
    if not isinstance(node, MappingNode):
        return
    pairs: list[tuple[Node, Node]] = cast("Any", node).value
    for key, value in pairs:
        if _tag(key) == "merge":
            for merged in _items(value) or [value]:
                yield from entries(merged)
    for key, value in pairs:
        if _tag(key) != "merge":
            yield _literal(key), value


def plain(node: Node) -> Any:
    """Return the plain value of a node: a dictionary, list, string, number, boolean or `None`."""
    if isinstance(node, MappingNode):
        return {key: plain(value) for key, value in entries(node)}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in _items(node)]
    return _scalar(_literal(node), _tag(node))


def _items(node: Node) -> list[Node]:
    return list(cast("Any", node).value) if isinstance(node, SequenceNode) else []


def _literal(node: Node) -> str:
    """Return a scalar's text as it stands in the file."""
    return str(cast("Any", node).value)


def _tag(node: Node) -> str:
    return str(cast("Any", node).tag).removeprefix(_TAG)


def _scalar(text: str, tag: str) -> Any:
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() == "true"
    if tag in {"int", "float"}:
        return _number(text.replace("_", ""))
    if tag == "timestamp" and len(text) == len("2001-01-01"):
        return f"{text}T00:00:00Z"
    return text


def _number(text: str) -> int | float | str:
    try:
        return int(text, 0)
    except ValueError:
        pass
    try:
        # A leading zero means octal to the CLI's YAML reader, as in YAML 1.1.
        return int(text, 8)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _declared(node: Node) -> Setting:
    if not isinstance(node, MappingNode):
        return Setting(value=_text(node))
    declared = dict(entries(node))
    given = declared.get("value", declared.get("default"))
    is_secret = "secret" in declared and plain(declared["secret"]) is True
    return Setting(value=None if given is None else _text(given), secret=is_secret)


def _is_secure(node: Node) -> bool:
    pairs = list(entries(node))
    return len(pairs) == 1 and pairs[0][0] == "secure" and isinstance(pairs[0][1], ScalarNode)


def _holds_secure(node: Node) -> bool:
    if _is_secure(node):
        return True
    if isinstance(node, MappingNode):
        return any(_holds_secure(value) for _key, value in entries(node))
    return any(_holds_secure(item) for item in _items(node))


def _text(node: Node) -> str:
    if _is_secure(node):
        return SECRET_TEXT
    if isinstance(node, ScalarNode):
        return "" if _tag(node) == "null" else _literal(node)
    text = json.dumps(_laid_open(node), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "".join(_GO_ESCAPES.get(character, character) for character in text)


def _laid_open(node: Node) -> Any:
    """Return the plain value of a node with a placeholder for each encrypted value in it."""
    if _is_secure(node):
        return SECRET_TEXT
    if isinstance(node, MappingNode):
        return {key: _laid_open(value) for key, value in entries(node)}
    if isinstance(node, SequenceNode):
        return [_laid_open(item) for item in _items(node)]
    return plain(node)
