"""Rules on container registries."""

from __future__ import annotations

from collections.abc import Mapping

from bedplate.policies.assembled_rule import assembled_rule
from bedplate.policies.conditions import any_of, equals, some
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule
from bedplate.policies.relations import children_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import Value
from bedplate.policies.zones import in_region_with_zones

_TYPES = ("Microsoft.ContainerRegistry/registries",)
_REGISTRY = "https://learn.microsoft.com/azure/container-registry"
_PREMIUM = equals("sku.name", "Premium")


def _with_replicas(registry: Resource, resources: Resources) -> Mapping[str, Value]:
    replicas = children_of(resources, registry, f"{_TYPES[0]}/replications")
    return {**registry.body, "replicas": [each.body for each in replicas]}


RULES = (
    property_rule(
        equals("properties.adminUserEnabled", expected=False, default=False),
        id="ACR-01",
        title="The container registry has no admin user",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="The admin user is one shared password for reading and writing every image.",
        fix="Set adminUserEnabled to false, and grant callers AcrPull or AcrPush.",
        references=(f"{_REGISTRY}/container-registry-authentication",),
        benchmark=("PA-1",),
        checkov=("CKV_AZURE_137",),
        psrule=("Azure.ACR.AdminUser",),
        azure_policy=("dc921057",),
    ),
    property_rule(
        equals("properties.publicNetworkAccess", "Disabled"),
        id="ACR-02",
        title="The container registry is closed to public networks",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="Azure opens the registry to the internet unless this is set; a leaked token then reads every image "
        "from anywhere.",
        fix="Set publicNetworkAccess to Disabled, and reach the registry through a private endpoint.",
        references=(f"{_REGISTRY}/container-registry-private-link",),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_139",),
        psrule=("Azure.ACR.Firewall",),
        azure_policy=("0fdf0491",),
    ),
    property_rule(
        equals("properties.anonymousPullEnabled", expected=False, default=False),
        id="ACR-03",
        title="Nobody pulls from the container registry without signing in",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="Images hold code, model files and sometimes secrets; anonymous pull shows them to everybody who "
        "reaches the registry.",
        fix="Set anonymousPullEnabled to false.",
        references=(f"{_REGISTRY}/anonymous-pull-access",),
        benchmark=("IM-1",),
        checkov=("CKV_AZURE_138",),
        psrule=("Azure.ACR.AnonymousAccess",),
        azure_policy=("9f2dea28",),
    ),
    property_rule(
        equals("sku.name", "Premium"),
        id="ACR-04",
        title="The container registry has the Premium tier",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        types=_TYPES,
        rationale="Only Premium registries have private endpoints, replicas, zones and an export policy.",
        fix="Set sku.name to Premium.",
        references=(f"{_REGISTRY}/container-registry-skus",),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_163",),
        psrule=("Azure.ACR.MinSku",),
    ),
    assembled_rule(
        any_of(in_region_with_zones, some("replicas", in_region_with_zones, "a replica in a region with zones")),
        assemble=_with_replicas,
        id="ACR-05",
        title="The container registry outlasts a zone",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=_TYPES,
        rationale="Without its registry no workload can start again or scale out. Azure spreads every registry over "
        "the zones of its region, whatever zoneRedundancy says; where the region has none, nothing is spread.",
        fix="Place the registry in a region with availability zones, or add a replications in one.",
        references=(
            f"{_REGISTRY}/zone-redundancy",
            "https://learn.microsoft.com/azure/reliability/reliability-container-registry",
        ),
        benchmark=("BR-1",),
    ),
    property_rule(
        equals("properties.policies.exportPolicy.status", "disabled"),
        when=_PREMIUM,
        id="ACR-06",
        title="Images cannot be exported from the container registry",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:04",
        types=_TYPES,
        rationale="Whoever may read a registry can otherwise have Azure copy its images into one elsewhere, past every "
        "network rule.",
        fix="Set policies.exportPolicy.status to disabled; publicNetworkAccess must be Disabled too.",
        references=(f"{_REGISTRY}/data-loss-prevention",),
        benchmark=("DP-2",),
        psrule=("Azure.ACR.ExportPolicy",),
        azure_policy=("524b0254",),
    ),
    property_rule(
        any_of(
            equals("properties.policies.retentionPolicy.status", "enabled"),
            equals("properties.policies.softDeletePolicy.status", "enabled"),
        ),
        when=_PREMIUM,
        id="ACR-07",
        title="The container registry removes manifests that nothing names any more",
        severity=Severity.LOW,
        pillar=Pillar.COST_OPTIMIZATION,
        types=_TYPES,
        rationale="Each build that reuses a tag leaves an image behind that is paid for and scanned for ever.",
        fix="Set policies.retentionPolicy.status or policies.softDeletePolicy.status to enabled.",
        references=(
            f"{_REGISTRY}/container-registry-retention-policy",
            f"{_REGISTRY}/container-registry-soft-delete-policy",
        ),
        psrule=("Azure.ACR.Retention", "Azure.ACR.SoftDelete"),
    ),
    property_rule(
        equals("properties.policies.quarantinePolicy.status", "enabled"),
        when=_PREMIUM,
        id="ACR-08",
        title="The container registry holds pushed images back until they are scanned",
        severity=Severity.LOW,
        pillar=Pillar.SECURITY,
        recommendation="SE:02",
        types=_TYPES,
        rationale="Without quarantine an image can be pulled before anybody has looked at it.",
        fix="Set policies.quarantinePolicy.status to enabled, once a scanner is there that releases images.",
        references=("https://learn.microsoft.com/azure/templates/microsoft.containerregistry/registries",),
        benchmark=("DS-6",),
        checkov=("CKV_AZURE_166",),
        psrule=("Azure.ACR.Quarantine",),
    ),
    property_rule(
        equals("properties.dataEndpointEnabled", expected=True),
        when=_PREMIUM,
        id="ACR-09",
        title="The container registry serves layers from data endpoints of its own",
        severity=Severity.LOW,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="Without them clients need a firewall rule for all storage of a region, which lets data out to any "
        "account.",
        fix="Set dataEndpointEnabled to true.",
        references=(f"{_REGISTRY}/container-registry-dedicated-data-endpoints",),
        benchmark=("NS-2",),
    ),
)
