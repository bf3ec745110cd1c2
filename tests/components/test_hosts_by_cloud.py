"""Hosts that components build from names are those of the cloud of their region, and known before a deployment."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.ai.project_connection import ConnectionCategory
from bedplate.components.ai_account import AIAccount
from bedplate.components.container_registry import ContainerRegistry
from bedplate.components.cosmos_db_account import CosmosDbAccount
from bedplate.components.encryption_key import EncryptionKey, EncryptionKeyArgs
from bedplate.components.key_vault import KeyVault
from bedplate.components.private_endpoint import PrivateEndpoint
from bedplate.components.search_service import SearchService
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.service_host import service_host
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph
from tests.components.ai_account_cases import COSMOS_ID, GROUP, SEARCH_ID, STORAGE_ID

Recording = Callable[[Callable[[], None]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

VAULT_ID = f"{GROUP}/providers/Microsoft.KeyVault/vaults/KV-contoso"
CLOUDS = pytest.mark.parametrize(
    ("location", "hosts"),
    [
        pytest.param(
            "swedencentral",
            {
                "registry": "crcontoso.azurecr.io",
                "search": "https://srch.search.windows.net",
                "cosmos": "https://cosno.documents.azure.com:443/",
                "vault": "https://kv.vault.azure.net/",
                "key": "https://kv-contoso.vault.azure.net/",
            },
            id="public",
        ),
        pytest.param(
            "usgovvirginia",
            {
                "registry": "crcontoso.azurecr.us",
                "search": "https://srch.search.azure.us",
                "cosmos": "https://cosno.documents.azure.us:443/",
                "vault": "https://kv.vault.usgovcloudapi.net/",
                "key": "https://kv-contoso.vault.usgovcloudapi.net/",
            },
            id="government",
        ),
        pytest.param(
            "chinanorth3",
            {
                "registry": "crcontoso.azurecr.cn",
                "search": "https://srch.search.azure.cn",
                "cosmos": "https://cosno.documents.azure.cn:443/",
                "vault": "https://kv.vault.azure.cn/",
                "key": "https://kv-contoso.vault.azure.cn/",
            },
            id="china",
        ),
    ],
)


@CLOUDS
def test_data_services(record_program: Recording, location: str, hosts: dict[str, str]) -> None:
    def program() -> None:
        place: AzureResourceArgs = {"resource_group_name": "rg", "location": pulumi.Output.from_input(location)}
        pulumi.export("registry", ContainerRegistry("cr", {**place, "registry_name": "crContoso"}).login_server)
        pulumi.export("search", SearchService("srch", {**place, "search_service_name": "srch"}).endpoint)
        pulumi.export("cosmos", CosmosDbAccount("cosno", {**place, "account_name": "cosno"}).document_endpoint)
        tenant = "22222222-2222-2222-2222-222222222222"
        pulumi.export("vault", KeyVault("kv", {**place, "vault_name": "kv", "tenant_id": tenant}).vault_uri)
        key: EncryptionKeyArgs = {
            **place,
            "key_vault_id": VAULT_ID,
            "key_name": "k",
            "identity_name": "id",
            "existing_key_version": "0" * 32,
        }
        pulumi.export("key", EncryptionKey("key", key).key_vault_uri)

    assert dict(record_program(program).outputs) == hosts


def test_an_ai_account_in_government(record_program: Recording, inputs_by_name: Lookup) -> None:
    connections: Any = [
        {"connection_name": "files", "category": ConnectionCategory.STORAGE, "target_id": STORAGE_ID},
        {"connection_name": "vectors", "category": ConnectionCategory.AI_SEARCH, "target_id": SEARCH_ID},
        {"connection_name": "threads", "category": ConnectionCategory.COSMOS_DB, "target_id": COSMOS_ID},
    ]

    def program() -> None:
        account = AIAccount(
            "ai",
            {
                "resource_group_name": "rg",
                "location": "usgovvirginia",
                "account_name": "aif",
                "projects": [{"project_name": "p", "connections": connections}],
            },
        )
        pulumi.export("foundry", account.foundry_endpoint)
        pulumi.export("openai", account.openai_endpoint)
        pulumi.export("projects", account.project_endpoints)

    graph = record_program(program)

    assert graph.outputs["foundry"] == "https://aif.services.ai.azure.us/"
    assert graph.outputs["openai"] == "https://aif.openai.azure.us/"
    assert dict(graph.outputs["projects"]) == {"p": "https://aif.services.ai.azure.us/api/projects/p"}
    [account] = inputs_by_name(graph, "azure-native:cognitiveservices:Account").values()
    hosts = ["cosmos-chat.documents.azure.us", "srch-chat.search.azure.us", "stchat.blob.core.usgovcloudapi.net"]
    assert account["properties"]["allowedFqdnList"] == hosts
    declared = inputs_by_name(graph, "azure-native:cognitiveservices:ProjectConnection")
    assert sorted(connection["properties"]["target"] for connection in declared.values()) == [
        "https://cosmos-chat.documents.azure.us:443/",
        "https://srch-chat.search.azure.us",
        "https://stchat.blob.core.usgovcloudapi.net/",
    ]


# The program is given up half way, with outputs that nobody reads any more.
@pytest.mark.filterwarnings("ignore:coroutine 'Output:RuntimeWarning")
def test_an_ai_account_in_china_is_refused(record_program: Recording) -> None:
    def program() -> None:
        AIAccount("ai", {"resource_group_name": "rg", "location": "chinanorth3", "account_name": "aif"})

    with pytest.raises(
        ProgramError, match=r"Azure in China \(operated by 21Vianet\) has no service '(aiServices|openAI)'"
    ):
        record_program(program)


def test_an_endpoint_registers_in_the_zones_of_its_target_s_region(
    record_program: Recording, inputs_by_name: Lookup
) -> None:
    zones = [
        "privatelink.usgovarizona.azurecontainerapps.us",
        "privatelink.usgovvirginia.azurecontainerapps.us",
        "privatelink.swedencentral.azurecontainerapps.io",
    ]

    def program() -> None:
        PrivateEndpoint(
            "endpoint",
            {
                "resource_group_name": "rg",
                "location": "usgovarizona",
                "private_endpoint_name": "pep",
                "subnet_id": "subnet",
                "target_id": "environment",
                "target_type": "Microsoft.App/managedEnvironments",
                "group_id": "managedEnvironments",
                "target_location": "usgovvirginia",
                "private_dns_zone_ids": {zone: f"/zones/{zone}" for zone in zones},
            },
        )

    [group] = inputs_by_name(record_program(program), "azure-native:network:PrivateDnsZoneGroup").values()
    assert group["privateDnsZoneConfigs"] == [
        {
            "name": "privatelink-usgovvirginia-azurecontainerapps-us",
            "privateDnsZoneId": "/zones/privatelink.usgovvirginia.azurecontainerapps.us",
        }
    ]


def test_a_host_is_known_as_soon_as_its_parts_are(record_program: Recording) -> None:
    def program() -> None:
        pulumi.export("host", service_host("kv", "keyVault", pulumi.Output.from_input("usdodeast")))

    assert record_program(program).outputs["host"] == "kv.vault.usgovcloudapi.net"


def test_a_component_s_endpoint_in_another_region_keeps_to_the_zones_of_the_component(
    record_program: Recording, inputs_by_name: Lookup
) -> None:
    zone = "privatelink.vaultcore.usgovcloudapi.net"

    def program() -> None:
        KeyVault(
            "kv",
            {
                "resource_group_name": "rg",
                "location": "usgovvirginia",
                "vault_name": "kv",
                "tenant_id": "22222222-2222-2222-2222-222222222222",
                "private_endpoint": {
                    "private_endpoint_name": "pep",
                    "subnet_id": "subnet",
                    # Another cloud, which Azure would refuse: only so does the wrong region show.
                    "location": "swedencentral",
                    "private_dns_zone_ids": {zone: f"/zones/{zone}"},
                },
            },
        )

    [group] = inputs_by_name(record_program(program), "azure-native:network:PrivateDnsZoneGroup").values()
    assert [config["privateDnsZoneId"] for config in group["privateDnsZoneConfigs"]] == [f"/zones/{zone}"]
