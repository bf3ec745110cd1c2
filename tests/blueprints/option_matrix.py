"""The options of a chat landing zone, value by value, and which of them exclude each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

OWN = "11111111-1111-1111-1111-111111111111"
PLATFORM = "99999999-9999-9999-9999-999999999999"
CLIENT = "33333333-3333-3333-3333-333333333333"
SPACE = "192.168.0.0/20"
"""Addresses of the zone's network: no region refuses them, and every subnet fits in."""


def arm_id(azure_type: str, *names: str, subscription: str = PLATFORM) -> str:
    """Return the ARM id of something that exists before the zone does."""
    provider, *types = azure_type.split("/")
    path = "/".join(part for pair in zip(types, names, strict=True) for part in pair)
    return f"/subscriptions/{subscription}/resourceGroups/rg-platform/providers/{provider}/{path}"


NETWORK = arm_id("Microsoft.Network/virtualNetworks", "vnet-spoke", subscription=OWN)
_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl admin"
_VAULT = arm_id("Microsoft.KeyVault/vaults", "kv-platform")
_STORES = {
    "searchServiceId": arm_id("Microsoft.Search/searchServices", "srch-agents"),
    "cosmosAccountId": arm_id("Microsoft.DocumentDB/databaseAccounts", "cosmos-agents"),
    "storageAccountId": arm_id("Microsoft.Storage/storageAccounts", "stagents"),
}
_ADDRESSES = {"addressSpace": "10.0.0.0/22"}
_PEERED = {**_ADDRESSES, "virtualNetworkId": arm_id("Microsoft.Network/virtualNetworks", "vnet-hub")}
_FIREWALL = {"firewallPrivateIpAddress": "10.0.0.4"}
_ROUTES = {"routeTableId": arm_id("Microsoft.Network/routeTables", "rt-platform")}
_WIDE_AREA = {**_ADDRESSES, "virtualHubId": arm_id("Microsoft.Network/virtualHubs", "vhub-platform")}


def _spoke(hub: Mapping[str, Any], dns: str) -> dict[str, Any]:
    return {"topology": {"kind": "spoke", "hub": dict(hub)}, "privateDns": {"mode": dns}}


Fragment = Mapping[str, Any]
"""Part of the settings, merged into those of the other options."""

BASE: Fragment = MappingProxyType(
    {
        "blueprint": "chat",
        "workload": "contoso",
        "environment": "dev",
        "location": "swedencentral",
        "subscriptionId": OWN,
        "tenantId": "22222222-2222-2222-2222-222222222222",
        "tags": {"owner": "ai", "costCenter": "1", "dataClassification": "internal"},
        "network": {"addressSpace": SPACE},
        "models": [{"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "capacity": 10}],
    }
)
"""What every combination starts from."""

_STANDARD = {"kind": "standard"}
_SIGN_IN = {"clientId": CLIENT}
OPTIONS: Mapping[str, Mapping[str, Fragment]] = MappingProxyType(
    {
        "topology": {
            "standalone": {},
            "standaloneExistingZones": {"privateDns": {"mode": "existing"}},
            "standalonePolicy": {"privateDns": {"mode": "platformPolicy"}},
            "spokeExistingZones": _spoke({**_PEERED, **_FIREWALL}, "existing"),
            "spokePolicy": _spoke({**_PEERED, **_FIREWALL, "dnsServers": ["10.0.0.5"]}, "platformPolicy"),
            "spokeRouteTable": _spoke({**_PEERED, **_ROUTES, "useRemoteGateways": True}, "existing"),
            "spokeWideArea": _spoke(_WIDE_AREA, "platformPolicy"),
        },
        "generation": {
            "foundry": {},
            "classicApplication": {"generation": "classic"},
            "classicHub": {"generation": "classic", "classic": {"orchestration": "hub"}},
        },
        "environment": {name: {"environment": name} for name in ("dev", "test", "prod")},
        "agents": {
            "default": {},
            "standardVnet": {"agents": {"mode": "standardVnet"}},
            "standardManaged": {"agents": {"mode": "standardManaged"}},
            "basic": {"agents": {"mode": "basic"}},
            "none": {"agents": {"mode": "none"}},
        },
        "stores": {
            "new": {},
            "existing": {"agents": {"existing": _STORES}},
            "existingSearch": {"agents": {"existing": {"searchServiceId": _STORES["searchServiceId"]}}},
        },
        "host": {
            "appService": {"host": {"signIn": _SIGN_IN}},
            "appServiceImage": {"host": {"signIn": _SIGN_IN, "image": "contoso.azurecr.io/chat:1.4.2"}},
            "appServiceSettings": {
                "host": {"signIn": {"mode": "application"}, "appSettings": {"GREETING": "hello"}, "maximumInstances": 4}
            },
            "containerApps": {"host": {"kind": "containerApps", "signIn": _SIGN_IN}},
            "containerAppsImage": {
                "host": {
                    "kind": "containerApps",
                    "signIn": {"mode": "application"},
                    "image": "contoso.azurecr.io/chat:1.4.2",
                }
            },
            "none": {"host": {"kind": "none"}},
        },
        "registry": {
            "default": {},
            "own": {"host": {"containerRegistry": True}},
            "off": {"host": {"containerRegistry": False}},
            "existing": {
                "host": {"existingContainerRegistryId": arm_id("Microsoft.ContainerRegistry/registries", "crplatform")}
            },
        },
        "ingress": {
            "internal": {},
            "internalClients": {"ingress": {"allowedClients": ["10.128.0.0/16"]}},
            "applicationGateway": {
                "ingress": {
                    "kind": "applicationGateway",
                    "hostName": "chat.contoso.com",
                    "certificate": {"keyVaultId": _VAULT, "name": "chat-contoso-com"},
                    "allowedClients": ["203.0.113.0/24"],
                }
            },
            "frontDoor": {"ingress": {"kind": "frontDoor"}},
            "frontDoorNamed": {"ingress": {"kind": "frontDoor", "hostName": "chat.contoso.com"}},
        },
        "egress": {
            "default": {},
            "none": {"egress": {"kind": "none"}},
            "basic": {"egress": {"firewallSku": "Basic"}},
            "standard": {"egress": {"firewallSku": "Standard"}},
            "premium": {"egress": {"firewallSku": "Premium"}},
            "allowedFqdns": {
                "network": {"subnets": {"build": "192.168.15.0/27"}},
                "egress": {"allowedFqdns": {"build": ["api.contoso.com", "*.pypi.org"]}},
            },
        },
        "encryption": {
            "microsoft": {},
            "new": {"encryption": {"key": "new"}},
            "existing": {
                "encryption": {
                    "key": "existing",
                    "existingKey": {"keyVaultId": _VAULT, "name": "cmk", "version": "0" * 32},
                }
            },
        },
        "vault": {"own": {}, "existing": {"existingKeyVaultId": _VAULT}},
        "network": {
            "own": {},
            "placed": {"network": {"subnets": {"privateEndpoints": "192.168.14.0/26"}}},
            "twoBlocks": {"network": {"addressSpace": [SPACE, "172.20.0.0/22"]}},
            "existingNetwork": {"network": {"existingVirtualNetworkId": NETWORK}},
            "existingSubnet": {
                "network": {
                    "existingVirtualNetworkId": NETWORK,
                    "subnets": {"privateEndpoints": "192.168.14.0/26"},
                    "existingSubnets": {"privateEndpoints": f"{NETWORK}/subnets/snet-endpoints"},
                }
            },
        },
        "zoneRedundant": {
            "default": {},
            "on": {"resilience": {"zoneRedundant": True}},
            "off": {"resilience": {"zoneRedundant": False}},
        },
        "location": {
            name: {"location": name} for name in ("swedencentral", "eastus2", "usgovvirginia", "northcentralus")
        },
        "ddos": {
            "infrastructure": {},
            "addresses": {"network": {"ddosProtection": {"kind": "addresses"}}},
            "plan": {"network": {"ddosProtection": {"kind": "plan"}}},
            "existingPlan": {
                "network": {
                    "ddosProtection": {
                        "kind": "plan",
                        "existingPlanId": arm_id("Microsoft.Network/ddosProtectionPlans", "ddos-platform"),
                    }
                }
            },
        },
        "flowLogs": {
            "default": {},
            "on": {"network": {"flowLogs": True}},
            "off": {"network": {"flowLogs": False}},
        },
        "access": {
            "none": {},
            "bastionAndJumpBox": {
                "access": {
                    "bastion": "standard",
                    "jumpBox": {"sshPublicKey": _KEY},
                    "allowedClients": ["198.51.100.0/24"],
                }
            },
            "developer": {"access": {"bastion": "developer", "jumpBox": {"sshPublicKey": _KEY}}},
            "jumpBox": {"access": {"jumpBox": {"sshPublicKey": _KEY}}},
        },
        "monitoring": {
            "own": {"monitoring": {"alertEmails": ["ai@contoso.com"]}},
            "existing": {
                "monitoring": {
                    "existingLogAnalyticsWorkspaceId": arm_id(
                        "Microsoft.OperationalInsights/workspaces", "log-platform"
                    )
                }
            },
            "privateLink": {"monitoring": {"privateLink": True, "retentionDays": 60, "workbook": False}},
            "noPrivateLink": {"monitoring": {"privateLink": False, "dailyCapGigabytes": 2.5}},
        },
        "policy": {
            "default": {},
            **{name: {"policy": {"assignments": name}} for name in ("none", "audit", "deny")},
        },
        "budget": {"none": {}, "some": {"budget": {"monthlyAmount": 900, "startDate": "2026-12-01"}}},
        "defender": {
            "none": {},
            "all": {
                "protection": {
                    "defender": ["ai", "appServices", "containers", "cosmosDb", "keyVaults", "storageAccounts"]
                }
            },
        },
        "perimeter": {
            name: {"protection": {"networkSecurityPerimeter": name}} for name in ("none", "learning", "enforced")
        },
        "protection": {
            "default": {},
            "on": {"protection": {"locks": True, "pulumiProtect": True, "softDeleteRetentionDays": 14}},
            "off": {"protection": {"locks": False, "pulumiProtect": False}},
        },
        "projects": {
            "none": {},
            "one": {"projects": [{"name": "assistant"}]},
            "three": {
                "projects": [
                    {"name": "assistant"},
                    {"name": "knowledge.base", "displayName": "Knowledge", "description": "Answers from documents"},
                    {"name": "Knowledge_Base-2"},
                ]
            },
        },
        "models": {
            "one": {},
            "filtered": {
                "contentFilters": [{"name": "strict", "hate": {"prompt": "Low"}}],
                "models": [
                    {
                        "name": "chat",
                        "model": "gpt-5.1",
                        "version": "2025-11-13",
                        "capacity": 10,
                        "contentFilter": "strict",
                    },
                    {"name": "embeddings", "model": "text-embedding-3-large", "version": "1", "capacity": 5},
                ],
                "quota": [{"sku": "DataZoneStandard", "model": "gpt-5.1", "limit": 10}],
            },
        },
    }
)
"""Options in the order in which combinations are put together: values by name, each with what it writes."""

SPOKES = frozenset({"spokeExistingZones", "spokePolicy", "spokeRouteTable", "spokeWideArea"})
STANDALONE = frozenset(OPTIONS["topology"]) - SPOKES
CLASSIC = frozenset({"classicApplication", "classicHub"})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Values that the settings refuse together."""

    rule: str
    """Rule that the refusal names."""
    when: Mapping[str, frozenset[str]]
    """Values by option; one of each together is refused."""


def _refused(rule: str, **when: str | frozenset[str]) -> Exclusion:
    return Exclusion(rule, {option: frozenset({of}) if isinstance(of, str) else of for option, of in when.items()})


def _but(option: str, *values: str) -> frozenset[str]:
    return frozenset(OPTIONS[option]) - {*values}


EXCLUSIONS: tuple[Exclusion, ...] = (
    _refused("toggle-generation", generation=CLASSIC, agents=_but("agents", "default", "standardVnet")),
    _refused("toggle-generation", generation="classicApplication", projects=_but("projects", "none")),
    _refused("missing-key", generation=_but("generation", "classicApplication"), projects="none"),
    _refused("toggle-generation", generation=CLASSIC, stores=_but("stores", "new")),
    _refused("toggle-agents", agents=frozenset({"basic", "none"}), stores=_but("stores", "new")),
    _refused("toggle-egress", topology=SPOKES, egress=frozenset({"basic", "standard", "premium"})),
    _refused("egress-none", environment=_but("environment", "dev"), egress="none"),
    _refused("ingress-incomplete", host="none", ingress=_but("ingress", "internal", "internalClients")),
    _refused("ingress-region", ingress=frozenset({"frontDoor", "frontDoorNamed"}), location="northcentralus"),
    _refused("toggle-encryption", encryption=_but("encryption", "microsoft"), agents="basic"),
    _refused("toggle-encryption", encryption="new", vault="existing"),
    _refused(
        "toggle-existing",
        network=frozenset({"existingNetwork", "existingSubnet"}),
        ddos=frozenset({"plan", "existingPlan"}),
    ),
    _refused("toggle-existing", network=frozenset({"existingNetwork", "existingSubnet"}), flowLogs="on"),
    _refused("toggle-host", generation="classicHub", registry="off"),
    _refused("toggle-access", egress="none", access=_but("access", "none")),
    _refused("region-zones", zoneRedundant="on", location="northcentralus"),
    _refused("region-zones", environment="prod", zoneRedundant="default", location="northcentralus"),
    _refused("toggle-access", topology=SPOKES, access=frozenset({"bastionAndJumpBox", "developer"})),
    _refused("toggle-access", topology=STANDALONE, access="jumpBox"),
    _refused("toggle-access", environment="prod", access="developer"),
)
"""All refusals among the options."""
INDIRECT: tuple[Mapping[str, frozenset[str]], ...] = (
    {"agents": _but("agents", "default", "standardVnet"), "projects": frozenset({"none"})},
    {"stores": _but("stores", "new"), "projects": frozenset({"none"})},
    {"egress": frozenset({"basic", "standard", "premium"}), "access": frozenset({"jumpBox"})},
)
"""Values, by option, that go together with no value of a third option: generation, or topology."""
