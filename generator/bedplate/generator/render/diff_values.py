"""Old and new values of a changed property in a few words."""

from __future__ import annotations

import json
from typing import Any

from bedplate.generator.diff import ABSENT, PropertyChange
from bedplate.generator.graph import UNKNOWN, Archive, Asset, Secret, Value
from bedplate.generator.render.arm_ids import short_id
from bedplate.generator.render.preview_model import SECRET_TEXT, UNKNOWN_TEXT, shown
from bedplate.generator.render.properties import is_list, is_mapping

NONE_TEXT = "(none)"
_LONGEST = 120
"""Characters of a value that are shown; all of it stands in the JSON."""


def in_words(change: PropertyChange) -> str:
    """Return what becomes of a property: `50 → 80`, `+ 10.1.0.0/16`, `a secret changed`."""
    before, after = change.before, change.after
    if isinstance(before, Secret) and isinstance(after, Secret):
        return f"{SECRET_TEXT} changed"
    if is_list(before) and is_list(after) and (items := _items(before, after)):
        return items
    short = _short(before), _short(after)
    # Two ids may differ where their short forms do not, as in the subscription.
    old, new = short if short[0] != short[1] else (before, after)
    return f"{text_of(old)} → {text_of(new)}"


def _short(value: Value) -> Value:
    return short_id(value) if isinstance(value, str) and value.startswith("/subscriptions/") else value


def text_of(value: Value) -> str:
    """Return one value as people read it, cut where it is long."""
    if value is ABSENT:
        return NONE_TEXT
    if is_mapping(value) or is_list(value):
        return _cut(shown(json.dumps(_plain(value), ensure_ascii=False)).text)
    return _cut(shown(value).text) or '""'


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _items(before: Value, after: Value) -> str:
    """Return which items of a list of plain values came and went; nothing where it holds anything else."""
    if not all(isinstance(item, str | int | float) for item in (*before, *after)):
        return ""
    went = [f"- {text_of(_short(item))}" for item in before if item not in after]
    came = [f"+ {text_of(_short(item))}" for item in after if item not in before]
    if [item[2:] for item in went] == [item[2:] for item in came]:
        return ""
    return ", ".join([*went, *came])


def _plain(value: Value) -> Any:
    if isinstance(value, Secret):
        return SECRET_TEXT
    if value is UNKNOWN:
        return UNKNOWN_TEXT
    if is_mapping(value):
        return {key: _plain(item) for key, item in value.items()}
    if is_list(value):
        return [_plain(item) for item in value]
    if isinstance(value, Asset | Archive):
        return f"({type(value).__name__.lower()})"
    return value
