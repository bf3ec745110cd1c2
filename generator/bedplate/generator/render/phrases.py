"""Small builders of phrases about a resource; `resource_kinds` puts them together as data.

Every builder takes dotted property paths (`sku.name`, `criteria.allOf.0.threshold`) and returns a
`Phrase`, which yields no fact, one, or several for a given resource. Phrases pass over values that are
unknown or secret as a whole: `posture.marked` names every one of those by its path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bedplate.generator.graph import Resource, Value
from bedplate.generator.render.arm_ids import short_id
from bedplate.generator.render.preview_model import Fact, Span, Tone, shown
from bedplate.generator.render.properties import at, is_marker, items


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a phrase is about: some properties of a resource, within its graph."""

    resource: Resource
    properties: Value
    """The resource's inputs, or a part of them for phrases about a row."""
    names: Mapping[str, Value]
    """Names in Azure by URN."""

    def get(self, path: str) -> Value:
        """Return the value at a dotted path; `None` where there is none, it is empty, unknown or secret."""
        found = at(self.properties, *_steps(path))
        return None if found == "" or is_marker(found) else found


Phrase = Callable[[Subject], Iterator[Fact]]
"""What to say about a subject."""


def value(path: str, form: str = "{}", tone: Tone = Tone.PLAIN) -> Phrase:
    """Say a value inside a form such as `{} days`; say nothing where it is missing."""

    def say(subject: Subject) -> Iterator[Fact]:
        found = subject.get(path)
        if found is not None:
            yield _formed(form, (shown(found, tone),), tone)

    return say


def sentence(*phrases: Phrase) -> Phrase:
    """Say several things as one fact, with blanks between them."""

    def say(subject: Subject) -> Iterator[Fact]:
        spans: list[Span] = []
        for fact in (fact for phrase in phrases for fact in phrase(subject)):
            spans += [Span(" "), *fact] if spans else fact
        if spans:
            yield tuple(spans)

    return say


def listing(path: str, form: str = "{}", *, of: str = "", short: bool = False) -> Phrase:
    """Say all values of a list, separated by commas.

    Args:
        path: where the list is.
        form: what to put the values in.
        of: path of the interesting value within each item; the item itself by default.
        short: whether the values are ARM ids to be shortened.
    """

    def say(subject: Subject) -> Iterator[Fact]:
        found = [at(item, *_steps(of)) for item in _listed(subject, path)]
        spans = [_reference(item) if short else shown(item) for item in found if item is not None]
        if spans:
            yield _formed(form, _joined(spans))

    return say


def reference(path: str, form: str = "→ {}", *, tail: bool = False) -> Phrase:
    """Say which resource an ARM id names, by its own name only where `tail` is set."""

    def say(subject: Subject) -> Iterator[Fact]:
        found = subject.get(path)
        if found is not None:
            span = _reference(found)
            yield _formed(form, (Span(span.text.rsplit("/", 1)[-1], span.tone) if tail else span,))

    return say


def dependency(path: str, form: str = "{}") -> Phrase:
    """Say which resource a top-level input's value comes from, whether it is known yet or not."""

    def say(subject: Subject) -> Iterator[Fact]:
        urns = subject.resource.property_dependencies.get(path, ())
        names = [shown(subject.names[urn]) for urn in urns if urn in subject.names]
        if names:
            yield _formed(form, _joined(names))

    return say


def count(path: str, singular: str, plural: str = "") -> Phrase:
    """Say how many items a list has; say nothing of an empty one."""

    def say(subject: Subject) -> Iterator[Fact]:
        number = len(_listed(subject, path))
        if number:
            yield (Span(f"{number} {singular if number == 1 else plural or singular + 's'}"),)

    return say


def amount(path: str, singular: str, plural: str = "") -> Phrase:
    """Say a number with what it counts: `3 replicas`; say nothing where it is missing."""

    def say(subject: Subject) -> Iterator[Fact]:
        found = subject.get(path)
        if isinstance(found, int | float):
            yield (Span(f"{found:g} {singular if found == 1 else plural or singular + 's'}"),)

    return say


def switch(path: str, on: str = "", off: str = "", *, good: bool | None = None) -> Phrase:
    """Say one thing where a value is true and another where it is false.

    Args:
        path: where the value is.
        on: what to say where it is true.
        off: what to say where it is false.
        good: which of the two protects the landing zone; the other one is a warning.
    """

    def say(subject: Subject) -> Iterator[Fact]:
        found = subject.get(path)
        if isinstance(found, bool) and (text := on if found else off):
            tone = Tone.PLAIN if good is None else Tone.GOOD if found is good else Tone.WARNING
            yield (Span(text, tone),)

    return say


def _steps(path: str) -> list[str | int]:
    return [int(step) if step.isdecimal() else step for step in path.split(".")] if path else []


def _formed(form: str, spans: Fact, tone: Tone = Tone.PLAIN) -> Fact:
    before, _, after = form.partition("{}")
    return (*((Span(before, tone),) if before else ()), *spans, *((Span(after, tone),) if after else ()))


def _joined(spans: list[Span]) -> Fact:
    parts: list[Span] = []
    for span in spans:
        parts.extend([Span(", "), span] if parts else [span])
    return tuple(parts)


def _reference(found: Value) -> Span:
    return shown(short_id(found)) if isinstance(found, str) else shown(found)


def _listed(subject: Subject, path: str) -> tuple[Value, ...]:
    found = items(subject.properties, *_steps(path))
    return () if len(found) == 1 and is_marker(found[0]) else found
