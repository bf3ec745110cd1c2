"""Rules on container apps and their environments."""

from __future__ import annotations

from collections.abc import Mapping

from bedplate.policies.assembled_rule import assembled_rule
from bedplate.policies.conditions import (
    all_of,
    any_of,
    at_least,
    each,
    equals,
    has_item,
    is_given,
)
from bedplate.policies.container_environments import ENVIRONMENT, environment_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule
from bedplate.policies.relations import Tie
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN, Value

_ENVIRONMENTS = (ENVIRONMENT,)
_APPS = ("Microsoft.App/containerApps",)
_CONTAINER_APPS = "https://learn.microsoft.com/azure/container-apps"
_INGRESS = "properties.configuration.ingress"


def _with_environment(app: Resource, resources: Resources) -> Mapping[str, Value]:
    found = environment_of(app, resources)
    environment: Value = found.targets[0].body if len(found.targets) == 1 else UNKNOWN
    return {**app.body, "environment": {} if found.tie is Tie.ABSENT else environment}


RULES = (
    property_rule(
        any_of(
            equals("properties.publicNetworkAccess", "Disabled"),
            all_of(
                equals("properties.vnetConfiguration.internal", expected=True),
                equals("properties.publicNetworkAccess", "Disabled", default="Disabled"),
            ),
        ),
        id="ACA-01",
        title="The Container Apps environment is closed to public networks",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_ENVIRONMENTS,
        rationale="Every app of a public environment can be one setting away from the internet.",
        fix="Set vnetConfiguration.internal to true and publicNetworkAccess to Disabled.",
        references=(f"{_CONTAINER_APPS}/networking",),
        benchmark=("NS-2",),
        psrule=("Azure.ContainerApp.PublicAccess",),
        azure_policy=("d074ddf8",),
    ),
    property_rule(
        equals("properties.zoneRedundant", expected=True),
        id="ACA-02",
        title="The Container Apps environment spans zones",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=_ENVIRONMENTS,
        rationale="All apps of an environment in one zone are down with it, and it cannot be changed later.",
        fix="Set zoneRedundant to true when the environment is created; it needs a subnet.",
        references=("https://learn.microsoft.com/azure/reliability/reliability-azure-container-apps",),
        benchmark=("BR-1",),
        psrule=("Azure.ContainerApp.AvailabilityZone",),
    ),
    property_rule(
        equals(f"{_INGRESS}.allowInsecure", expected=False, default=False),
        when=is_given(_INGRESS),
        id="ACA-03",
        title="The container app answers over HTTPS only",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=_APPS,
        rationale="Over plain HTTP prompts, answers and session cookies can be read on the way.",
        fix="Set configuration.ingress.allowInsecure to false.",
        references=(f"{_CONTAINER_APPS}/ingress-overview",),
        benchmark=("DP-3",),
        psrule=("Azure.ContainerApp.Insecure",),
        azure_policy=("0e80e269",),
    ),
    assembled_rule(
        any_of(
            equals(f"{_INGRESS}.external", expected=False, default=False),
            # "External" means outside the environment: in an internal one, the network and a gateway in it.
            equals("environment.properties.vnetConfiguration.internal", expected=True),
            equals("environment.properties.publicNetworkAccess", "Disabled"),
        ),
        assemble=_with_environment,
        when=is_given(_INGRESS),
        id="ACA-04",
        title="The container app is not published to the internet directly",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_APPS,
        rationale="An app with an address on the internet is reached past the web application firewall.",
        fix="Set configuration.ingress.external to false, or run the app in an internal environment behind a gateway.",
        references=(f"{_CONTAINER_APPS}/ingress-overview", f"{_CONTAINER_APPS}/waf-app-gateway"),
        benchmark=("NS-2",),
        psrule=("Azure.ContainerApp.ExternalIngress",),
        azure_policy=("783ea2a8",),
    ),
    property_rule(
        all_of(
            any_of(has_item("identity.type", "SystemAssigned"), has_item("identity.type", "UserAssigned")),
            each("properties.configuration.registries", is_given("identity")),
        ),
        id="ACA-05",
        title="The container app has a managed identity and pulls its image with one",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_APPS,
        rationale="Without an identity the app can reach models, data and images only with secrets that it must keep.",
        fix="Give the app an identity, and name one in every entry of configuration.registries.",
        references=(f"{_CONTAINER_APPS}/managed-identity-image-pull",),
        benchmark=("IM-3",),
        psrule=("Azure.ContainerApp.ManagedIdentity",),
        azure_policy=("b874ab2d",),
    ),
    property_rule(
        all_of(
            at_least("properties.template.scale.minReplicas", 2),
            is_given("properties.template.containers"),
            each("properties.template.containers", is_given("probes")),
        ),
        id="ACA-06",
        title="Two replicas of the container app run at least, and each is probed",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:07",
        types=_APPS,
        rationale="A single replica is down while it restarts or moves, and without probes of its own the app gets "
        "requests that it cannot answer yet.",
        fix="Set template.scale.minReplicas to 2, and probes for every container.",
        references=(f"{_CONTAINER_APPS}/health-probes", f"{_CONTAINER_APPS}/scale-app"),
        benchmark=("BR-1",),
        psrule=("Azure.ContainerApp.MinReplicas", "Azure.ContainerApp.HealthProbe"),
    ),
)
