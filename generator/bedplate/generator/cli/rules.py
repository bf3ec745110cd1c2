"""`bedplate rules`: the catalogue of policy rules."""

from __future__ import annotations

from collections.abc import Iterable

from bedplate.blueprints.settings.nearest import nearest
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.output import write
from bedplate.generator.render.rules import catalogue, markdown
from bedplate.generator.rulebook import NoSuchPack, rulebook
from bedplate.policies.pack import Pack


def show_rules(asked: str | None, pack: str | None) -> None:
    """Print the rules, or the page of one.

    Args:
        asked: id of one rule, in any case.
        pack: only the rules of this pack.

    Raises:
        BadInput: there is no such rule or pack.
    """
    book, packs = rulebook(), packs_by_width()
    if asked is None:
        chosen = set(_pack(pack).rules) if pack else None
        write(catalogue.render((rule for rule in book.rules if chosen is None or rule.id in chosen), packs))
        return
    found = next((rule for rule in book.rules if rule.id.casefold() == asked.casefold()), None)
    if found is None:
        raise BadInput(f"{asked}: there is no such rule ({_hint(asked)})")
    origin = book.origins.get(found.id)
    write(markdown.page(found, packs, origin="" if origin is None else str(origin)))


def packs_by_width() -> tuple[Pack, ...]:
    """Return all packs, narrowest first."""
    return tuple(sorted(rulebook().packs.values(), key=lambda pack: len(pack.rules)))


def _pack(name: str) -> Pack:
    try:
        return rulebook().pack(name)
    except NoSuchPack as error:
        raise BadInput(str(error)) from error


def _hint(asked: str) -> str:
    meant = nearest(asked.upper(), _ids())
    return f"did you mean {meant}?" if meant else "`bedplate rules` lists them"


def _ids() -> Iterable[str]:
    return tuple(rule.id for rule in rulebook().rules)
