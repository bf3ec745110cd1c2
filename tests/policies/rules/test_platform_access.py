from __future__ import annotations

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.platform_access import RULES
from tests.policies.cases import Case, Kind, PropertyCases, outcomes

STORAGE = PropertyCases(
    "Microsoft.Storage/storageAccounts", {"properties": {"isSftpEnabled": False, "isNfsV3Enabled": False}}
)
BLOBS = PropertyCases(
    "Microsoft.Storage/storageAccounts/blobServices",
    {"properties": {"deleteRetentionPolicy": {"allowPermanentDelete": False}}},
)
VAULTS = PropertyCases("Microsoft.KeyVault/vaults", {"properties": {"enabledForTemplateDeployment": False}})
ENVIRONMENTS = PropertyCases(
    "Microsoft.App/managedEnvironments",
    {
        "properties": {
            "vnetConfiguration": {"infrastructureSubnetId": "/subscriptions/s/subnets/apps"},
            "peerTrafficConfiguration": {"encryption": {"enabled": True}},
            "appLogsConfiguration": {"destination": "azure-monitor"},
        }
    },
)
CONNECTIONS = PropertyCases(
    "Microsoft.MachineLearningServices/workspaces/connections", {"properties": {"authType": "AAD"}}
)
HUBS = PropertyCases(
    "Microsoft.MachineLearningServices/workspaces", {"kind": "Hub", "properties": {"enableDataIsolation": True}}
)
PROJECTS = PropertyCases("Microsoft.CognitiveServices/accounts/projects", {"identity": {"type": "SystemAssigned"}})

CASES: list[Case] = [
    *STORAGE.of("ST-15", "properties.isSftpEnabled", bad=True, omitted=Outcome.PASS),
    STORAGE.one("ST-15", Kind.FAIL, {"properties": {"isNfsV3Enabled": True}}, Outcome.FAIL, name="nfs"),
    *BLOBS.of("ST-16", "properties.deleteRetentionPolicy.allowPermanentDelete", bad=True, omitted=Outcome.PASS),
    *VAULTS.of("KV-10", "properties.enabledForTemplateDeployment", bad=True, omitted=Outcome.PASS),
    VAULTS.one("KV-10", Kind.FAIL, {"properties": {"enabledForDeployment": True}}, Outcome.FAIL, name="machines"),
    *ENVIRONMENTS.of("ACA-08", "properties.vnetConfiguration.infrastructureSubnetId", ""),
    *ENVIRONMENTS.of("ACA-09", "properties.peerTrafficConfiguration.encryption.enabled", bad=False),
    *ENVIRONMENTS.of("ACA-10", "properties.appLogsConfiguration.destination", "none"),
    *CONNECTIONS.of("AML-22", "properties.authType", "ApiKey"),
    *HUBS.of("AML-23", "properties.enableDataIsolation", bad=False),
    HUBS.one("AML-23", Kind.NOT_APPLICABLE, {"kind": "Project"}, Outcome.NOT_APPLICABLE),
    *PROJECTS.of("COG-12", "identity.type", "None"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
