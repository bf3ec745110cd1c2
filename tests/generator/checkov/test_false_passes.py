"""What checkov passes and should not: none of it counts as a pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bedplate.generator.arm.documents import arm_documents
from bedplate.generator.arm.translation import translate
from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.graph import UNKNOWN
from tests.generator.checkov.judging import (
    SET_ASIDE,
    Declared,
    declared,
    judged,
    judged_resources,
    outcome_in,
    outcome_of,
)

STORAGE = {"accountName": "data", "kind": "StorageV2", "sku": {"name": "Standard_ZRS"}}
GATEWAY = {"serviceName": "gateway", "sku": {"name": "Premium", "capacity": 1}}
PROTOCOLS = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security"


def storage(**inputs: Any) -> Declared:
    return Declared("storage:StorageAccount", {**STORAGE, **inputs})


def gateway(**inputs: Any) -> Declared:
    return Declared("apimanagement:ApiManagementService", {**GATEWAY, **inputs})


def test_templates_have_the_shape_of_which_checkov_reads_every_resource(checkov: CheckovProcess) -> None:
    # False passes 1 to 3: resources as an object, an entry without a type, no `$schema`.
    program = declared(storage(), Declared("keyvault:Vault", {"vaultName": "keys"}, "vault"))
    (template,) = arm_documents(program).templates.values()

    assert "languageVersion" not in template
    assert template["$schema"].endswith("/2019-04-01/deploymentTemplate.json#")
    assert [each["type"] for each in template["resources"]] == [
        "Microsoft.Storage/storageAccounts",
        "Microsoft.KeyVault/vaults",
    ]
    assert judged(checkov, program).scanner.resources == 2


CLUSTER = {"resourceName": "aks"}
RANGES = {"authorizedIPRanges": ["198.51.100.0/24"]}
EVERYBODY = {"authorizedIPRanges": ["198.51.100.0/24", "0.0.0.0/0"]}
ENCODED_PASSWORD = {"computerName": "vm", "customData": "ZXhwb3J0IFBBU1NXT1JEPWh1bnRlcjI="}

CASES = [
    pytest.param(
        "CKV_AZURE_6",
        Declared("containerservice:ManagedCluster", {**CLUSTER, "apiServerAccessProfile": EVERYBODY}),
        SET_ASIDE,
        id="a-range-of-everybody",
    ),
    pytest.param(
        "CKV_AZURE_6",
        Declared("containerservice:ManagedCluster", {**CLUSTER, "apiServerAccessProfile": RANGES}),
        "pass",
        id="a-range-of-somebody",
    ),
    pytest.param(
        "CKV_AZURE_45",
        Declared("compute:VirtualMachine", {"vmName": "vm", "osProfile": ENCODED_PASSWORD}),
        SET_ASIDE,
        id="password-in-encoded-data",
    ),
    pytest.param(
        "CKV2_AZURE_19",
        Declared("synapse:Workspace", {"workspaceName": "data"}),
        SET_ASIDE,
        id="firewall-rules-depend-on-the-workspace",
    ),
    pytest.param("CKV_AZURE_59", storage(publicNetworkAccess=UNKNOWN), "undecided", id="4-unknown-value"),
    pytest.param("CKV_AZURE_59", storage(publicNetworkAccess="Disabled"), "pass", id="4-known-value"),
    pytest.param("CKV_AZURE_59", storage(), SET_ASIDE, id="5-storage-says-nothing-of-public-access"),
    pytest.param(
        "CKV2_AZURE_49",
        Declared("machinelearningservices:Workspace", {"workspaceName": "ml"}),
        SET_ASIDE,
        id="6-workspace-says-nothing-of-public-access",
    ),
    pytest.param(
        "CKV2_AZURE_49",
        Declared("machinelearningservices:Workspace", {"workspaceName": "ml", "publicNetworkAccess": "Disabled"}),
        "pass",
        id="6-workspace-without-public-access",
    ),
    pytest.param(
        "CKV2_AZURE_49",
        Declared("machinelearningservices:Workspace", {"workspaceName": "ml", "publicNetworkAccess": UNKNOWN}),
        "undecided",
        id="6-workspace-with-unknown-public-access",
    ),
    pytest.param(
        "CKV_AZURE_107",
        gateway(virtualNetworkType="None", virtualNetworkConfiguration={}),
        SET_ASIDE,
        id="7-empty-network-configuration",
    ),
    pytest.param(
        "CKV_AZURE_107",
        gateway(virtualNetworkType="Internal", virtualNetworkConfiguration={"subnetResourceId": "/subnet"}),
        "pass",
        id="7-in-a-network",
    ),
    pytest.param("CKV_AZURE_173", gateway(), SET_ASIDE, id="8-nothing-said-of-protocols"),
    pytest.param(
        "CKV_AZURE_173",
        gateway(customProperties={f"{PROTOCOLS}.Protocols.Tls10": "False"}),
        SET_ASIDE,
        id="8-nothing-said-of-protocols-to-backends",
    ),
    pytest.param(
        "CKV_AZURE_233",
        Declared("containerregistry:Registry", {"registryName": "images", "sku": {"name": "Premium"}}),
        SET_ASIDE,
        id="9-nothing-said-of-zones",
    ),
    pytest.param(
        "CKV_AZURE_223",
        Declared("eventhub:Namespace", {"namespaceName": "events", "sku": {"name": "Standard"}}),
        SET_ASIDE,
        id="9-nothing-said-of-tls",
    ),
    pytest.param(
        "CKV_AZURE_3",
        storage(accountName="[toLower('DATA')]", enableHttpsTrafficOnly=False),
        "fail",
        id="11-name-with-a-function-call",
    ),
    pytest.param(
        "CKV_AZURE_100",
        Declared("cosmosdb:DatabaseAccount", {"accountName": "threads", "keyVaultKeyUri": "https://keys/key"}),
        SET_ASIDE,
        id="12-check-of-another-type",
    ),
    pytest.param(
        "CKV_AZURE_101",
        Declared("cosmosdb:DatabaseAccount", {"accountName": "threads", "publicNetworkAccess": "var.y"}),
        "fail",
        id="13-text-that-looks-like-a-variable",
    ),
    pytest.param(
        "CKV_AZURE_11",
        Declared("sql:Server", {"serverName": "sql"}),
        SET_ASIDE,
        id="firewall-rules-of-sql-declared-apart",
    ),
    pytest.param(
        "CKV_AZURE_56",
        Declared("web:WebAppAuthSettingsV2", {"name": "app", "platform": {"enabled": False}}),
        SET_ASIDE,
        id="sign-in-under-its-full-name",
    ),
]


@pytest.mark.parametrize(("check", "resource", "outcome"), CASES)
def test_no_false_pass(checkov: CheckovProcess, check: str, resource: Declared, outcome: str) -> None:
    assert outcome_of(checkov, check, resource) == outcome


@pytest.mark.parametrize("written", ["microsoft.cognitiveservices/accounts", "Microsoft.CognitiveServices/Accounts"])
def test_10_a_type_in_another_case_is_judged_all_the_same(checkov: CheckovProcess, written: str) -> None:
    account = Declared(
        "cognitiveservices:Account", {"accountName": "ai", "properties": {"publicNetworkAccess": "Enabled"}}
    )
    ((resource,), _) = translate(declared(account))
    renamed = replace(resource, identity=replace(resource.identity, type=written))

    assert outcome_in(judged_resources(checkov, [renamed]), "CKV_AZURE_134") == "fail"


def test_a_pass_that_does_not_count_names_what_asks_instead(checkov: CheckovProcess) -> None:
    (line,) = [each for each in judged(checkov, declared(storage())).superseded if each.check == "CKV_AZURE_59"]

    assert line.replaced_by == ("ST-01",)
    assert line.findings == 0
    assert line.reason == "passes where nothing is set; Azure then admits public access"
