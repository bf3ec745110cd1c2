"""Private DNS zones of every target in every cloud, written out again: a wrong table must not excuse itself."""

import pytest

from bedplate.components.facts import read_facts
from bedplate.components.facts.private_link import private_dns_zones

REGIONS = {"public": "swedencentral", "usgovernment": "usgovvirginia", "china": "chinanorth3"}
STORAGE = {
    f"Microsoft.Storage/storageAccounts {service}": (
        {f"privatelink.{service}.core.windows.net"},
        {f"privatelink.{service}.core.usgovcloudapi.net"},
        {f"privatelink.{service}.core.chinacloudapi.cn"},
    )
    for service in ("blob", "dfs", "file", "queue", "table")
}
ZONES = {
    **STORAGE,
    "Microsoft.App/managedEnvironments managedEnvironments": (
        {"privatelink.swedencentral.azurecontainerapps.io"},
        {"privatelink.usgovvirginia.azurecontainerapps.us"},
        {"privatelink.chinanorth3.azurecontainerapps.cn"},
    ),
    "Microsoft.CognitiveServices/accounts account": (
        {
            "privatelink.cognitiveservices.azure.com",
            "privatelink.openai.azure.com",
            "privatelink.services.ai.azure.com",
        },
        {"privatelink.cognitiveservices.azure.us", "privatelink.openai.azure.us", "privatelink.services.ai.azure.us"},
        {"privatelink.cognitiveservices.azure.cn"},
    ),
    "Microsoft.ContainerRegistry/registries registry": (
        {"privatelink.azurecr.io"},
        {"privatelink.azurecr.us"},
        {"privatelink.azurecr.cn"},
    ),
    "Microsoft.DocumentDB/databaseAccounts Sql": (
        {"privatelink.documents.azure.com"},
        {"privatelink.documents.azure.us"},
        {"privatelink.documents.azure.cn"},
    ),
    "Microsoft.Insights/privateLinkScopes azuremonitor": (
        {
            "privatelink.agentsvc.azure-automation.net",
            "privatelink.blob.core.windows.net",
            "privatelink.monitor.azure.com",
            "privatelink.ods.opinsights.azure.com",
            "privatelink.oms.opinsights.azure.com",
        },
        {
            "privatelink.adx.monitor.azure.us",
            "privatelink.agentsvc.azure-automation.us",
            "privatelink.blob.core.usgovcloudapi.net",
            "privatelink.monitor.azure.us",
            "privatelink.ods.opinsights.azure.us",
            "privatelink.oms.opinsights.azure.us",
        },
        {
            "privatelink.agentsvc.azure-automation.cn",
            "privatelink.blob.core.chinacloudapi.cn",
            "privatelink.monitor.azure.cn",
            "privatelink.ods.opinsights.azure.cn",
            "privatelink.oms.opinsights.azure.cn",
        },
    ),
    "Microsoft.KeyVault/vaults vault": (
        {"privatelink.vaultcore.azure.net"},
        {"privatelink.vaultcore.usgovcloudapi.net"},
        {"privatelink.vaultcore.azure.cn"},
    ),
    "Microsoft.MachineLearningServices/workspaces amlworkspace": (
        {"privatelink.api.azureml.ms", "privatelink.notebooks.azure.net"},
        {"privatelink.api.ml.azure.us", "privatelink.notebooks.usgovcloudapi.net"},
        {"privatelink.api.ml.azure.cn", "privatelink.notebooks.chinacloudapi.cn"},
    ),
    "Microsoft.Search/searchServices searchService": (
        {"privatelink.search.windows.net"},
        {"privatelink.search.azure.us"},
        {"privatelink.search.azure.cn"},
    ),
    "Microsoft.Web/sites sites": (
        {"privatelink.azurewebsites.net"},
        {"privatelink.azurewebsites.us"},
        {"privatelink.chinacloudsites.cn"},
    ),
}
CASES = [
    pytest.param(*target.split(), REGIONS[cloud], tuple(sorted(by_cloud[column])), id=f"{target.split()[-1]}-{cloud}")
    for target, by_cloud in ZONES.items()
    for column, cloud in enumerate(REGIONS)
]


@pytest.mark.parametrize(("azure_type", "group_id", "location", "zones"), CASES)
def test_a_target_has_exactly_its_zones(azure_type: str, group_id: str, location: str, zones: tuple[str, ...]) -> None:
    assert private_dns_zones(azure_type, group_id, location) == zones


def test_every_row_of_the_table_is_shown_here() -> None:
    rows = {f"{type_} {row['groupId']}" for type_, rows in read_facts("private_link").items() for row in rows}

    assert rows == set(ZONES)


def test_every_row_names_clouds_and_nothing_else() -> None:
    keys = {key for rows in read_facts("private_link").values() for row in rows for key in row}

    assert keys == {"groupId", *REGIONS}


def test_a_region_in_a_zone_is_its_programmatic_name() -> None:
    zones = private_dns_zones("Microsoft.App/managedEnvironments", "managedEnvironments", "Sweden Central")

    assert zones == ("privatelink.swedencentral.azurecontainerapps.io",)


def test_a_target_that_the_table_does_not_hold_is_refused() -> None:
    with pytest.raises(KeyError):
        private_dns_zones("Microsoft.KeyVault/vaults", "Vault", "swedencentral")


def test_a_target_that_a_cloud_lacks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"groupId": "g", "public": ["privatelink.example.com"]}
    monkeypatch.setattr("bedplate.components.facts.private_link._rows", lambda: {("T", "g"): row})

    assert private_dns_zones("T", "g", "westeurope") == ("privatelink.example.com",)
    with pytest.raises(ValueError, match=r"^Azure Government \(United States\) has no private link to T \(g\)$"):
        private_dns_zones("T", "g", "usgovarizona")
