"""The region of a resource that says none, as azure-native's provider chooses it when it checks inputs.

Source: pulumi-azure-native, `getDefaultLocation` and `applyDefaults` of `provider/pkg/provider/provider.go` and
`AutoLocationDisabled` of `provider/pkg/resources/resources.go`, read on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bedplate.generator.arm.resource_types import resource_type
from bedplate.generator.graph import UNKNOWN, Resource, Secret, Value

_LOCATION = ("location",)
_COSMOS = "microsoft.documentdb/databaseaccounts"
_NEVER = frozenset(
    {
        "microsoft.network/loadbalancers/backendaddresspools",
        f"{_COSMOS}/cassandrakeyspaces",
        f"{_COSMOS}/cassandrakeyspaces/tables",
        f"{_COSMOS}/gremlindatabases",
        f"{_COSMOS}/gremlindatabases/graphs",
        f"{_COSMOS}/mongodbdatabases",
        f"{_COSMOS}/mongodbdatabases/collections",
        f"{_COSMOS}/sqldatabases",
        f"{_COSMOS}/sqldatabases/containers",
        f"{_COSMOS}/tables",
    }
)
"""ARM types, in lower case, for which the provider chooses no region."""
_NEVER_IN_A_GROUP = "microsoft.resources/deployments"


def with_location(
    token: str,
    inputs: Mapping[str, Value],
    *,
    configured: str | None,
    location_of_group: Callable[[str], Value],
) -> dict[str, Value]:
    """Return inputs with the region that the provider fills in where they have none.

    Args:
        token: Pulumi type token.
        inputs: the resource's inputs by wire name.
        configured: the provider's own `location`.
        location_of_group: gives the region of a resource group that exists, by its name; `None` for others.
    """
    if inputs.get("location") is not None or not _takes_location(token):
        return dict(inputs)
    location: Value = configured or _of_group(inputs.get("resourceGroupName"), location_of_group)
    return {**inputs, "location": location} if location is not None else dict(inputs)


def reachable(dependencies: Iterable[str], resources: Mapping[str, Resource]) -> tuple[Resource, ...]:
    """Return the resources that must be there before something with these dependencies: they and all behind them."""
    found: dict[str, Resource] = {}
    ahead = list(dependencies)
    while ahead:
        urn = ahead.pop()
        if urn in resources and urn not in found:
            found[urn] = resources[urn]
            ahead += resources[urn].dependencies
    return tuple(found.values())


def _of_group(name: Value, location_of_group: Callable[[str], Value]) -> Value:
    name = name.value if isinstance(name, Secret) else name
    if name is UNKNOWN:
        return UNKNOWN
    return location_of_group(name) if isinstance(name, str) else None


def _takes_location(token: str) -> bool:
    kind = resource_type(token)
    if kind is None or kind.not_arm is not None or kind.shape.places.get("location") != _LOCATION:
        return False
    name = kind.name.lower()
    return name not in _NEVER and not (name == _NEVER_IN_A_GROUP and "resourceGroupName" in kind.path_parameters)
