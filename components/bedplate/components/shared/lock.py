"""Locks against deletion."""

from collections.abc import Sequence

import pulumi
from pulumi_azure_native import authorization

from bedplate.components.shared.options import stateless_child


def lock_against_deletion(
    name: str, *, scope: pulumi.Input[str], parent: pulumi.Resource, after: Sequence[pulumi.Resource]
) -> authorization.ManagementLockByScope:
    """Lock one resource, and what belongs to it, against deletion.

    Args:
        name: logical name.
        scope: ARM id of the resource.
        parent: the component that owns it.
        after: everything that is declared under the resource. The lock comes last and so goes first: a destroy would
            otherwise be refused while it deletes them.
    """
    return authorization.ManagementLockByScope(
        name,
        lock_name="do-not-delete",
        scope=scope,
        level=authorization.LockLevel.CAN_NOT_DELETE,
        notes="Holds state that cannot be made again; remove the lock on purpose, through the program that set it",
        opts=stateless_child(parent, depends_on=after),
    )
