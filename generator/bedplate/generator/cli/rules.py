"""`bedplate rules`: the catalogue of policy rules."""

from __future__ import annotations

from collections.abc import Iterable

from bedplate.blueprints.settings.nearest import nearest
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.output import write
from bedplate.generator.render.rules import catalogue, markdown
from bedplate.policies.catalogue import RULES
from bedplate.policies.pack import Pack, pack_names, read_pack


def show_rules(asked: str | None, pack: str | None) -> None:
    """Print the rules, or the page of one.

    Args:
        asked: id of one rule, in any case.
        pack: only the rules of this pack.

    Raises:
        BadInput: there is no such rule or pack.
    """
    packs = packs_by_width()
    if asked is None:
        chosen = set(_pack(pack).rules) if pack else None
        write(catalogue.render((rule for rule in RULES if chosen is None or rule.id in chosen), packs))
        return
    found = next((rule for rule in RULES if rule.id.casefold() == asked.casefold()), None)
    if found is None:
        raise BadInput(f"{asked}: there is no such rule ({_hint(asked)})")
    write(markdown.page(found, packs))


def packs_by_width() -> tuple[Pack, ...]:
    """Return all packs, narrowest first."""
    return tuple(sorted(map(read_pack, pack_names()), key=lambda pack: len(pack.rules)))


def _pack(name: str) -> Pack:
    if name not in pack_names():
        raise BadInput(f"{name}: there is no such pack (the packs are: {', '.join(pack_names())})")
    return read_pack(name)


def _hint(asked: str) -> str:
    meant = nearest(asked.upper(), _ids())
    return f"did you mean {meant}?" if meant else "`bedplate rules` lists them"


def _ids() -> Iterable[str]:
    return tuple(rule.id for rule in RULES)
