"""The resources and steps of which the cases of the stand-in's rules are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from bedplate.components.facts.role_catalogue import role_definition_guid
from bedplate.generator.engine import azure

GROUP = "/subscriptions/s/resourceGroups/rg"
NETWORK = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet"
SUBNET = f"{NETWORK}/subnets/agents"
ENDPOINT = f"{GROUP}/providers/Microsoft.Network/privateEndpoints/pep"
ACCOUNT = f"{GROUP}/providers/Microsoft.CognitiveServices/accounts/aif"
PROJECT = f"{ACCOUNT}/projects/assistant"
HOST = f"{PROJECT}/capabilityHosts/agents"
STORAGE = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/st"
VAULT = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv"
GATEWAY = f"{GROUP}/providers/Microsoft.Network/applicationGateways/agw"
IDENTITY = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"
PRINCIPAL = azure.computed_outputs("azure-native:managedidentity:UserAssignedIdentity", {}, IDENTITY)["principalId"]
WITH_IDENTITY = {"identity": {"type": "UserAssigned", "userAssignedIdentities": {IDENTITY: {}}}}
SPACE = {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}
ONE_SUBNET = {**SPACE, "subnets": [{"name": "agents", "addressPrefix": "10.0.0.0/24"}]}
KEY_PROPERTIES = {"keyVaultUri": "https://kv.vault.azure.net/", "keyName": "k"}
KEY = {"encryption": {"keyVaultProperties": KEY_PROPERTIES}, **WITH_IDENTITY}
WATCHER = "/subscriptions/s/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/w"
SHOUTED_SUBNET = SUBNET.upper().replace("/SUBSCRIPTIONS/", "/subscriptions/")
LOCK = f"{STORAGE}/providers/Microsoft.Authorization/locks/l"
CERTIFICATE = {
    "sslCertificates": [{"keyVaultSecretId": "https://kv.vault.azure.net/secrets/tls"}],
    **WITH_IDENTITY,
}
CONNECTION = {"properties": {"metadata": {"ResourceId": STORAGE}}}
COSMOS = f"{GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/cosno"
MEMORY = f"{COSMOS}/dbs/enterprise_memory"
MEMORY_ROLE = f"{COSMOS}/sqlRoleAssignments/r"
HOST_INPUTS = {"projectCapabilityHostProperties": {"storageConnections": ["files"]}}


Step: TypeAlias = tuple[str, str, Mapping[str, Any]]
"""What is done, to which id, and with which inputs."""
Steps: TypeAlias = Sequence[Step]
NOTHING: Mapping[str, Any] = {}


def make(*ids: str) -> list[Step]:
    """Return the creations of resources with hardly an input."""
    return [("create", id_, NOTHING) for id_ in ids]


def answer(status: int, code: str, message: str) -> str:
    """Return an error as azure-native passes it on."""
    return f'Status={status} Code="{code}" Message="{message}"'


def role_assignment(scope: str, role: str, name: str = "r") -> Step:
    """Return the granting of a role to the one identity."""
    definition = f"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/{role_definition_guid(role)}"
    inputs = {"principalId": PRINCIPAL, "roleDefinitionId": definition, "scope": scope}
    return "create", f"{scope}/providers/Microsoft.Authorization/roleAssignments/{name}", inputs


def lock(scope: str, level: str) -> Step:
    """Return the creation of a lock."""
    return "create", f"{scope}/providers/Microsoft.Authorization/locks/l", {"level": level}


IDENTITY_AND_VAULT = make(GROUP, IDENTITY, VAULT)
IN_USE_SUBNET = [*make(GROUP), ("create", NETWORK, ONE_SUBNET), ("create", ENDPOINT, {"subnet": {"id": SUBNET}})]
AGENTS = [
    *make(GROUP, IDENTITY, ACCOUNT, STORAGE),
    ("create", PROJECT, WITH_IDENTITY),
    ("create", f"{PROJECT}/connections/files", CONNECTION),
]
AGENTS_RUN = [*AGENTS, role_assignment(STORAGE, "Storage Blob Data Contributor"), ("create", HOST, HOST_INPUTS)]
THREADS = [
    *make(GROUP, IDENTITY, ACCOUNT, COSMOS),
    ("create", PROJECT, WITH_IDENTITY),
    ("create", f"{PROJECT}/connections/threads", {"properties": {"metadata": {"ResourceId": COSMOS}}}),
    role_assignment(COSMOS, "Cosmos DB Operator"),
]
THREADS_RUN = [
    *THREADS,
    ("create", HOST, {"projectCapabilityHostProperties": {"threadStorageConnections": ["threads"]}}),
]


def network_part(kind: str) -> str:
    """Return the id of a part of the network, of a type by its last segment."""
    return f"{GROUP}/providers/Microsoft.Network/{kind}/part"
