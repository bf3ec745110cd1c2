"""Rules on Azure Databricks workspaces."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, equals
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_DATABRICKS = "https://learn.microsoft.com/azure/databricks/security/network"

RULES = (
    property_rule(
        all_of(
            equals("properties.publicNetworkAccess", "Disabled"),
            equals("properties.parameters.enableNoPublicIp.value", expected=True),
            equals("sku.name", "premium"),
        ),
        id="DBX-01",
        title="The Databricks workspace is private, and its nodes have no public addresses",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Databricks/workspaces",),
        rationale="Notebooks run any code next to the data; a public workspace or node is a way in for everybody. Only "
        "the premium tier has private endpoints.",
        fix="Set publicNetworkAccess to Disabled, parameters.enableNoPublicIp.value to true and sku.name to premium.",
        references=(f"{_DATABRICKS}/classic/private-link", f"{_DATABRICKS}/classic/secure-cluster-connectivity"),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_158",),
        psrule=("Azure.Databricks.PublicAccess", "Azure.Databricks.SecureConnectivity", "Azure.Databricks.SKU"),
        azure_policy=("0e7849de", "51c1490f"),
    ),
)
