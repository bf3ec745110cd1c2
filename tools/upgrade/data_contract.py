"""What stack files and pipelines name by id: rules, packs; and what the data say forces a replacement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from bedplate.generator.diff import Effect
from bedplate.generator.diff.replacement import forcing_inputs, verdict
from bedplate.policies.catalogue import RULES
from bedplate.policies.pack import pack_names, read_pack
from tools.upgrade.breaks import Break, Kind

ALL = "all"
"""Stands for the catalogue, beside the names of packs."""


def rules_by_pack() -> dict[str, list[str]]:
    """Return the ids of all rules, and those of each pack."""
    packs = {name: sorted(read_pack(name).rules) for name in sorted(pack_names())}
    return {ALL: sorted(rule.id for rule in RULES), **packs}


def rule_breaks(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> tuple[Break, ...]:
    """Return the packs that are gone, and the rules that are gone or have left a pack; a pack may gain rules."""
    return tuple(_rules_gone(before, after))


def _rules_gone(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> Iterator[Break]:
    for pack, rules in before.items():
        if pack not in after:
            yield Break(part="rules", kind=Kind.REMOVED, place=pack, says="a pack")
            continue
        for rule in sorted(set(rules) - set(after[pack])):
            says = "a rule" if pack == ALL else f"no rule of pack {pack} any more"
            yield Break(part="rules", kind=Kind.REMOVED, place=pack, member=rule, says=says)


def forcing_by_type(tokens: Collection[str]) -> dict[str, list[str]]:
    """Return the inputs that force a replacement, for the types that have any."""
    found = {token: list(forcing_inputs(token)) for token in sorted(tokens)}
    return {token: inputs for token, inputs in found.items() if inputs}


def forcing_breaks(before: Mapping[str, Sequence[str]]) -> tuple[Break, ...]:
    """Return the inputs that forced a replacement by the data of a release, and do not by today's.

    The comparison of stacks is only as sharp as these data, so that taking a row out of them has to be meant.
    """
    return tuple(
        Break(part="replacing", kind=Kind.NO_LONGER_FORCED, place=token, member=name)
        for token, inputs in before.items()
        for name in inputs
        if verdict(token, name, None, None).effect is not Effect.REPLACE
    )
