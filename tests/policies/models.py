"""AI accounts with deployments for the tests of rules on models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bedplate.policies.resource import Resource
from tests.policies.graphs import declared

ACCOUNTS = "Microsoft.CognitiveServices/accounts"


def account(name: str = "aif", location: Any = "swedencentral", tags: Any = None, **fields: Any) -> Resource:
    """Return an AI account."""
    return declared(f"{ACCOUNTS}/{name}", {"location": location, "tags": tags}, **fields)


def deployment(
    name: str = "chat",
    *,
    of: str = "aif",
    model: Any = "gpt-5.1",
    version: Any = "2025-11-13",
    sku: Any = "DataZoneStandard",
    capacity: Any = 50,
    properties: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Resource:
    """Return a deployment of an account."""
    named = {"model": {"format": "OpenAI", "name": model, "version": version}}
    body = {"sku": {"name": sku, "capacity": capacity}, "properties": {**named, **(properties or {})}}
    return declared(f"{ACCOUNTS}/{of}/deployments/{name}", body, **{"key": f"{of}-{name}", **fields})


def content_policy(name: str, filters: Any, *, of: str = "aif") -> Resource:
    """Return a content policy of an account."""
    return declared(f"{ACCOUNTS}/{of}/raiPolicies/{name}", {"properties": {"contentFilters": filters}})
