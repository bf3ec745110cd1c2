"""What Azure computes for the types that landing zones read from: one small function a type.

Every value is made up from the resource's id, so two records agree; shapes are those that the service's own REST
reference documents for the API version in the table of ARM types. Types with a host are in `azure_endpoints`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bedplate.generator.engine.azure_endpoints import endpoints_by
from bedplate.generator.engine.azure_values import TENANT_ID, deterministic_guid, name_in
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import UNKNOWN, Secret, Value

_Computed = Callable[[str, Mapping[str, Value]], dict[str, Value]]


def computed_by(token: str, id_: str, inputs: Mapping[str, Value], *, environment: str = "public") -> dict[str, Value]:
    """Return what Azure computes for one resource; nothing for types that nobody reads from.

    Args:
        token: Pulumi type token.
        id_: the resource's ARM id.
        inputs: the resource's inputs by wire name.
        environment: cloud of resources that do not say their region, as the provider names it.
    """
    type_ = token.removeprefix("azure-native:")
    compute = _BY_TYPE.get(type_)
    computed = compute(id_, inputs) if compute else endpoints_by(type_, id_, inputs, environment=environment)
    return {key: value for key, value in computed.items() if value is not None}


def identity_outputs(id_: str, identity: Value) -> dict[str, Value]:
    """Return `identity` with the principals that Azure makes for it; nothing without an identity."""
    if not is_object(identity):
        return {}
    kind = identity.get("type")
    result: dict[str, Value] = {}
    if isinstance(kind, str) and "SystemAssigned" in kind:
        result = {"principalId": deterministic_guid(f"{id_}/principal"), "tenantId": TENANT_ID}
    assigned = identity.get("userAssignedIdentities")
    if is_array(assigned):
        result["userAssignedIdentities"] = {
            identity_id: _principal(identity_id) for identity_id in assigned if isinstance(identity_id, str)
        }
    return {"identity": {**identity, **result}}


def _principal(identity_id: str) -> dict[str, Value]:
    return {
        "clientId": deterministic_guid(f"{identity_id}/client"),
        "principalId": deterministic_guid(f"{identity_id}/principal"),
    }


def _user_assigned_identity(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {**_principal(id_), "tenantId": TENANT_ID}


def _resource_group(_id: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"properties": {"provisioningState": "Succeeded"}}


def _ai_child(_id: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"properties": {"provisioningState": "Succeeded"}}


def _log_analytics(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"customerId": deterministic_guid(f"{id_}/customer"), "provisioningState": "Succeeded"}


def _virtual_network(id_: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {
        **_network(id_, inputs),
        **_with_ids(id_, inputs, "subnets"),
        **_with_ids(id_, inputs, "virtualNetworkPeerings"),
    }


def _security_group(id_: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {**_network(id_, inputs), **_with_ids(id_, inputs, "securityRules")}


def _route_table(id_: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {**_network(id_, inputs), **_with_ids(id_, inputs, "routes")}


def _network(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"provisioningState": "Succeeded", "resourceGuid": deterministic_guid(f"{id_}/resource")}


def _provisioned(_id: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"provisioningState": "Succeeded"}


def _with_ids(id_: str, inputs: Mapping[str, Value], collection: str) -> dict[str, Value]:
    """Return a collection of inline children with the ids that Azure gives them."""
    children = inputs.get(collection)
    if not is_array(children):
        return {}
    return {collection: tuple(_with_id(f"{id_}/{collection}", child) for child in children)}


def _with_id(parent: str, child: Value) -> Value:
    if isinstance(child, Secret):
        return Secret(_with_id(parent, child.value))
    if not is_object(child):
        return child
    name = child.get("name")
    name = name.value if isinstance(name, Secret) else name
    return {**child, "id": f"{parent}/{name}" if isinstance(name, str) else UNKNOWN}


def _private_endpoint(id_: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    group = id_.rsplit("/privateEndpoints/", 1)[0]
    chosen = inputs.get("customNetworkInterfaceName")
    suffix = deterministic_guid(f"{id_}/nic")
    interface = chosen if isinstance(chosen, str) else f"{name_in(id_)}.nic.{suffix}"
    return {
        "provisioningState": "Succeeded",
        "networkInterfaces": ({"id": f"{group}/networkInterfaces/{interface}"},),
        "customDnsConfigs": inputs.get("customDnsConfigs", ()),
    }


def _dns_zone(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"provisioningState": "Succeeded", "internalId": deterministic_guid(f"{id_}/internal")}


def _dns_link(_id: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"provisioningState": "Succeeded", "virtualNetworkLinkState": "Completed"}


def _front_door_profile(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"frontDoorId": deterministic_guid(f"{id_}/door"), "provisioningState": "Succeeded"}


def _front_door_domain(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    token = deterministic_guid(f"{id_}/validation").replace("-", "")
    return {"provisioningState": "Succeeded", "validationProperties": {"validationToken": token}}


_BY_TYPE: Mapping[str, _Computed] = MappingProxyType(
    {
        "app:ContainerApp": _provisioned,
        "cdn:AFDCustomDomain": _front_door_domain,
        "cdn:Profile": _front_door_profile,
        "cognitiveservices:Deployment": _ai_child,
        "managedidentity:UserAssignedIdentity": _user_assigned_identity,
        "network:FlowLog": _provisioned,
        "network:NetworkSecurityGroup": _security_group,
        "network:PrivateDnsZoneGroup": _provisioned,
        "network:PrivateEndpoint": _private_endpoint,
        "network:RouteTable": _route_table,
        "network:Subnet": _provisioned,
        "network:VirtualNetwork": _virtual_network,
        "network:VirtualNetworkPeering": _network,
        "operationalinsights:Workspace": _log_analytics,
        "privatedns:PrivateZone": _dns_zone,
        "privatedns:VirtualNetworkLink": _dns_link,
        "resources:ResourceGroup": _resource_group,
        "web:AppServicePlan": _provisioned,
    }
)
