"""Kinds of resources that run applications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, count, listing, reference, sentence, switch, value
from bedplate.generator.render.preview_model import Fact, Span, Tone, shown


def _code(subject: Subject) -> Iterator[Fact]:
    """Say the runtime of a site, or the image of its container."""
    stack = subject.get("siteConfig.linuxFxVersion")
    if isinstance(stack, str):
        yield (shown(stack.removeprefix("DOCKER|").replace("|", " ")),)


def _unauthenticated(subject: Subject) -> Iterator[Fact]:
    """Say what becomes of a request without sign-in."""
    action = subject.get("globalValidation.unauthenticatedClientAction")
    if action == "AllowAnonymous":
        yield (Span("sign-in NOT required", Tone.WARNING),)
    elif action is not None:
        yield (Span("sign-in required", Tone.GOOD),)


_SIGN_IN = Kind(
    "sign-in",
    (_unauthenticated, listing("globalValidation.excludedPaths", "open: {}")),
    name_last=True,
)
_PASSWORDS = (switch("allow", on="passwords ALLOWED", off="no passwords", good=False),)

HOSTING_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:web:AppServicePlan": Kind(
            "App Service plan",
            short="plan",
            phrases=(
                sentence(value("sku.name"), value("sku.capacity", "with {} at first")),
                switch("zoneRedundant", on="across zones", off="one zone"),
            ),
        ),
        "azure-native:web:WebApp": Kind(
            "web app",
            (
                _code,
                switch("httpsOnly", on="HTTPS only", off="plain HTTP ALLOWED", good=True),
                value("siteConfig.minTlsVersion", "TLS {}"),
                reference("virtualNetworkSubnetId", "out through {}", tail=True),
            ),
        ),
        "azure-native:web:WebAppAuthSettingsV2": _SIGN_IN,
        "azure-native:web:WebAppScmAllowed": Kind(
            "deployment sign-in policy", _PASSWORDS, short="SCM sign-in", name_last=True
        ),
        "azure-native:web:WebAppFtpAllowed": Kind(
            "FTP sign-in policy", _PASSWORDS, short="FTP sign-in", name_last=True
        ),
        "azure-native:monitor:AutoscaleSetting": Kind(
            "autoscale setting",
            short="autoscale",
            phrases=(
                sentence(
                    value("profiles.0.capacity.minimum", "{} to"), value("profiles.0.capacity.maximum", "{} instances")
                ),
                count("profiles.0.rules", "rule"),
            ),
        ),
        "azure-native:app:ManagedEnvironment": Kind(
            "Container Apps environment",
            short="environment",
            phrases=(
                switch("vnetConfiguration.internal", on="internal", off="public address", good=True),
                switch("zoneRedundant", on="across zones", off="one zone"),
                switch("peerAuthentication.mtls.enabled", on="mutual TLS", off="no mutual TLS", good=True),
                listing("workloadProfiles", "profiles {}", of="name"),
            ),
        ),
        "azure-native:app:ContainerApp": Kind(
            "container app",
            (
                listing("template.containers", of="image"),
                sentence(
                    value("template.scale.minReplicas", "{} to"), value("template.scale.maxReplicas", "{} replicas")
                ),
                value("configuration.ingress.targetPort", "port {}"),
                switch("configuration.ingress.allowInsecure", on="plain HTTP ALLOWED", off="HTTPS only", good=False),
            ),
        ),
        "azure-native:app:ContainerAppsAuthConfig": _SIGN_IN,
    }
)
