"""Plain values of a YAML tree, with a finding for every value that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.positions import Mapping, Node, Path, Scalar, Sequence, is_merge_key
from bedplate.blueprints.settings.scalars import Ambiguous, resolve

UNREADABLE: Final = object()
"""Stands where a value could not be read."""


@dataclass(slots=True)
class PlainValue:
    """The value of a tree, and what could not be read of it."""

    value: Any
    findings: list[Finding] = field(default_factory=list[Finding])
    unreadable: set[Path] = field(default_factory=set[Path])
    """Paths of the values that could not be read."""


def plain_value(root: Node) -> PlainValue:
    """Return mappings, lists and scalars for `root`, with `UNREADABLE` where a value could not be read."""
    result = PlainValue(None)
    result.value = _plain(root, (), result)
    return result


def _plain(node: Node, path: Path, result: PlainValue) -> Any:
    if isinstance(node, Scalar):
        return _scalar(node, path, result)
    if isinstance(node, Sequence):
        return [_plain(item, (*path, index), result) for index, item in enumerate(node.items)]
    if is_secure(node):
        message = "an encrypted value cannot be read here"
        result.findings.append(Finding("secure-value", path, message, "no setting is a secret: write it plainly"))
        result.unreadable.add(path)
        return UNREADABLE
    result.findings.extend(_key_findings(node, path))
    return {name: _plain(value, (*path, name), result) for name, (_, value) in node.merged().items()}


def _scalar(node: Scalar, path: Path, result: PlainValue) -> Any:
    if not node.unreadable:
        try:
            return resolve(node)
        except Ambiguous as ambiguous:
            result.findings.append(Finding("yaml-ambiguous", path, ambiguous.message, ambiguous.hint))
    result.unreadable.add(path)
    return UNREADABLE


def _key_findings(node: Mapping, path: Path) -> Iterator[Finding]:
    for key, _ in node.entries:
        if not isinstance(key, Scalar) or key.unreadable or is_merge_key(key):
            continue
        try:
            if not isinstance(resolve(key), str):
                message = f"the key {key.text or 'without text'} is not text for every YAML reader"
                yield Finding("yaml-key", (*path, key.text), message, "quote it", of_key=True)
        except Ambiguous as ambiguous:
            yield Finding("yaml-ambiguous", (*path, key.text), ambiguous.message, ambiguous.hint, of_key=True)


def is_secure(node: Node) -> bool:
    """Return whether `node` is Pulumi's form of an encrypted value, `{secure: …}`."""
    return (
        isinstance(node, Mapping)
        and list(node.merged()) == ["secure"]
        and isinstance(node.merged()["secure"][1], Scalar)
    )
