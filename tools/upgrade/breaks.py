"""What an upgrade would break: one shape for stacks, schemas and rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What becomes of the thing that was promised to stay."""

    GONE = "gone"
    """A resource or component of a stack that no resource of the new program is, by URN or alias."""
    MADE = "made"
    """A resource or component that the stack did not have."""
    REPLACED = "replaced"
    """A resource deleted and made anew, because an input changed that the data say cannot change in place."""
    PERHAPS_REPLACED = "perhaps-replaced"
    """An input changed of which the data do not say whether it changes in place."""
    UNPROTECTED = "unprotected"
    """A resource that can be deleted now, and could not before."""
    SETTINGS_REFUSED = "settings-refused"
    """Settings that were good are refused now, or the program fails with them."""
    REMOVED = "removed"
    """A stack output, component, property, value, settings key, rule or member of a pack that is not there any more."""
    RETYPED = "retyped"
    """A property of another type."""
    DEMANDED = "demanded"
    """A property or key that may not be left out any more, or a result that may be missing now."""
    NARROWED = "narrowed"
    """A value that was allowed is refused now."""
    DEFAULT_CHANGED = "default-changed"
    """What is not said means something else now."""
    NO_LONGER_FORCED = "no-longer-forced"
    """The data said that a change of this input replaces the resource, and say so no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One thing that a release promised and the present code does not keep."""

    part: str
    """Name of the stack, or `components`, `settings`, `rules`, `replacing`."""
    kind: Kind
    place: str
    """URN without stack and project, place in the schema, or id of the rule."""
    member: str = ""
    """The input, property or value, where one of the place is meant."""
    says: str = ""
    """What it was and what it is, for people."""

    def __str__(self) -> str:
        """Return one line, with all that a row in `intended.toml` has to name."""
        member = f" [{self.member}]" if self.member else ""
        says = f": {self.says}" if self.says else ""
        return f"{self.part}: {self.kind.value}: {self.place}{member}{says}"
