"""What holds for the network of every stack, in both modes: who may talk to whom, and through what."""

from collections import Counter
from ipaddress import IPv4Network
from typing import Any

from bedplate.generator.graph import Graph
from tests.blueprints.stack_questions import (
    ENDPOINT,
    NETWORK,
    arm_id,
    custom,
    endpoint_target,
    exists_elsewhere,
    ids_in,
    owner_by_id,
    subnets,
    target_type,
    text,
)

SECURITY_GROUP = "azure-native:network:NetworkSecurityGroup"
PUBLIC_ADDRESS = "azure-native:network:PublicIPAddress"
RULE_GROUP = "azure-native:network:FirewallPolicyRuleCollectionGroup"
# Azure refuses a security group there: it would cut the firewall off from its own control plane.
# learn.microsoft.com/azure/firewall/firewall-faq, learn.microsoft.com/azure/firewall/forced-tunneling.
WITHOUT_SECURITY_GROUP = {"AzureFirewallSubnet", "AzureFirewallManagementSubnet"}
PUBLIC = {
    "azure-native:network:AzureFirewall",
    "azure-native:network:ApplicationGateway",
    "azure-native:network:BastionHost",
}
PUBLIC_ADDRESSES = {"chat-dev": 2, "chat-classic": 1, "chat-prod": 2, "chat-spoke": 0}
ANYWHERE = {"*", "0.0.0.0/0", "Internet", "any"}
# Written out here a second time on purpose: a wrong table in a component must not excuse itself.
ZONES_BY_TARGET = {
    ("Microsoft.App/managedEnvironments", "managedEnvironments"): {
        "privatelink.swedencentral.azurecontainerapps.io",
    },
    ("Microsoft.CognitiveServices/accounts", "account"): {
        "privatelink.cognitiveservices.azure.com",
        "privatelink.openai.azure.com",
        "privatelink.services.ai.azure.com",
    },
    ("Microsoft.ContainerRegistry/registries", "registry"): {"privatelink.azurecr.io"},
    ("Microsoft.DocumentDB/databaseAccounts", "Sql"): {"privatelink.documents.azure.com"},
    ("Microsoft.Insights/privateLinkScopes", "azuremonitor"): {
        "privatelink.agentsvc.azure-automation.net",
        "privatelink.blob.core.windows.net",
        "privatelink.monitor.azure.com",
        "privatelink.ods.opinsights.azure.com",
        "privatelink.oms.opinsights.azure.com",
    },
    ("Microsoft.KeyVault/vaults", "vault"): {"privatelink.vaultcore.azure.net"},
    ("Microsoft.MachineLearningServices/workspaces", "amlworkspace"): {
        "privatelink.api.azureml.ms",
        "privatelink.notebooks.azure.net",
    },
    ("Microsoft.Search/searchServices", "searchService"): {"privatelink.search.windows.net"},
    ("Microsoft.Storage/storageAccounts", "blob"): {"privatelink.blob.core.windows.net"},
    ("Microsoft.Storage/storageAccounts", "file"): {"privatelink.file.core.windows.net"},
    ("Microsoft.Web/sites", "sites"): {"privatelink.azurewebsites.net"},
}


def _rules(graph: Graph) -> dict[str, list[dict[str, Any]]]:
    """Return the rules of each security group in order of priority, by its ARM id."""
    return {
        arm_id(graph, group): sorted(group.inputs["securityRules"], key=lambda rule: rule["priority"])
        for group in graph.of_type(SECURITY_GROUP)
    }


def _ports(rule: dict[str, Any]) -> set[str]:
    return {*rule.get("destinationPortRanges", ()), *filter(None, [rule.get("destinationPortRange")])}


def _firewall_rules(graph: Graph) -> list[dict[str, Any]]:
    return [
        rule
        for group in graph.of_type(RULE_GROUP)
        for collection in group.inputs["ruleCollections"]
        for rule in collection["rules"]
    ]


def test_subnets_stand_inline_where_they_fit(stack_graph: Graph) -> None:
    assert stack_graph.of_type("azure-native:network:Subnet") == ()
    [network] = stack_graph.of_type(NETWORK)
    space = [IPv4Network(block) for block in network.inputs["addressSpace"]["addressPrefixes"]]
    placed = [IPv4Network(subnet["addressPrefix"]) for subnet in network.inputs["subnets"]]

    assert placed
    assert all(any(block.subnet_of(whole) for whole in space) for block in placed)
    assert not any(one.overlaps(other) for i, one in enumerate(placed) for other in placed[:i])
    for subnet in network.inputs["subnets"]:
        assert subnet["defaultOutboundAccess"] is False
        assert subnet["privateEndpointNetworkPolicies"] == "Enabled"


def test_every_subnet_that_can_have_one_has_a_security_group_that_ends_by_denying(stack_graph: Graph) -> None:
    rules_by_group = _rules(stack_graph)
    [network] = stack_graph.of_type(NETWORK)
    used = []
    for subnet in network.inputs["subnets"]:
        assert ("networkSecurityGroup" in subnet) is (subnet["name"] not in WITHOUT_SECURITY_GROUP), subnet["name"]
        if "networkSecurityGroup" not in subnet:
            continue
        used.append(subnet["networkSecurityGroup"]["id"])
        last = {rule["direction"]: rule for rule in rules_by_group[used[-1]]}
        for direction in ("Inbound", "Outbound"):
            assert last[direction]["access"] == "Deny"
            assert last[direction]["sourceAddressPrefix"] == "*"
            assert last[direction]["destinationAddressPrefix"] == "*"
            assert last[direction]["protocol"] == "*"

    assert sorted(used) == sorted(rules_by_group), "each subnet has a group of its own"


def test_a_subnet_may_reach_the_internet_only_through_a_firewall(stack_graph: Graph) -> None:
    rules_by_group = _rules(stack_graph)
    [table] = stack_graph.of_type("azure-native:network:RouteTable")
    by_name = {subnet["name"]: subnet for subnet in subnets(stack_graph).values()}
    [route] = table.inputs["routes"]
    own = by_name.get("AzureFirewallSubnet")

    assert (route["addressPrefix"], route["nextHopType"]) == ("0.0.0.0/0", "VirtualAppliance")
    # Of the platform's hub, as the settings of the spoke have it; else the firewall's, which gets the first free one.
    assert route["nextHopIpAddress"] == ("10.0.1.4" if own is None else str(IPv4Network(own["addressPrefix"])[4]))
    public = _subnets_of_public_addresses(stack_graph)
    outward = set()
    for subnet in by_name.values():
        if "networkSecurityGroup" not in subnet:
            assert "routeTable" not in subnet, "a firewall whose traffic leads to itself reaches nothing"
            continue
        rules = rules_by_group[subnet["networkSecurityGroup"]["id"]]
        allowed = [rule for rule in rules if rule["access"] == "Allow" and rule["direction"] == "Outbound"]
        if subnet["name"] in public:
            # A gateway that clients on the Internet reach must answer them from the address that they called.
            assert "routeTable" not in subnet
        elif any(rule["destinationAddressPrefix"] in ANYWHERE for rule in allowed):
            outward.add(subnet["name"])
            assert subnet["routeTable"]["id"] == arm_id(stack_graph, table)
    assert outward == {name for name, subnet in by_name.items() if "routeTable" in subnet} != set()


def _subnets_of_public_addresses(graph: Graph) -> set[str]:
    """Return the names of the subnets in which something with a public address stands."""
    by_id = subnets(graph)
    return {
        by_id[found.lower()]["name"]
        for token in PUBLIC
        for resource in graph.of_type(token)
        for _, found in ids_in(resource.inputs)
        if found.lower() in by_id
    }


def test_the_firewall_lets_named_hosts_through_and_nothing_else(stack_graph: Graph) -> None:
    rules = _firewall_rules(stack_graph)
    [network] = stack_graph.of_type(NETWORK)
    routed = {subnet["addressPrefix"] for subnet in network.inputs["subnets"] if "routeTable" in subnet}

    assert bool(rules) is (stack_graph.stack != "chat-spoke")
    for rule in rules:
        assert rule["ruleType"] == "ApplicationRule"
        assert set(rule["sourceAddresses"]) <= routed, rule["name"]
        assert rule["targetFqdns"], rule["name"]
        for host in rule["targetFqdns"]:
            # A star alone, or before a top-level domain, would be the whole Internet.
            assert host.removeprefix("*.").count(".") >= 1, host
            assert "*" not in host.removeprefix("*."), host
    if rules:
        assert {source for rule in rules for source in rule["sourceAddresses"]} == routed


def test_what_the_firewall_lets_through_gets_to_the_firewall(stack_graph: Graph) -> None:
    rules_by_group = _rules(stack_graph)
    group_by_prefix = {
        subnet["addressPrefix"]: subnet["networkSecurityGroup"]["id"]
        for subnet in subnets(stack_graph).values()
        if "routeTable" in subnet
    }
    for rule in _firewall_rules(stack_graph):
        for prefix in rule["sourceAddresses"]:
            ports = {
                port
                for allowed in rules_by_group[group_by_prefix[prefix]]
                if allowed["access"] == "Allow"
                and allowed["direction"] == "Outbound"
                and allowed["destinationAddressPrefix"] == "Internet"
                for port in _ports(allowed)
            }
            assert {str(protocol["port"]) for protocol in rule["protocols"]} <= ports, rule["name"]


def test_nothing_but_firewalls_gateways_and_bastions_has_a_public_address(stack_graph: Graph) -> None:
    addresses = {arm_id(stack_graph, address).lower() for address in stack_graph.of_type(PUBLIC_ADDRESS)}
    users: Counter[str] = Counter()
    for resource in custom(stack_graph):
        if resource.type != "azure-native:monitor:DiagnosticSetting":
            used = [arm_id_.lower() for _, arm_id_ in ids_in(resource.inputs) if arm_id_.lower() in addresses]
            users.update(used)
            assert not used or resource.type in PUBLIC, resource.urn
        for prefixes in ("publicIPPrefixes", "publicIPPrefix"):
            assert prefixes not in resource.inputs

    assert len(addresses) == PUBLIC_ADDRESSES[stack_graph.stack]
    assert users == dict.fromkeys(addresses, 1)
    watched = {
        text(setting.inputs["resourceUri"]).lower()
        for setting in stack_graph.of_type("azure-native:monitor:DiagnosticSetting")
    }
    assert addresses <= watched


def test_a_private_endpoint_lies_in_its_networks_region_and_registers_in_exactly_its_zones(stack_graph: Graph) -> None:
    owners = owner_by_id(stack_graph)
    groups = {
        g.inputs["privateEndpointName"]: g for g in stack_graph.of_type("azure-native:network:PrivateDnsZoneGroup")
    }
    endpoints = stack_graph.of_type(ENDPOINT)

    assert endpoints
    for endpoint in endpoints:
        network = stack_graph[owners[text(endpoint.inputs["subnet"]["id"]).lower()]]
        assert endpoint.inputs["location"] == network.inputs["location"]
        assert endpoint.inputs["subnet"]["id"].endswith("/snet-private-endpoints")
        [connection] = endpoint.inputs["privateLinkServiceConnections"]
        [group_id] = connection["groupIds"]
        zones = {
            text(config["privateDnsZoneId"]).rsplit("/", 1)[-1]
            for config in groups[endpoint.inputs["privateEndpointName"]].inputs["privateDnsZoneConfigs"]
        }
        assert zones == ZONES_BY_TARGET[target_type(endpoint_target(endpoint)), group_id]


def test_every_zone_resolves_in_the_network_or_is_the_platforms(stack_graph: Graph) -> None:
    [network] = stack_graph.of_type(NETWORK)
    made = {
        arm_id(stack_graph, zone): zone.inputs["privateZoneName"]
        for zone in stack_graph.of_type("azure-native:privatedns:PrivateZone")
    }
    linked = {
        link.inputs["privateZoneName"]: link.inputs["virtualNetwork"]["id"]
        for link in stack_graph.of_type("azure-native:privatedns:VirtualNetworkLink")
    }
    registered = {
        text(config["privateDnsZoneId"])
        for group in stack_graph.of_type("azure-native:network:PrivateDnsZoneGroup")
        for config in group.inputs["privateDnsZoneConfigs"]
    }

    assert registered
    assert linked == dict.fromkeys(made.values(), arm_id(stack_graph, network))
    if stack_graph.stack == "chat-spoke":
        assert made == {}
        assert all(exists_elsewhere(stack_graph.stack, zone) for zone in registered)
    else:
        assert registered == set(made), "no zone without an endpoint in it, and no endpoint without its zone"
