from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pytest

from bedplate.components.firewall import (
    EgressFirewall,
    EgressFirewallArgs,
    EgressSourceArgs,
    FirewallSku,
    IntrusionDetectionMode,
)
from bedplate.components.route_table import EgressRouteTable
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

NETWORK = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network"
PLACE = {"resourceGroupName": "rg", "location": "swedencentral"}
AGENTS: EgressSourceArgs = {
    "source_name": "agents",
    "address_prefixes": ["10.0.0.0/24"],
    "packs": ["agents"],
    "fqdns": ["api.example.com"],
}
GROUP = "azure-native:network:FirewallPolicyRuleCollectionGroup"


def _minimal() -> EgressFirewallArgs:
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "firewall_name": "afw",
        "policy_name": "afwp",
        "public_ip_address_name": "pip",
        "subnet_id": "firewall-subnet",
        "private_ip_address": "10.0.5.4",
        "allowed": [AGENTS],
    }


def _basic() -> EgressFirewallArgs:
    return {
        **_minimal(),
        "sku": FirewallSku.BASIC,
        "management_subnet_id": "management-subnet",
        "management_public_ip_address_name": "pip-management",
    }


def _collection(kind: str, rule: dict[str, Any]) -> dict[str, Any]:
    return {
        "ruleCollectionType": "FirewallPolicyFilterRuleCollection",
        "name": f"{kind}-agents",
        "priority": 100,
        "action": {"type": "Allow"},
        "rules": [
            {
                "ruleType": "ApplicationRule",
                "sourceAddresses": ["10.0.0.0/24"],
                "protocols": [{"protocolType": "Https", "port": 443}],
                "terminateTLS": False,
                **rule,
            }
        ],
    }


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        firewall = EgressFirewall("egress", _minimal())
        pulumi.export("firewall", firewall.firewall_id)
        pulumi.export("policy", firewall.policy_id)
        pulumi.export("address", firewall.private_ip_address)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:network:FirewallPolicy") == {
        "egress": {
            **PLACE,
            "firewallPolicyName": "afwp",
            "sku": {"tier": "Standard"},
            "threatIntelMode": "Deny",
            "dnsSettings": {"enableProxy": True},
        }
    }
    assert inputs_by_name(graph, "azure-native:network:AzureFirewall") == {
        "egress": {
            **PLACE,
            "azureFirewallName": "afw",
            "sku": {"name": "AZFW_VNet", "tier": "Standard"},
            "zones": ["1", "2", "3"],
            "firewallPolicy": {"id": f"{NETWORK}/firewallPolicies/afwp"},
            "threatIntelMode": "Deny",
            "ipConfigurations": [
                {
                    "name": "egress",
                    "subnet": {"id": "firewall-subnet"},
                    "publicIPAddress": {"id": f"{NETWORK}/publicIPAddresses/pip"},
                }
            ],
        }
    }
    [address] = inputs_by_name(graph, "azure-native:network:PublicIPAddress").values()
    assert address["zones"] == ["1", "2", "3"]
    assert dict(graph.outputs) == {
        "firewall": f"{NETWORK}/azureFirewalls/afw",
        "policy": f"{NETWORK}/firewallPolicies/afwp",
        "address": "10.0.5.4",
    }


def test_rules(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(lambda: EgressFirewall("egress", _minimal()))

    platform = {
        "name": "agents",
        "description": "Services of hosted agents",
        "targetFqdns": ["agent365.svc.cloud.microsoft"],
    }
    workload = {
        "name": "workload",
        "description": "Hosts that agents may call beside the platform's",
        "targetFqdns": ["api.example.com"],
    }
    policy = {"resourceGroupName": "rg", "firewallPolicyName": "afwp"}
    assert inputs_by_name(graph, GROUP) == {
        "egress-platform": {
            **policy,
            "name": "platform",
            "ruleCollectionGroupName": "platform",
            "priority": 200,
            "ruleCollections": [_collection("platform", platform)],
        },
        "egress-workload": {
            **policy,
            "name": "workload",
            "ruleCollectionGroupName": "workload",
            "priority": 300,
            "ruleCollections": [_collection("workload", workload)],
        },
    }


def test_writes_to_the_policy_come_one_after_another(record_program: Recording) -> None:
    graph = record_program(lambda: EgressFirewall("egress", _minimal()))

    [policy] = graph.of_type("azure-native:network:FirewallPolicy")
    [firewall] = graph.of_type("azure-native:network:AzureFirewall")
    platform, workload = graph.of_type(GROUP)
    assert policy.urn in firewall.dependencies
    assert {policy.urn, firewall.urn} <= set(platform.dependencies)
    assert platform.urn in workload.dependencies


def test_whoever_takes_the_address_waits_for_every_rule(record_program: Recording) -> None:
    def program() -> None:
        firewall = EgressFirewall("egress", _minimal())
        EgressRouteTable(
            "routes",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "route_table_name": "rt",
                "firewall_private_ip_address": firewall.private_ip_address,
            },
        )

    graph = record_program(program)

    [table] = graph.of_type("azure-native:network:RouteTable")
    awaited = {
        resource.urn for token in (GROUP, "azure-native:network:AzureFirewall") for resource in graph.of_type(token)
    }
    assert len(awaited) == 3
    assert awaited <= set(table.dependencies)
    assert unknown_paths(table.inputs) == ()


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args = _minimal()
        args["sku"] = FirewallSku.PREMIUM
        args["ddos_ip_protection"] = True
        args["log_analytics_workspace_id"] = "log"
        EgressFirewall("egress", args)

    graph = record_program(program)

    [policy] = inputs_by_name(graph, "azure-native:network:FirewallPolicy").values()
    assert policy["sku"] == {"tier": "Premium"}
    assert policy["intrusionDetection"] == {"mode": "Deny"}
    [address] = inputs_by_name(graph, "azure-native:network:PublicIPAddress").values()
    assert address["ddosSettings"] == {"protectionMode": "Enabled"}
    settings = {
        setting["resourceUri"]: setting
        for setting in inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    }
    assert set(settings) == {f"{NETWORK}/azureFirewalls/afw", f"{NETWORK}/publicIPAddresses/pip"}
    firewall_logs = settings[f"{NETWORK}/azureFirewalls/afw"]
    assert firewall_logs["logAnalyticsDestinationType"] == "Dedicated"
    assert all(log["category"].startswith("AZFW") for log in firewall_logs["logs"])
    assert {"AZFWApplicationRule", "AZFWDnsQuery", "AZFWThreatIntel"} <= {
        log["category"] for log in firewall_logs["logs"]
    }


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args = _minimal()
        args["location"] = pulumi.Output.from_input("usgovvirginia")
        args["sku"] = FirewallSku.PREMIUM
        args["intrusion_detection_mode"] = IntrusionDetectionMode.ALERT
        args["management_subnet_id"] = "management-subnet"
        args["management_public_ip_address_name"] = "pip-management"
        args["zone_redundant"] = False
        args["tags"] = {"owner": "ai"}
        args["allowed"] = [
            {"source_name": "app", "address_prefixes": ["10.0.1.0/24"], "packs": ["entra"], "fqdns": []},
            {"source_name": "privateEndpoints", "address_prefixes": ["10.0.2.0/26"], "packs": [], "fqdns": []},
        ]
        EgressFirewall("egress", args)

    graph = record_program(program)

    [policy] = inputs_by_name(graph, "azure-native:network:FirewallPolicy").values()
    assert policy["intrusionDetection"] == {"mode": "Alert"}
    [firewall] = inputs_by_name(graph, "azure-native:network:AzureFirewall").values()
    assert "zones" not in firewall
    assert firewall["tags"] == {"owner": "ai"}
    assert firewall["managementIpConfiguration"]["subnet"] == {"id": "management-subnet"}
    [platform] = inputs_by_name(graph, GROUP).values()
    [collection] = platform["ruleCollections"]
    assert [rule["targetFqdns"] for rule in collection["rules"]] == [
        ["*.login.microsoftonline.us", "login.microsoftonline.us"]
    ]
    assert all(unknown_paths(resource.inputs) == () for resource in graph.resources)


def test_a_basic_firewall_only_warns_and_resolves_no_names(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(lambda: EgressFirewall("egress", _basic()))

    [policy] = inputs_by_name(graph, "azure-native:network:FirewallPolicy").values()
    assert policy == {**PLACE, "firewallPolicyName": "afwp", "sku": {"tier": "Basic"}, "threatIntelMode": "Alert"}
    [firewall] = inputs_by_name(graph, "azure-native:network:AzureFirewall").values()
    assert firewall["threatIntelMode"] == "Alert"
    assert firewall["managementIpConfiguration"] == {
        "name": "management",
        "subnet": {"id": "management-subnet"},
        "publicIPAddress": {"id": f"{NETWORK}/publicIPAddresses/pip-management"},
    }
    assert set(inputs_by_name(graph, "azure-native:network:PublicIPAddress")) == {
        "egress-address",
        "egress-management-address",
    }


def test_nothing_allowed_needs_no_rule(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args = _minimal()
        args["allowed"] = []
        pulumi.export("address", EgressFirewall("egress", args).private_ip_address)

    graph = record_program(program)

    assert inputs_by_name(graph, GROUP) == {}
    assert graph.outputs["address"] == "10.0.5.4"


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        pytest.param({"sku": FirewallSku.BASIC}, "a Basic firewall needs management_subnet_id", id="basic-alone"),
        pytest.param({"management_subnet_id": "x"}, "come together or not at all", id="management-without-address"),
        pytest.param(
            {"intrusion_detection_mode": IntrusionDetectionMode.DENY},
            "a Standard firewall has no intrusion detection",
            id="intrusion-detection-of-standard",
        ),
        pytest.param({"allowed": [{**AGENTS, "fqdns": ["*"]}]}, r"allows '\*', which is no host name", id="wildcard"),
        pytest.param({"allowed": [{**AGENTS, "packs": ["all"]}]}, "no such pack of hosts: 'all'", id="pack"),
    ],
)
def test_refused(record_program: Recording, args: Mapping[str, Any], problem: str) -> None:
    def program() -> None:
        EgressFirewall("egress", {**_minimal(), **args})  # type: ignore[typeddict-item]  # the case decides

    with pytest.raises(ProgramError, match=problem):
        record_program(program)
