"""Names that must be unique beside each other."""

from collections import Counter
from collections.abc import Iterable


def repeated_names(what: str, names: Iterable[str]) -> list[str]:
    """Return one sentence for each name that occurs more than once; Azure does not tell names apart by case.

    Args:
        what: what the names are of, for example `deployment`.
        names: the names.
    """
    times = Counter(name.lower() for name in names)
    return [
        f"{what} {name!r} is declared {count} times; names must differ in more than case"
        for name, count in times.items()
        if count > 1
    ]
