"""ARM ids of Azure resources, from the one table of their types.

The table `facts/arm_types.toml` gives, for each azure-native token, the ARM path whose placeholders
are the names of the token's path inputs on the wire (`virtualNetworkName`).
"""

import re
from dataclasses import dataclass
from functools import cache

from bedplate.components.facts import read_facts

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmType:
    """One resource type: its Pulumi token, its ARM path and its API version."""

    token: str
    """Pulumi type token, for example `azure-native:network:VirtualNetwork`."""
    path: str
    """ARM path with placeholders, from `/subscriptions` (or `/{scope}`) to the resource's own name."""
    api_version: str
    """Default API version of the token in the pinned provider."""

    @property
    def path_parameters(self) -> tuple[str, ...]:
        """Names of the placeholders, in path order, for example `("subscriptionId", "resourceGroupName", …)`."""
        return tuple(_PLACEHOLDER.findall(self.path))

    @property
    def name(self) -> str:
        """ARM type name, for example `Microsoft.Network/virtualNetworks/subnets`."""
        if "/providers/" not in self.path:
            return "Microsoft.Resources/resourceGroups"
        provider, *segments = self.path.rsplit("/providers/", 1)[1].split("/")
        return "/".join([provider, *segments[::2]])

    def resource_id(self, **parameters: str) -> str:
        """Return the ARM id with every placeholder filled.

        Args:
            parameters: the value of each path parameter, by its wire name. A scope may start with a slash.

        Raises:
            KeyError: a path parameter is missing.
        """
        return _PLACEHOLDER.sub(lambda match: parameters[match.group(1)].lstrip("/"), self.path)


@cache
def _table() -> dict[str, ArmType]:
    rows = read_facts("arm_types")["types"]
    return {token: ArmType(token=token, path=row["path"], api_version=row["apiVersion"]) for token, row in rows.items()}


def arm_type(token: str) -> ArmType | None:
    """Return the ARM type behind a Pulumi type token, or `None` when the table does not hold it."""
    return _table().get(token)


def subscription_of(scope_id: str) -> str:
    """Return the ARM id of the subscription that a scope lies in.

    Raises:
        ValueError: the scope is not an ARM id in a subscription.
    """
    match scope_id.split("/"):
        case ["", "subscriptions", str(subscription), *_] if subscription:
            return f"/subscriptions/{subscription}"
        case _:
            raise ValueError(f"expected an ARM id that starts with /subscriptions/<id>, got {scope_id!r}")
