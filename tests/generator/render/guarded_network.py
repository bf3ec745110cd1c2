"""A graph made by hand: a network with every way in and out that a landing zone may have."""

from collections.abc import Iterator

from bedplate.generator.graph import Graph, Mode, Resource, Value, frozen
from tests.generator.render.hand_made import GROUP, resource

PROVIDERS = f"{GROUP}/providers"
NETWORK = f"{PROVIDERS}/Microsoft.Network/virtualNetworks/vnet-zone"
PREFIXES = {
    "app": "10.0.0.0/24",
    "jump": "10.0.1.0/24",
    "endpoints": "10.0.2.0/24",
    "more-endpoints": "10.0.3.0/24",
    "AzureFirewallSubnet": "10.0.4.0/26",
    "gateway": "10.0.5.0/24",
    "AzureBastionSubnet": "10.0.6.0/26",
}
WEB = f"{PROVIDERS}/Microsoft.Web/sites/app-zone"
HUB = "/subscriptions/0/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub"
ZONE = "/subscriptions/0/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/privatelink.example.net"


def network_id(kind: str, name: str) -> str:
    """Return the id of a resource of the network's provider."""
    return f"{PROVIDERS}/Microsoft.Network/{kind}/{name}"


def subnet_id(name: str) -> str:
    """Return the id of a subnet."""
    return f"{NETWORK}/subnets/{name}"


def declared(token: str, tail: str, inputs: dict[str, Value]) -> Resource:
    """Return a resource below the group's providers."""
    return resource(
        f"{token}::{tail.replace('/', '-')}",
        id=f"{PROVIDERS}/{tail}",
        inputs={"resourceGroupName": "rg-zone", **inputs},
    )


def network_part(token: str, kind: str, name: str, inputs: dict[str, Value]) -> Resource:
    """Return a resource of the network's provider; the type's own name is what its name's input begins with."""
    return declared(f"azure-native:network:{token}", f"Microsoft.Network/{kind}/{name}", inputs)


def rule(direction: str, source: str, target: str, port: str = "443") -> dict[str, Value]:
    """Return a rule of a security group that allows something."""
    return {
        "name": f"{direction}-{source}-{target}-{port}",
        "access": "Allow",
        "protocol": "Tcp",
        "direction": direction,
        "sourceAddressPrefix": source,
        "destinationAddressPrefix": target,
        "destinationPortRange": port,
    }


def _rules(subnet: str) -> list[dict[str, Value]]:
    own, endpoints = PREFIXES[subnet], PREFIXES["endpoints"]
    rules = {
        "app": [
            rule("Outbound", own, endpoints),
            rule("Outbound", own, "Internet"),
            rule("Outbound", own, "AzureMonitor"),
            rule("Outbound", own, "10.9.0.4", "53"),
            rule("Inbound", "AzureLoadBalancer", own, "30000"),
        ],
        "jump": [rule("Outbound", own, "Internet"), rule("Inbound", PREFIXES["AzureBastionSubnet"], own, "22")],
        "endpoints": [rule("Inbound", PREFIXES["app"], own), rule("Inbound", "10.9.0.0/16", own)],
        "more-endpoints": [rule("Inbound", "10.9.0.0/16", own), rule("Outbound", own, "10.9.0.0/16", "8443")],
        "gateway": [rule("Inbound", "Internet", own), rule("Outbound", own, endpoints)],
        "AzureBastionSubnet": [rule("Inbound", "Internet", own), rule("Outbound", own, PREFIXES["jump"], "22")],
    }
    return rules.get(subnet, [])


def _network(hop: Value) -> Iterator[Resource]:
    subnets: list[Value] = []
    for name, prefix in PREFIXES.items():
        subnet: dict[str, Value] = {"name": name, "addressPrefix": prefix}
        if rules := _rules(name):
            group = f"nsg-{name}"
            inputs = {"networkSecurityGroupName": group, "securityRules": rules}
            yield network_part("NetworkSecurityGroup", "networkSecurityGroups", group, inputs)
            subnet["networkSecurityGroup"] = {"id": network_id("networkSecurityGroups", group)}
        if name in ("app", "jump"):
            subnet["routeTable"] = {"id": network_id("routeTables", "rt-zone")}
        subnets.append(subnet)
    route = {"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": hop}
    yield network_part("RouteTable", "routeTables", "rt-zone", {"routeTableName": "rt-zone", "routes": [route]})
    network = {
        "virtualNetworkName": "vnet-zone",
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
        "dhcpOptions": {"dnsServers": ["10.9.0.4"]},
        "subnets": subnets,
    }
    yield network_part("VirtualNetwork", "virtualNetworks", "vnet-zone", network)
    flow_log = {
        "flowLogName": "flow-zone",
        "networkWatcherName": "nw",
        "targetResourceId": NETWORK,
        "storageId": f"{PROVIDERS}/Microsoft.Storage/storageAccounts/stflow",
    }
    yield network_part("FlowLog", "networkWatchers/nw/flowLogs", "flow-zone", flow_log)


def _firewall() -> Iterator[Resource]:
    policy = network_id("firewallPolicies", "afwp-zone")
    address = network_id("publicIPAddresses", "pip-firewall")
    yield network_part("PublicIPAddress", "publicIPAddresses", "pip-firewall", {"publicIpAddressName": "pip-firewall"})
    yield network_part("FirewallPolicy", "firewallPolicies", "afwp-zone", {"firewallPolicyName": "afwp-zone"})
    for name, kind, hosts in (("a", "Allow", ["x.example", "y.example"]), ("b", "Deny", ["z.example"])):
        rules = [{"targetFqdns": hosts, "sourceAddresses": ["10.0.0.0/24"]}]
        inputs = {
            "firewallPolicyName": "afwp-zone",
            "ruleCollectionGroupName": name,
            "ruleCollections": [{"action": {"type": kind}, "rules": rules}],
        }
        kinds = "firewallPolicies/afwp-zone/ruleCollectionGroups"
        yield network_part("FirewallPolicyRuleCollectionGroup", kinds, name, inputs)
    inputs = {
        "azureFirewallName": "afw-zone",
        "sku": {"tier": "Basic"},
        "firewallPolicy": {"id": policy},
        "ipConfigurations": [{"subnet": {"id": subnet_id("AzureFirewallSubnet")}, "publicIPAddress": {"id": address}}],
    }
    yield network_part("AzureFirewall", "azureFirewalls", "afw-zone", inputs)


def _ways_in() -> Iterator[Resource]:
    waf = network_id("ApplicationGatewayWebApplicationFirewallPolicies", "waf-zone")
    yield network_part(
        "WebApplicationFirewallPolicy",
        "ApplicationGatewayWebApplicationFirewallPolicies",
        "waf-zone",
        {"policyName": "waf-zone", "policySettings": {"mode": "Prevention"}},
    )
    gateway = {
        "applicationGatewayName": "agw-zone",
        "sku": {"name": "WAF_v2"},
        "firewallPolicy": {"id": waf},
        "gatewayIPConfigurations": [{"subnet": {"id": subnet_id("gateway")}}],
    }
    yield network_part("ApplicationGateway", "applicationGateways", "agw-zone", gateway)
    bastion = {"bastionHostName": "bas-zone", "ipConfigurations": [{"subnet": {"id": subnet_id("AzureBastionSubnet")}}]}
    yield network_part("BastionHost", "bastionHosts", "bas-zone", bastion)
    interface = {"networkInterfaceName": "nic-jump", "ipConfigurations": [{"subnet": {"id": subnet_id("jump")}}]}
    yield network_part("NetworkInterface", "networkInterfaces", "nic-jump", interface)
    machine = {
        "vmName": "vm-jump",
        "hardwareProfile": {"vmSize": "Standard_B2s"},
        "networkProfile": {"networkInterfaces": [{"id": network_id("networkInterfaces", "nic-jump")}]},
    }
    yield declared("azure-native:compute:VirtualMachine", "Microsoft.Compute/virtualMachines/vm-jump", machine)


def _front_door() -> Iterator[Resource]:
    profile = "Microsoft.Cdn/profiles/afd-zone"
    waf = "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies/fdfp"
    names = {"profileName": "afd-zone"}
    yield declared("azure-native:cdn:Profile", profile, {**names, "sku": {"name": "Premium_AzureFrontDoor"}})
    link = {"privateLink": {"id": WEB}}
    origin = {**names, "originGroupName": "app", "originName": "app", "sharedPrivateLinkResource": link}
    yield declared("azure-native:cdn:AFDOrigin", f"{profile}/originGroups/app/origins/app", origin)
    domain = {**names, "customDomainName": "chat", "hostName": "chat.example.com"}
    yield declared("azure-native:cdn:AFDCustomDomain", f"{profile}/customDomains/chat", domain)
    policy = {"policyName": "fdfp", "policySettings": {"mode": "Prevention"}}
    yield declared("azure-native:frontdoor:Policy", waf, policy)
    guard = {**names, "securityPolicyName": "waf", "parameters": {"wafPolicy": {"id": f"{PROVIDERS}/{waf}"}}}
    yield declared("azure-native:cdn:SecurityPolicy", f"{profile}/securityPolicies/waf", guard)


def _endpoint(name: str, subnet: str) -> Iterator[Resource]:
    tail = f"Microsoft.Network/privateEndpoints/{name}"
    connection = {"privateLinkServiceId": WEB, "groupIds": ["sites"]}
    inputs = {
        "privateEndpointName": name,
        "subnet": {"id": subnet_id(subnet)},
        "privateLinkServiceConnections": [connection],
    }
    yield declared("azure-native:network:PrivateEndpoint", tail, inputs)
    group = {
        "privateEndpointName": name,
        "privateDnsZoneGroupName": "default",
        "privateDnsZoneConfigs": [{"privateDnsZoneId": ZONE}],
    }
    yield declared("azure-native:network:PrivateDnsZoneGroup", f"{tail}/privateDnsZoneGroups/default", group)


def _host() -> Iterator[Resource]:
    inputs = {"name": "app-zone", "virtualNetworkSubnetId": subnet_id("app")}
    yield declared("azure-native:web:WebApp", "Microsoft.Web/sites/app-zone", inputs)
    yield from _endpoint("pep-app", "endpoints")
    yield from _endpoint("pep-app-again", "more-endpoints")


def _peering() -> Resource:
    inputs = {
        "virtualNetworkName": "vnet-zone",
        "virtualNetworkPeeringName": "to-hub",
        "remoteVirtualNetwork": {"id": HUB},
    }
    return network_part("VirtualNetworkPeering", "virtualNetworks/vnet-zone/virtualNetworkPeerings", "to-hub", inputs)


def guarded_network(*, hop: Value = "10.0.4.4") -> Graph:
    """Return the graph.

    Args:
        hop: address that default routes lead to; the firewall's own by default.
    """
    made = (*_network(hop), *_firewall(), *_ways_in(), *_front_door(), *_host(), _peering())
    return Graph(project="zone", stack="dev", mode=Mode.KNOWN, resources=made, outputs=frozen({}))
