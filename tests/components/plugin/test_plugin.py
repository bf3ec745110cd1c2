"""The plugin over gRPC, as the engine asks it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import Any

import pytest
from pulumi.provider.experimental.analyzer import PropertyDefinition

from bedplate.components.catalogue import COMPONENTS
from bedplate.components.container_apps_environment import DedicatedProfileSize
from bedplate.components.package.analysis import analysis
from bedplate.components.package.schema import package_schema
from bedplate.generator.engine import record_inline
from bedplate.generator.graph import UNKNOWN, Mode, Resource, Secret
from tests.components.plugin.host import SUBSCRIPTION_ID, Plugin, RefusedError, output

GROUP = "urn:pulumi:dev::zone::azure-native:resources:ResourceGroup::group"
ROUTES = "urn:pulumi:dev::zone::azure-native:network:RouteTable::routes"
COMPONENT = "urn:pulumi:dev::zone::bedplate:index:KeyVault::it"
VAULT = "urn:pulumi:dev::zone::bedplate:index:KeyVault$azure-native:keyvault:Vault::it"
NETWORK = "urn:pulumi:dev::zone::bedplate:index:VirtualNetwork$azure-native:network:VirtualNetwork::it"
VAULT_ID = f"/subscriptions/{SUBSCRIPTION_ID}/resourceGroups/rg-zone/providers/Microsoft.KeyVault/vaults/kv-zone"
PLACED = {"resourceGroupName": "rg-zone", "location": "swedencentral"}
OF_VAULT = {**PLACED, "vaultName": "kv-zone", "tenantId": "22222222-2222-2222-2222-222222222222"}
PYTHON_PLACED = {"resource_group_name": "rg-zone", "location": "swedencentral"}
PLACEMENT = {
    "private_endpoint_name": "pep-zone",
    "subnet_id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/pe",
    "private_dns_zone_ids": {
        "privatelink.vaultcore.azure.net": "/zones/vault",
        "privatelink.blob.core.windows.net": "/zones/blob",
    },
}
SUBNET = {
    "name": "apps",
    "subnet_name": "snet-apps",
    "network_security_group_name": "nsg-apps",
    "address_prefix": "10.0.0.0/24",
}
PYTHON_ARGUMENTS: dict[str, Mapping[str, Any]] = {
    "KeyVault": {
        **PYTHON_PLACED,
        "vault_name": "kv-zone",
        "tenant_id": "22222222-2222-2222-2222-222222222222",
        "soft_delete_retention_in_days": 30,
        "tags": {"owner_team": "platform"},
        "log_analytics_workspace_id": "/workspaces/log",
        "private_endpoint": PLACEMENT,
        "lock": True,
    },
    "StorageAccount": {
        **PYTHON_PLACED,
        "account_name": "stzone",
        "redundancy": "Standard_GZRS",
        "containers": ["agents"],
        "private_endpoints": {"blob": PLACEMENT},
    },
    "VirtualNetwork": {
        **PYTHON_PLACED,
        "virtual_network_name": "vnet-zone",
        "address_space": ["10.0.0.0/16"],
        "subnets": [SUBNET],
        "flows": [
            {"source": "Internet", "destination": "apps", "ports": ["443"], "purpose": "Callers", "protocol": "Udp"}
        ],
    },
    "DefenderPlans": {"scope": f"/subscriptions/{SUBSCRIPTION_ID}", "plans": ["ai", "keyVaults"]},
    "ContainerAppsEnvironment": {
        **PYTHON_PLACED,
        "environment_name": "cae-zone",
        "infrastructure_subnet_id": "/subnets/apps",
        "dedicated_profiles": [
            {"profile_name": "big", "size": DedicatedProfileSize.D4, "minimum_count": 1, "maximum_count": 3}
        ],
    },
}


def packaged(values: Mapping[str, Any], names: Mapping[str, str], of: Mapping[str, PropertyDefinition]) -> Any:
    """Return Python arguments by their names in the package."""
    return {name: packaged_value(values[python], of[name]) for name, python in names.items() if python in values}


def packaged_value(value: Any, definition: PropertyDefinition) -> Any:
    named = analysis()["type_definitions"].get((definition.ref or "").rpartition(":")[2])
    if named and not named.enum:
        return packaged(value, named.properties_mapping, named.properties)
    if definition.items:
        return [packaged_value(item, definition.items) for item in value]
    if definition.additional_properties:
        return {key: packaged_value(item, definition.additional_properties) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def facts(resources: Mapping[str, Resource]) -> dict[str, Any]:
    return {
        urn: (each.inputs, each.dependencies, dict(each.property_dependencies), each.options.protect)
        for urn, each in resources.items()
        if each.custom
    }


def test_it_answers_with_the_package_schema(plugin: Plugin) -> None:
    assert json.loads(plugin.schema()) == package_schema()


@pytest.mark.parametrize("mode", [pytest.param(mode, id=mode.value) for mode in Mode])
@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in PYTHON_ARGUMENTS])
def test_it_declares_what_a_python_program_declares(plugin: Plugin, name: str, mode: Mode) -> None:
    python, definition = PYTHON_ARGUMENTS[name], analysis()["component_definitions"][name]
    component: Any = next(each for each in COMPONENTS if each.__name__ == name)
    graph = record_inline(
        lambda: component("it", python) and None,
        mode=mode,
        config={"azure-native:subscriptionId": SUBSCRIPTION_ID},
        project="zone",
    )

    built = plugin.construct(name, packaged(python, definition.inputs_mapping, definition.inputs), mode=mode)

    assert facts(built.resources) == facts({each.urn: each for each in graph.resources})
    assert len(facts(built.resources)) >= 1


def test_known_inputs_give_known_outputs_that_wait_for_the_vault(plugin: Plugin) -> None:
    built = plugin.construct("KeyVault", {**OF_VAULT, "softDeleteRetentionInDays": 7})

    assert built.urn == COMPONENT
    assert built.state == {
        "vaultId": VAULT_ID,
        "vaultName": "kv-zone",
        "vaultUri": "https://kv-zone.vault.azure.net/",
    }
    assert built.state_dependencies == dict.fromkeys(("vaultId", "vaultName", "vaultUri"), (VAULT,))
    assert [resource.parent for resource in built.resources.values()] == [None, COMPONENT]
    retention = built.resources[VAULT].inputs["properties"]["softDeleteRetentionInDays"]
    assert (retention, type(retention)) == (7, int)


def test_unknown_inputs_stay_unknown_and_bring_what_they_wait_for(plugin: Plugin) -> None:
    built = plugin.construct("KeyVault", {**OF_VAULT, "resourceGroupName": output(of=(GROUP,)), "tenantId": UNKNOWN})

    vault = built.resources[VAULT]
    assert (vault.inputs["resourceGroupName"], vault.inputs["properties"]["tenantId"]) == (UNKNOWN, UNKNOWN)
    assert vault.property_dependencies == {"resourceGroupName": (GROUP,)}
    assert built.state["vaultId"] is UNKNOWN
    assert built.state["vaultName"] == "kv-zone"


def test_an_argument_that_is_known_and_depends_on_something_keeps_both(plugin: Plugin) -> None:
    built = plugin.construct("KeyVault", OF_VAULT, dependencies={"resourceGroupName": (GROUP,)})

    assert built.resources[VAULT].inputs["resourceGroupName"] == "rg-zone"
    assert built.resources[VAULT].property_dependencies == {"resourceGroupName": (GROUP,)}
    assert built.state["vaultId"] == VAULT_ID


@pytest.mark.parametrize(
    ("given", "name"),
    [
        pytest.param(Secret("hush"), "tenantId", id="secret"),
        pytest.param(output("hush", secret=True), "tenantId", id="secret-output"),
    ],
)
def test_a_secret_stays_secret(plugin: Plugin, given: Any, name: str) -> None:
    built = plugin.construct("KeyVault", {**OF_VAULT, name: given})

    assert built.resources[VAULT].inputs["properties"]["tenantId"] == Secret("hush")
    assert built.state["vaultId"] == VAULT_ID


def network(**more: Any) -> dict[str, Any]:
    subnet = {
        "name": "apps",
        "subnetName": "snet-apps",
        "networkSecurityGroupName": "nsg",
        "addressPrefix": "10.0.0.0/24",
    }
    return {
        **PLACED,
        "virtualNetworkName": "vnet-zone",
        "addressSpace": ["10.0.0.0/16"],
        "subnets": [{**subnet, **more}],
        "flows": [],
    }


@pytest.mark.parametrize(
    ("route_table", "dependencies"),
    [
        pytest.param(output("/routes", of=(ROUTES,)), {"subnets": (ROUTES,)}, id="inside"),
        pytest.param("/routes", {"subnets": (ROUTES,)}, id="as-a-whole"),
    ],
)
def test_a_plain_list_may_hold_outputs(plugin: Plugin, route_table: Any, dependencies: Any) -> None:
    built = plugin.construct("VirtualNetwork", network(routeTableId=route_table), dependencies=dependencies)

    declared = built.resources[NETWORK]
    assert declared.inputs["subnets"][0]["routeTable"] == {"id": "/routes"}
    assert ROUTES in declared.property_dependencies["subnets"]


def test_a_plain_list_may_hold_what_is_not_known_yet(plugin: Plugin) -> None:
    built = plugin.construct("VirtualNetwork", network(routeTableId=UNKNOWN))

    subnet = built.resources[NETWORK].inputs["subnets"][0]
    assert (subnet["name"], subnet["routeTable"]["id"]) == ("snet-apps", UNKNOWN)


def test_a_list_that_is_secret_as_a_whole_keeps_what_is_inside(plugin: Plugin) -> None:
    subnet = {
        "name": "apps",
        "subnetName": "snet-apps",
        "networkSecurityGroupName": "nsg-apps",
        "addressPrefix": "10.0.0.0/24",
    }
    with pytest.raises(RefusedError) as refused:
        plugin.construct("VirtualNetwork", {**network(), "subnets": Secret((subnet,))})

    assert set(refused.value.problems) == {
        f"subnets[0].{name}" for name in ("name", "subnetName", "networkSecurityGroupName", "addressPrefix")
    }


def test_values_in_a_secret_object_become_secret_and_keep_what_they_depend_on(plugin: Plugin) -> None:
    placement = {"privateEndpointName": "pep-zone", "subnetId": output("/subnets/apps", of=(ROUTES,))}
    built = plugin.construct("KeyVault", {**OF_VAULT, "privateEndpoint": Secret(placement)})

    (endpoint,) = [each for each in built.resources.values() if each.type == "azure-native:network:PrivateEndpoint"]
    assert endpoint.inputs["privateEndpointName"] == Secret("pep-zone")
    assert "/subnets/apps" not in repr(endpoint.inputs)
    assert ROUTES in endpoint.property_dependencies["subnet"]


def test_a_secret_in_a_plain_list_stays_secret(plugin: Plugin) -> None:
    built = plugin.construct("VirtualNetwork", network(routeTableId=output("/routes", secret=True)))

    assert built.resources[NETWORK].inputs["subnets"] != ()
    assert "/routes" not in repr(built.resources)


@pytest.mark.parametrize(
    ("component", "inputs", "problems"),
    [
        pytest.param(
            "KeyVault",
            {"resourceGroupName": "rg", "vaultName": "kv", "lock": UNKNOWN, "sofDelete": 7, "tenantId": "t"},
            {
                "location": "is required",
                "lock": "must be known before anything is deployed; it decides what there is, so pass a plain value",
                "sofDelete": "is no argument; there are location, lock, logAnalyticsWorkspaceId, privateEndpoint, "
                "resourceGroupName, softDeleteRetentionInDays, subscriptionId, tags, tenantId, trustAzureServices, "
                "vaultName",
            },
            id="all-at-once",
        ),
        pytest.param(
            "KeyVault",
            {**OF_VAULT, "softDeleteRetentionInDays": 7.5, "trustAzureServices": "yes", "privateEndpoint": []},
            {
                "softDeleteRetentionInDays": "takes a whole number, not 7.5",
                "trustAzureServices": "takes true or false, not 'yes'",
                "privateEndpoint": "takes an object",
            },
            id="types",
        ),
        pytest.param(
            "DefenderPlans",
            {"scope": "/subscriptions/s", "plans": ["ai", "sql"]},
            {
                "plans[1]": "takes one of 'ai', 'appServices', 'containers', 'cosmosDb', 'keyVaults', "
                "'storageAccounts', not 'sql'"
            },
            id="enum",
        ),
        pytest.param(
            "KeyVault",
            {**OF_VAULT, "trustAzureServices": Secret(value=True)},
            {"trustAzureServices": "must not be secret; it decides what there is, which everybody may see"},
            id="secret-shape",
        ),
        pytest.param(
            "VirtualNetwork",
            {**network(addressPrefix=1), "flows": [{"source": "Internet"}]},
            {
                "subnets[0].addressPrefix": "takes a string, not 1.0",
                "flows[0].destination": "is required",
                "flows[0].ports": "is required",
                "flows[0].purpose": "is required",
            },
            id="nested",
        ),
    ],
)
def test_arguments_that_do_not_fit_are_told_by_their_paths(
    plugin: Plugin, component: str, inputs: Mapping[str, Any], problems: Mapping[str, str]
) -> None:
    with pytest.raises(RefusedError) as refused:
        plugin.construct(component, inputs)

    assert str(refused.value) == f"arguments of {component} do not fit"
    assert refused.value.problems == problems


def test_what_a_component_refuses_is_told_in_its_words(plugin: Plugin) -> None:
    flow = {"source": "nowhere", "destination": "apps", "ports": ["443"], "purpose": "None"}
    with pytest.raises(RefusedError) as refused:
        plugin.construct("VirtualNetwork", {**network(), "flows": [flow]})

    assert "'nowhere'" in str(refused.value)
    assert "Traceback" not in str(refused.value)
    assert ".py" not in str(refused.value)


def test_a_component_that_is_not_there_is_told_with_those_that_are(plugin: Plugin) -> None:
    with pytest.raises(RefusedError, match=r"there is no component 'bedplate:index:Vault'; there are .*KeyVault"):
        plugin.construct("Vault", {})
