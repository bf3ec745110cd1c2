from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.firewall_lets_services_call_what_they_need import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import declared, outcomes_of, reasons_of

NETWORK = "Microsoft.Network/virtualNetworks/vnet"
PROVIDERS = f"{GROUP}/providers"
POLICY = declared("Microsoft.Network/firewallPolicies/afwp")
HOSTS = ["mcr.microsoft.com", "*.data.mcr.microsoft.com", "packages.aks.azure.com", "acs-mirror.azureedge.net"]
TAGS = ["MicrosoftContainerRegistry.westeurope", "AzureFrontDoor.FirstParty"]
HTTPS = [{"protocolType": "Https", "port": 443}]
NARROW, BROAD = "no rule allows a domain where anybody can rent a name", "*.blob.core.windows.net"
MISSING_HOSTS = "it does not let subnet apps of cae call"


def _firewall(policy: Any = f"{PROVIDERS}/Microsoft.Network/firewallPolicies/afwp", **properties: Any) -> Resource:
    ip = {"properties": {"subnet": {"id": f"{PROVIDERS}/{NETWORK}/subnets/AzureFirewallSubnet"}}}
    body = {"firewallPolicy": {"id": policy}, "ipConfigurations": [ip], **properties}
    return declared("Microsoft.Network/azureFirewalls/afw", {"properties": body})


def _network(prefix: Any = "10.0.1.0/26") -> Resource:
    table = {"id": f"{PROVIDERS}/Microsoft.Network/routeTables/rt"}
    subnets = [
        {"name": "AzureFirewallSubnet", "properties": {"addressPrefix": "10.0.0.0/26"}},
        {"name": "apps", "properties": {"addressPrefix": prefix, "routeTable": table}},
    ]
    return declared(NETWORK, {"properties": {"subnets": subnets}})


def _table(hop: Any = "10.0.0.4", **fields: Any) -> Resource:
    route = {"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": hop}
    return declared("Microsoft.Network/routeTables/rt", {"properties": {"routes": [{"properties": route}]}}, **fields)


def _environment(subnet: Any = f"{PROVIDERS}/{NETWORK}/subnets/apps", location: str = "westeurope") -> Resource:
    body = {"properties": {"vnetConfiguration": {"infrastructureSubnetId": subnet}}, "location": location}
    return declared("Microsoft.App/managedEnvironments/cae", body)


def _rules(*rules: Any, action: Any = "Allow") -> Resource:
    collection = {"action": {"type": action}, "rules": list(rules)}
    path = "Microsoft.Network/firewallPolicies/afwp/ruleCollectionGroups/platform"
    return declared(path, {"properties": {"ruleCollections": [collection]}})


def _rule(hosts: Any = HOSTS, sources: Any = ("10.0.0.0/16",), protocols: Any = HTTPS) -> dict[str, Any]:
    return {"sourceAddresses": list(sources), "targetFqdns": hosts, "protocols": protocols}


def _tagged(tags: list[str]) -> dict[str, Any]:
    return {"sourceAddresses": ["*"], "destinationAddresses": tags, "destinationPorts": ["80", "400-500"]}


ALL = (_firewall(), POLICY, _network(), _table(), _environment())
BOTH = [Outcome.PASS, Outcome.PASS]
MISSED, UNTOLD = [Outcome.FAIL, Outcome.PASS], [Outcome.UNDECIDED, Outcome.PASS]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param(_rules(_rule()), BOTH, id="pass"),
        pytest.param(_rules(_rule([each.upper() for each in HOSTS]), action="ALLOW"), BOTH, id="wrong-case"),
        pytest.param(_rules(_tagged(TAGS)), BOTH, id="service-tags"),
        pytest.param(_rules(_tagged(TAGS[:1])), MISSED, id="half-of-the-tags"),
        pytest.param(_rules(_rule(["*.microsoft.com"])), MISSED, id="fail"),
        pytest.param(_rules(_rule(sources=["10.0.1.0/27"])), MISSED, id="part-of-the-subnet"),
        pytest.param(_rules(_rule(protocols=[{"protocolType": "Http", "port": 80}])), MISSED, id="another-port"),
        pytest.param(_rules(_rule(None)), MISSED, id="omitted"),
        pytest.param(_rules(_rule(UNKNOWN)), UNTOLD, id="unknown"),
        pytest.param(_rules(_rule(["pypi.org"], sources=[UNKNOWN])), UNTOLD, id="unknown-source"),
        pytest.param(_rules(_rule(), action=UNKNOWN), UNTOLD, id="unknown-action"),
        pytest.param(_rules(_rule([*HOSTS, BROAD])), [Outcome.PASS, Outcome.FAIL], id="domain-for-rent"),
        pytest.param(_rules(_rule([*HOSTS, "*.ServiceBus.windows.net"])), BOTH, id="domain-that-azure-calls"),
    ],
)
def test_of_rules(rules: Resource, expected: list[Outcome]) -> None:
    assert outcomes_of(RULE, *ALL, rules) == expected


LATER = _table(UNKNOWN, references={"properties.routes": ("afw",)})


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([*ALL[:3], LATER, ALL[4], _rules(_rule())], BOTH, id="hop-made-from-the-firewall"),
        pytest.param([*ALL[:3], _table("10.9.9.9"), ALL[4], _rules(_rule([]))], [Outcome.PASS], id="another-hop"),
        pytest.param([*ALL[:4], _environment(UNKNOWN), _rules(_rule())], UNTOLD, id="subnet-not-known"),
        pytest.param([*ALL[:4], _environment("/elsewhere"), _rules(_rule())], [Outcome.PASS], id="subnet-elsewhere"),
        pytest.param([*ALL], [Outcome.UNDECIDED], id="rules-elsewhere"),
        pytest.param([_firewall("/policy"), *ALL[2:], _rules(_rule())], [Outcome.UNDECIDED], id="policy-elsewhere"),
        pytest.param([_firewall()], [Outcome.NOT_APPLICABLE], id="nothing-behind-it"),
        pytest.param([*ALL[:2], _network(UNKNOWN), *ALL[3:], _rules(_rule())], UNTOLD, id="range-not-known"),
        pytest.param([*ALL[:4], _environment(location="chinanorth3"), _rules(_rule())], MISSED, id="another-cloud"),
    ],
)
def test_of_what_is_behind_it(resources: list[Resource], expected: list[Outcome]) -> None:
    assert outcomes_of(RULE, *resources) == expected


def test_rules_of_the_policy_above_and_address_groups_count() -> None:
    above = declared("Microsoft.Network/firewallPolicies/base")
    below = declared("Microsoft.Network/firewallPolicies/afwp", {"properties": {"basePolicy": {"id": above.id}}})
    group = declared("Microsoft.Network/ipGroups/apps", {"properties": {"ipAddresses": ["10.0.1.0/24"]}})
    rule = {**_rule(sources=[]), "sourceIpGroups": [group.id]}
    inherited = declared(
        "Microsoft.Network/firewallPolicies/base/ruleCollectionGroups/all",
        {"properties": {"ruleCollections": [{"action": {"type": "Allow"}, "rules": [rule]}]}},
    )
    assert outcomes_of(RULE, _firewall(), below, above, group, inherited, *ALL[2:]) == BOTH


def test_classic_rules_count() -> None:
    collections = [{"properties": {"action": {"type": "Allow"}, "rules": [_rule(HOSTS[:1])]}}]
    firewall = _firewall(None, applicationRuleCollections=collections)
    assert reasons_of(RULE, firewall, *ALL[2:]) == [f"{MISSING_HOSTS} {', '.join(HOSTS[1:])}", NARROW]


def test_a_tag_of_the_firewall_stands_for_the_hosts_of_clusters() -> None:
    pools = [{"vnetSubnetID": f"{PROVIDERS}/{NETWORK}/subnets/apps"}] * 2
    body = {"agentPoolProfiles": pools, "networkProfile": {"outboundType": "userDefinedRouting"}}
    cluster = declared("Microsoft.ContainerService/managedClusters/aks", {"properties": body})
    open_ = declared("Microsoft.ContainerService/managedClusters/open", {"properties": {"agentPoolProfiles": pools}})
    tag = {"sourceAddresses": ["10.0.1.0/24"], "fqdnTags": ["AzureKubernetesService"], "protocols": HTTPS}
    assert outcomes_of(RULE, *ALL[:4], cluster, open_, _rules(tag)) == BOTH
    assert outcomes_of(RULE, *ALL[:4], cluster, open_, _rules(_rule(["pypi.org"]))) == MISSED
    assert outcomes_of(RULE, *ALL[:4], cluster, open_, _rules(_tagged(["*"]))) == BOTH


def test_wildcards_may_be_allowed() -> None:
    rules = _rules(_rule([BROAD]))
    assert reasons_of(RULE, _firewall(), POLICY, rules) == [f"platform allows {BROAD}, where anybody can rent a name"]
    assert reasons_of(RULE, _firewall(), POLICY, rules, wildcards=[BROAD]) == [NARROW]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("st.blob.core.windows.net", [Outcome.PASS], id="pass-host"),
        pytest.param("*.AzureWebsites.net", [Outcome.FAIL], id="wrong-case-domain"),
        pytest.param(UNKNOWN, [Outcome.PASS], id="host-not-known"),
    ],
)
def test_of_the_managed_network_of_an_account(host: Any, expected: list[Outcome]) -> None:
    account = declared("Microsoft.CognitiveServices/accounts/aif")
    path = "Microsoft.CognitiveServices/accounts/aif/managedNetworks/default"
    network = declared(path, {"properties": {"managedNetwork": {"isolationMode": "AllowOnlyApprovedOutbound"}}})
    rule = declared(f"{path}/outboundRules/host", {"properties": {"type": "FQDN", "destination": host}})
    assert outcomes_of(RULE, account, network, rule) == expected
