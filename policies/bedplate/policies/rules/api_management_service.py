"""Rules on API Management services."""

from __future__ import annotations

import datetime as dt

from bedplate.policies.conditions import (
    Condition,
    all_of,
    any_of,
    each,
    equals,
    has_item,
    is_given,
    member_equals,
    not_before,
    one_of,
)
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.parameter_rule import parameter_rule
from bedplate.policies.property_rule import property_rule
from bedplate.policies.rule import Parameter, Parameters
from bedplate.policies.zones import gateway_units_spread

_TYPES = ("Microsoft.ApiManagement/service",)
_DOCS = "https://learn.microsoft.com/azure/api-management"
_SECURITY = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security"
_PROTOCOLS = tuple(
    f"{_SECURITY}.{side}Protocols.{protocol}" for side in ("", "Backend.") for protocol in ("Tls10", "Tls11", "Ssl30")
)
# What can be turned off of what the service offers: no forward secrecy, or the CBC mode with SHA-1.
_CIPHERS = tuple(
    f"{_SECURITY}.Ciphers.{cipher}"
    for cipher in (
        "TripleDes168",
        "TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_RSA_WITH_AES_256_CBC_SHA",
        "TLS_RSA_WITH_AES_128_CBC_SHA256",
        "TLS_RSA_WITH_AES_256_CBC_SHA256",
        "TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
    )
)
_NETWORKED = one_of("sku.name", "Developer", "Premium", "StandardV2", "PremiumV2")
# The v2 tiers speak nothing older than TLS 1.2, and Consumption cannot be told.
_WITH_OLD_PROTOCOLS = one_of("sku.name", "Developer", "Basic", "Standard", "Premium")


def _turned_off(names: tuple[str, ...]) -> Condition:
    return all_of(*(member_equals("properties.customProperties", name, expected=False) for name in names))


def _gateways_open(parameters: Parameters) -> Condition:
    on = equals("properties.disableGateway", expected=False, default=False)
    others = each("properties.additionalLocations", equals("disableGateway", expected=False, default=False))
    return (
        all_of(on, others, is_given("properties.additionalLocations"))
        if parameters["multiRegion"]
        else all_of(on, others)
    )


RULES = (
    property_rule(
        one_of("properties.virtualNetworkType", "Internal", "External"),
        when=_NETWORKED,
        id="APIM-01",
        title="The gateway is in a virtual network",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="Outside a network the gateway can reach only backends that are open to the internet.",
        fix="Set virtualNetworkType to Internal or External, with a subnet in virtualNetworkConfiguration.",
        references=(f"{_DOCS}/virtual-network-concepts",),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_107",),
        azure_policy=("ef619a2c",),
    ),
    property_rule(
        any_of(
            equals("properties.publicNetworkAccess", "Disabled"),
            equals("properties.virtualNetworkType", "Internal"),
        ),
        id="APIM-02",
        title="The gateway is closed to public networks",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="A gateway on the internet can be called past the firewall that stands in front of it.",
        fix="Set virtualNetworkType to Internal, or add a private endpoint and then set publicNetworkAccess to "
        "Disabled; Azure does not take the latter when it creates a service.",
        references=(f"{_DOCS}/private-endpoint", f"{_DOCS}/api-management-using-with-internal-vnet"),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_174",),
        azure_policy=("df73bd95",),
    ),
    property_rule(
        _turned_off(_PROTOCOLS),
        when=_WITH_OLD_PROTOCOLS,
        id="APIM-03",
        title="The gateway speaks TLS 1.2 or later to clients and backends",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=_TYPES,
        rationale="Old protocols let somebody on the way read or change what passes. Services from before April 2018 "
        "speak them unless they are turned off, and a template does not tell how old its service is.",
        fix="Set Tls10, Tls11 and Ssl30 to False in customProperties, for Protocols and for Backend.Protocols.",
        references=(f"{_DOCS}/api-management-howto-manage-protocols-ciphers",),
        benchmark=("DP-3",),
        checkov=("CKV_AZURE_173",),
        psrule=("Azure.APIM.Protocols",),
    ),
    property_rule(
        _turned_off(_CIPHERS),
        when=_WITH_OLD_PROTOCOLS,
        id="APIM-04",
        title="The gateway offers no weak ciphers",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=_TYPES,
        rationale="Most weak ciphers are on by default; without forward secrecy a stolen key opens recorded traffic.",
        fix="Set TripleDes168 and the ciphers of TLS_RSA_WITH and of CBC_SHA to False in customProperties.",
        references=(f"{_DOCS}/api-management-howto-manage-protocols-ciphers",),
        benchmark=("DP-3",),
        psrule=("Azure.APIM.Ciphers",),
    ),
    property_rule(
        any_of(has_item("identity.type", "SystemAssigned"), has_item("identity.type", "UserAssigned")),
        id="APIM-05",
        title="The gateway has a managed identity",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="Without an identity the gateway reaches models and vaults only with keys that it must keep.",
        fix="Give the service a system-assigned or a user-assigned identity.",
        references=(f"{_DOCS}/api-management-howto-use-managed-service-identity",),
        benchmark=("IM-3",),
        psrule=("Azure.APIM.ManagedIdentity",),
    ),
    property_rule(
        gateway_units_spread,
        when=one_of("sku.name", "Premium", "PremiumV2", "StandardV2"),
        id="APIM-06",
        title="The gateway's units are spread over zones",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=_TYPES,
        rationale="A gateway in one zone takes every API behind it down with that zone.",
        fix="Premium: leave zones out, or list two or more with as many units or a multiple. Version 2 tiers: set "
        "zoneRedundant to true.",
        references=("https://learn.microsoft.com/azure/reliability/reliability-api-management",),
        benchmark=("BR-1",),
        psrule=("Azure.APIM.AvailabilityZone",),
    ),
    property_rule(
        not_before("properties.apiVersionConstraint.minApiVersion", dt.date(2021, 8, 1)),
        id="APIM-07",
        title="The gateway's control plane refuses old API versions",
        severity=Severity.MEDIUM,
        pillar=Pillar.OPERATIONAL_EXCELLENCE,
        types=_TYPES,
        rationale="Old versions of the API return secrets in plain text to everybody who may read the service.",
        fix="Set apiVersionConstraint.minApiVersion to 2021-08-01 or later.",
        references=(f"{_DOCS}/breaking-changes/api-version-retirement-sep-2023",),
        benchmark=("PV-2",),
        psrule=("Azure.APIM.MinAPIVersion",),
        azure_policy=("549814b6",),
    ),
    parameter_rule(
        _gateways_open,
        parameters={"multiRegion": Parameter(description="Whether a second region is asked for.", default=False)},
        reads=("properties.disableGateway", "properties.additionalLocations"),
        when=equals("sku.name", "Premium"),
        id="APIM-08",
        title="The gateway serves in every region where it stands",
        severity=Severity.LOW,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=_TYPES,
        rationale="A region whose gateway is turned off costs money, and takes no traffic when another one fails.",
        fix="Leave disableGateway out, in the service and in additionalLocations.",
        references=(f"{_DOCS}/api-management-howto-deploy-multi-region",),
        benchmark=("BR-1",),
        psrule=("Azure.APIM.MultiRegion", "Azure.APIM.MultiRegionGateway"),
    ),
    property_rule(
        is_given("properties.virtualNetworkConfiguration.subnetResourceId"),
        when=all_of(_NETWORKED, one_of("properties.virtualNetworkType", "Internal", "External", default="None")),
        id="APIM-09",
        title="The gateway in a network names its subnet, as the current platform needs it",
        severity=Severity.MEDIUM,
        pillar=Pillar.OPERATIONAL_EXCELLENCE,
        types=_TYPES,
        rationale="The first platform version is retired; the second one is only used where the subnet is named.",
        fix="Set virtualNetworkConfiguration.subnetResourceId.",
        references=(f"{_DOCS}/compute-infrastructure",),
        benchmark=("PV-2",),
        azure_policy=("1dc2fc00",),
    ),
)
