"""Which built-in policies a landing zone obeys, from the one table `facts/policies.toml`."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from bedplate.components.facts import read_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltInPolicy:
    """One built-in policy definition, and how it is assigned."""

    name: str
    """Name of the assignment."""
    definition_id: str
    """ARM id of the definition."""
    display_name: str
    """The definition's name for people."""
    target_types: frozenset[str]
    """ARM types that its rule looks at."""
    effects: tuple[str, ...]
    """Effects that may be chosen; the first is always `Audit`."""
    requires: frozenset[str]
    """What the zone must have for its own resources to comply."""
    parameters: tuple[tuple[str, str], ...]
    """Values of its parameters other than the effect."""
    message: str
    """What whoever breaks it reads."""

    def strongest_effect(self, wanted: str) -> str:
        """Return the wanted effect where the policy has it, `Audit` where it does not."""
        return wanted if wanted in self.effects else self.effects[0]


@cache
def built_in_policies() -> tuple[BuiltInPolicy, ...]:
    """Return every policy, in the order of the table."""
    return tuple(
        BuiltInPolicy(
            name=name,
            definition_id=f"/providers/Microsoft.Authorization/policyDefinitions/{row['definition']}",
            display_name=row["displayName"],
            target_types=frozenset(row["targetTypes"]),
            effects=tuple(row["effects"]),
            requires=frozenset(row.get("requires", [])),
            parameters=tuple(row.get("parameters", {}).items()),
            message=row["message"],
        )
        for name, row in read_facts("policies").items()
    )


def policies_for(azure_types: Collection[str], features: Collection[str]) -> tuple[BuiltInPolicy, ...]:
    """Return the policies about any of these ARM types whose requirements these features meet."""
    return tuple(
        policy
        for policy in built_in_policies()
        if not policy.target_types.isdisjoint(azure_types) and policy.requires <= set(features)
    )


@cache
def governed_types() -> tuple[str, ...]:
    """Return the ARM types that there are policies for, sorted."""
    return tuple(sorted({azure_type for policy in built_in_policies() for azure_type in policy.target_types}))
