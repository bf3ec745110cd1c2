"""One kind of resource, as the tables of kinds describe it."""

from __future__ import annotations

from dataclasses import dataclass

from bedplate.generator.render.phrases import Phrase

_SIBILANTS = ("s", "x", "ch", "sh")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPhrases:
    """How a list inside a resource is shown, one row an item."""

    path: str
    """Dotted path of the list."""
    name: str
    """Dotted path of the name within an item."""
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What to call a resource and what to say of it.

    Args:
        label: singular, lower case.
        phrases: what matters, most important first.
        rows: a list inside the resource that is shown item by item.
        short: the label where a tree leaves little room; the label itself by default.
        name_last: whether the name in Azure says less than the phrases, as a GUID or `default` does.
    """

    label: str
    phrases: tuple[Phrase, ...] = ()
    rows: RowPhrases | None = None
    short: str = ""
    name_last: bool = False

    def counted(self, number: int) -> str:
        """Return the label in the number's form: `key vault`, `key vaults`."""
        if number == 1 or self.label in _UNCOUNTED:
            return self.label
        if self.label.endswith("y") and self.label[-2:-1] not in _VOWELS:
            return f"{self.label[:-1]}ies"
        return f"{self.label}es" if self.label.endswith(_SIBILANTS) else f"{self.label}s"


_UNCOUNTED = frozenset({"app insights", "diagnostics"})
