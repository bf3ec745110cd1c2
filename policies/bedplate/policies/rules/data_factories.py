"""Rules on data factories."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, equals, is_given
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_FACTORY = "https://learn.microsoft.com/azure/data-factory"

RULES = (
    property_rule(
        all_of(
            equals("properties.publicNetworkAccess", "Disabled"),
            is_given("properties.repoConfiguration.type"),
            is_given("properties.encryption.keyName"),
            is_given("properties.encryption.vaultBaseUrl"),
        ),
        id="ADF-01",
        title="The data factory is private, kept in a repository, and encrypted with a key of the customer",
        severity=Severity.LOW,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.DataFactory/factories",),
        rationale="A factory holds connections to every source; its pipelines are code that nobody reviews unless they "
        "lie in a repository.",
        fix="Set publicNetworkAccess to Disabled, and give repoConfiguration and encryption.",
        references=(
            f"{_FACTORY}/data-factory-private-link",
            f"{_FACTORY}/source-control",
            f"{_FACTORY}/enable-customer-managed-key",
        ),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_103", "CKV_AZURE_104"),
        azure_policy=("1cf164be",),
    ),
)
