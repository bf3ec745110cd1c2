"""Settings that are odd, by one thing each, with the rules that refuse them; none where they are to be declared."""

from collections.abc import Mapping
from typing import Any

from tests.blueprints.option_combinations import merged
from tests.blueprints.option_matrix import BASE, NETWORK, arm_id

_ACCEPTED: frozenset[str] = frozenset()
_COSMOS = arm_id("Microsoft.DocumentDB/databaseAccounts", "cosmos-agents")
_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl admin"


def _odd(*changes: Mapping[str, Any]) -> dict[str, Any]:
    return merged(BASE, {"projects": [{"name": "assistant"}]}, *changes)


def _blocks(number: int) -> list[str]:
    return [f"10.{index // 250}.{index % 250}.0/24" for index in range(number)]


def _projects(*names: str) -> dict[str, Any]:
    return {"projects": [{"name": name} for name in names]}


def _app_settings(**values: str) -> dict[str, Any]:
    return {"host": {"appSettings": values}}


ODDITIES: tuple[tuple[str, dict[str, Any], frozenset[str]], ...] = (
    ("projects-by-punctuation", _odd(_projects("desk-one", "desk_one")), frozenset({"duplicate-name"})),
    ("projects-by-case", _odd(_projects("Desk", "desk")), frozenset({"duplicate-name"})),
    ("projects-of-long-names", _odd(_projects("p" * 32, "p" * 31 + "q")), _ACCEPTED),
    ("projects-named-as-identities", _odd(_projects("application", "encryption", "hub")), _ACCEPTED),
    (
        "projects-of-a-hub-named-as-identities",
        _odd({"generation": "classic", "classic": {"orchestration": "hub"}}, _projects("hub", "gateway")),
        _ACCEPTED,
    ),
    ("project-of-underscores", _odd(_projects("a__._b-")), _ACCEPTED),
    ("ten-projects", _odd(_projects(*(f"p{number}" for number in range(10)))), _ACCEPTED),
    (
        "managed-hosts-of-the-same-words",
        _odd(
            {"agents": {"mode": "standardManaged"}},
            {"egress": {"allowedFqdns": {"agents": ["a-b.contoso.com", "a.b.contoso.com", "*.b.com", "any.b.com"]}}},
        ),
        _ACCEPTED,
    ),
    (
        "government-with-stores-of-another-subscription",
        _odd({"location": "usgovvirginia", "agents": {"existing": {"cosmosAccountId": _COSMOS}}}),
        _ACCEPTED,
    ),
    ("app-settings-of-our-own", _odd(_app_settings(AZURE_OPENAI_ENDPOINT="https://gateway.contoso.com/")), _ACCEPTED),
    ("app-setting-without-a-name-for-azure", _odd(_app_settings(**{"A=B": "1"})), frozenset({"app-setting"})),
    (
        "app-setting-of-the-image",
        _odd(_app_settings(WEBSITES_PORT="80"), {"host": {"image": "contoso.azurecr.io/chat:1"}}),
        frozenset({"app-setting"}),
    ),
    (
        "jump-box-without-a-way-out",
        _odd({"egress": {"kind": "none"}, "access": {"bastion": "developer", "jumpBox": {"sshPublicKey": _KEY}}}),
        frozenset({"toggle-access"}),
    ),
    (
        "front-door-of-another-cloud",
        _odd(
            {"location": "usgovvirginia", "host": {"signIn": {"mode": "application"}}},
            {"ingress": {"kind": "frontDoor", "privateLinkLocation": "westeurope"}},
        ),
        frozenset({"ingress-region"}),
    ),
    (
        "front-door-of-a-region-nearby",
        _odd(
            {"location": "northcentralus", "host": {"signIn": {"mode": "application"}}},
            {"ingress": {"kind": "frontDoor", "privateLinkLocation": "centralus"}},
        ),
        _ACCEPTED,
    ),
    ("smallest-network", _odd({"network": {"addressSpace": "192.168.4.0/22"}}), _ACCEPTED),
    ("network-in-pieces", _odd({"network": {"addressSpace": [f"172.16.{n}.0/24" for n in range(4)]}}), _ACCEPTED),
    ("network-of-one-address-short", _odd({"network": {"addressSpace": "192.168.0.0/23"}}), frozenset({"cidr-size"})),
    (
        "same-clients-twice",
        _odd({"ingress": {"allowedClients": ["10.1.0.0/16", "10.1.0.0/16"]}}),
        _ACCEPTED,
    ),
    ("same-emails-twice", _odd({"monitoring": {"alertEmails": ["ai@contoso.com", "ai@contoso.com"]}}), _ACCEPTED),
    ("plans-twice", _odd({"protection": {"defender": ["ai", "ai"]}}), frozenset({"duplicate-name"})),
    (
        "hosts-twice",
        _odd({"egress": {"allowedFqdns": {"app": ["api.contoso.com", "API.contoso.com"]}}}),
        _ACCEPTED,
    ),
    ("zones-with-two-instances-at-most", _odd({"resilience": {"zoneRedundant": True}}), _ACCEPTED),
    (
        "one-instance-at-most",
        _odd({"resilience": {"zoneRedundant": True}, "host": {"kind": "containerApps", "maximumInstances": 1}}),
        _ACCEPTED,
    ),
    ("longest-workload", _odd({"workload": "abcdefghij", "lifecycle": {"generation": 999}}), _ACCEPTED),
    (
        "host-of-a-name-too-long",
        _odd({"egress": {"allowedFqdns": {"app": [".".join(["a" * 60] * 5)]}}}),
        frozenset({"fqdn"}),
    ),
    ("every-client", _odd({"ingress": {"allowedClients": ["0.0.0.0/0"]}}), _ACCEPTED),
    ("many-clients", _odd({"ingress": {"allowedClients": _blocks(300)}}), _ACCEPTED),
    ("too-many-clients", _odd({"ingress": {"allowedClients": _blocks(301)}}), frozenset({"out-of-range"})),
    (
        "too-many-administrators",
        _odd({"access": {"bastion": "standard", "allowedClients": _blocks(301)}}),
        frozenset({"out-of-range"}),
    ),
    (
        "front-door-of-a-pattern",
        _odd(
            {"host": {"signIn": {"mode": "application"}}},
            {"ingress": {"kind": "frontDoor", "hostName": "*.contoso.com"}},
        ),
        frozenset({"ingress-incomplete"}),
    ),
    (
        "ids-in-small-letters",
        _odd({"existingKeyVaultId": arm_id("Microsoft.KeyVault/vaults", "kv").lower()}),
        _ACCEPTED,
    ),
    ("network-in-capitals", _odd({"network": {"existingVirtualNetworkId": NETWORK.upper()}}), _ACCEPTED),
    (
        "hub-of-a-wide-area-with-an-address",
        _odd(
            {
                "topology": {
                    "kind": "spoke",
                    "hub": {
                        "virtualHubId": arm_id("Microsoft.Network/virtualHubs", "vhub"),
                        "addressSpace": "10.0.0.0/22",
                        "firewallPrivateIpAddress": "10.0.0.4",
                    },
                },
                "privateDns": {"mode": "platformPolicy"},
            }
        ),
        _ACCEPTED,
    ),
    ("capital-subscription", _odd({"subscriptionId": "AAAAAAAA-1111-1111-1111-111111111111"}), _ACCEPTED),
    ("odd-tags", _odd({"tags": {"Überblick": "ä" * 256}}), _ACCEPTED),
    ("region-in-capitals", _odd({"location": "SwedenCentral"}), frozenset({"region-unknown"})),
)
"""Name, settings, and the rules that they break."""
