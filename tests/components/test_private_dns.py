from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.private_dns import PrivateDnsZones
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

ZONES = (
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones"
)
VAULT_ZONE = "privatelink.vaultcore.azure.net"
BLOB_ZONE = "privatelink.blob.core.windows.net"


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        zones = PrivateDnsZones(
            "dns",
            {
                "resource_group_name": "rg",
                "zone_names": [VAULT_ZONE],
                "virtual_network_id": "network",
                "virtual_network_link_name": "link",
            },
        )
        pulumi.export("ids", zones.zone_ids)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:privatedns:PrivateZone") == {
        f"dns-{VAULT_ZONE}": {"resourceGroupName": "rg", "privateZoneName": VAULT_ZONE, "location": "global"}
    }
    assert inputs_by_name(graph, "azure-native:privatedns:VirtualNetworkLink") == {
        f"dns-{VAULT_ZONE}": {
            "resourceGroupName": "rg",
            "privateZoneName": VAULT_ZONE,
            "virtualNetworkLinkName": "link",
            "location": "global",
            "registrationEnabled": False,
            "resolutionPolicy": "Default",
            "virtualNetwork": {"id": "network"},
        }
    }
    assert dict(graph.outputs["ids"]) == {VAULT_ZONE: f"{ZONES}/{VAULT_ZONE}"}


def test_waf_aligned(record_program: Recording) -> None:
    """Every zone belongs to the platform: nothing is made, and the ids are passed on."""

    def program() -> None:
        zones = PrivateDnsZones(
            "dns",
            {
                "resource_group_name": "rg",
                "zone_names": [VAULT_ZONE, BLOB_ZONE],
                "virtual_network_id": "network",
                "virtual_network_link_name": "link",
                "existing_zone_ids": {VAULT_ZONE: "vault-zone", BLOB_ZONE: "blob-zone", "unused": "unused"},
            },
        )
        pulumi.export("ids", zones.zone_ids)

    graph = record_program(program)

    assert [resource for resource in graph.resources if resource.custom] == []
    assert dict(graph.outputs["ids"]) == {BLOB_ZONE: "blob-zone", VAULT_ZONE: "vault-zone"}


@pytest.mark.parametrize(
    ("zone", "policy"),
    [
        pytest.param("privatelink.swedencentral.azurecontainerapps.io", "Default", id="private-link"),
        pytest.param("swedencentral.privatelink.siterecovery.windowsazure.com", "Default", id="private-link-within"),
        pytest.param("contoso.internal", None, id="other"),
    ],
)
def test_only_private_link_zones_take_a_resolution_policy(
    record_program: Recording, inputs_by_name: Lookup, zone: str, policy: str | None
) -> None:
    def program() -> None:
        PrivateDnsZones(
            "dns",
            {
                "resource_group_name": "rg",
                "zone_names": [zone],
                "virtual_network_id": "network",
                "virtual_network_link_name": "link",
            },
        )

    [link] = inputs_by_name(record_program(program), "azure-native:privatedns:VirtualNetworkLink").values()

    assert link.get("resolutionPolicy") == policy


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    """One zone is the platform's, the other is made here."""

    def program() -> None:
        zones = PrivateDnsZones(
            "dns",
            {
                "resource_group_name": "rg",
                "subscription_id": "33333333-3333-3333-3333-333333333333",
                "zone_names": [VAULT_ZONE, BLOB_ZONE],
                "virtual_network_id": "network",
                "virtual_network_link_name": "link",
                "existing_zone_ids": {BLOB_ZONE: "blob-zone"},
                "tags": {"owner": "ai"},
            },
        )
        pulumi.export("ids", zones.zone_ids)

    graph = record_program(program)

    [zone] = inputs_by_name(graph, "azure-native:privatedns:PrivateZone").values()
    assert zone == {
        "resourceGroupName": "rg",
        "privateZoneName": VAULT_ZONE,
        "location": "global",
        "tags": {"owner": "ai"},
    }
    [link] = graph.of_type("azure-native:privatedns:VirtualNetworkLink")
    assert [graph[urn].type for urn in link.dependencies] == ["azure-native:privatedns:PrivateZone"]
    assert dict(graph.outputs["ids"]) == {
        BLOB_ZONE: "blob-zone",
        VAULT_ZONE: f"{ZONES}/{VAULT_ZONE}".replace(
            "11111111-1111-1111-1111-111111111111", "33333333-3333-3333-3333-333333333333"
        ),
    }
