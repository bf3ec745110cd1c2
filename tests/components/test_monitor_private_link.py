from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.monitor_private_link import MonitorPrivateLink, MonitorPrivateLinkArgs
from bedplate.generator.graph import Graph, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

SCOPE_ID = (
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers"
    "/Microsoft.Insights/privateLinkScopes/ampls"
)
ZONES = (
    "privatelink.agentsvc.azure-automation.net",
    "privatelink.blob.core.windows.net",
    "privatelink.monitor.azure.com",
    "privatelink.ods.opinsights.azure.com",
    "privatelink.oms.opinsights.azure.com",
)


def _minimal() -> MonitorPrivateLinkArgs:
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "scope_name": "ampls",
        "workspace_id": "workspace",
        "application_insights_id": "insights",
        "private_endpoint": {"private_endpoint_name": "pep", "subnet_id": "subnet"},
    }


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    """The network sends to its own workspace only; people may still read from anywhere they have a role."""

    def program() -> None:
        pulumi.export("id", MonitorPrivateLink("monitor", _minimal()).scope_id)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:monitor:PrivateLinkScope") == {
        "monitor": {
            "resourceGroupName": "rg",
            "scopeName": "ampls",
            "location": "global",
            "accessModeSettings": {
                "ingestionAccessMode": "PrivateOnly",
                "queryAccessMode": "Open",
                "exclusions": [],
            },
        }
    }
    assert inputs_by_name(graph, "azure-native:monitor:PrivateLinkScopedResource") == {
        f"monitor-{name}": {
            "resourceGroupName": "rg",
            "scopeName": "ampls",
            "name": name,
            "kind": "Resource",
            "linkedResourceId": linked,
        }
        for name, linked in (("workspace", "workspace"), ("application-insights", "insights"))
    }
    assert graph.outputs["id"] == SCOPE_ID


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """The endpoint comes after both resources, which come one after the other, and registers in all five zones."""

    def program() -> None:
        args = _minimal()
        args["private_endpoint"]["private_dns_zone_ids"] = {zone: f"id of {zone}" for zone in ZONES}
        MonitorPrivateLink("monitor", args)

    graph = record_program(program)

    scoped = {r.name: r for r in graph.of_type("azure-native:monitor:PrivateLinkScopedResource")}
    [declared] = graph.of_type("azure-native:network:PrivateEndpoint")
    assert scoped["monitor-workspace"].urn in scoped["monitor-application-insights"].dependencies
    assert scoped["monitor-application-insights"].urn in declared.dependencies
    [endpoint] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert endpoint["privateLinkServiceConnections"] == [
        {"name": "pep", "groupIds": ["azuremonitor"], "privateLinkServiceId": SCOPE_ID}
    ]
    [group] = inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup").values()
    assert [config["privateDnsZoneId"] for config in group["privateDnsZoneConfigs"]] == [
        f"id of {zone}" for zone in ZONES
    ]


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args = _minimal()
        args["subscription_id"] = "33333333-3333-3333-3333-333333333333"
        args["tags"] = {"owner": "ai"}
        args["private_endpoint"]["location"] = "norwayeast"
        pulumi.export("id", MonitorPrivateLink("monitor", args).scope_id)

    graph = record_program(program)

    [scope] = inputs_by_name(graph, "azure-native:monitor:PrivateLinkScope").values()
    assert scope["tags"] == {"owner": "ai"}
    [endpoint] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert endpoint["location"] == "norwayeast"
    assert graph.outputs["id"].startswith("/subscriptions/33333333-3333-3333-3333-333333333333/")
    assert all(unknown_paths(resource.inputs) == () for resource in graph.resources)
