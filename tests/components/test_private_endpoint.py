from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.facts.private_link import private_dns_zones
from bedplate.components.private_endpoint import PrivateEndpoint, PrivateEndpointArgs
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
ACCOUNT_ZONES = {
    "privatelink.cognitiveservices.azure.com": "a",
    "privatelink.openai.azure.com": "b",
    "privatelink.services.ai.azure.com": "c",
}


def _minimal() -> PrivateEndpointArgs:
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "private_endpoint_name": "pep",
        "subnet_id": "subnet",
        "target_id": "account",
        "target_type": "Microsoft.CognitiveServices/accounts",
        "group_id": "account",
    }


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    """Without zones the platform's policy registers the endpoint: no zone group is declared."""

    def program() -> None:
        pulumi.export("id", PrivateEndpoint("endpoint", _minimal()).private_endpoint_id)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:network:PrivateEndpoint") == {
        "endpoint": {
            "resourceGroupName": "rg",
            "location": "swedencentral",
            "privateEndpointName": "pep",
            "customNetworkInterfaceName": "nic-pep",
            "subnet": {"id": "subnet"},
            "privateLinkServiceConnections": [
                {"name": "pep", "groupIds": ["account"], "privateLinkServiceId": "account"}
            ],
        }
    }
    assert graph.of_type("azure-native:network:PrivateDnsZoneGroup") == ()
    assert graph.outputs["id"] == f"{GROUP}/providers/Microsoft.Network/privateEndpoints/pep"


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """An AI account registers in all three of its zones, and in none of the others that are offered."""

    def program() -> None:
        args = _minimal()
        args["private_dns_zone_ids"] = {**ACCOUNT_ZONES, "privatelink.vaultcore.azure.net": "d"}
        PrivateEndpoint("endpoint", args)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup") == {
        "endpoint": {
            "resourceGroupName": "rg",
            "privateEndpointName": "pep",
            "privateDnsZoneGroupName": "default",
            "privateDnsZoneConfigs": [
                {"name": "privatelink-cognitiveservices-azure-com", "privateDnsZoneId": "a"},
                {"name": "privatelink-openai-azure-com", "privateDnsZoneId": "b"},
                {"name": "privatelink-services-ai-azure-com", "privateDnsZoneId": "c"},
            ],
        }
    }
    [group] = graph.of_type("azure-native:network:PrivateDnsZoneGroup")
    assert [graph[urn].type for urn in group.dependencies] == ["azure-native:network:PrivateEndpoint"]


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args = _minimal()
        args["subscription_id"] = "33333333-3333-3333-3333-333333333333"
        args["tags"] = {"owner": "ai"}
        args["private_dns_zone_ids"] = dict(ACCOUNT_ZONES)
        pulumi.export("id", PrivateEndpoint("endpoint", args).private_endpoint_id)

    graph = record_program(program)

    [endpoint] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert endpoint["tags"] == {"owner": "ai"}
    assert graph.outputs["id"].startswith("/subscriptions/33333333-3333-3333-3333-333333333333/")


def test_a_missing_zone_is_refused(record_program: Recording) -> None:
    def program() -> None:
        args = _minimal()
        args["private_dns_zone_ids"] = {"privatelink.openai.azure.com": "b"}
        PrivateEndpoint("endpoint", args)

    with pytest.raises(ProgramError) as refused:
        record_program(program)

    assert (
        "needs the private DNS zones privatelink.cognitiveservices.azure.com, privatelink.services.ai.azure.com"
        in str(refused.value)
    )


@pytest.mark.parametrize(
    ("azure_type", "group_id", "zones"),
    [
        pytest.param("Microsoft.KeyVault/vaults", "vault", ("privatelink.vaultcore.azure.net",), id="key-vault"),
        pytest.param(
            "Microsoft.CognitiveServices/accounts",
            "account",
            (
                "privatelink.cognitiveservices.azure.com",
                "privatelink.openai.azure.com",
                "privatelink.services.ai.azure.com",
            ),
            id="ai-account",
        ),
        pytest.param("Microsoft.Storage/storageAccounts", "dfs", ("privatelink.dfs.core.windows.net",), id="data-lake"),
    ],
)
def test_a_target_has_exactly_its_zones(azure_type: str, group_id: str, zones: tuple[str, ...]) -> None:
    assert private_dns_zones(azure_type, group_id, "swedencentral") == zones


def test_a_target_that_the_table_does_not_hold_is_refused() -> None:
    with pytest.raises(KeyError):
        private_dns_zones("Microsoft.KeyVault/vaults", "Vault", "swedencentral")
