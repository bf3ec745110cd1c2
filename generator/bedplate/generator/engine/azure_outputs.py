"""What Azure computes for the types that landing zones read from: one small function a type.

Every value is made up from the resource's id, so two records agree; hosts and shapes are those that the
service's own REST reference documents for the API version in the table of ARM types.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import UNKNOWN, Secret, Value

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "azure.bedplate")
_Computed = Callable[[str, Mapping[str, Value]], dict[str, Value]]
_BLOB_SERVICES = ("blob", "dfs", "file", "queue", "table")


def deterministic_guid(seed: str) -> str:
    """Return the GUID that stands for what Azure would invent."""
    return str(uuid.uuid5(_NAMESPACE, seed))


TENANT_ID = deterministic_guid("tenant")
"""The tenant of every subscription, since nothing in a program tells it."""


def name_in(id_: str) -> str:
    """Return the last segment of an ARM id."""
    return id_.rstrip("/").rsplit("/", 1)[-1]


def computed_by(token: str, id_: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    """Return what Azure computes for one resource; nothing for types that nobody reads from.

    Args:
        token: Pulumi type token.
        id_: the resource's ARM id.
        inputs: the resource's inputs by wire name.
    """
    compute = _BY_TYPE.get(token.removeprefix("azure-native:"))
    computed = compute(id_, inputs) if compute else {}
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


def _ai_account(id_: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    properties = inputs.get("properties")
    domain = properties.get("customSubDomainName") if is_object(properties) else None
    host = domain if isinstance(domain, str) else name_in(id_)
    endpoint = f"https://{host}.cognitiveservices.azure.com/"
    return {
        "properties": {
            "provisioningState": "Succeeded",
            "endpoint": endpoint,
            "endpoints": {
                "AI Foundry API": f"https://{host}.services.ai.azure.com/",
                "Azure AI Model Inference API": f"https://{host}.services.ai.azure.com/",
                "Content Safety": endpoint,
                "Language": endpoint,
                "OpenAI Language Model Instance API": f"https://{host}.openai.azure.com/",
            },
        }
    }


def _ai_project(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    account = id_.split("/")[-3]
    return {
        "properties": {
            "provisioningState": "Succeeded",
            "internalId": deterministic_guid(f"{id_}/internal").replace("-", ""),
            "endpoints": {"AI Foundry API": f"https://{account}.services.ai.azure.com/api/projects/{name_in(id_)}"},
        }
    }


def _ai_child(_id: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"properties": {"provisioningState": "Succeeded"}}


def _vault(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {
        "properties": {
            "vaultUri": f"https://{name_in(id_)}.vault.azure.net/",
            "provisioningState": "Succeeded",
        }
    }


def _key(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    vault = id_.split("/")[-3]
    uri = f"https://{vault}.vault.azure.net/keys/{name_in(id_)}"
    version = deterministic_guid(f"{id_}/version").replace("-", "")
    return {"keyUri": uri, "keyUriWithVersion": f"{uri}/{version}"}


def _storage_account(id_: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    name = name_in(id_)
    endpoints = {service: f"https://{name}.{service}.core.windows.net/" for service in _BLOB_SERVICES}
    return {
        "primaryEndpoints": {**endpoints, "web": f"https://{name}.z1.web.core.windows.net/"},
        "primaryLocation": inputs.get("location"),
        "provisioningState": "Succeeded",
        "statusOfPrimary": "available",
    }


def _log_analytics(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {"customerId": deterministic_guid(f"{id_}/customer"), "provisioningState": "Succeeded"}


def _application_insights(id_: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    key, application = deterministic_guid(f"{id_}/key"), deterministic_guid(f"{id_}/application")
    location = inputs.get("location")
    region = location if isinstance(location, str) else "region"
    return {
        "appId": application,
        "applicationId": name_in(id_),
        "instrumentationKey": key,
        "connectionString": (
            f"InstrumentationKey={key};IngestionEndpoint=https://{region}-0.in.applicationinsights.azure.com/;"
            f"LiveEndpoint=https://{region}.livediagnostics.monitor.azure.com/;ApplicationId={application}"
        ),
        "tenantId": TENANT_ID,
        "provisioningState": "Succeeded",
    }


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


def _search(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {
        "endpoint": f"https://{name_in(id_)}.search.windows.net",
        "provisioningState": "succeeded",
        "status": "running",
    }


def _cosmos_account(id_: str, _inputs: Mapping[str, Value]) -> dict[str, Value]:
    return {
        "documentEndpoint": f"https://{name_in(id_)}.documents.azure.com:443/",
        "instanceId": deterministic_guid(f"{id_}/instance"),
        "provisioningState": "Succeeded",
    }


_BY_TYPE: Mapping[str, _Computed] = MappingProxyType(
    {
        "applicationinsights:Component": _application_insights,
        "cognitiveservices:Account": _ai_account,
        "cognitiveservices:Deployment": _ai_child,
        "cognitiveservices:Project": _ai_project,
        "cosmosdb:DatabaseAccount": _cosmos_account,
        "keyvault:Key": _key,
        "keyvault:Vault": _vault,
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
        "search:Service": _search,
        "storage:StorageAccount": _storage_account,
    }
)
