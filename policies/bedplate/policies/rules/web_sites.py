"""Rules on web apps, their configuration, and the plans that they run on."""

from __future__ import annotations

from collections.abc import Mapping

from bedplate.policies.assembled_rule import assembled_rule, chained, with_child, with_links
from bedplate.policies.conditions import (
    all_of,
    any_of,
    at_least,
    equals,
    has_item,
    is_empty,
    is_given,
    matches,
    negated,
    none_of,
    one_of,
)
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import Value

_SITE = "Microsoft.Web/sites"
_CONTAINER_APP_SIGN_IN = "Microsoft.App/containerApps/authConfigs"
_TYPES = (_SITE, f"{_SITE}/slots")
_APP_SERVICE = "https://learn.microsoft.com/azure/app-service"
_SUBNET = "properties.virtualNetworkSubnetId"
_CONFIG = "properties.siteConfig"
_with_config = with_child("/config", "web", at=_CONFIG)
_PASSWORDS = "/basicPublishingCredentialsPolicies"
_with_passwords = chained(
    with_child(_PASSWORDS, "ftp", at="ftpPasswords"), with_child(_PASSWORDS, "scm", at="deploymentPasswords")
)
_with_sign_in = with_child("/config", "authsettingsV2", at="signIn")
_IS_WEB_APP = negated(matches("kind", r".*(functionapp|workflowapp).*", "functions"), "a web app")
_HAS_ZONES = r"(P\d+m?v[234]|I\d+m?v2|EP\d|WS\d|FC\d)"


def _signing_in(resource: Resource, resources: Resources) -> Mapping[str, Value]:
    if resource.type.casefold() == _CONTAINER_APP_SIGN_IN.casefold():
        return {**resource.body, "signIn": resource.value("properties")}
    return _with_sign_in(resource, resources)


RULES = (
    property_rule(
        equals("properties.httpsOnly", expected=True),
        id="WEB-01",
        title="The web app answers over HTTPS only",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=_TYPES,
        rationale="Over plain HTTP prompts, answers and session cookies can be read on the way.",
        fix="Set httpsOnly to true.",
        references=(f"{_APP_SERVICE}/configure-ssl-bindings",),
        benchmark=("DP-3",),
        checkov=("CKV_AZURE_14", "CKV_AZURE_70", "CKV_AZURE_153"),
        psrule=("Azure.AppService.UseHTTPS",),
        azure_policy=("a4af4a39",),
    ),
    assembled_rule(
        one_of(f"{_CONFIG}.minTlsVersion", "1.2", "1.3", default="1.2"),
        assemble=_with_config,
        id="WEB-02",
        title="The web app asks for TLS 1.2 or newer",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=_TYPES,
        rationale="Older versions of TLS have known weaknesses.",
        fix="Set siteConfig.minTlsVersion to 1.2 or 1.3.",
        references=(f"{_APP_SERVICE}/overview-tls",),
        benchmark=("DP-3",),
        checkov=("CKV_AZURE_15", "CKV_AZURE_145"),
        psrule=("Azure.AppService.MinTLS",),
        azure_policy=("f0e6e85b",),
    ),
    property_rule(
        any_of(has_item("identity.type", "SystemAssigned"), has_item("identity.type", "UserAssigned")),
        id="WEB-03",
        title="The web app has a managed identity",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="Without an identity the app can reach models and data only with secrets that it must keep.",
        fix="Give the app a system-assigned or a user-assigned identity.",
        references=(f"{_APP_SERVICE}/overview-managed-identity",),
        benchmark=("IM-3",),
        checkov=("CKV_AZURE_71", "CKV_AZURE_16"),
        psrule=("Azure.AppService.ManagedIdentity",),
        azure_policy=("2b9ad585",),
    ),
    property_rule(
        equals("properties.publicNetworkAccess", "Disabled"),
        id="WEB-04",
        title="The web app is closed to public networks",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="An app that answers on the internet is reached past the web application firewall in front of it.",
        fix="Set publicNetworkAccess to Disabled, and publish the app through a gateway and a private endpoint.",
        references=(f"{_APP_SERVICE}/overview-private-endpoint",),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_222",),
        azure_policy=("1b5ef780",),
    ),
    assembled_rule(
        all_of(
            is_given(_SUBNET),
            any_of(
                equals("properties.outboundVnetRouting.allTraffic", expected=True),
                equals("properties.outboundVnetRouting.applicationTraffic", expected=True),
                equals("properties.vnetRouteAllEnabled", expected=True),
                equals(f"{_CONFIG}.vnetRouteAllEnabled", expected=True),
                # Flex Consumption always sends all traffic through its subnet.
                is_given("properties.functionAppConfig"),
            ),
        ),
        assemble=chained(_with_config, with_links(_SUBNET)),
        # An App Service Environment lies in a network as a whole.
        when=is_empty("properties.hostingEnvironmentProfile"),
        id="WEB-05",
        title="All traffic out of the web app goes through a network of its own",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="Otherwise the app reaches private endpoints not at all, and the internet past the firewall.",
        fix="Name a delegated subnet in virtualNetworkSubnetId, and set outboundVnetRouting.allTraffic to true.",
        references=(f"{_APP_SERVICE}/overview-vnet-integration",),
        benchmark=("NS-1",),
        azure_policy=("801543d1",),
    ),
    assembled_rule(
        all_of(
            one_of(f"{_CONFIG}.ftpsState", "Disabled", "FtpsOnly"),
            equals("ftpPasswords.allow", expected=False),
            equals("deploymentPasswords.allow", expected=False),
        ),
        assemble=chained(_with_config, _with_passwords),
        id="WEB-06",
        title="Nobody deploys the web app over plain FTP or with a password",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:08",
        types=_TYPES,
        rationale="Publishing passwords name nobody and let whoever finds one replace the app's code.",
        fix="Set siteConfig.ftpsState to Disabled, and declare basicPublishingCredentialsPolicies ftp and scm with "
        "allow set to false.",
        references=(f"{_APP_SERVICE}/deploy-ftp", f"{_APP_SERVICE}/configure-basic-auth-disable"),
        benchmark=("DP-3",),
        checkov=("CKV_AZURE_78",),
        psrule=("Azure.AppService.WebSecureFtp",),
        azure_policy=("871b205b",),
    ),
    assembled_rule(
        is_given(f"{_CONFIG}.healthCheckPath"),
        equals(f"{_CONFIG}.alwaysOn", expected=True),
        equals(f"{_CONFIG}.http20Enabled", expected=True),
        assemble=_with_config,
        when=_IS_WEB_APP,
        id="WEB-07",
        title="The web app is probed, kept loaded, and speaks HTTP/2",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:07",
        types=_TYPES,
        rationale="Without a health check, requests go on to instances that are broken; an app that sleeps answers its "
        "first user late.",
        fix="Set siteConfig.healthCheckPath, siteConfig.alwaysOn and siteConfig.http20Enabled.",
        references=(f"{_APP_SERVICE}/monitor-instances-health-check", f"{_APP_SERVICE}/configure-common"),
        benchmark=("BR-1",),
        checkov=("CKV_AZURE_213", "CKV_AZURE_18", "CKV_AZURE_67"),
        psrule=("Azure.AppService.WebProbe", "Azure.AppService.AlwaysOn", "Azure.AppService.HTTP2"),
    ),
    assembled_rule(
        equals(f"{_CONFIG}.remoteDebuggingEnabled", expected=False, default=False),
        assemble=_with_config,
        id="WEB-08",
        title="Nobody debugs the web app from outside",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:08",
        types=_TYPES,
        rationale="Remote debugging opens ports that give whoever attaches the memory of the app.",
        fix="Set siteConfig.remoteDebuggingEnabled to false.",
        references=(f"{_APP_SERVICE}/configure-common",),
        benchmark=("PV-2",),
        checkov=("CKV_AZURE_72", "CKV_AZURE_155"),
        psrule=("Azure.AppService.RemoteDebug",),
        azure_policy=("cb510bfd",),
    ),
    property_rule(
        all_of(
            equals("properties.zoneRedundant", expected=True),
            # Two instances are enough to span zones since 2025; Flex Consumption counts none.
            any_of(matches("sku.name", r"FC\d", "Flex Consumption"), at_least("sku.capacity", 2)),
        ),
        when=matches("sku.name", _HAS_ZONES, "a tier that can span zones"),
        id="WEB-09",
        title="The App Service plan spans zones",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=("Microsoft.Web/serverfarms",),
        rationale="All apps of a plan in one zone are down with it.",
        fix="Set zoneRedundant to true and sku.capacity to 2 or more.",
        references=("https://learn.microsoft.com/azure/reliability/reliability-app-service",),
        benchmark=("BR-1",),
        checkov=("CKV_AZURE_225",),
        psrule=("Azure.AppService.AvailabilityZone", "Azure.AppService.PlanInstanceCount"),
    ),
    assembled_rule(
        all_of(
            equals("signIn.platform.enabled", expected=True),
            any_of(
                equals("signIn.globalValidation.requireAuthentication", expected=True),
                none_of("signIn.globalValidation.unauthenticatedClientAction", "AllowAnonymous"),
            ),
        ),
        assemble=_signing_in,
        when=_IS_WEB_APP,
        id="WEB-10",
        title="Users of the web app sign in",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=(*_TYPES, _CONTAINER_APP_SIGN_IN),
        rationale="A chat that anybody may use spends the model's quota and answers from private documents for "
        "strangers.",
        fix="Declare the config authsettingsV2 with platform.enabled and globalValidation.requireAuthentication.",
        references=(f"{_APP_SERVICE}/overview-authentication-authorization",),
        benchmark=("IM-6",),
        checkov=("CKV_AZURE_13", "CKV_AZURE_56"),
        azure_policy=("95bccee9",),
    ),
)
