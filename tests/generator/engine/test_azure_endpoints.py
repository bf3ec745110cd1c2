"""Hosts that the Azure model makes up are those of the resource's cloud."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_azure_native as azure_native
import pytest
from pulumi_azure_native import keyvault

from bedplate.generator.engine import azure, record_inline
from bedplate.generator.engine.azure_endpoints import endpoints_by
from bedplate.generator.graph import Mode

GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers"


@pytest.mark.parametrize(
    ("token", "id_", "expected"),
    [
        pytest.param(
            "cognitiveservices:Account",
            f"{GROUP}/Microsoft.CognitiveServices/accounts/ai",
            {
                "endpoint": "https://ai.cognitiveservices.azure.us/",
                "endpoints": {
                    "AI Foundry API": "https://ai.services.ai.azure.us/",
                    "Azure AI Model Inference API": "https://ai.services.ai.azure.us/",
                    "Content Safety": "https://ai.cognitiveservices.azure.us/",
                    "Language": "https://ai.cognitiveservices.azure.us/",
                    "OpenAI Language Model Instance API": "https://ai.openai.azure.us/",
                },
            },
            id="ai-account",
        ),
        pytest.param(
            "cognitiveservices:Project",
            f"{GROUP}/Microsoft.CognitiveServices/accounts/ai/projects/p",
            {"endpoints": {"AI Foundry API": "https://ai.services.ai.azure.us/api/projects/p"}},
            id="ai-project",
        ),
        pytest.param(
            "keyvault:Vault",
            f"{GROUP}/Microsoft.KeyVault/vaults/kv",
            {"vaultUri": "https://kv.vault.usgovcloudapi.net/"},
            id="vault",
        ),
        pytest.param(
            "storage:StorageAccount",
            f"{GROUP}/Microsoft.Storage/storageAccounts/st",
            {
                "primaryEndpoints": {
                    "blob": "https://st.blob.core.usgovcloudapi.net/",
                    "dfs": "https://st.dfs.core.usgovcloudapi.net/",
                    "file": "https://st.file.core.usgovcloudapi.net/",
                    "queue": "https://st.queue.core.usgovcloudapi.net/",
                    "table": "https://st.table.core.usgovcloudapi.net/",
                    "web": "https://st.z1.web.core.usgovcloudapi.net/",
                }
            },
            id="storage",
        ),
        pytest.param(
            "search:Service",
            f"{GROUP}/Microsoft.Search/searchServices/srch",
            {"endpoint": "https://srch.search.azure.us"},
            id="search",
        ),
        pytest.param(
            "cosmosdb:DatabaseAccount",
            f"{GROUP}/Microsoft.DocumentDB/databaseAccounts/cosno",
            {"documentEndpoint": "https://cosno.documents.azure.us:443/"},
            id="cosmos",
        ),
        pytest.param(
            "web:WebApp",
            f"{GROUP}/Microsoft.Web/sites/app",
            {"defaultHostName": "app.azurewebsites.us"},
            id="web-app",
        ),
    ],
)
def test_hosts_in_government(token: str, id_: str, expected: dict[str, Any]) -> None:
    outputs = azure.computed_outputs(f"azure-native:{token}", {"location": "usgovvirginia"}, id_)

    found = {**outputs, **outputs.get("properties", {})}
    assert {key: found[key] for key in expected} == expected


def test_telemetry_in_government() -> None:
    id_ = f"{GROUP}/Microsoft.Insights/components/appi"
    text = azure.computed_outputs("azure-native:applicationinsights:Component", {"location": "usgovarizona"}, id_)[
        "connectionString"
    ]

    assert isinstance(text, str)
    endpoints = [part for part in text.split(";") if "Endpoint=" in part]
    assert endpoints == [
        "IngestionEndpoint=https://usgovarizona-0.in.applicationinsights.azure.us/",
        "LiveEndpoint=https://usgovarizona.livediagnostics.monitor.azure.us/",
    ]


def test_an_environment_of_container_apps_in_china() -> None:
    id_ = f"{GROUP}/Microsoft.App/managedEnvironments/cae"
    outputs = azure.computed_outputs("azure-native:app:ManagedEnvironment", {"location": "China North 3"}, id_)

    domain = outputs["defaultDomain"]
    assert isinstance(domain, str)
    assert domain.startswith("cae-")
    assert domain.endswith(".chinanorth3.azurecontainerapps.cn")


def test_services_that_china_lacks_have_no_host_there() -> None:
    account = f"{GROUP}/Microsoft.CognitiveServices/accounts/ai"
    module = "azure-native:cognitiveservices"
    outputs = azure.computed_outputs(f"{module}:Account", {"location": "chinanorth3"}, account)
    project = azure.computed_outputs(f"{module}:Project", {"location": "chinanorth3"}, f"{account}/projects/p")

    assert outputs["properties"] == {
        "provisioningState": "Succeeded",
        "endpoint": "https://ai.cognitiveservices.azure.cn/",
        "endpoints": {
            "Content Safety": "https://ai.cognitiveservices.azure.cn/",
            "Language": "https://ai.cognitiveservices.azure.cn/",
        },
    }
    assert set(project["properties"]) == {"provisioningState", "internalId"}


@pytest.mark.parametrize(
    ("environment", "host"),
    [
        pytest.param("public", "kv.vault.azure.net", id="public"),
        pytest.param("usgovernment", "kv.vault.usgovcloudapi.net", id="government"),
        pytest.param("china", "kv.vault.azure.cn", id="china"),
        pytest.param("atlantis", "kv.vault.azure.net", id="unknown"),
    ],
)
def test_the_provider_says_the_cloud_of_what_has_no_region(environment: str, host: str) -> None:
    def program() -> None:
        provider = azure_native.Provider("azure", environment=environment)
        key = keyvault.Key(
            "key",
            resource_group_name="rg",
            vault_name="kv",
            key_name="k",
            properties={},
            opts=pulumi.ResourceOptions(provider=provider),
        )
        pulumi.export("uri", key.key_uri)

    assert record_inline(program, mode=Mode.KNOWN).outputs["uri"] == f"https://{host}/keys/k"


@pytest.mark.parametrize(
    ("environment", "suffix"),
    [pytest.param("public", ".azurefd.net", id="public"), pytest.param("usgovernment", ".azurefd.us", id="government")],
)
def test_the_provider_says_the_cloud_of_what_is_in_no_region(environment: str, suffix: str) -> None:
    endpoint_id = f"{GROUP}/Microsoft.Cdn/profiles/afd/afdEndpoints/chat"

    outputs = endpoints_by("cdn:AFDEndpoint", endpoint_id, {"location": "global"}, environment=environment)

    assert str(outputs["hostName"]).startswith("chat-")
    assert str(outputs["hostName"]).endswith(suffix)
