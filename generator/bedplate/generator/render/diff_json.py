"""The diff for programs: one JSON document, described by `docs/diff.schema.json`."""

from __future__ import annotations

from typing import Any

from bedplate.generator.diff import ABSENT, Change, Diff, Operation, PropertyChange
from bedplate.generator.graph import UNKNOWN, Secret, Value
from bedplate.generator.render.diff_groups import name_of
from bedplate.generator.render.document_text import json_text
from bedplate.generator.render.json import plain
from bedplate.generator.render.properties import dotted

FORMAT_VERSION = "1.0"
"""The first number rises when a reader of the old format could misread the new one, the second with new fields."""


def render(diff: Diff, *, against: str) -> str:
    """Return a diff as JSON: the same bytes for the same diff. Secrets are masked, also where they changed.

    Args:
        diff: what happens to a stack.
        against: what the old side is called.
    """
    document = {
        "formatVersion": FORMAT_VERSION,
        "project": diff.after.project,
        "stack": diff.after.stack,
        "against": against,
        "mode": diff.after.mode.value,
        "summary": {
            **{operation.value: diff.count(operation) for operation in Operation},
            "same": diff.same,
            "notKnown": sum(bool(each.not_known) for each in diff.changes),
            "refused": sum(bool(each.refusals) for each in diff.changes),
            "uncomparedSecrets": diff.uncompared_secrets,
        },
        "changes": [_change(each) for each in diff.changes],
    }
    return json_text(document)


def _change(change: Change) -> dict[str, Any]:
    return {
        "operation": change.operation.value,
        "urn": change.urn,
        "formerUrn": change.former_urn,
        "type": change.resource.type,
        "name": change.resource.name,
        "azureName": name_of(change.resource),
        "id": change.resource.id if isinstance(change.resource.id, str) else None,
        "certain": not change.not_known,
        "properties": [_property(each) for each in change.properties],
        "replacedWith": [{"urn": cause.urn, "input": cause.input} for cause in change.causes],
        "takesAlong": list(change.takes_along),
        "refusals": list(change.refusals),
        "lost": [{"text": each.text, "source": each.source} for each in change.consequences],
    }


def _property(change: PropertyChange) -> dict[str, Any]:
    verdict = change.verdict
    sides = {"before": change.before, "after": change.after}
    return {
        "path": dotted(change.path),
        **{side: plain(value) for side, value in sides.items() if value is not ABSENT},
        "secret": any(isinstance(value, Secret) for value in sides.values()),
        "unknown": any(_is_unknown(value) for value in sides.values()),
        "effect": verdict.effect.value,
        "decider": verdict.decider.value if verdict.decider else None,
        "reason": verdict.reason,
        "source": verdict.source,
    }


def _is_unknown(value: Value) -> bool:
    return value is UNKNOWN
