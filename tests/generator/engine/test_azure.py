from __future__ import annotations

import uuid
from typing import Any

import pytest
from pulumi_azure_native import keyvault, managedidentity, network, resources

from bedplate.generator.engine import azure, record_inline
from bedplate.generator.graph import UNKNOWN, Mode, Secret, frozen
from tests.generator.engine.graphs import named

SUBSCRIPTION = "11111111-1111-1111-1111-111111111111"
IN_GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers"


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        pytest.param("resources:ResourceGroup", {}, f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg", id="group"),
        pytest.param(
            "network:Subnet",
            {"virtualNetworkName": "vnet", "subnetName": "pe"},
            f"{IN_GROUP}/Microsoft.Network/virtualNetworks/vnet/subnets/pe",
            id="child",
        ),
        pytest.param(
            "authorization:RoleAssignment",
            {"scope": "/subscriptions/s", "roleAssignmentName": "name"},
            "/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/name",
            id="on-a-scope",
        ),
        pytest.param(
            "keyvault:Vault",
            {"vaultName": Secret("kv")},
            f"{IN_GROUP}/Microsoft.KeyVault/vaults/kv",
            id="secret-name",
        ),
        pytest.param(
            "fancy:Widget", {"widgetName": "w"}, f"{IN_GROUP}/Microsoft.Fancy/widgets/w", id="outside-the-table"
        ),
    ],
)
def test_ids(token: str, inputs: dict[str, Any], expected: str) -> None:
    given = {"resourceGroupName": "rg", **inputs}
    assert azure.resource_id(f"azure-native:{token}", given, subscription_id=SUBSCRIPTION) == expected


def test_a_name_that_is_not_given_is_made_from_the_logical_name() -> None:
    made = azure.resource_id("azure-native:keyvault:Vault", {"resourceGroupName": "rg"}, name="logical")
    assert azure.name_in(made).startswith("logical")
    assert made == azure.resource_id("azure-native:keyvault:Vault", {"resourceGroupName": "rg"}, name="logical")


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        pytest.param(
            "keyvault:Vault",
            {"vaultName": "kv", "properties": {"enableRbacAuthorization": True}},
            {"name": "kv", "type": "Microsoft.KeyVault/vaults", "properties.vaultUri": "https://kv.vault.azure.net/"},
            id="vault",
        ),
        pytest.param(
            "storage:StorageAccount",
            {"accountName": "st", "location": "west"},
            {"primaryEndpoints.blob": "https://st.blob.core.windows.net/", "primaryLocation": "west"},
            id="storage",
        ),
        pytest.param(
            "cognitiveservices:Account",
            {"accountName": "ai", "properties": {"customSubDomainName": "sub"}},
            {
                "properties.endpoint": "https://sub.cognitiveservices.azure.com/",
                "properties.endpoints.AI Foundry API": "https://sub.services.ai.azure.com/",
            },
            id="ai-account",
        ),
        pytest.param(
            "cognitiveservices:Project",
            {"accountName": "ai", "projectName": "p"},
            {"properties.endpoints.AI Foundry API": "https://ai.services.ai.azure.com/api/projects/p"},
            id="ai-project",
        ),
        pytest.param(
            "network:VirtualNetwork",
            {"virtualNetworkName": "v", "subnets": ({"name": "pe"},)},
            {"subnets.0.id": f"{IN_GROUP}/Microsoft.Network/virtualNetworks/v/subnets/pe", "subnets.0.name": "pe"},
            id="inline-subnets",
        ),
        pytest.param(
            "network:RouteTable",
            {"routeTableName": "rt", "routes": (Secret({"name": "r"}),)},
            {"routes.0": Secret({"name": "r", "id": f"{IN_GROUP}/Microsoft.Network/routeTables/rt/routes/r"})},
            id="secret-inline-child",
        ),
        pytest.param(
            "network:PrivateEndpoint",
            {"privateEndpointName": "pe", "customNetworkInterfaceName": "nic-pe"},
            {"networkInterfaces.0.id": f"{IN_GROUP}/Microsoft.Network/networkInterfaces/nic-pe"},
            id="private-endpoint",
        ),
        pytest.param(
            "search:Service",
            {"searchServiceName": "srch"},
            {"endpoint": "https://srch.search.windows.net"},
            id="search",
        ),
        pytest.param(
            "web:WebApp",
            {"name": "app", "location": "usgovvirginia"},
            {"name": "app", "type": "Microsoft.Web/sites", "defaultHostName": "app.azurewebsites.us"},
            id="web-app",
        ),
    ],
)
def test_computed_outputs(token: str, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    token = f"azure-native:{token}"
    given = {"resourceGroupName": "rg", **inputs}
    outputs = azure.computed_outputs(token, given, azure.resource_id(token, given, subscription_id=SUBSCRIPTION))
    assert {path: at(outputs, path) for path in expected} == expected
    assert "resourceGroupName" not in outputs


def at(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value[int(key)] if key.isdigit() else value[key]
    return value


@pytest.mark.parametrize(
    ("path", "token"),
    [
        pytest.param("principalId", "managedidentity:UserAssignedIdentity", id="user-assigned-principal"),
        pytest.param("clientId", "managedidentity:UserAssignedIdentity", id="user-assigned-client"),
        pytest.param("customerId", "operationalinsights:Workspace", id="workspace"),
        pytest.param("instrumentationKey", "applicationinsights:Component", id="insights"),
    ],
)
def test_invented_identifiers_are_guids_that_follow_from_the_id(path: str, token: str) -> None:
    token = f"azure-native:{token}"
    found = [at(azure.computed_outputs(token, {}, id_), path) for id_ in ("/a", "/b", "/a")]
    assert found[0] == found[2] != found[1]
    assert str(uuid.UUID(found[0])) == found[0]


def test_identities_get_principals() -> None:
    identity = {"type": "SystemAssigned,UserAssigned", "userAssignedIdentities": ("/id",)}
    outputs = azure.computed_outputs("azure-native:search:Service", {"identity": identity}, "/x")["identity"]
    assert set(outputs) == {"type", "principalId", "tenantId", "userAssignedIdentities"}
    assert set(outputs["userAssignedIdentities"]["/id"]) == {"clientId", "principalId"}


def test_other_providers_echo_and_get_a_steady_id() -> None:
    made = azure.resource_id("random:index:RandomId", {"a": 1}, name="it")
    assert made == azure.resource_id("random:index:RandomId", {"a": 2}, name="it")
    assert azure.computed_outputs("random:index:RandomId", {"a": 1}, made) == {"a": 1}


def test_the_provider_drops_nulls_from_objects() -> None:
    given = {"a": None, "b": {"c": None, "d": [None, {"e": None}]}, "s": Secret({"x": None})}
    assert azure.checked_inputs("azure-native:x:Y", given) == {"b": {"d": (None, {})}, "s": Secret({})}
    assert azure.checked_inputs("demo:x:Y", given) == given


def program() -> dict[str, Any]:
    vnet = network.VirtualNetwork(
        "vnet",
        resource_group_name="rg",
        virtual_network_name="vnet",
        address_space={"address_prefixes": ["10.0.0.0/16"]},
        subnets=[{"name": "pe", "address_prefix": "10.0.0.0/24"}],
    )
    identity = managedidentity.UserAssignedIdentity("id", resource_group_name="rg", resource_name_="id")
    vault = keyvault.Vault(
        "vault",
        resource_group_name="rg",
        vault_name="kv",
        location="west",
        properties={"tenant_id": "t", "sku": {"family": "A", "name": "standard"}},
    )
    resources.ResourceGroup("uses", resource_group_name=vault.name, location=vault.location)
    return {
        "given": vnet.subnets[0].name,
        "deep": vnet.subnets[0].id,
        "uri": vault.properties.apply(lambda properties: properties.vault_uri),
        "family": vault.properties.sku.family,
        "principal": identity.principal_id,
        "id": vault.id,
    }


def test_a_preview_knows_what_is_given_and_nothing_that_azure_computes() -> None:
    graph = record_inline(program, mode=Mode.UNKNOWN)
    assert graph.outputs == {
        "given": "pe",
        "deep": UNKNOWN,
        "uri": UNKNOWN,
        "family": "A",
        "principal": UNKNOWN,
        "id": UNKNOWN,
    }
    uses = named(graph, "uses")
    assert dict(uses.inputs) == {"resourceGroupName": UNKNOWN, "location": "west"}


def test_in_known_mode_nothing_is_unknown() -> None:
    graph = record_inline(program)
    assert UNKNOWN not in graph.outputs.values()
    assert graph.outputs["uri"] == "https://kv.vault.azure.net/"
    assert named(graph, "uses").inputs["resourceGroupName"] == "kv"


def test_a_type_that_the_sdk_does_not_have_is_echoed_in_a_preview() -> None:
    given = {"resourceGroupName": "rg", "a": {"b": 1}}
    assert azure.preview_outputs("azure-native:fancy:Widget", given) == {"a": {"b": 1}}


def test_shapes_pass_through_collections() -> None:
    given = {"tags": {"a": "b"}, "subnets": ({"name": "pe"},), "addressSpace": UNKNOWN}
    shaped = azure.preview_outputs("azure-native:network:VirtualNetwork", given)
    assert shaped["tags"] == {"a": "b"}
    assert shaped["addressSpace"] is UNKNOWN
    assert (shaped["subnets"][0]["name"], shaped["subnets"][0]["id"]) == ("pe", UNKNOWN)
    assert frozen(shaped)["subnets"][0]["natGateway"] is UNKNOWN
