"""The diff for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bedplate.generator.diff import Change, Decider, Diff, Effect, Operation, PropertyChange
from bedplate.generator.render.diff_groups import (
    GLYPHS,
    Told,
    counted,
    kinds,
    label_of,
    name_of,
    names_by_urn,
    story,
)
from bedplate.generator.render.diff_lines import BY_HAND, uncompared_in_words
from bedplate.generator.render.diff_values import in_words
from bedplate.generator.render.markdown_text import between_ticks
from bedplate.generator.render.properties import dotted

_MOST_OPEN = 30
"""Changes of a group that stand open; more are folded away behind its heading."""
_ADDRESS = re.compile(r"https://[^\s,()]+")
_MARKUP = re.compile(r"([\\*_<>\[\]|~#])")


def render(diff: Diff, *, against: str) -> str:
    """Return a diff as Markdown.

    Args:
        diff: what happens to a stack.
        against: what the old side is called.
    """
    return "\n".join(_lines(diff, against)) + "\n"


def _lines(diff: Diff, against: str) -> Iterator[str]:
    said = ", ".join(words for _, words in counted(diff)) or "no changes"
    yield f"### {between_ticks(diff.after.stack)}: {said}"
    yield ""
    yield f"Compared with {between_ticks(against)}; {diff.same} resources stay as they are."
    names = names_by_urn(diff.before, diff.after)
    told = story(diff)
    if told.shared:
        yield ""
        yield "**On many resources**"
        yield ""
    for shared in told.shared:
        yield f"- {_property(shared.property)}"
        yield f"  - on {len(shared.resources)}: {kinds(shared.resources)}"
    for group in told.groups:
        many = len(group.told) > _MOST_OPEN
        yield ""
        if many:
            yield f"<details><summary>{group.label} {group.name}: {len(group.told)} changes</summary>"
        else:
            yield f"**{group.label} {between_ticks(group.name)}**"
        yield ""
        for each in group.told:
            yield from _change(each, diff, names)
        if many:
            yield ""
            yield "</details>"
    if diff.uncompared_secrets:
        yield ""
        yield f"{uncompared_in_words(diff)}."


def _change(told: Told, diff: Diff, names: Mapping[str, str]) -> Iterator[str]:
    change = told.change
    operation = change.operation
    what = f"{label_of(change.resource)} {between_ticks(name_of(change.resource))}"
    tail = "".join(f"; {words}" for words in _summary(change, names))
    yield f"- **{GLYPHS[operation]} {operation.value}** {what}{tail}"
    for each in told.properties:
        yield f"  - {_property(each)}"
    if change.takes_along:
        yield f"  - takes along {kinds(diff.after[urn] for urn in change.takes_along)}"
    for consequence in change.consequences:
        yield f"  - **lost:** {_text(consequence.text)}{_link(consequence.source)}"
    for refusal in change.refusals:
        yield f"  - :no_entry: {_text(refusal)}"


def _summary(change: Change, names: Mapping[str, str]) -> Iterator[str]:
    if change.operation is Operation.REPLACE and not change.forced_by:
        yield "with " + ", ".join(
            f"{between_ticks(names.get(each.urn, each.urn))} ({each.input})" for each in change.causes
        )
    if change.not_known:
        yield "replacement not ruled out"
    if change.operation is Operation.DELETE and change.resource.options.retain_on_delete:
        yield "stays in Azure (retainOnDelete)"
    if change.former_urn is not None:
        yield f"was {between_ticks(change.former_urn)}"
    if change.forced_by and all(each.verdict.decider is Decider.AZURE for each in change.forced_by):
        yield BY_HAND


def _property(change: PropertyChange) -> str:
    said = f"{between_ticks(dotted(change.path))}: {between_ticks(in_words(change))}"
    if change.verdict.effect is Effect.IN_PLACE:
        return said
    words = "forces the replacement" if change.verdict.effect is Effect.REPLACE else "not known whether in place"
    return f"{said} **{words}:** {_text(change.verdict.reason)}{_link(change.verdict.source)}"


def _text(words: str) -> str:
    return _MARKUP.sub(r"\\\1", words)


def _link(source: str) -> str:
    links = [f"[source]({address})" for address in _ADDRESS.findall(source)]
    return f" ({', '.join(links)})" if links else ""
