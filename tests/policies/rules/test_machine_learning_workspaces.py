from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.machine_learning_workspaces import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

GOOD: dict[str, Any] = {
    "name": "mlw-train",
    "kind": "Default",
    "identity": {"type": "SystemAssigned,UserAssigned"},
    "properties": {
        "publicNetworkAccess": "Disabled",
        "managedNetwork": {"isolationMode": "AllowOnlyApprovedOutbound"},
        "primaryUserAssignedIdentity": "/identity",
        "systemDatastoresAuthMode": "Identity",
        "encryption": {"status": "Enabled", "keyVaultProperties": {"keyIdentifier": "https://kv/keys/k"}},
        "hbiWorkspace": True,
        "allowPublicAccessWhenBehindVnet": False,
        "v1LegacyMode": False,
    },
}
PROJECT: dict[str, Any] = {"name": "project", "kind": "project", "properties": {}}
SERVERLESS = {"serverlessComputeCustomSubnet": "/subnet", "serverlessComputeNoPublicIP": True}
OWN_NETWORK = changed(without(GOOD, "properties.managedNetwork"), "properties.serverlessComputeSettings", SERVERLESS)
MAKE = PropertyCases("Microsoft.MachineLearningServices/workspaces", GOOD)
REGISTRY = PropertyCases(
    "Microsoft.MachineLearningServices/registries", {"properties": {"publicNetworkAccess": "Disabled"}}
)

CASES: list[Case] = [
    *MAKE.of("AML-01", "properties.publicNetworkAccess", "Enabled"),
    *MAKE.of("AML-02", "properties.managedNetwork.isolationMode", "AllowInternetOutbound"),
    MAKE.one("AML-02", Kind.PASS, OWN_NETWORK, Outcome.PASS, name="own-network"),
    MAKE.one(
        "AML-02",
        Kind.FAIL,
        changed(OWN_NETWORK, "properties.serverlessComputeSettings.serverlessComputeNoPublicIP", value=False),
        Outcome.FAIL,
        name="own-network-public-address",
    ),
    *MAKE.of("AML-04", "properties.primaryUserAssignedIdentity", ""),
    MAKE.one("AML-04", Kind.FAIL, changed(GOOD, "identity.type", "SystemAssigned"), Outcome.FAIL, name="system-only"),
    *MAKE.of("AML-05", "properties.systemDatastoresAuthMode", "AccessKey"),
    MAKE.one(
        "AML-05",
        Kind.PASS,
        changed(GOOD, "properties.systemDatastoresAuthMode", "UserDelegationSAS"),
        Outcome.PASS,
        name="delegation",
    ),
    *MAKE.of("AML-06", "properties.encryption.status", "Disabled"),
    MAKE.one(
        "AML-06", Kind.FAIL, without(GOOD, "properties.encryption.keyVaultProperties"), Outcome.FAIL, name="no-key"
    ),
    *MAKE.of("AML-07", "properties.hbiWorkspace", bad=False),
    *MAKE.of("AML-08", "properties.allowPublicAccessWhenBehindVnet", bad=True, omitted=Outcome.PASS),
    *MAKE.of("AML-09", "properties.v1LegacyMode", bad=True, omitted=Outcome.PASS),
    *REGISTRY.of("AML-21", "properties.publicNetworkAccess", "Enabled"),
    *(
        MAKE.one(rule, Kind.NOT_APPLICABLE, PROJECT, Outcome.NOT_APPLICABLE, name="project")
        for rule in ("AML-01", "AML-02", "AML-05", "AML-06", "AML-07", "AML-08", "AML-09")
    ),
    MAKE.one("AML-01", Kind.PASS, without(GOOD, "kind"), Outcome.PASS, name="kind-left-out"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
