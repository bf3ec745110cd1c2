"""Rules on which web sites may call a service from the browsers of their visitors."""

from __future__ import annotations

from bedplate.policies.conditions import each, lacks_item
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

RULES = (
    property_rule(
        lacks_item("properties.siteConfig.cors.allowedOrigins", "*"),
        id="WEB-14",
        title="Browsers call the web app from named sites only",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:08",
        types=("Microsoft.Web/sites",),
        rationale="With an asterisk any page that somebody has open may call the app from inside the network.",
        fix="Name the sites in siteConfig.cors.allowedOrigins, or leave the list empty.",
        references=("https://learn.microsoft.com/azure/app-service/app-service-web-tutorial-rest-api",),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_57", "CKV_AZURE_62"),
    ),
    property_rule(
        lacks_item("properties.configuration.ingress.corsPolicy.allowedOrigins", "*"),
        id="ACA-07",
        title="Browsers call the container app from named sites only",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:08",
        types=("Microsoft.App/containerApps",),
        rationale="With an asterisk any page that somebody has open may call the app from inside the network.",
        fix="Name the sites in ingress.corsPolicy.allowedOrigins, or leave corsPolicy out.",
        references=("https://learn.microsoft.com/azure/container-apps/cors",),
        benchmark=("NS-2",),
    ),
    property_rule(
        each("properties.cors.corsRules", lacks_item("allowedOrigins", "*")),
        id="ST-14",
        title="Browsers read blobs from named sites only",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:08",
        types=("Microsoft.Storage/storageAccounts/blobServices",),
        rationale="With an asterisk a token that leaks can be used from a page of anybody.",
        fix="Name the sites in allowedOrigins of each rule, or leave cors out.",
        references=(
            "https://learn.microsoft.com/rest/api/storageservices/cross-origin-resource-sharing--cors--support-for-the-azure-storage-services",
        ),
        benchmark=("NS-2",),
    ),
    property_rule(
        each("properties.cors", lacks_item("allowedOrigins", "*")),
        id="COS-07",
        title="Browsers read the database from named sites only",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:08",
        types=("Microsoft.DocumentDB/databaseAccounts",),
        rationale="With an asterisk a token that leaks can be used from a page of anybody.",
        fix="Name the sites in allowedOrigins, or leave cors out.",
        references=("https://learn.microsoft.com/azure/cosmos-db/how-to-configure-cross-origin-resource-sharing",),
        benchmark=("NS-2",),
    ),
)
