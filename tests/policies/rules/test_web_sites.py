from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.web_sites import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Case, Kind, PropertyCases, changed, outcomes, reasons, without, worst

GOOD: dict[str, Any] = {
    "name": "app-chat-prod",
    "kind": "app,linux",
    "identity": {"type": "UserAssigned"},
    "properties": {
        "httpsOnly": True,
        "publicNetworkAccess": "Disabled",
        "virtualNetworkSubnetId": f"{GROUP}/subnet",
        "outboundVnetRouting": {"allTraffic": True},
        "siteConfig": {
            "minTlsVersion": "1.2",
            "ftpsState": "Disabled",
            "healthCheckPath": "/health",
            "alwaysOn": True,
            "http20Enabled": True,
            "remoteDebuggingEnabled": False,
        },
    },
}
FUNCTIONS = {**GOOD, "kind": "functionapp,linux"}
PLAN: dict[str, Any] = {"sku": {"name": "P1v3", "capacity": 3}, "properties": {"zoneRedundant": True}}
SIGN_IN: dict[str, Any] = {
    "platform": {"enabled": True},
    "globalValidation": {"requireAuthentication": True, "unauthenticatedClientAction": "RedirectToLoginPage"},
}
SITE = "Microsoft.Web/sites"
ID = f"{GROUP}/providers/{SITE}/app-chat-prod"
MAKE = PropertyCases(SITE, GOOD)
PLANS = PropertyCases("Microsoft.Web/serverfarms", PLAN)
CONTAINER_APPS = PropertyCases("Microsoft.App/containerApps/authConfigs", {"properties": SIGN_IN})
SUBNET = "properties.virtualNetworkSubnetId"
ROUTING = "properties.outboundVnetRouting.allTraffic"
ACTION = "globalValidation.unauthenticatedClientAction"
REQUIRED = "globalValidation.requireAuthentication"


def _site(
    rule: str, kind: Kind, expected: Outcome, *, name: str = "", site: dict[str, Any] = GOOD, **children: Any
) -> Case:
    """A site with children: `config_web`, `config_authsettingsV2`, `policies_ftp`, `policies_scm`."""
    types = {"config": "config", "policies": "basicPublishingCredentialsPolicies"}
    resources = [Resource(key="site", type=SITE, id=ID, body=site)]
    for child, properties in children.items():
        group, _, child_name = child.partition("_")
        resources.append(
            Resource(
                key=child,
                type=f"{SITE}/{types[group]}",
                id=f"{ID}/{types[group]}/{child_name}",
                body={"properties": properties},
            )
        )
    return Case(rule=rule, kind=kind, name=name or kind.value, resources=tuple(resources), expected=(expected,))


def _subnet_made_from_a_network() -> Case:
    network = Resource(key="network", type="Microsoft.Network/virtualNetworks", body={})
    site = Resource(key="site", type=SITE, body=changed(GOOD, SUBNET, UNKNOWN), references={SUBNET: ("network",)})
    return Case(
        rule="WEB-05", kind=Kind.UNKNOWN, name="by-reference", resources=(network, site), expected=(Outcome.PASS,)
    )


OFF = {"allow": False}
SLOT_RULES = ("WEB-01", "WEB-03", "WEB-04", "WEB-05", "WEB-06", "WEB-07", "WEB-10")
TLS = "properties.siteConfig.minTlsVersion"
CASES: list[Case] = [
    *MAKE.of("WEB-01", "properties.httpsOnly", bad=False),
    *MAKE.of("WEB-02", TLS, "1.0", omitted=Outcome.PASS),
    _site(
        "WEB-02", Kind.PASS, Outcome.PASS, name="apart", site=without(GOOD, TLS), config_web={"minTlsVersion": "1.3"}
    ),
    _site("WEB-02", Kind.FAIL, Outcome.FAIL, name="apart-and-bad", config_web={"minTlsVersion": "1.0"}),
    *MAKE.of("WEB-03", "identity.type", "None"),
    MAKE.one(
        "WEB-03", Kind.PASS, changed(GOOD, "identity.type", "SystemAssigned, UserAssigned"), Outcome.PASS, name="both"
    ),
    *MAKE.of("WEB-04", "properties.publicNetworkAccess", "Enabled"),
    *MAKE.of("WEB-05", SUBNET, ""),
    MAKE.one("WEB-05", Kind.FAIL, changed(GOOD, ROUTING, value=False), Outcome.FAIL, name="not-all-traffic"),
    *(
        MAKE.one("WEB-05", Kind.PASS, changed(without(GOOD, ROUTING), path, value), Outcome.PASS, name=path)
        for path, value in (
            ("properties.outboundVnetRouting.applicationTraffic", True),
            ("properties.vnetRouteAllEnabled", True),
            ("properties.siteConfig.vnetRouteAllEnabled", True),
            ("properties.functionAppConfig", {"runtime": {}}),
        )
    ),
    MAKE.one(
        "WEB-05",
        Kind.NOT_APPLICABLE,
        changed(GOOD, "properties.hostingEnvironmentProfile", {"id": "/environment"}),
        Outcome.NOT_APPLICABLE,
    ),
    _subnet_made_from_a_network(),
    _site("WEB-06", Kind.PASS, Outcome.PASS, policies_ftp=OFF, policies_scm=OFF),
    _site("WEB-06", Kind.FAIL, Outcome.FAIL, policies_ftp=OFF, policies_scm={"allow": True}),
    _site("WEB-06", Kind.FAIL, Outcome.FAIL, name="ftp-passwords", policies_ftp={"allow": True}, policies_scm=OFF),
    _site(
        "WEB-06",
        Kind.FAIL,
        Outcome.FAIL,
        name="plain-ftp",
        site=changed(GOOD, "properties.siteConfig.ftpsState", "AllAllowed"),
        policies_ftp=OFF,
        policies_scm=OFF,
    ),
    _site("WEB-06", Kind.OMITTED, Outcome.FAIL),
    _site("WEB-06", Kind.UNKNOWN, Outcome.UNDECIDED, policies_ftp=OFF, policies_scm={"allow": UNKNOWN}),
    _site("WEB-06", Kind.WRONG_CASE, Outcome.PASS, policies_FTP={"ALLOW": False}, policies_SCM={"Allow": "False"}),
    *MAKE.of("WEB-07", "properties.siteConfig.healthCheckPath", ""),
    *(
        MAKE.one("WEB-07", Kind.FAIL, changed(GOOD, path, value=False), Outcome.FAIL, name=path)
        for path in ("properties.siteConfig.alwaysOn", "properties.siteConfig.http20Enabled")
    ),
    MAKE.one("WEB-07", Kind.NOT_APPLICABLE, FUNCTIONS, Outcome.NOT_APPLICABLE),
    *MAKE.of("WEB-08", "properties.siteConfig.remoteDebuggingEnabled", bad=True, omitted=Outcome.PASS),
    *PLANS.of("WEB-09", "properties.zoneRedundant", bad=False),
    PLANS.one("WEB-09", Kind.FAIL, changed(PLAN, "sku.capacity", 1), Outcome.FAIL, name="one-instance"),
    PLANS.one(
        "WEB-09",
        Kind.PASS,
        {"sku": {"name": "FC1"}, "properties": {"zoneRedundant": True}},
        Outcome.PASS,
        name="flex-consumption",
    ),
    PLANS.one(
        "WEB-09",
        Kind.NOT_APPLICABLE,
        changed(PLAN, "sku.name", "B1"),
        Outcome.NOT_APPLICABLE,
        name="tier-without-zones",
    ),
    _site("WEB-10", Kind.PASS, Outcome.PASS, config_authsettingsV2=SIGN_IN),
    _site("WEB-10", Kind.FAIL, Outcome.FAIL, config_authsettingsV2=changed(SIGN_IN, "platform.enabled", value=False)),
    _site(
        "WEB-10",
        Kind.FAIL,
        Outcome.FAIL,
        name="anonymous",
        config_authsettingsV2=changed(changed(SIGN_IN, REQUIRED, value=False), ACTION, "AllowAnonymous"),
    ),
    _site("WEB-10", Kind.OMITTED, Outcome.FAIL),
    _site(
        "WEB-10",
        Kind.UNKNOWN,
        Outcome.UNDECIDED,
        config_authsettingsV2=changed(SIGN_IN, "platform.enabled", UNKNOWN),
    ),
    _site("WEB-10", Kind.WRONG_CASE, Outcome.PASS, config_AUTHSETTINGSV2=SIGN_IN),
    _site("WEB-10", Kind.NOT_APPLICABLE, Outcome.NOT_APPLICABLE, site=FUNCTIONS),
    CONTAINER_APPS.one("WEB-10", Kind.PASS, {"properties": SIGN_IN}, Outcome.PASS, name="container-app"),
    CONTAINER_APPS.one(
        "WEB-10",
        Kind.FAIL,
        {"properties": {"platform": {"enabled": True}, "globalValidation": {}}},
        Outcome.FAIL,
        name="container-app-for-anybody",
    ),
]

BARE = PropertyCases(f"{SITE}/slots", {"name": "app-chat-prod/next", "kind": "app,linux", "properties": {}})
CASES += [
    *(BARE.one(rule, Kind.FAIL, BARE.good, Outcome.FAIL, name=f"{rule}-bare-slot") for rule in SLOT_RULES),
    BARE.one("WEB-04", Kind.PASS, GOOD, Outcome.PASS, name="pass-closed-slot"),
    Case(
        rule="WEB-10",
        kind=Kind.PASS,
        name="pass-slot-with-a-sign-in",
        resources=(
            Resource(key="slot", type=f"{SITE}/slots", id=f"{ID}/slots/next", body=GOOD),
            Resource(
                key="config",
                type=f"{SITE}/slots/config",
                id=f"{ID}/slots/next/config/authsettingsV2",
                body={"properties": SIGN_IN},
            ),
        ),
        expected=(Outcome.PASS,),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert (worst(outcomes(case, RULES)),) == case.expected


def test_every_failure_is_told() -> None:
    bad = changed(GOOD, "properties.siteConfig", {"alwaysOn": False})
    assert reasons(RULES, "WEB-07", SITE, bad) == [
        "properties.siteConfig.healthCheckPath is not set, expected a value",
        "properties.siteConfig.alwaysOn is false, expected true",
        "properties.siteConfig.http20Enabled is not set, expected true",
    ]
