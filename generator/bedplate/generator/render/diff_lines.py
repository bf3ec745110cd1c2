"""The diff for people, as lines of text that plain and painted output share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bedplate.generator.diff import Decider, Diff, Effect, Operation, PropertyChange
from bedplate.generator.graph import Mode
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
from bedplate.generator.render.diff_values import in_words
from bedplate.generator.render.layout import Line, folded
from bedplate.generator.render.preview_model import Fact, Span, Tone, shown
from bedplate.generator.render.properties import dotted

_TONES = {
    Operation.CREATE: Tone.GOOD,
    Operation.UPDATE: Tone.NAME,
    Operation.REPLACE: Tone.WARNING,
    Operation.DELETE: Tone.WARNING,
}
_MODES = {
    Mode.KNOWN: "as deployed: values that Azure computes are modelled",
    Mode.UNKNOWN: "before a deployment: values that Azure computes are unknown",
}
_INDENT = 6
_MARK = "▪ "
BY_HAND = "where Pulumi plans an update, pass --replace with its URN"
"""What to do about a replacement that the provider may not know of."""


def diff_lines(diff: Diff, *, against: str, width: int | None = None) -> Iterator[Line]:
    """Yield the lines of a diff.

    Args:
        diff: what happens to a stack.
        against: what the old side is called: a file, or a file at a Git revision.
        width: columns to fold at; `None` folds nothing, so that every change is one line for `grep`.
    """
    sources: dict[str, int] = {}
    yield from _head(diff, against, width)
    names = names_by_urn(diff.before, diff.after)
    told = story(diff)
    if told.shared:
        yield ()
        yield (Span("on many resources", Tone.LABEL),)
    for each in told.shared:
        yield from _row(_property(each.property, sources), width)
        yield from _row(((Span(f"  on {len(each.resources)}: {kinds(each.resources)}", Tone.LABEL),),), width, mark="")
    for group in told.groups:
        yield ()
        yield (Span(group.label, Tone.LABEL), Span(" "), Span(group.name, Tone.COMPONENT))
        for one in group.told:
            yield from _change(one, diff, names, sources, width)
    yield from _notes(diff, width)
    if sources:
        yield ()
        yield (Span("Sources", Tone.HEADING),)
        for source, number in sources.items():
            yield (Span(f"  [{number}] {source}", Tone.LABEL),)


def _head(diff: Diff, against: str, width: int | None) -> Iterator[Line]:
    title = [Span(diff.after.stack, Tone.HEADING), Span(" · ")]
    for index, (operation, words) in enumerate(counted(diff)):
        title += [Span(" " if index else ""), Span(words, _TONES[operation])]
    if not diff.changes:
        title.append(Span("no changes", Tone.GOOD))
    yield tuple(span for span in title if span.text)
    facts = (
        (Span(f"project {diff.after.project}"),),
        (Span(f"compared with {against}"),),
        (Span(f"{diff.same} unchanged"),),
        (Span(_MODES[diff.after.mode]),),
    )
    yield from folded((), (), facts, width)


def _change(
    told: Told, diff: Diff, names: Mapping[str, str], sources: dict[str, int], width: int | None
) -> Iterator[Line]:
    change = told.change
    first = (
        Span(f"  {GLYPHS[change.operation]} ", _TONES[change.operation]),
        Span(f"{label_of(change.resource)} ", Tone.LABEL),
        Span(name_of(change.resource), Tone.NAME),
        Span("  "),
    )
    yield from folded(first, (Span("      "),), tuple(_summary(told, names)), width)
    for each in told.properties:
        yield from _row(_property(each, sources), width)
    if change.takes_along:
        taken = kinds(diff.after[urn] for urn in change.takes_along)
        yield from _row(((Span("takes along ", Tone.WARNING), Span(taken)),), width)
    for consequence in change.consequences:
        facts = ((Span("lost: ", Tone.WARNING), Span(f"{consequence.text} {_cite(consequence.source, sources)}")),)
        yield from _row(facts, width)
    for refusal in change.refusals:
        yield from _row(((Span(refusal, Tone.WARNING),),), width)


def _summary(told: Told, names: Mapping[str, str]) -> Iterator[Fact]:
    change = told.change
    if change.operation is Operation.REPLACE and not change.forced_by:
        said = ", ".join(f"{names.get(cause.urn, cause.urn)} ({cause.input})" for cause in change.causes)
        yield (Span(f"replaced with {said}"),)
    elif change.not_known:
        yield (Span("update (replacement not ruled out)", Tone.WARNING),)
    if change.operation is Operation.DELETE and change.resource.options.retain_on_delete:
        yield (Span("leaves the stack and stays in Azure (retainOnDelete)"),)
    if change.former_urn is not None:
        yield (Span(f"was {change.former_urn}"),)
    if change.forced_by and all(each.verdict.decider is Decider.AZURE for each in change.forced_by):
        yield (Span(BY_HAND),)
    if told.untold:
        yield (Span(f"{told.untold} more {'properties change' if told.untold > 1 else 'property changes'}"),)


def _property(change: PropertyChange, sources: dict[str, int]) -> tuple[Fact, ...]:
    said = (Span(f"{shown(dotted(change.path)).text}  ", Tone.LABEL), Span(in_words(change)))
    verdict = change.verdict
    if verdict.effect is Effect.IN_PLACE:
        return (said,)
    words = "forces the replacement" if verdict.effect is Effect.REPLACE else "not known whether in place"
    return (
        said,
        (Span(f"{words}: ", Tone.WARNING), Span(f"{verdict.reason} {_cite(verdict.source, sources)}".rstrip())),
    )


def _cite(source: str, sources: dict[str, int]) -> str:
    """Return the number of a source, in the order in which they are cited."""
    return f"[{sources.setdefault(source, len(sources) + 1)}]" if source else ""


def _row(facts: tuple[Fact, ...], width: int | None, *, mark: str = _MARK) -> Iterator[Line]:
    indent = " " * _INDENT
    yield from folded((Span(indent + mark.ljust(len(_MARK))),), (Span(indent + " " * len(_MARK)),), facts, width)


def _notes(diff: Diff, width: int | None) -> Iterator[Line]:
    if diff.uncompared_secrets:
        yield ()
        yield from folded((), (), ((Span(uncompared_in_words(diff), Tone.WARNING),),), width)


def uncompared_in_words(diff: Diff) -> str:
    """Return how many secrets could not be compared, and why."""
    number = diff.uncompared_secrets
    one = number == 1
    masked = f"{number} {'secret is' if one else 'secrets are'} masked in the recorded preview"
    return f"{masked}: whether {'it' if one else 'they'} changed is not known"
