"""Values that a template alone does not tell, and that are told apart all the same.

Two values that are computed in the same way from the same things are equal, whatever they are. So each has a text made
from how it is computed: `unknown-…` for what only a deployment can tell, and the known letters around it, as in
`stunknown-0a1b2c3d`. Ids with such names in them still find the resource that is named so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bedplate.generator.engine.values import is_array, is_object

Value: TypeAlias = Any
"""What JSON can say, with `Untold` in any place."""


@dataclass(frozen=True, slots=True)
class Untold:
    """A value that is not known, or that nobody is to read."""

    text: str
    """The same for values that must be equal; the letters that are known stand in it."""
    sources: frozenset[str] = frozenset()
    """Ids of the resources that it is made from, in lower case."""
    secret: bool = False
    of_scope: bool = False
    """Whether nothing is unknown but the subscription or resource group that everything is deployed to."""


def computed(how: str, *parts: Value, secret: bool = False) -> Untold:
    """Return a value that is computed from others in some way, so that nothing but its equality can be told."""
    digest = short_digest(f"{how}({', '.join(map(spelled, parts))})")
    found = list(untold_in(parts))
    return Untold(f"unknown-{digest}", _sources(found), secret or any(each.secret for each in found))


def short_digest(*texts: str) -> str:
    """Return what tells texts from others in the text of a value that is not known."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:8]


def joined(parts: Iterable[Value]) -> str | Untold:
    """Return texts as one text."""
    listed = list(parts)
    found = [each for each in listed if isinstance(each, Untold)]
    text = "".join(each.text if isinstance(each, Untold) else text_of(each) for each in listed)
    if not found:
        return text
    return Untold(text, _sources(found), any(each.secret for each in found), all(each.of_scope for each in found))


def changed(value: Untold, text: str) -> Untold:
    """Return a value of which another text is known, made from the same things."""
    return Untold(text, value.sources, value.secret, value.of_scope)


def is_told(value: Value) -> bool:
    """Return whether everything in a value is known."""
    return next(untold_in(value), None) is None


def untold_in(value: Value) -> Iterator[Untold]:
    """Yield everything in a value that is not known."""
    if isinstance(value, Untold):
        yield value
    elif is_object(value):
        for item in value.values():
            yield from untold_in(item)
    elif is_array(value):
        for item in value:
            yield from untold_in(item)


def spelled(value: Value) -> str:
    """Return a text that is the same for equal values only."""
    return json.dumps(value, sort_keys=True, default=_marked)


def text_of(value: Value) -> str:
    """Return a plain value as `string` and `format` write it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    return json.dumps(value, separators=(",", ":"))


def letters_of(value: Value) -> str:
    """Return the text of a name or an id, whether all of it is known or not."""
    return value.text if isinstance(value, Untold) else str(value)


def _marked(value: object) -> Mapping[str, str]:
    return {"\0untold": value.text if isinstance(value, Untold) else repr(value)}


def _sources(found: Iterable[Untold]) -> frozenset[str]:
    return frozenset(source for each in found for source in each.sources)
