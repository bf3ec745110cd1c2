"""Rules on Azure Kubernetes Service clusters."""

from __future__ import annotations

from bedplate.policies.conditions import equals, none_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_AKS = "https://learn.microsoft.com/azure/aks"

RULES = (
    property_rule(
        equals("properties.apiServerAccessProfile.enablePrivateCluster", expected=True),
        equals("properties.aadProfile.managed", expected=True),
        equals("properties.aadProfile.enableAzureRBAC", expected=True),
        equals("properties.disableLocalAccounts", expected=True),
        none_of("properties.networkProfile.networkPolicy", "", "none"),
        equals("properties.oidcIssuerProfile.enabled", expected=True),
        equals("properties.securityProfile.workloadIdentity.enabled", expected=True),
        id="AKS-01",
        title="The Kubernetes cluster has a private API server and leaves sign-in, roles and identities to Entra ID",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.ContainerService/managedClusters",),
        rationale="Whoever reaches the API server with a local account or a pod's secret owns the cluster, and without "
        "network policies every pod reaches every other.",
        fix="Set apiServerAccessProfile.enablePrivateCluster, aadProfile.managed, aadProfile.enableAzureRBAC, "
        "disableLocalAccounts, oidcIssuerProfile.enabled and securityProfile.workloadIdentity.enabled to true, and "
        "networkProfile.networkPolicy to cilium.",
        references=(
            f"{_AKS}/private-clusters",
            f"{_AKS}/manage-azure-rbac",
            f"{_AKS}/manage-local-accounts-managed-azure-ad",
            f"{_AKS}/use-network-policies",
            f"{_AKS}/workload-identity-overview",
        ),
        benchmark=("NS-2",),
        checkov=(
            "CKV_AZURE_5",
            "CKV_AZURE_6",
            "CKV_AZURE_7",
            "CKV_AZURE_141",
        ),
    ),
)
