"""A graph made by hand: two peered networks, a hub, 120 resources, and names that are hard to draw."""

from collections.abc import Iterator

from bedplate.generator.graph import Graph, Mode, Resource, Secret, Value, frozen
from tests.generator.render.hand_made import CANARY, SUBSCRIPTION, resource

_PROVIDERS = f"{SUBSCRIPTION}/resourceGroups/{{}}/providers/{{}}"
_NETWORKS = ("east", "west")
_SUBNETS = ("gateway", "app", "data", "jobs", "endpoints")
_KINDS = (
    ("azure-native:storage:StorageAccount", "Microsoft.Storage/storageAccounts/", "accountName", "blob"),
    ("azure-native:keyvault:Vault", "Microsoft.KeyVault/vaults/", "vaultName", "vault"),
    ("azure-native:cognitiveservices:Account", "Microsoft.CognitiveServices/accounts/", "accountName", "account"),
    ("azure-native:operationalinsights:Workspace", "Microsoft.OperationalInsights/workspaces/", "workspaceName", ""),
)
ODD_NAME = 'grüße<b>&"x"]#35;`y`\x1b'


def _id(group: str, tail: str) -> str:
    return _PROVIDERS.format(group, tail)


def _declared(token: str, name: str, group: str, tail: str, inputs: dict[str, Value]) -> Resource:
    return resource(f"{token}::{name}", id=_id(group, tail), inputs={"resourceGroupName": group, **inputs})


def _rule(direction: str, source: str, target: str, *ports: str) -> dict[str, Value]:
    return {
        "name": f"{direction}-{source}-{target}",
        "direction": direction,
        "access": "Allow",
        "protocol": "Tcp",
        "sourceAddressPrefix": source,
        "destinationAddressPrefix": target,
        "destinationPortRanges": ports,
    }


def _prefix(network: int, subnet: str) -> str:
    return f"10.{network}.{_SUBNETS.index(subnet)}.0/24"


def _rules(network: int, subnet: str) -> list[dict[str, Value]]:
    own, others = _prefix(network, subnet), {name: _prefix(network, name) for name in _SUBNETS}
    if subnet == "endpoints":
        return [_rule("Inbound", others[name], own, "443") for name in ("app", "data", "jobs")]
    rules = [
        _rule("Outbound", own, others["endpoints"], "443"),
        _rule("Outbound", own, "AzureMonitor", "443", "1886"),
        _rule("Inbound", "VirtualNetwork", own, "9350-9354", "5671-5672", "20000-30000", "40000-50000"),
        _rule("Outbound", own, own, "*"),
    ]
    if subnet == "app":
        rules += [_rule("Inbound", others["gateway"], own, "8443"), _rule("Outbound", own, others["data"], "5432")]
    if subnet == "jobs":
        rules.append(_rule("Outbound", own, _prefix(1 - network, "data"), "5432"))
        rules.append(_rule("Outbound", own, others["gateway"], "3128"))
    return rules


def _network(number: int, name: str) -> Iterator[Resource]:
    group, provider = f"rg-{name}-network", "Microsoft.Network"
    network_id = f"{provider}/virtualNetworks/vnet-{name}"
    subnets: list[Value] = []
    for subnet in _SUBNETS:
        tail = f"{provider}/networkSecurityGroups/nsg-{name}-{subnet}"
        if subnet != "gateway":
            inputs = {"networkSecurityGroupName": f"nsg-{name}-{subnet}", "securityRules": _rules(number, subnet)}
            yield _declared("azure-native:network:NetworkSecurityGroup", f"{name}-{subnet}", group, tail, inputs)
        guarded = {} if subnet == "gateway" else {"networkSecurityGroup": {"id": _id(group, tail)}}
        subnets.append({"name": f"snet-{subnet}", "addressPrefix": _prefix(number, subnet), **guarded})
    yield _declared(
        "azure-native:network:VirtualNetwork",
        name,
        group,
        network_id,
        {
            "virtualNetworkName": f"vnet-{name}",
            "addressSpace": {"addressPrefixes": [f"10.{number}.0.0/16"]},
            "subnets": subnets,
        },
    )
    for peer in (_NETWORKS[1 - number], "hub"):
        remote = _id(f"rg-{peer}-network", f"{provider}/virtualNetworks/vnet-{peer}")
        yield _declared(
            "azure-native:network:VirtualNetworkPeering",
            f"{name}-{peer}",
            group,
            f"{network_id}/virtualNetworkPeerings/to-{peer}",
            {"virtualNetworkPeeringName": f"to-{peer}", "remoteVirtualNetwork": {"id": remote}},
        )
    gateway = {"gatewayIPConfigurations": [{"subnet": {"id": _id(group, f"{network_id}/subnets/snet-gateway")}}]}
    yield _declared(
        "azure-native:network:ApplicationGateway",
        f"{name}-gateway",
        group,
        f"{provider}/applicationGateways/agw-{name}",
        {"applicationGatewayName": f"agw-{name}", **gateway},
    )


def _services(name: str) -> Iterator[Resource]:
    group, network = f"rg-{name}-services-of-a-team-with-a-name-that-is-far-too-long-for-one-line-of-a-picture", name
    subnet = _id(f"rg-{name}-network", f"Microsoft.Network/virtualNetworks/vnet-{network}/subnets/snet-endpoints")
    for kind, (token, tail, key, sub_resource) in enumerate(_KINDS):
        for number in range(4):
            service = ODD_NAME if (kind, number, name) == (1, 2, "west") else f"{name}-service-{kind}-{number}"
            inputs = {key: service, "apiKey": Secret(CANARY), "properties": {"publicNetworkAccess": "Disabled"}}
            yield _declared(token, f"{name}-{kind}-{number}", group, f"{tail}{service}", inputs)
            if sub_resource:
                yield _endpoint(
                    group, f"pep-{name}-{kind}-{number}", subnet, _id(group, f"{tail}{service}"), sub_resource
                )


def _endpoint(group: str, name: str, subnet: str, target: str, sub_resource: str) -> Resource:
    connection = {"name": name, "privateLinkServiceId": target, "groupIds": [sub_resource]}
    return _declared(
        "azure-native:network:PrivateEndpoint",
        name,
        group,
        f"Microsoft.Network/privateEndpoints/{name}",
        {"privateEndpointName": name, "subnet": {"id": subnet}, "privateLinkServiceConnections": [connection]},
    )


def _zones() -> Iterator[Resource]:
    group = "rg-dns"
    for number in range(12):
        zone = f"privatelink.zone-{number}.example.net"
        tail = f"Microsoft.Network/privateDnsZones/{zone}"
        yield _declared("azure-native:privatedns:PrivateZone", zone, group, tail, {"privateZoneName": zone})
        for name in _NETWORKS[: number % 3]:
            network = _id(f"rg-{name}-network", f"Microsoft.Network/virtualNetworks/vnet-{name}")
            inputs = {"virtualNetworkLinkName": name, "privateZoneName": zone, "virtualNetwork": {"id": network}}
            link = f"{tail}/virtualNetworkLinks/{name}"
            yield _declared("azure-native:privatedns:VirtualNetworkLink", f"{zone}-{name}", group, link, inputs)


def _elsewhere() -> Iterator[Resource]:
    """Yield what reaches out of the stack: an endpoint in a network, and to a service, that others declare."""
    network = _id("rg-old", "Microsoft.Network/virtualNetworks/vnet-old/subnets/snet-old")
    target = _id("rg-old", "Microsoft.Sql/servers/sql-old")
    yield _endpoint("rg-east-network", "pep-old", network, target, "sqlServer")
    yield resource("aws:s3/bucket:Bucket::foreign", inputs={"bucketName": "foreign"})


def two_networks() -> Graph:
    """Return the graph."""
    made = [
        resource("pulumi:pulumi:Stack::zone-dev", parent=None, custom=False),
        *(each for number, name in enumerate(_NETWORKS) for each in _network(number, name)),
        *(each for name in _NETWORKS for each in _services(name)),
        *_zones(),
        *_elsewhere(),
    ]
    alerts = [
        _declared(
            "azure-native:monitor:MetricAlert",
            f"alert-{number}",
            "rg-alerts",
            f"Microsoft.Insights/metricAlerts/{number}",
            {},
        )
        for number in range(121 - len(made))
    ]
    return Graph(project="zone", stack="dev", mode=Mode.KNOWN, resources=(*made, *alerts), outputs=frozen({}))
