"""Plain values of a YAML tree, with a finding for every value that cannot be read."""

from dataclasses import dataclass, field
from typing import Any, Final

from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.positions import Mapping, Node, Path, Scalar, Sequence
from bedplate.blueprints.settings.scalars import Ambiguous, resolve

UNREADABLE: Final = object()
"""Stands where a value could not be read."""


@dataclass(slots=True)
class PlainValue:
    """The value of a tree, and what could not be read of it."""

    value: Any
    findings: list[Finding] = field(default_factory=list[Finding])

    @property
    def unreadable(self) -> set[Path]:
        """Paths of the values that could not be read."""
        return {finding.path for finding in self.findings if not finding.of_key}


def plain_value(root: Node) -> PlainValue:
    """Return mappings, lists and scalars for `root`, with `UNREADABLE` where a value could not be read."""
    result = PlainValue(None)
    result.value = _plain(root, (), result.findings)
    return result


def _plain(node: Node, path: Path, findings: list[Finding]) -> Any:
    if isinstance(node, Scalar):
        return _scalar(node, path, findings, of_key=False)
    if isinstance(node, Sequence):
        return [_plain(item, (*path, index), findings) for index, item in enumerate(node.items)]
    return _mapping(node, path, findings)


def _mapping(node: Mapping, path: Path, findings: list[Finding]) -> Any:
    entries = node.merged()
    if is_secure(node):
        findings.append(
            Finding(
                "secure-value",
                path,
                "an encrypted value cannot be read here",
                "no setting is a secret: write it plainly",
            )
        )
        return UNREADABLE
    values: dict[str, Any] = {}
    for key, _ in node.entries:
        if isinstance(key, Scalar) and key.text in entries and key.text != "<<":
            resolved = _scalar(key, (*path, key.text), findings, of_key=True)
            if resolved is not UNREADABLE and not isinstance(resolved, str):
                found = f"the key {key.text or 'without text'} is not text for every YAML reader"
                findings.append(Finding("yaml-key", (*path, key.text), found, "quote it", of_key=True))
    for name, (_, value) in entries.items():
        values[name] = _plain(value, (*path, name), findings)
    return values


def _scalar(node: Scalar, path: Path, findings: list[Finding], *, of_key: bool) -> Any:
    try:
        return resolve(node)
    except Ambiguous as ambiguous:
        findings.append(Finding("yaml-ambiguous", path, ambiguous.message, ambiguous.hint, of_key))
        return UNREADABLE


def is_secure(node: Node) -> bool:
    """Return whether `node` is Pulumi's form of an encrypted value, `{secure: …}`."""
    return (
        isinstance(node, Mapping)
        and list(node.merged()) == ["secure"]
        and isinstance(node.merged()["secure"][1], Scalar)
    )
