"""Rules on ways around the firewall: routes, tiers, lists of exceptions, and logs of what passed."""

from __future__ import annotations

from bedplate.policies.conditions import (
    Condition,
    all_of,
    any_of,
    at_least,
    each,
    equals,
    is_empty,
    lacks_item,
    matches,
    negated,
    none_of,
)
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.parameter_rule import parameter_rule
from bedplate.policies.property_rule import property_rule
from bedplate.policies.rule import Parameter, Parameters

_PRIVATE = r"(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[012]\d)\.|168\.63\.129\.16$|f[cd]).*"
_ROUTES = "properties.routes"
_WIDE = r"[\d.]+/[1-8]|[\da-fA-F:]+/[1-9]|AzureCloud(\.\w+)?|Internet"
_EXCEPTIONS = "properties.threatIntelWhitelist"
_NARROW = any_of(
    negated(equals("properties.nextHopType", "Internet"), "another next hop"),
    negated(matches("properties.addressPrefix", _WIDE, "a wide range"), "a narrow range"),
)
# A route stands in its table, or is declared apart.
_NO_WIDE_ROUTE = all_of(each(_ROUTES, _NARROW), _NARROW)
_NO_LEARNT_ROUTE = any_of(
    each(_ROUTES, none_of("properties.nextHopType", "VirtualAppliance")),
    equals("properties.disableBgpRoutePropagation", expected=True),
)


def _routes(parameters: Parameters) -> Condition:
    return all_of(_NO_WIDE_ROUTE, _NO_LEARNT_ROUTE) if parameters["learnt"] else _NO_WIDE_ROUTE


RULES = (
    parameter_rule(
        _routes,
        parameters={
            "learnt": Parameter(description="Whether routes that gateways have learnt must be kept out.", default=True)
        },
        reads=(
            _ROUTES,
            "properties.disableBgpRoutePropagation",
            "properties.nextHopType",
            "properties.addressPrefix",
        ),
        id="NET-22",
        title="No route leads around the appliance that others lead to",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/routeTables", "Microsoft.Network/routeTables/routes"),
        rationale="Azure takes the narrowest route: half of the internet, or a route that a gateway has learnt,"
        " wins over the default route to the firewall.",
        fix="Take wide routes with next hop Internet out, and set disableBgpRoutePropagation to true.",
        references=("https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview",),
        benchmark=("NS-1",),
    ),
    property_rule(
        all_of(
            equals("properties.enabled", expected=True),
            any_of(
                equals("properties.retentionPolicy.days", 0, default=0),
                at_least("properties.retentionPolicy.days", 30),
            ),
        ),
        id="NET-23",
        title="Flow logs are on and kept for 30 days or longer",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:10",
        types=("Microsoft.Network/networkWatchers/flowLogs",),
        rationale="What left the network is looked up after an attack, weeks later, or never.",
        fix="Set enabled to true, and retentionPolicy.days to 30 or more, or to 0 for ever.",
        references=("https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview",),
        benchmark=("LT-4",),
    ),
    property_rule(
        all_of(
            *(lacks_item(f"{_EXCEPTIONS}.ipAddresses", word) for word in ("*", "0.0.0.0/0")),
            lacks_item(f"{_EXCEPTIONS}.fqdns", "*"),
        ),
        id="NET-24",
        title="The firewall's threat intelligence makes no exception for every address or host",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/firewallPolicies",),
        rationale="An exception for everything turns threat intelligence off, and nobody who looks at its mode "
        "sees it.",
        fix="Name single addresses and hosts in threatIntelWhitelist, or leave it out.",
        references=("https://learn.microsoft.com/azure/firewall/threat-intel",),
        benchmark=("NS-3",),
    ),
    property_rule(
        none_of("properties.sku.tier", "Basic", default="Standard"),
        id="NET-25",
        title="The firewall stops known threats, which takes the Standard tier",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/firewallPolicies",),
        rationale="The Basic tier writes known threats down and lets them pass, and answers no names.",
        fix="Set sku.tier to Standard or Premium.",
        references=("https://learn.microsoft.com/azure/firewall/choose-firewall-sku",),
        benchmark=("NS-3",),
    ),
    property_rule(
        each("properties.dhcpOptions.dnsServers", matches("", _PRIVATE, "a private address")),
        id="NET-28",
        title="The network asks name servers of its own or of Azure",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/virtualNetworks",),
        rationale="Public name servers know no private endpoints, learn every name that is looked up, and "
        "answer tunnels that carry data out.",
        fix="Name private addresses in dhcpOptions.dnsServers, or leave it out.",
        references=(
            "https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances",
        ),
        benchmark=("NS-10",),
    ),
    property_rule(
        each("properties.ipConfigurations", is_empty("properties.publicIPAddress")),
        id="NET-30",
        title="No machine has a public address of its own",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/networkInterfaces",),
        rationale="A public address is a way in past the gateway, and a way out past the firewall: Azure prefers it to "
        "every other.",
        fix="Leave publicIPAddress out of ipConfigurations; reach the machine through Azure Bastion, and publish "
        "what it serves through a gateway.",
        references=(
            "https://learn.microsoft.com/azure/virtual-network/ip-services/virtual-network-network-interface-addresses",
            "https://learn.microsoft.com/azure/bastion/bastion-overview",
        ),
        benchmark=("NS-1",),
        checkov=("CKV_AZURE_119",),
        azure_policy=("83a86a26",),
    ),
)
