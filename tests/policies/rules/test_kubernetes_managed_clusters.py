from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.kubernetes_managed_clusters import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, reasons, worst

GOOD: dict[str, Any] = {
    "name": "aks-chat-prod",
    "properties": {
        "apiServerAccessProfile": {"enablePrivateCluster": True},
        "aadProfile": {"managed": True, "enableAzureRBAC": True},
        "disableLocalAccounts": True,
        "networkProfile": {"networkPolicy": "cilium"},
        "oidcIssuerProfile": {"enabled": True},
        "securityProfile": {"workloadIdentity": {"enabled": True}},
    },
}
MAKE = PropertyCases("Microsoft.ContainerService/managedClusters", GOOD)

CASES: list[Case] = [
    *MAKE.of("AKS-01", "properties.disableLocalAccounts", bad=False),
    *(
        MAKE.one("AKS-01", Kind.FAIL, changed(GOOD, path, value), Outcome.FAIL, name=path)
        for path, value in (
            ("properties.apiServerAccessProfile.enablePrivateCluster", False),
            ("properties.aadProfile.managed", False),
            ("properties.aadProfile.enableAzureRBAC", False),
            ("properties.networkProfile.networkPolicy", "none"),
            ("properties.oidcIssuerProfile.enabled", False),
            ("properties.securityProfile.workloadIdentity.enabled", False),
        )
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert (worst(outcomes(case, RULES)),) == case.expected


def test_every_failure_is_told() -> None:
    bad = changed(changed(GOOD, "properties.aadProfile", {}), "properties.networkProfile.networkPolicy", "")
    assert reasons(RULES, "AKS-01", MAKE.type, bad) == [
        "properties.aadProfile.managed is not set, expected true",
        "properties.aadProfile.enableAzureRBAC is not set, expected true",
        "properties.networkProfile.networkPolicy is empty, expected anything but none",
    ]
