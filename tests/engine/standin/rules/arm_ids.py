"""ARM ids taken apart."""

from __future__ import annotations

import re

_IN_GROUP = re.compile(r"^/subscriptions/[^/]+/resourceGroups/[^/]+(/|$)", re.IGNORECASE)
_GROUP_SEGMENTS = 5
"""Segments of the id of a resource group, with the empty one before the first slash."""


def is_in_group(id_: str) -> bool:
    """Return whether an id is that of a resource group or of something in one."""
    return _IN_GROUP.match(id_) is not None


def group_of(id_: str) -> str:
    """Return the id of the resource group that an id lies in."""
    return "/".join(id_.split("/")[:_GROUP_SEGMENTS])


def is_within(id_: str, scope: str) -> bool:
    """Return whether an id is that of `scope` or lies below it; case does not matter."""
    return f"{id_.lower()}/".startswith(f"{scope.lower().rstrip('/')}/")


def parent_of(id_: str) -> str:
    """Return the id of what a resource is a part of, of its resource group, or of what it extends."""
    above = id_.rsplit("/", 2)[0]
    # A path that ends with a provider's name is no resource: what lies before it is.
    return re.sub(r"/providers/[^/]+$", "", above, flags=re.IGNORECASE)


def type_of(id_: str) -> str:
    """Return the ARM type of the resource with an id, in lower case; empty for what is no resource."""
    _, found, path = id_.lower().rpartition("/providers/")
    provider, *segments = path.split("/")
    if not found:
        return "microsoft.resources/resourcegroups" if is_in_group(id_) else ""
    return "/".join([provider, *segments[::2]])


def name_of(id_: str) -> str:
    """Return the last segment of an id."""
    return id_.rsplit("/", 1)[1]


def owner_of_type(id_: str, type_: str) -> str | None:
    """Return the resource of an ARM type that an id is or is a part of; what extends it is no part of it."""
    provider = id_.lower().rpartition("/providers/")[0]
    while is_in_group(id_) and id_.lower().rpartition("/providers/")[0] == provider:
        if type_of(id_) == type_.lower():
            return id_
        id_ = parent_of(id_)
    return None
