"""Role assignments: who holds one, what uses the identity that holds it, and on what it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bedplate.policies.facts import read_facts
from bedplate.policies.resource import Resource, Resources, is_in_scope, parent_id
from bedplate.policies.values import UNKNOWN, Value, is_array, is_object

ASSIGNMENTS = "Microsoft.Authorization/roleAssignments"
IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities"
_FEDERATED = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials"
_ASSIGNING = "microsoft.authorization/roleassignments"
_USED = "identity.userAssignedIdentities"


@dataclass(frozen=True, slots=True)
class RoleAssignment:
    """One assignment."""

    resource: Resource

    @property
    def role(self) -> str | None:
        """Last part of the role definition's id, in small letters; `None` where it is not known."""
        role = self.resource.value("properties.roleDefinitionId")
        return role.rsplit("/", 1)[-1].casefold() if isinstance(role, str) else None

    @property
    def scope(self) -> str | None:
        """ARM id of what it is given on, in small letters; `None` where it is not known."""
        return parent_id(self.resource.id).casefold() if self.resource.id is not None else None

    @property
    def privilege(self) -> Mapping[str, Any] | None:
        """The row of its role among those that can give themselves every other right; `None` for any other role."""
        row: Mapping[str, Any] | None = read_facts("roles")["privileged"].get(self.role)
        return row

    @property
    def is_bounded(self) -> bool | None:
        """Whether a condition says which roles its holder may give on; `None` where that is not known.

        Conditions on data, such as blobs, say nothing of it.
        """
        condition = self.resource.value("properties.condition")
        return None if condition is UNKNOWN else _ASSIGNING in str(condition).casefold()

    @property
    def is_on_one_resource(self) -> bool | None:
        """Whether it is given on a resource, not on a group or more; `None` where that is not known."""
        if self.scope is None:
            return None
        return "/providers/" in self.scope and "/providers/microsoft.management/" not in self.scope

    def holders(self, resources: Resources) -> tuple[Resource, ...]:
        """Return the declared identities, or services with one of their own, that its principal is made from."""
        sources = resources.sources(self.resource, "properties.principalId")
        return tuple(each for each in sources if _is_identity(each))

    def covers(self, target: Resource, resources: Resources) -> bool | None:
        """Return whether it is given on a resource, or on all around it; `None` where nobody can tell."""
        if self.scope is None or target.id is None:
            return True if target in resources.sources(self.resource, "scope") else None
        return is_in_scope(target.id, self.scope)


def role_assignments(resources: Resources) -> tuple[RoleAssignment, ...]:
    """Return all declared assignments of roles on Azure's resources."""
    return tuple(map(RoleAssignment, resources.of_type(ASSIGNMENTS)))


def identities_of(user: Resource, resources: Resources) -> tuple[Resource, ...]:
    """Return the declared identities that a resource works under: its own, and those that it is given."""
    own = (user,) if "systemassigned" in str(user.value("identity.type")).casefold() else ()
    return own + tuple(each for each in resources.of_type(IDENTITY) if _uses(user, each, resources))


def users_of(identity: Resource, resources: Resources, *types: str) -> tuple[Resource, ...]:
    """Return the declared resources of some types that work under an identity; itself where it is a service."""
    if identity.type.casefold() != IDENTITY.casefold():
        return (identity,)
    return tuple(each for each in resources.of_type(*types) if _uses(each, identity, resources))


def is_used_elsewhere(identity: Resource, resources: Resources) -> bool:
    """Return whether workloads outside Azure, or pods of a cluster, can work under an identity."""
    below = f"{identity.id}/".casefold()
    return any(
        (each.id or "").casefold().startswith(below) or identity in resources.sources(each)
        for each in resources.of_type(_FEDERATED)
    )


def _is_identity(resource: Resource) -> bool:
    return resource.type.casefold() == IDENTITY.casefold() or is_object(resource.value("identity"))


def _uses(user: Resource, identity: Resource, resources: Resources) -> bool:
    given = user.value(_USED)
    ids = _texts(given)
    if any(each.casefold() == (identity.id or "").casefold() for each in ids):
        return True
    hidden = user.value("identity") is UNKNOWN or given is UNKNOWN or (is_array(given) and UNKNOWN in given)
    return (hidden or bool(given and not ids)) and identity in resources.sources(user, _USED)


def _texts(given: Value) -> list[str]:
    """Return the ids of a list, or of an object's keys."""
    if is_object(given):
        return list(given)
    return [each for each in given if isinstance(each, str)] if is_array(given) else []
