"""Every file in `good/` is accepted, and says what it seems to say."""

from datetime import date
from ipaddress import IPv4Network
from pathlib import Path

import pytest

from bedplate.blueprints.settings import ChatSettings, from_config, load
from bedplate.blueprints.settings.agents import AgentMode
from bedplate.blueprints.settings.network import PrivateDnsMode, TopologyKind
from bedplate.blueprints.settings.operations import PolicyEffect, Sizing
from bedplate.blueprints.settings.traffic import EgressKind, FirewallSku
from bedplate.components.planning.content_filter import FilterAction, SeverityThreshold
from bedplate.components.planning.deployment_plan import DeploymentSku

TODAY = date(2026, 11, 21)
FOLDER = Path(__file__).parent / "good"


def settings_of(name: str) -> ChatSettings:
    return load(FOLDER / f"{name}.yaml", today=TODAY).require()


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(FOLDER.glob("*.yaml"))])
def test_good_file_is_accepted(path: Path) -> None:
    assert [str(problem) for problem in load(path, today=TODAY).problems] == []


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(FOLDER.glob("*.yaml"))])
def test_settings_survive_the_way_through_pulumi(path: Path) -> None:
    settings = settings_of(path.stem)

    assert from_config(settings.model_dump(mode="json"), today=TODAY) == settings


def test_there_are_good_files_enough() -> None:
    assert len(list(FOLDER.glob("*.yaml"))) >= 40


def test_defaults_of_the_minimal_file() -> None:
    settings = settings_of("minimal")

    assert settings.topology.kind is TopologyKind.STANDALONE
    assert settings.private_dns_mode is PrivateDnsMode.CREATE
    assert settings.network.address_space == (IPv4Network("192.168.0.0/21"),)
    assert settings.models[0].sku is DeploymentSku.DATA_ZONE_STANDARD
    assert settings.models[0].version_upgrade_option.value == "NoAutoUpgrade"
    assert settings.agent_mode is AgentMode.STANDARD_VNET
    assert settings.egress_kind is EgressKind.FIREWALL
    assert settings.needed_subnets == ("agents", "app", "privateEndpoints", "firewall", "firewallManagement")
    assert settings.private_dns_zone_names == (
        "privatelink.azurewebsites.net",
        "privatelink.blob.core.windows.net",
        "privatelink.cognitiveservices.azure.com",
        "privatelink.documents.azure.com",
        "privatelink.openai.azure.com",
        "privatelink.search.windows.net",
        "privatelink.services.ai.azure.com",
        "privatelink.vaultcore.azure.net",
    )
    assert settings.sizing == Sizing(
        retention_days=30,
        daily_cap_gigabytes=1,
        locks=False,
        pulumi_protect=False,
        soft_delete_retention_days=7,
        zone_redundant=False,
        policy_effect=PolicyEffect.AUDIT,
        firewall_sku=FirewallSku.BASIC,
        host_sku="P0v3",
        maximum_instances=2,
        gateway_capacity=(1, 2),
        search_replicas=1,
        cosmos_backup_days=7,
        flow_logs=False,
    )
    assert settings.naming.name("resourceGroup") == "rg-contoso-dev-sdc-001"


def test_environment_prod_protects_and_given_values_win() -> None:
    assert settings_of("prod").sizing == Sizing(
        retention_days=90,
        daily_cap_gigabytes=None,
        locks=True,
        pulumi_protect=True,
        soft_delete_retention_days=90,
        zone_redundant=True,
        policy_effect=PolicyEffect.DENY,
        firewall_sku=FirewallSku.STANDARD,
        host_sku="P1v3",
        maximum_instances=10,
        gateway_capacity=(2, 10),
        search_replicas=3,
        cosmos_backup_days=30,
        flow_logs=True,
    )
    assert settings_of("prod-without-zones").sizing.zone_redundant is False
    assert settings_of("protection").sizing.locks is True


def test_merge_keys_yield_to_the_mapping_and_to_earlier_sources() -> None:
    assert settings_of("anchors-and-merges").workload == "contoso"
    assert settings_of("anchors-and-merges").content_filters[0].sexual.prompt is SeverityThreshold.LOW
    merged = settings_of("merge-list-precedence")
    assert (merged.location, merged.environment.value) == ("swedencentral", "prod")


def test_quoted_words_stay_text() -> None:
    tags = settings_of("quoted-words").tags

    assert tags["owner"] == "no"
    assert tags["altitude"] == "0123"
    assert tags["since"] == "2025-11-13"


def test_a_spoke_registers_in_its_platforms_zones_by_default() -> None:
    settings = settings_of("spoke-default-dns-mode")

    assert settings.private_dns_mode is PrivateDnsMode.EXISTING
    assert settings.topology.hub is not None
    assert str(settings.topology.hub.firewall_private_ip_address) == "10.0.0.4"


def test_content_filters_keep_what_is_not_said() -> None:
    strict = settings_of("content-filters").content_filters[0]

    assert (strict.hate.prompt, strict.self_harm.prompt, strict.self_harm.completion, strict.violence.prompt) == (
        SeverityThreshold.LOW,
        SeverityThreshold.HIGH,
        SeverityThreshold.MEDIUM,
        SeverityThreshold.MEDIUM,
    )
    assert strict.jailbreak is FilterAction.ANNOTATE
    assert strict.indirect_attack is FilterAction.BLOCK
    assert strict.protected_material_code is FilterAction.OFF


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        settings_of("minimal").workload = "other"  # type: ignore[misc]  # the point of the test
