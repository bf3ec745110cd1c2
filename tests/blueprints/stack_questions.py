"""What tests ask the graph of a whole landing zone."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bedplate.generator.engine import Program
from bedplate.generator.engine.azure import resource_id
from bedplate.generator.graph import Graph, Resource, Secret, walk
from tests.conftest import ROOT

ROLE = "azure-native:authorization:RoleAssignment"
DATA_ROLE = "azure-native:cosmosdb:SqlResourceSqlRoleAssignment"
NETWORK = "azure-native:network:VirtualNetwork"
ENDPOINT = "azure-native:network:PrivateEndpoint"

_ARM_ID = re.compile(r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/")
# Azure makes these with the resource that they belong to, or the agent service makes them in it.
_MADE_WITH_THE_RESOURCE = re.compile(
    r"/(blobServices/default|(file|queue|table)Services/default|sqlRoleDefinitions/[^/]+|dbs/enterprise_memory)$",
    re.IGNORECASE,
)


def before(graph: Graph) -> dict[str, set[str]]:
    """Return for each URN everything that exists before it: what it and the components around it depend on."""
    found: dict[str, set[str]] = {}
    for resource in graph.resources:
        direct = {*resource.dependencies, *([resource.parent] if resource.parent else [])}
        found[resource.urn] = direct.union(*(found[urn] for urn in direct))
    return found


def custom(graph: Graph) -> Iterator[Resource]:
    """Yield every Azure resource."""
    return (resource for resource in graph.resources if resource.custom and resource.type.startswith("azure-native:"))


def text(value: Any) -> str:
    """Return a value that must be known and a text."""
    assert isinstance(value, str), value
    return value


def target_type(arm_id: str) -> str:
    """Return the ARM type that an id names."""
    provider, *segments = arm_id.rsplit("/providers/", maxsplit=1)[-1].split("/")
    return "/".join([provider, *segments[::2]])


def arm_id(graph: Graph, resource: Resource) -> str:
    """Return a resource's ARM id, in unknown mode the one that its inputs say."""
    if isinstance(resource.id, str):
        return resource.id
    provider = next(r for r in graph.resources if r.type == "pulumi:providers:azure-native")
    return resource_id(resource.type, resource.inputs, subscription_id=provider.inputs["subscriptionId"])


def owner_by_id(graph: Graph) -> dict[str, str]:
    """Return the URN that makes each ARM id, in lower case, with the subnets that stand in a network's inputs."""
    owners: dict[str, str] = {}
    for resource in custom(graph):
        own_id = arm_id(graph, resource)
        owners[own_id.lower()] = resource.urn
        if resource.type == NETWORK:
            for subnet in resource.inputs["subnets"]:
                owners[f"{own_id}/subnets/{subnet['name']}".lower()] = resource.urn
    return owners


def owner_of(owners: dict[str, str], arm_id_: str) -> str | None:
    """Return the URN of the resource that an id leads to: itself, or the one that Azure makes it with."""
    return owners.get(arm_id_.lower()) or owners.get(_MADE_WITH_THE_RESOURCE.sub("", arm_id_).lower())


def ids_in(inputs: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every ARM id among inputs, with its path."""
    for path, value in walk(inputs):
        plain = value.value if isinstance(value, Secret) else value
        if isinstance(plain, str) and _ARM_ID.match(plain):
            yield path, plain


@cache
def ids_in_settings(stack: str) -> frozenset[str]:
    """Return the ARM ids, in lower case, of what the settings of a stack say exists elsewhere."""
    config, _ = Program.load(ROOT).stack_config(stack)
    settings = json.loads(config["bedplate:landingZone"])
    return frozenset(value.lower() for _, value in ids_in(settings))


def exists_elsewhere(stack: str, arm_id_: str) -> bool:
    """Return whether an id is one that the settings name, or a secret in a vault that they name."""
    vault = re.sub(r"/secrets/[^/]+$", "", arm_id_.lower())
    return bool({arm_id_.lower(), vault} & ids_in_settings(stack))


def subnets(graph: Graph) -> dict[str, dict[str, Any]]:
    """Return what each subnet is, by its ARM id in lower case."""
    return {
        f"{arm_id(graph, network)}/subnets/{subnet['name']}".lower(): subnet
        for network in graph.of_type(NETWORK)
        for subnet in network.inputs["subnets"]
    }


def endpoint_target(endpoint: Resource) -> str:
    """Return the ARM id that a private endpoint leads to."""
    [connection] = endpoint.inputs["privateLinkServiceConnections"]
    return text(connection["privateLinkServiceId"])


def grants_of(graph: Graph, principal: str) -> set[str]:
    """Return the URNs of the role assignments of one `RoleGrants` component, by its logical name."""
    return {
        assignment.urn
        for assignment in graph.of_type(ROLE)
        if assignment.parent is not None and assignment.parent.endswith(f"bedplate:index:RoleGrants::{principal}")
    }
