from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.container_registry import ContainerRegistry
from bedplate.components.cosmos_db_account import CosmosDbAccount
from bedplate.components.encryption_key import EncryptionKey, EncryptionKeyArgs, customer_key
from bedplate.components.key_vault import KeyVault
from bedplate.components.role_grants import role_assignment_name
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.storage_account import StorageAccount
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Resource, unknown_paths

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]

SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111"
GROUP = f"{SUBSCRIPTION}/resourceGroups/rg"
VAULT_ID = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-chat"
IDENTITY_ID = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-key"
PLACE: AzureResourceArgs = {"resource_group_name": "rg", "location": "swedencentral"}
ROLE = "Key Vault Crypto Service Encryption User"
ROLE_ASSIGNMENT = "azure-native:authorization:RoleAssignment"
VERSION = "0123456789abcdef0123456789abcdef"


def defaults() -> EncryptionKeyArgs:
    return {**PLACE, "key_vault_id": VAULT_ID, "key_name": "data", "identity_name": "id-key"}


def existing() -> EncryptionKeyArgs:
    return {**defaults(), "existing_key_version": VERSION}


def program(args: EncryptionKeyArgs) -> Callable[[], dict[str, Any]]:
    def declare() -> dict[str, Any]:
        key = EncryptionKey("key", args)
        return {output: getattr(key, output) for output in EncryptionKey.__annotations__}

    return declare


def key_inputs(**properties: Any) -> dict[str, Any]:
    return {
        "resourceGroupName": "rg",
        "vaultName": "kv-chat",
        "keyName": "data",
        "properties": {
            "kty": "RSA",
            "keySize": 3072,
            "keyOps": ["wrapKey", "unwrapKey"],
            "attributes": {"enabled": True, "exportable": False},
            "rotationPolicy": {
                "attributes": {"expiryTime": "P2Y"},
                "lifetimeActions": [
                    {"action": {"type": "rotate"}, "trigger": {"timeAfterCreate": "P1Y"}},
                    {"action": {"type": "notify"}, "trigger": {"timeBeforeExpiry": "P30D"}},
                ],
            },
            **properties,
        },
    }


def ancestors(graph: Graph, resource: Resource) -> set[str]:
    found: set[str] = set()
    waiting = list(resource.dependencies)
    while waiting:
        urn = waiting.pop()
        if urn not in found:
            found.add(urn)
            waiting.extend(graph[urn].dependencies)
    return found


def test_defaults(record_program: Record, inputs_by_name: Inputs, mode: Mode) -> None:
    graph = record_program(program(defaults()))

    assert inputs_by_name(graph, "azure-native:keyvault:Key") == {"key": key_inputs()}
    [key] = graph.of_type("azure-native:keyvault:Key")
    assert key.options.retain_on_delete
    [assignment] = graph.of_type(ROLE_ASSIGNMENT)
    assert dict(assignment.inputs) == {
        "scope": f"{VAULT_ID}/keys/data",
        "roleAssignmentName": role_assignment_name(f"{VAULT_ID}/keys/data", IDENTITY_ID, ROLE),
        "roleDefinitionId": f"{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/"
        "e147488a-f6f5-4113-8e2d-b22465e65bf6",
        "principalId": assignment.inputs["principalId"],
        "principalType": "ServicePrincipal",
    }
    assert key.urn in assignment.dependencies
    outputs = dict(graph.outputs)
    invented = {name: outputs.pop(name) for name in ("key_version", "key_uri_with_version", "identity_client_id")}
    assert outputs == {
        "key_vault_uri": "https://kv-chat.vault.azure.net/",
        "key_name": "data",
        "key_uri": "https://kv-chat.vault.azure.net/keys/data",
        "identity_id": IDENTITY_ID,
    }
    if mode is Mode.UNKNOWN:
        assert set(invented.values()) == {UNKNOWN}
    else:
        assert (
            invented["key_uri_with_version"] == f"https://kv-chat.vault.azure.net/keys/data/{invented['key_version']}"
        )
        assert len(invented["key_version"]) == 32


def test_waf_aligned(record_program: Record) -> None:
    """A key in a purge-protected vault of the same program: every consumer waits for vault, key, identity and role."""

    def declare() -> None:
        vault = KeyVault(
            "vault",
            {
                **PLACE,
                "vault_name": "kv-chat",
                "tenant_id": "22222222-2222-2222-2222-222222222222",
                "trust_azure_services": True,
            },
        )
        key = customer_key(EncryptionKey("key", {**defaults(), "key_vault_id": vault.vault_id}))
        StorageAccount("storage", {**PLACE, "account_name": "st", "customer_key": key})
        CosmosDbAccount("cosmos", {**PLACE, "account_name": "cosmos", "customer_key": key})
        ContainerRegistry("registry", {**PLACE, "registry_name": "cr", "customer_key": key})

    graph = record_program(declare)

    [vault] = graph.of_type("azure-native:keyvault:Vault")
    [key] = graph.of_type("azure-native:keyvault:Key")
    [identity] = graph.of_type("azure-native:managedidentity:UserAssignedIdentity")
    [role] = graph.of_type(ROLE_ASSIGNMENT)
    consumers = [
        *graph.of_type("azure-native:storage:StorageAccount"),
        *graph.of_type("azure-native:cosmosdb:DatabaseAccount"),
        *graph.of_type("azure-native:containerregistry:Registry"),
    ]
    assert len(consumers) == 3
    for consumer in consumers:
        assert {vault.urn, key.urn, identity.urn, role.urn} <= ancestors(graph, consumer), consumer.type
        assert role.urn in consumer.dependencies, consumer.type
    assert vault.inputs["properties"]["enablePurgeProtection"] is True
    assert graph.invokes == ()


def test_max(record_program: Record, inputs_by_name: Inputs) -> None:
    args: EncryptionKeyArgs = {
        **defaults(),
        "key_vault_id": VAULT_ID.replace("/rg/", "/rg-keys/").replace("kv-chat", "KV-Keys"),
        "location": "usgovvirginia",
        "subscription_id": "33333333-3333-3333-3333-333333333333",
        "key_size": 2048,
        "hardware_protected": True,
        "tags": {"owner": "platform"},
    }

    graph = record_program(program(args))

    assert inputs_by_name(graph, "azure-native:keyvault:Key") == {
        "key": {
            **key_inputs(kty="RSA-HSM", keySize=2048),
            "resourceGroupName": "rg-keys",
            "vaultName": "KV-Keys",
            "tags": {"owner": "platform"},
        }
    }
    assert graph.outputs["key_vault_uri"] == "https://kv-keys.vault.usgovcloudapi.net/"
    assert graph.outputs["identity_id"].startswith("/subscriptions/33333333-3333-3333-3333-333333333333/")
    [identity] = graph.of_type("azure-native:managedidentity:UserAssignedIdentity")
    assert identity.inputs["tags"] == {"owner": "platform"}


def test_of_an_existing_key_only_the_grant_is_made(record_program: Record) -> None:
    graph = record_program(program(existing()))

    assert [resource.type for resource in graph.resources if resource.custom] == [
        "azure-native:managedidentity:UserAssignedIdentity",
        ROLE_ASSIGNMENT,
    ]
    [assignment] = graph.of_type(ROLE_ASSIGNMENT)
    assert assignment.inputs["scope"] == f"{VAULT_ID}/keys/data"
    assert graph.outputs["key_version"] == VERSION
    assert graph.outputs["key_uri_with_version"] == f"https://kv-chat.vault.azure.net/keys/data/{VERSION}"


CUSTOMER_KEY = {
    "key_vault_uri": "https://kv-chat.vault.azure.net/",
    "key_name": "data",
    "identity_id": IDENTITY_ID,
    "identity_client_id": "44444444-4444-4444-4444-444444444444",
}


def storage(key: Any) -> None:
    StorageAccount("encrypted", {**PLACE, "account_name": "st", "customer_key": key})


def cosmos(key: Any) -> None:
    CosmosDbAccount("encrypted", {**PLACE, "account_name": "cosmos", "customer_key": key})


def registry(key: Any) -> None:
    ContainerRegistry("encrypted", {**PLACE, "registry_name": "cr", "customer_key": key})


@pytest.mark.parametrize(
    ("declare", "token", "expected"),
    [
        pytest.param(
            storage,
            "azure-native:storage:StorageAccount",
            {
                "identity": {"type": "UserAssigned", "userAssignedIdentities": [IDENTITY_ID]},
                "encryption": {
                    "keySource": "Microsoft.Keyvault",
                    "keyVaultProperties": {"keyVaultUri": "https://kv-chat.vault.azure.net/", "keyName": "data"},
                    "encryptionIdentity": {"encryptionUserAssignedIdentity": IDENTITY_ID},
                    "requireInfrastructureEncryption": True,
                    "services": {
                        service: {"enabled": True, "keyType": "Account"}
                        for service in ("blob", "file", "queue", "table")
                    },
                },
            },
            id="storage",
        ),
        pytest.param(
            cosmos,
            "azure-native:cosmosdb:DatabaseAccount",
            {
                "identity": {"type": "UserAssigned", "userAssignedIdentities": [IDENTITY_ID]},
                "defaultIdentity": f"UserAssignedIdentity={IDENTITY_ID}",
                "keyVaultKeyUri": "https://kv-chat.vault.azure.net/keys/data",
            },
            id="cosmos-db",
        ),
        pytest.param(
            registry,
            "azure-native:containerregistry:Registry",
            {
                "identity": {"type": "UserAssigned", "userAssignedIdentities": {IDENTITY_ID: {}}},
                "encryption": {
                    "status": "enabled",
                    "keyVaultProperties": {
                        "identity": "44444444-4444-4444-4444-444444444444",
                        "keyIdentifier": "https://kv-chat.vault.azure.net/keys/data",
                    },
                },
            },
            id="container-registry",
        ),
    ],
)
def test_services_take_the_key_without_a_version_under_the_identity(
    record_program: Record,
    inputs_by_name: Inputs,
    declare: Callable[[Any], None],
    token: str,
    expected: dict[str, Any],
) -> None:
    graph = record_program(lambda: declare(CUSTOMER_KEY))

    inputs = inputs_by_name(graph, token)["encrypted"]
    assert {name: inputs[name] for name in expected} == expected
    assert unknown_paths(inputs) == ()


def test_key_and_identity_are_protected_and_the_role_can_be_made_again(record_program: Record) -> None:
    graph = record_program(lambda: EncryptionKey("key", defaults(), pulumi.ResourceOptions(protect=True)))

    protected = {resource.type for resource in graph.resources if resource.custom and resource.options.protect}
    assert protected == {"azure-native:keyvault:Key", "azure-native:managedidentity:UserAssignedIdentity"}
