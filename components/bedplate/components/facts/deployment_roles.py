"""What the identity that deploys a landing zone must be allowed to do, from `facts/deployment_roles.toml`."""

from dataclasses import dataclass

from bedplate.components.facts import read_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentRole:
    """One thing that the deploying identity does, and what allows it."""

    role: str
    """Built-in role that allows it."""
    actions: tuple[str, ...]
    """What of the role is really needed, for a custom role."""
    reason: str
    """What is done with it."""
    source: str
    """Where it is documented."""


def deployment_role(deed: str) -> DeploymentRole:
    """Return what allows a deed.

    Args:
        deed: key of the table, for example `peer`.

    Raises:
        KeyError: the table holds no such deed.
    """
    row = read_facts("deployment_roles")[deed]
    return DeploymentRole(role=row["role"], actions=tuple(row["actions"]), reason=row["reason"], source=row["source"])
