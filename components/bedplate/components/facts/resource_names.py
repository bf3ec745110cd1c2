"""What Azure allows as a name, by resource type, from the one table `facts/resource_names.toml`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bedplate.components.facts import read_facts


class NameForm(StrEnum):
    """How a type's names are composed."""

    GLOBAL = "global"
    """Unique in all of Azure: readable parts, then a hash."""
    ZONE = "zone"
    """Unique beside other landing zones: workload, environment, region, qualifier, generation."""
    CHILD = "child"
    """Unique within its parent, whose name tells the rest: qualifier only."""


_FORM_BY_SCOPE = {
    "global": NameForm.GLOBAL,
    "subscription": NameForm.ZONE,
    "resourceGroup": NameForm.ZONE,
    "parent": NameForm.CHILD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRule:
    """Azure's rule for the names of one resource type, and how this project composes them."""

    azure_type: str
    """ARM type, for example `Microsoft.KeyVault/vaults`."""
    abbreviation: str
    """Leading part of every name of the type, from the Cloud Adoption Framework where it has one."""
    form: NameForm
    """Which parts a name of the type is made of."""
    minimum_length: int
    """Fewest characters."""
    maximum_length: int
    """Most characters."""
    pattern: re.Pattern[str]
    """Regular expression that a whole legal name matches."""
    separator: str
    """What stands between the parts of a name: a hyphen, or nothing where Azure forbids it."""

    def violation(self, name: str) -> str | None:
        """Return what is wrong with `name` in one phrase, or `None` when Azure accepts it."""
        if not self.minimum_length <= len(name) <= self.maximum_length:
            return f"must have {self.minimum_length} to {self.maximum_length} characters, has {len(name)}"
        if self.pattern.fullmatch(name) is None:
            return f"must match {self.pattern.pattern}"
        return None


@cache
def _rules() -> dict[str, NameRule]:
    return {
        resource_type: NameRule(
            azure_type=row["azureType"],
            abbreviation=row["abbreviation"],
            form=NameForm(row["form"]) if "form" in row else _FORM_BY_SCOPE[row["scope"]],
            minimum_length=row["length"][0],
            maximum_length=row["length"][1],
            pattern=re.compile(row["pattern"]),
            separator="-" if row.get("hyphens", True) else "",
        )
        for resource_type, row in read_facts("resource_names")["types"].items()
    }


def resource_types() -> tuple[str, ...]:
    """Return the resource types that have a rule, sorted."""
    return tuple(sorted(_rules()))


def name_rule(resource_type: str) -> NameRule:
    """Return Azure's naming rule for `resource_type`, for example `keyVault`.

    Raises:
        KeyError: the table holds no such type.
    """
    return _rules()[resource_type]


def reserved_word(part: str) -> str | None:
    """Return the word for which Azure refuses `part` in names with a public endpoint, or `None`.

    Args:
        part: lower-case part of a name, not its first.
    """
    facts = read_facts("resource_names")
    if part in facts["reservedWords"]:
        return part
    return next((word for word in facts["reservedAnywhere"] if word in part), None)
