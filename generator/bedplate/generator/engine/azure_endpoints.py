"""What Azure computes for the types that answer under a host of their own: one small function a type.

Hosts and shapes are those that the service's own REST reference documents for the API version in the table of ARM
types; the suffix of each host is that of the resource's cloud.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bedplate.components.facts.clouds import cloud, cloud_names, cloud_of, programmatic_name
from bedplate.generator.engine.azure_values import TENANT_ID, deterministic_guid, name_in
from bedplate.generator.engine.values import is_object
from bedplate.generator.graph import Value

_Suffixes = Mapping[str, str]
_Computed = Callable[[str, Mapping[str, Value], _Suffixes], dict[str, Value]]
_STORAGE_SERVICES = ("blob", "dfs", "file", "queue", "table")


def endpoints_by(token: str, id_: str, inputs: Mapping[str, Value], *, environment: str) -> dict[str, Value]:
    """Return what Azure computes for one resource with a host; nothing for types without.

    Args:
        token: Pulumi type token without its package.
        id_: the resource's ARM id.
        inputs: the resource's inputs by wire name; its `location` says the cloud.
        environment: cloud of a resource without a region: the `environment` of its provider, `public` if that is
            none that the provider knows.
    """
    compute = _BY_TYPE.get(token)
    if compute is None:
        return {}
    location = inputs.get("location")
    if isinstance(location, str) and location.lower() != "global":
        return compute(id_, inputs, cloud_of(location).suffixes)
    return compute(id_, inputs, cloud(environment if environment in cloud_names() else "public").suffixes)


def _ai_account(id_: str, inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    properties = inputs.get("properties")
    domain = properties.get("customSubDomainName") if is_object(properties) else None
    host = domain if isinstance(domain, str) else name_in(id_)
    services = {
        "AI Foundry API": "aiServices",
        "Azure AI Model Inference API": "aiServices",
        "Content Safety": "cognitiveServices",
        "Language": "cognitiveServices",
        "OpenAI Language Model Instance API": "openAI",
    }
    return {
        "properties": {
            "provisioningState": "Succeeded",
            "endpoint": f"https://{host}.{suffixes['cognitiveServices']}/",
            "endpoints": {
                api: f"https://{host}.{suffixes[service]}/" for api, service in services.items() if service in suffixes
            },
        }
    }


def _ai_project(id_: str, _inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    properties: dict[str, Value] = {
        "provisioningState": "Succeeded",
        "internalId": deterministic_guid(f"{id_}/internal").replace("-", ""),
    }
    if "aiServices" in suffixes:
        account = id_.split("/")[-3]
        endpoint = f"https://{account}.{suffixes['aiServices']}/api/projects/{name_in(id_)}"
        properties["endpoints"] = {"AI Foundry API": endpoint}
    return {"properties": properties}


def _vault(id_: str, _inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    return {
        "properties": {
            "vaultUri": f"https://{name_in(id_)}.{suffixes['keyVault']}/",
            "provisioningState": "Succeeded",
        }
    }


def _key(id_: str, _inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    vault = id_.split("/")[-3]
    uri = f"https://{vault}.{suffixes['keyVault']}/keys/{name_in(id_)}"
    version = deterministic_guid(f"{id_}/version").replace("-", "")
    return {"keyUri": uri, "keyUriWithVersion": f"{uri}/{version}"}


def _storage_account(id_: str, inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    name = name_in(id_)
    endpoints = {service: f"https://{name}.{suffixes[service]}/" for service in _STORAGE_SERVICES}
    website = suffixes["blob"].removeprefix("blob.")
    return {
        "primaryEndpoints": {**endpoints, "web": f"https://{name}.z1.web.{website}/"},
        "primaryLocation": inputs.get("location"),
        "provisioningState": "Succeeded",
        "statusOfPrimary": "available",
    }


def _application_insights(id_: str, inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    key, application = deterministic_guid(f"{id_}/key"), deterministic_guid(f"{id_}/application")
    region = _region(inputs)
    return {
        "appId": application,
        "applicationId": name_in(id_),
        "instrumentationKey": key,
        "connectionString": (
            f"InstrumentationKey={key};"
            f"IngestionEndpoint=https://{region}-0.in.{suffixes['applicationInsights']}/;"
            f"LiveEndpoint=https://{region}.livediagnostics.{suffixes['monitor']}/;ApplicationId={application}"
        ),
        "tenantId": TENANT_ID,
        "provisioningState": "Succeeded",
    }


def _search(id_: str, _inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    return {
        "endpoint": f"https://{name_in(id_)}.{suffixes['search']}",
        "provisioningState": "succeeded",
        "status": "running",
    }


def _cosmos_account(id_: str, _inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    return {
        "documentEndpoint": f"https://{name_in(id_)}.{suffixes['cosmos']}:443/",
        "instanceId": deterministic_guid(f"{id_}/instance"),
        "provisioningState": "Succeeded",
    }


def _container_apps_environment(id_: str, inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    label = f"{name_in(id_).lower()}-{deterministic_guid(f'{id_}/domain')[:8]}"
    return {
        "defaultDomain": f"{label}.{_region(inputs)}.{suffixes['containerApps']}",
        "provisioningState": "Succeeded",
    }


def _web_app(id_: str, _inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    return {"defaultHostName": f"{name_in(id_)}.{suffixes['webApps']}", "state": "Running"}


def _front_door_endpoint(id_: str, _inputs: Mapping[str, Value], suffixes: _Suffixes) -> dict[str, Value]:
    label = f"{name_in(id_)}-{deterministic_guid(f'{id_}/host')[:8]}"
    return {"hostName": f"{label}.z01.{suffixes['frontDoor']}", "provisioningState": "Succeeded"}


def _region(inputs: Mapping[str, Value]) -> str:
    location = inputs.get("location")
    return programmatic_name(location) if isinstance(location, str) else "region"


_BY_TYPE: Mapping[str, _Computed] = MappingProxyType(
    {
        "app:ManagedEnvironment": _container_apps_environment,
        "applicationinsights:Component": _application_insights,
        "cdn:AFDEndpoint": _front_door_endpoint,
        "cognitiveservices:Account": _ai_account,
        "cognitiveservices:Project": _ai_project,
        "cosmosdb:DatabaseAccount": _cosmos_account,
        "keyvault:Key": _key,
        "keyvault:Vault": _vault,
        "search:Service": _search,
        "storage:StorageAccount": _storage_account,
        "web:WebApp": _web_app,
    }
)
