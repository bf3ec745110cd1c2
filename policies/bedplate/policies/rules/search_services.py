"""Rules on Azure AI Search services."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, any_of, at_least, equals, has_item, is_empty, is_given, none_of, one_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.parameter_rule import parameter_rule
from bedplate.policies.property_rule import property_rule
from bedplate.policies.rule import Parameter

_TYPES = ("Microsoft.Search/searchServices",)
_DOCS = "https://learn.microsoft.com/azure/search"

RULES = (
    property_rule(
        one_of("properties.publicNetworkAccess", "Disabled", "SecuredByPerimeter"),
        id="SRCH-01",
        title="The search service is closed to public networks",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="The index holds copies of the documents; on the internet, one leaked key or token reads them all.",
        fix="Set publicNetworkAccess to Disabled, and reach the service through a private endpoint.",
        references=(f"{_DOCS}/service-create-private-endpoint",),
        benchmark=("NS-2",),
        azure_policy=("ee980b6d",),
    ),
    property_rule(
        equals("properties.disableLocalAuth", expected=True),
        id="SRCH-02",
        title="The search service takes no keys",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="An admin key can do everything with every index, names nobody, and does not expire.",
        fix="Set disableLocalAuth to true, leave authOptions out, and grant callers roles.",
        references=(f"{_DOCS}/search-security-enable-roles",),
        benchmark=("IM-1",),
        azure_policy=("6300012e",),
    ),
    property_rule(
        any_of(has_item("identity.type", "SystemAssigned"), has_item("identity.type", "UserAssigned")),
        id="SRCH-03",
        title="The search service has a managed identity",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="Without an identity indexers and vectorizers reach their sources only with connection strings.",
        fix="Give the service a system-assigned or a user-assigned identity.",
        references=(f"{_DOCS}/search-how-to-managed-identities",),
        benchmark=("IM-3",),
        psrule=("Azure.Search.ManagedIdentity",),
    ),
    parameter_rule(
        lambda parameters: at_least("properties.replicaCount", parameters["leastReplicas"], default=1),
        parameters={
            "leastReplicas": Parameter(
                description="Least replicas: 2 for the service level on queries, 3 for that on indexing as well.",
                default=2,
            )
        },
        reads=("properties.replicaCount",),
        id="SRCH-04",
        title="The search service has enough replicas for a service level",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=_TYPES,
        rationale="A service with one replica has no service level and stops whenever its node is updated.",
        fix="Set replicaCount to 2 or more; 3 where indexing must go on as well.",
        references=(f"{_DOCS}/search-reliability",),
        benchmark=("BR-1",),
        checkov=("CKV_AZURE_208", "CKV_AZURE_209"),
        psrule=("Azure.Search.QuerySLA", "Azure.Search.IndexSLA"),
    ),
    property_rule(
        none_of("sku.name", "free"),
        id="SRCH-05",
        title="The search service has a tier with private endpoints and semantic ranking",
        severity=Severity.MEDIUM,
        pillar=Pillar.PERFORMANCE_EFFICIENCY,
        recommendation="PE:03",
        types=_TYPES,
        rationale="The free tier shares its machine, and takes neither private endpoints nor managed identities.",
        fix="Set sku.name to basic or a standard tier.",
        references=(f"{_DOCS}/search-sku-tier",),
        benchmark=("NS-2",),
        psrule=("Azure.Search.SKU",),
        azure_policy=("a049bf77",),
    ),
    property_rule(
        equals("properties.encryptionWithCmk.enforcement", "Enabled"),
        id="SRCH-06",
        title="The search service demands keys of the customer",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=_TYPES,
        rationale="Without enforcement somebody can create an index whose content the customer's key does not protect.",
        fix="Set encryptionWithCmk.enforcement to Enabled.",
        references=(f"{_DOCS}/search-security-manage-encryption-keys",),
        benchmark=("DP-5",),
        azure_policy=("76a56461", "356da939"),
    ),
    property_rule(
        all_of(is_given("properties.networkRuleSet.bypass"), is_empty("properties.networkRuleSet.ipRules")),
        id="SRCH-07",
        title="The search service's firewall says who may pass, and lists no addresses",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="If somebody opens public access again, the firewall is what is left between the internet and the "
        "index.",
        fix="Set networkRuleSet.bypass to None or AzureServices, and leave ipRules empty.",
        references=(f"{_DOCS}/service-configure-firewall",),
        benchmark=("NS-2",),
    ),
)
