"""The clouds: which there are, which regions lie in them, and under which hosts their services answer."""

import pytest

from bedplate.components.facts.clouds import cloud, cloud_names, cloud_of
from bedplate.components.facts.regions import region, region_names

SUFFIXES = {
    "aiServices": ("services.ai.azure.com", "services.ai.azure.us", None),
    "apiManagement": ("azure-api.net", "azure-api.us", "azure-api.cn"),
    "applicationInsights": (
        "applicationinsights.azure.com",
        "applicationinsights.azure.us",
        "applicationinsights.azure.cn",
    ),
    "blob": ("blob.core.windows.net", "blob.core.usgovcloudapi.net", "blob.core.chinacloudapi.cn"),
    "cognitiveServices": ("cognitiveservices.azure.com", "cognitiveservices.azure.us", "cognitiveservices.azure.cn"),
    "containerApps": ("azurecontainerapps.io", "azurecontainerapps.us", "azurecontainerapps.cn"),
    "containerRegistry": ("azurecr.io", "azurecr.us", "azurecr.cn"),
    "cosmos": ("documents.azure.com", "documents.azure.us", "documents.azure.cn"),
    "dfs": ("dfs.core.windows.net", "dfs.core.usgovcloudapi.net", "dfs.core.chinacloudapi.cn"),
    "file": ("file.core.windows.net", "file.core.usgovcloudapi.net", "file.core.chinacloudapi.cn"),
    "frontDoor": ("azurefd.net", "azurefd.us", None),
    "graph": ("graph.microsoft.com", "graph.microsoft.us", "microsoftgraph.chinacloudapi.cn"),
    "keyVault": ("vault.azure.net", "vault.usgovcloudapi.net", "vault.azure.cn"),
    "login": ("login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn"),
    "machineLearning": ("api.azureml.ms", "api.ml.azure.us", "api.ml.azure.cn"),
    "monitor": ("monitor.azure.com", "monitor.azure.us", "monitor.azure.cn"),
    "openAI": ("openai.azure.com", "openai.azure.us", None),
    "queue": ("queue.core.windows.net", "queue.core.usgovcloudapi.net", "queue.core.chinacloudapi.cn"),
    "resourceManager": ("management.azure.com", "management.usgovcloudapi.net", "management.chinacloudapi.cn"),
    "search": ("search.windows.net", "search.azure.us", "search.azure.cn"),
    "serviceBus": ("servicebus.windows.net", "servicebus.usgovcloudapi.net", "servicebus.chinacloudapi.cn"),
    "table": ("table.core.windows.net", "table.core.usgovcloudapi.net", "table.core.chinacloudapi.cn"),
    "webApps": ("azurewebsites.net", "azurewebsites.us", "chinacloudsites.cn"),
}
SOVEREIGN_REGIONS = {
    "usgovernment": {"usdodcentral", "usdodeast", "usgovarizona", "usgovtexas", "usgovvirginia"},
    "china": {"chinaeast2", "chinaeast3", "chinanorth2", "chinanorth3"},
}


@pytest.mark.parametrize(
    ("name", "environment", "column"),
    [
        pytest.param("public", "public", 0, id="public"),
        pytest.param("usgovernment", "usgovernment", 1, id="government"),
        pytest.param("china", "china", 2, id="china"),
    ],
)
def test_a_cloud_has_exactly_these_services(name: str, environment: str, column: int) -> None:
    found = cloud(name)

    assert found.azure_environment == environment
    assert dict(found.suffixes) == {service: row[column] for service, row in SUFFIXES.items() if row[column]}


def test_there_are_three_clouds_and_the_public_one_is_first() -> None:
    assert cloud_names() == ("public", "usgovernment", "china")


def test_an_unknown_cloud_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match=r"'germany' \(there are public, usgovernment, china\)"):
        cloud("germany")


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in region_names()])
def test_every_region_is_in_one_cloud(name: str) -> None:
    clouds = {sovereign for sovereign, regions in SOVEREIGN_REGIONS.items() if name in regions} or {"public"}

    assert {region(name).cloud.name} == clouds
    assert region(name).cloud is cloud_of(name)


def test_every_sovereign_region_is_in_the_table() -> None:
    assert set().union(*SOVEREIGN_REGIONS.values()) <= set(region_names())


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in region_names()])
def test_a_region_is_paired_within_its_cloud(name: str) -> None:
    pair = region(name).paired_region

    assert pair is None or cloud_of(pair) is region(name).cloud


@pytest.mark.parametrize(
    ("location", "name"),
    [
        pytest.param("usgovvirginia", "usgovernment", id="government"),
        pytest.param("USGov Virginia", "usgovernment", id="name-for-people"),
        pytest.param("usgoviowa", "usgovernment", id="not-in-the-table"),
        pytest.param("China North 3", "china", id="china"),
        pytest.param("swedencentral", "public", id="public"),
        pytest.param("usnewregion", "public", id="new-and-public"),
    ],
)
def test_a_name_says_its_cloud(location: str, name: str) -> None:
    assert cloud_of(location) is cloud(name)


def test_a_service_that_a_cloud_lacks_is_refused_by_both_names() -> None:
    china = cloud("china")

    with pytest.raises(ValueError, match=r"^Azure in China \(operated by 21Vianet\) has no service 'openAI'"):
        china.suffixes["openAI"]
    assert "openAI" not in china.suffixes
    assert china.suffixes.get("openAI") is None


def test_suffixes_are_hosts_of_one_cloud_only() -> None:
    every = [suffix for name in cloud_names() for suffix in cloud(name).suffixes.values()]

    assert len(every) == len(set(every))
    assert all(suffix == suffix.strip(".").lower() for suffix in every)
