"""The catalogue of rules as a list for terminals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bedplate.policies.pack import Pack
from bedplate.policies.rule import Rule

_GAP = "  "


def render(rules: Iterable[Rule], packs: Iterable[Pack]) -> str:
    """Return one line a rule: id, severity, the narrowest pack that holds it, title; sorted by id.

    Args:
        rules: what to list.
        packs: narrowest first.
    """
    narrowest = _narrowest(packs)
    rows = [(rule.id, rule.severity.value, narrowest.get(rule.id, ""), rule.title) for rule in _sorted(rules)]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = [
        _GAP.join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip()
        for row in rows
    ]
    return "".join(f"{line}\n" for line in lines)


def _narrowest(packs: Iterable[Pack]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for pack in packs:
        for id_ in pack.rules:
            found.setdefault(id_, pack.name)
    return found


def _sorted(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.id)
