"""Values that stand for what Azure invents: always the same for the same resource, so two records agree."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "azure.bedplate")


def deterministic_guid(seed: str) -> str:
    """Return the GUID that stands for what Azure would invent."""
    return str(uuid.uuid5(_NAMESPACE, seed))


TENANT_ID = deterministic_guid("tenant")
"""The tenant of every subscription, since nothing in a program tells it."""


def name_in(id_: str) -> str:
    """Return the last segment of an ARM id."""
    return id_.rstrip("/").rsplit("/", 1)[-1]
