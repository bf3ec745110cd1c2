"""What checkov fails and should not, and its neighbours, which do fail."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bedplate.generator.arm.placing import Placed
from bedplate.generator.arm.translation import translate
from bedplate.generator.checkov.process import CheckovProcess
from tests.generator.checkov.judging import (
    SET_ASIDE,
    Declared,
    declared,
    judged_resources,
    outcome_in,
    outcome_of,
)
from tests.generator.checkov.test_false_passes import PROTOCOLS, gateway, storage

OFF = {
    f"{PROTOCOLS}.{which}": "False"
    for which in (
        "Protocols.Tls10",
        "Protocols.Tls11",
        "Protocols.Ssl30",
        "Backend.Protocols.Tls10",
        "Backend.Protocols.Ssl30",
    )
}


def site(**inputs: Any) -> Declared:
    return Declared("web:WebApp", {"name": "app", **inputs})


def cluster(**inputs: Any) -> Declared:
    return Declared("containerservice:ManagedCluster", {"resourceName": "aks", **inputs})


def machine(**os_profile: Any) -> Declared:
    return Declared("compute:VirtualMachine", {"vmName": "vm", "osProfile": {"computerName": "vm", **os_profile}})


def registry(tier: str) -> Declared:
    return Declared("containerregistry:Registry", {"registryName": "images", "sku": {"name": tier}})


def plan(tier: str) -> Declared:
    return Declared("web:AppServicePlan", {"name": "plan", "sku": {"name": tier}})


def firewall(version: str, *overrides: dict[str, str]) -> Declared:
    groups = [{"ruleGroupName": "SESSION-JAVA", "rules": list(overrides)}] if overrides else []
    sets = [{"ruleSetType": "Microsoft_DefaultRuleSet", "ruleSetVersion": version, "ruleGroupOverrides": groups}]
    return Declared(
        "network:WebApplicationFirewallPolicy", {"policyName": "waf", "managedRules": {"managedRuleSets": sets}}
    )


LOG4J_ON = {"ruleId": "944240", "state": "Enabled", "action": "AnomalyScoring"}
LOG4J_OFF = {"ruleId": "944240", "state": "Disabled"}
WORKSPACE = Declared("machinelearningservices:Workspace", {"workspaceName": "ml", "publicNetworkAccess": "Disabled"})

MACHINE_ON_LINUX = machine(linuxConfiguration={"disablePasswordAuthentication": True})
MACHINE_ON_WINDOWS = machine(windowsConfiguration={"enableAutomaticUpdates": False})
SECRETS = {"azureKeyvaultSecretsProvider": {"enabled": True, "config": {"enableSecretRotation": "false"}}}
FUNCTIONS = "FunctionApp,linux"

CASES = [
    pytest.param("CKV_AZURE_243", WORKSPACE, SET_ASIDE, id="F1-workspace-with-a-private-endpoint-of-its-own"),
    pytest.param("CKV_AZURE_173", gateway(customProperties=OFF), "pass", id="F2-texts-that-say-false"),
    pytest.param(
        "CKV_AZURE_173", gateway(customProperties={**OFF, f"{PROTOCOLS}.Protocols.Tls10": "True"}), "fail", id="F2-true"
    ),
    pytest.param(
        "CKV_AZURE_134",
        Declared("cognitiveservices:Account", {"accountName": "ai", "properties": {"publicNetworkAccess": "disabled"}}),
        "pass",
        id="F3-word-in-another-case",
    ),
    pytest.param(
        "CKV_AZURE_236",
        Declared("cognitiveservices:Account", {"accountName": "ai", "properties": {"disableLocalAuth": "true"}}),
        "pass",
        id="F3-boolean-as-text",
    ),
    pytest.param(
        "CKV_AZURE_236",
        Declared("cognitiveservices:Account", {"accountName": "ai", "properties": {"disableLocalAuth": "false"}}),
        "fail",
        id="F3-false-as-text",
    ),
    pytest.param(
        "CKV_AZURE_16",
        site(identity={"type": "SystemAssigned, UserAssigned", "userAssignedIdentities": ["/id"]}),
        SET_ASIDE,
        id="F5-both-identities",
    ),
    pytest.param("CKV_AZURE_16", site(), "fail", id="F5-no-identity"),
    pytest.param("CKV_AZURE_206", storage(), SET_ASIDE, id="F6-copies-in-zones"),
    pytest.param("CKV_AZURE_206", storage(sku={"name": "Standard_LRS"}), "fail", id="F6-copies-in-one-place"),
    pytest.param("CKV_AZURE_44", storage(minimumTlsVersion="TLS1_3"), SET_ASIDE, id="F7-tls-1.3"),
    pytest.param("CKV_AZURE_44", storage(minimumTlsVersion="TLS1_1"), "fail", id="F7-tls-1.1"),
    pytest.param("CKV_AZURE_174", gateway(virtualNetworkType="Internal"), SET_ASIDE, id="F8-internal-network"),
    pytest.param("CKV_AZURE_174", gateway(virtualNetworkType="None"), "fail", id="F8-no-network"),
    *(
        pytest.param(check, Declared("web:WebAppMetadata", {"name": "app"}), SET_ASIDE, id=f"F9-{check}")
        for check in ("CKV_AZURE_80", "CKV_AZURE_88", "CKV_AZURE_65", "CKV_AZURE_66")
    ),
    pytest.param(
        "CKV_AZURE_13",
        Declared("web:WebAppAuthSettingsV2", {"name": "app", "platform": {"enabled": True}}),
        SET_ASIDE,
        id="sign-in-of-the-newer-kind",
    ),
    pytest.param(
        "CKV_AZURE_17", site(publicNetworkAccess="Disabled"), SET_ASIDE, id="private-site-without-client-certificates"
    ),
    pytest.param(
        "CKV_AZURE_17", site(publicNetworkAccess="Enabled"), "fail", id="public-site-without-client-certificates"
    ),
    pytest.param("CKV_AZURE_212", site(siteConfig={"alwaysOn": True}), SET_ASIDE, id="instances-are-the-plans"),
    pytest.param("CKV_AZURE_212", site(siteConfig={"numberOfWorkers": 1}), "fail", id="one-instance-of-a-site"),
    pytest.param("CKV_AZURE_135", firewall("2.1"), SET_ASIDE, id="log4j-rule-on-by-default"),
    pytest.param("CKV_AZURE_135", firewall("2.1", LOG4J_OFF), "fail", id="log4j-rule-turned-off"),
    pytest.param("CKV_AZURE_135", firewall("2.2", LOG4J_ON), SET_ASIDE, id="log4j-rule-turned-on"),
    pytest.param("CKV_AZURE_135", firewall("2.2"), "fail", id="log4j-rule-off-by-default"),
    pytest.param(
        "CKV_AZURE_36",
        storage(publicNetworkAccess="Disabled", networkRuleSet={"defaultAction": "Deny", "bypass": "None"}),
        SET_ASIDE,
        id="no-exception-for-services",
    ),
    pytest.param(
        "CKV_AZURE_36",
        storage(publicNetworkAccess="Enabled", networkRuleSet={"defaultAction": "Deny", "bypass": "None"}),
        "fail",
        id="no-exception-for-services-in-public-reach",
    ),
    pytest.param("CKV_AZURE_8", cluster(), SET_ASIDE, id="dashboard-not-declared"),
    pytest.param(
        "CKV_AZURE_8", cluster(addonProfiles={"kubeDashboard": {"enabled": True}}), "fail", id="dashboard-turned-on"
    ),
    pytest.param("CKV_AZURE_15", site(), SET_ASIDE, id="tls-1.2-by-default"),
    pytest.param("CKV_AZURE_15", site(siteConfig={"minTlsVersion": "1.1"}), "fail", id="tls-1.1"),
    pytest.param("CKV_AZURE_18", site(kind=FUNCTIONS), SET_ASIDE, id="web-check-on-functions"),
    pytest.param("CKV_AZURE_18", site(kind="app,linux"), "fail", id="web-check-on-a-web-app"),
    pytest.param("CKV_AZURE_36", storage(), SET_ASIDE, id="services-are-let-in-by-default"),
    pytest.param(
        "CKV_AZURE_36",
        storage(networkRuleSet={"defaultAction": "Deny", "bypass": "Logging, AzureServices"}),
        SET_ASIDE,
        id="services-among-others",
    ),
    pytest.param(
        "CKV_AZURE_36",
        storage(networkRuleSet={"defaultAction": "Deny", "bypass": "Logging, Metrics"}),
        "fail",
        id="others-without-services",
    ),
    pytest.param("CKV_AZURE_67", site(), SET_ASIDE, id="check-of-functions-on-a-web-app"),
    pytest.param("CKV_AZURE_67", site(kind=FUNCTIONS), "fail", id="check-of-functions-on-functions"),
    pytest.param("CKV_AZURE_151", MACHINE_ON_LINUX, SET_ASIDE, id="check-of-windows-on-linux"),
    pytest.param("CKV_AZURE_151", MACHINE_ON_WINDOWS, "fail", id="check-of-windows-on-windows"),
    pytest.param("CKV_AZURE_166", registry("Basic"), SET_ASIDE, id="quarantine-in-a-tier-without"),
    pytest.param("CKV_AZURE_166", registry("Premium"), "fail", id="no-quarantine"),
    pytest.param("CKV_AZURE_172", cluster(), SET_ASIDE, id="no-secrets-to-renew"),
    pytest.param("CKV_AZURE_172", cluster(addonProfiles=SECRETS), "fail", id="secrets-not-renewed"),
    pytest.param("CKV_AZURE_177", MACHINE_ON_LINUX, SET_ASIDE, id="updates-of-windows-on-linux"),
    pytest.param("CKV_AZURE_177", MACHINE_ON_WINDOWS, "fail", id="updates-of-windows-turned-off"),
    pytest.param("CKV_AZURE_213", site(kind=FUNCTIONS), SET_ASIDE, id="functions-are-not-probed"),
    pytest.param("CKV_AZURE_213", site(), "fail", id="web-app-not-probed"),
    pytest.param("CKV_AZURE_225", plan("B1"), SET_ASIDE, id="plan-that-cannot-span-zones"),
    pytest.param("CKV_AZURE_225", plan("P1v3"), "fail", id="plan-that-can-span-zones"),
]


@pytest.mark.parametrize(("check", "resource", "outcome"), CASES)
def test_no_false_failure(checkov: CheckovProcess, check: str, resource: Declared, outcome: str) -> None:
    assert outcome_of(checkov, check, resource) == outcome


@pytest.mark.parametrize(
    ("check", "alone"),
    [
        ("CKV_AZURE_15", site(siteConfig={"minTlsVersion": "1.0"})),
        ("CKV_AZURE_18", site()),
        ("CKV_AZURE_67", site(kind="functionapp,linux")),
        ("CKV_AZURE_78", site()),
    ],
)
def test_f4_configuration_of_a_site_counts_where_it_is_declared_apart(
    checkov: CheckovProcess, check: str, alone: Declared
) -> None:
    web, metadata = translate(declared(alone, Declared("web:WebAppMetadata", {"name": "app"}, "config")))[0]
    # The type that azure-native 3.29 does not have and other providers of ARM do.
    config = replace(
        metadata,
        identity=replace(metadata.identity, name="app/web", id=f"{web.identity.id}/config/web"),
        placed=Placed(body={"properties": {"minTlsVersion": "1.2", "http20Enabled": True, "ftpsState": "disabled"}}),
    )

    assert outcome_in(judged_resources(checkov, [web, config]), check) == "pass"
    assert outcome_of(checkov, check, alone) == "fail"
