"""Routes of a route table, whether they are declared in it or apart from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bedplate.policies.relations import children_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import Value, same_word, value_at

TABLE = "Microsoft.Network/routeTables"
EVERYWHERE = "0.0.0.0/0"
"""Prefix of a default route."""
_NOT_THE_INTERNET = ("VirtualAppliance", "VirtualNetworkGateway", "None")


@dataclass(frozen=True, slots=True)
class Route:
    """One route."""

    declared_in: Resource
    """The table that lists it, or itself."""
    path: str
    """Dotted path in that resource; empty for a route of its own."""
    body: Value
    """Its object; `UNKNOWN` for a list of routes that is not known."""

    def value(self, name: str) -> Value:
        """Return one of its properties, for example `addressPrefix`."""
        return value_at(self.body, f"properties.{name}")

    def place(self, name: str) -> str:
        """Return the dotted path of such a property in the resource that declares it."""
        return f"{self.path}.properties.{name}".lstrip(".")

    @property
    def stays_private(self) -> bool:
        """Whether its next hop is known, and is not the internet."""
        return any(same_word(self.value("nextHopType"), word) for word in _NOT_THE_INTERNET)


def routes_of(table: Resource, resources: Resources) -> Iterator[Route]:
    """Yield the routes of a table, those declared apart from it too."""
    for path, body in objects_at(table.body, "properties.routes"):
        yield Route(table, path, body)
    for route in children_of(resources, table, f"{TABLE}/routes"):
        yield Route(route, "", route.body)
