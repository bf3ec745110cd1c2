"""What no rule can derive: `settled.toml`, read."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_RESOURCE_GROUP = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/"
SETTLED = Path(__file__).parent / "settled.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledRow:
    """One row settled by hand: a path, or the reason why there is none."""

    source: str
    """Where the fact stands."""
    checked: str
    """Day of the check, `2026-11-21`."""
    path: str | None = None
    not_arm: str | None = None
    """Why the class is no ARM resource, as a clause for a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """All that is settled by hand."""

    providers: Mapping[str, Sequence[str]]
    """Providers of the modules that are not named after one."""
    rows: Mapping[str, SettledRow]
    """Rows by token."""

    def providers_of(self, module: str) -> Sequence[str]:
        """Return the resource providers of a module."""
        return self.providers.get(module, (f"Microsoft.{module}",))


def read_settled(file: Path = SETTLED) -> Settled:
    """Read the file.

    Raises:
        ValueError: a token is settled twice.
    """
    raw = tomllib.loads(file.read_text("utf-8"))
    rows: dict[str, SettledRow] = {}
    for group in raw.get("settled", ()):
        paths, reasons = group.get("paths", {}), group.get("not_arm", {})
        for token in (*paths, *reasons):
            if token in rows:
                raise ValueError(f"{file.name}: {token} is settled twice")
            path = paths[token].replace("RG/", _RESOURCE_GROUP, 1) if token in paths else None
            rows[token] = SettledRow(
                source=group["source"], checked=group["checked"], path=path, not_arm=reasons.get(token)
            )
    return Settled(providers=raw.get("providers", {}), rows=rows)
