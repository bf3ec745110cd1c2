"""The tables of facts agree with themselves and with each other."""

from datetime import date
from ipaddress import IPv4Network

import pytest

from bedplate.components.facts.model_catalogue import ModelVersion, data_zone_regions, model_version, model_versions
from bedplate.components.facts.regions import region, region_names
from bedplate.components.facts.reserved_ranges import private_blocks, reserved_blocks
from bedplate.components.facts.subnet_catalogue import subnet_purposes, takes_security_group
from bedplate.components.planning.address_plan import plan_subnets

SKUS = {
    "Standard",
    "DataZoneStandard",
    "GlobalStandard",
    "ProvisionedManaged",
    "DataZoneProvisionedManaged",
    "GlobalProvisionedManaged",
}


@pytest.mark.parametrize("model", [pytest.param(m, id=f"{m.name}-{m.version}") for m in model_versions()])
def test_models_name_known_regions_and_skus(model: ModelVersion) -> None:
    assert set(model.regions) <= SKUS
    assert set(model.provisioned) <= {sku for sku in SKUS if sku.endswith("ProvisionedManaged")}
    assert all(regions <= set(region_names()) for regions in model.regions.values())
    assert all(model.regions.values())
    assert model.capabilities & {"chat", "embeddings"}
    assert date(2024, 1, 1) < model.retirement < date(2030, 1, 1)


@pytest.mark.parametrize(
    ("name", "version", "sku", "region_name", "offered"),
    [
        pytest.param("gpt-5.1", "2025-11-13", "DataZoneStandard", "swedencentral", True, id="gpt-5.1-data-zone"),
        pytest.param("gpt-5.1", "2025-11-13", "DataZoneStandard", "westeurope", False, id="gpt-5.1-not-west-europe"),
        pytest.param("gpt-5.4", "2026-03-05", "DataZoneStandard", "norwayeast", True, id="gpt-5.4-norway"),
        pytest.param("gpt-4.1", "2025-04-14", "Standard", "switzerlandnorth", True, id="gpt-4.1-regional"),
        pytest.param("gpt-4o", "2024-08-06", "GlobalStandard", "italynorth", False, id="gpt-4o-italy"),
        pytest.param("gpt-4o", "2024-11-20", "ProvisionedManaged", "westus3", True, id="gpt-4o-provisioned"),
        pytest.param("o3", "2025-04-16", "ProvisionedManaged", "westeurope", True, id="o3-provisioned"),
        pytest.param("text-embedding-3-large", "1", "Standard", "polandcentral", True, id="embedding-regional"),
        pytest.param("text-embedding-3-small", "1", "Standard", "swedencentral", False, id="embedding-small"),
    ],
)
def test_offers_as_published(name: str, version: str, sku: str, region_name: str, offered: bool) -> None:  # noqa: FBT001 -- a case
    model = model_version(name, version)

    assert model is not None
    assert (region_name in model.regions.get(sku, frozenset())) is offered


@pytest.mark.parametrize(
    ("name", "version", "sku", "day"),
    [
        pytest.param("gpt-4o-mini", "2024-07-18", "Standard", date(2026, 3, 31), id="sku-of-its-own"),
        pytest.param("gpt-4o-mini", "2024-07-18", "GlobalStandard", date(2026, 10, 1), id="other-sku"),
        pytest.param("gpt-5.1", "2025-11-13", "DataZoneStandard", date(2027, 5, 15), id="gpt-5.1"),
    ],
)
def test_retirement_by_sku(name: str, version: str, sku: str, day: date) -> None:
    model = model_version(name, version)

    assert model is not None
    assert model.retires(sku) == day


def test_unknown_models_are_none() -> None:
    assert model_version("gpt-9", "1") is None


def test_data_zones_are_american_or_european() -> None:
    assert {"swedencentral", "eastus2", "westeurope"} <= data_zone_regions()
    assert {region(name).geography for name in data_zone_regions()}.isdisjoint(
        {"Asia Pacific", "Japan", "United Kingdom"}
    )


def test_pairs_of_regions_are_regions() -> None:
    for name in region_names():
        pair = region(name).paired_region
        assert pair is None or pair == "swedensouth" or pair in region_names()


def test_regions_where_agents_accept_ten() -> None:
    accepting = [name for name in region_names() if region(name).agents_accept_10]

    assert accepting == [
        "australiaeast", "brazilsouth", "canadaeast", "eastus", "eastus2", "francecentral", "germanywestcentral",
        "italynorth", "japaneast", "southafricanorth", "southcentralus", "southindia", "spaincentral", "swedencentral",
        "uaenorth", "uksouth", "westus", "westus3",
    ]  # fmt: skip


def test_unknown_region_is_refused() -> None:
    with pytest.raises(ValueError, match="atlantis"):
        region("atlantis")


def test_reserved_ranges_are_disjoint_from_one_another() -> None:
    blocks = list(reserved_blocks())

    assert len(blocks) == 10
    assert not any(a.overlaps(b) for i, a in enumerate(blocks) for b in blocks[:i])
    assert [str(block) for block in private_blocks()] == ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]


def test_every_subnet_fits_into_the_recommended_network() -> None:
    sizes = {name: purpose.prefix_length for name, purpose in subnet_purposes().items()}

    assert set(plan_subnets([IPv4Network("192.168.0.0/21")], sizes)) == set(sizes)
    assert all(purpose.prefix_length <= purpose.minimum_prefix_length for purpose in subnet_purposes().values())


def test_delegation_is_spelt_as_azure_wants_it() -> None:
    assert subnet_purposes()["agents"].delegation == "Microsoft.App/environments"


def test_subnets_of_azures_own_routers_take_no_security_group() -> None:
    without = {name for name, purpose in subnet_purposes().items() if not purpose.security_group}

    assert without == {"firewall", "firewallManagement"}
    assert not takes_security_group("GatewaySubnet")
    assert takes_security_group("AzureBastionSubnet")
