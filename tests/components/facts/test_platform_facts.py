"""Tables that a platform team's work order is made of."""

import pytest

from bedplate.components.facts import read_facts
from bedplate.components.facts.arm_types import arm_type
from bedplate.components.facts.compute_sizes import app_service_cores, virtual_machine_cores
from bedplate.components.facts.deployment_roles import deployment_role
from bedplate.components.facts.private_dns_policies import private_dns_policy
from bedplate.components.facts.private_link import private_dns_zones
from bedplate.components.facts.private_link_hosts import private_link_hosts
from bedplate.components.facts.resource_providers import providers_to_register
from bedplate.components.facts.role_catalogue import role_definition_guid, role_name

LOCATIONS = {"public": "swedencentral", "usgovernment": "usgovvirginia", "china": "chinanorth3"}
TARGETS = [
    (azure_type, row["groupId"], location)
    for azure_type, rows in read_facts("private_link").items()
    for row in rows
    for cloud, location in LOCATIONS.items()
    if cloud in row
]


@pytest.mark.parametrize(("azure_type", "group_id", "location"), TARGETS)
def test_hosts_lie_in_the_zones_of_their_target(azure_type: str, group_id: str, location: str) -> None:
    zones = private_dns_zones(azure_type, group_id, location)
    hosts = private_link_hosts(azure_type, group_id, "name", location)

    assert {host.zone for host in hosts} in (set(zones), set())
    for host in hosts:
        assert host.fqdn == f"{host.record}.{host.forwarded_domain}"
        assert "{" not in host.fqdn


@pytest.mark.parametrize(
    ("azure_type", "group_id", "location", "expected"),
    [
        pytest.param(
            "Microsoft.KeyVault/vaults",
            "vault",
            "swedencentral",
            [("kv.vault.azure.net", "privatelink.vaultcore.azure.net", "kv")],
            id="vault",
        ),
        pytest.param(
            "Microsoft.Web/sites",
            "sites",
            "usgovvirginia",
            [
                ("kv.azurewebsites.us", "privatelink.azurewebsites.us", "kv"),
                ("kv.scm.azurewebsites.us", "privatelink.azurewebsites.us", "kv.scm"),
            ],
            id="site-in-government",
        ),
        pytest.param(
            "Microsoft.DocumentDB/databaseAccounts",
            "Sql",
            "Sweden Central",
            [
                ("kv.documents.azure.com", "privatelink.documents.azure.com", "kv"),
                ("kv-swedencentral.documents.azure.com", "privatelink.documents.azure.com", "kv-swedencentral"),
            ],
            id="cosmos-by-region",
        ),
        pytest.param(
            "Microsoft.App/managedEnvironments",
            "managedEnvironments",
            "swedencentral",
            [
                (
                    "<generated>.swedencentral.azurecontainerapps.io",
                    "privatelink.swedencentral.azurecontainerapps.io",
                    "<generated>",
                )
            ],
            id="container-apps",
        ),
    ],
)
def test_hosts(azure_type: str, group_id: str, location: str, expected: list[tuple[str, str, str]]) -> None:
    hosts = private_link_hosts(azure_type, group_id, "kv", location)

    assert [(host.fqdn, host.zone, host.record) for host in hosts] == expected


def test_every_policy_is_for_a_target_that_there_is() -> None:
    targets = {(azure_type, group_id) for azure_type, group_id, _ in TARGETS}

    for azure_type, rows in read_facts("private_dns_policies").items():
        for row in rows:
            assert (azure_type, row["groupId"]) in targets


def test_a_policy_that_registers_too_little_says_what_to_assign_instead() -> None:
    policy = private_dns_policy("Microsoft.CognitiveServices/accounts", "account")

    assert policy is not None
    assert policy.definition == "c4bc6f10-cb41-49eb-b000-d5ab82e2a091"
    assert "configure-foundry-services-to-use-private-dns-zones" in (policy.instead or "")


def test_container_apps_have_no_policy_that_we_know_of() -> None:
    assert private_dns_policy("Microsoft.App/managedEnvironments", "managedEnvironments") is None


def test_every_declared_type_has_a_provider_with_a_purpose() -> None:
    facts = read_facts("resource_providers")
    known = {name.lower() for name in (*facts["purposes"], *facts["alwaysRegistered"])}

    for token in read_facts("arm_types")["types"]:
        described = arm_type(token)
        assert described is not None
        assert described.name.partition("/")[0].lower() in known


def test_providers_are_spelt_as_azure_does_and_named_once() -> None:
    types = ["microsoft.insights/components", "Microsoft.Insights/metricAlerts", "Microsoft.Authorization/locks"]

    assert providers_to_register(types) == {
        "Microsoft.Insights": "Application Insights, diagnostic settings, alerts, autoscaling"
    }


def test_agents_need_providers_beside_those_of_their_resources() -> None:
    assert "Microsoft.ContainerService" in providers_to_register([], ["agents"])


@pytest.mark.parametrize("deed", list(read_facts("deployment_roles")))
def test_every_deed_has_a_role_and_a_source(deed: str) -> None:
    role = deployment_role(deed)

    assert role.actions
    assert role.reason
    assert role.source.startswith("learn.microsoft.com/")
    assert role.role not in {"Owner", "User Access Administrator"}


def test_a_role_is_named_by_its_guid() -> None:
    assert role_name(role_definition_guid("AcrPull").upper()) == "AcrPull"
    assert role_name("00000000-0000-0000-0000-000000000002") == "Cosmos DB Built-in Data Contributor"
    assert role_name("nonsense") is None


@pytest.mark.parametrize(
    ("size", "cores"),
    [
        pytest.param("Standard_D2s_v5", 2, id="general"),
        pytest.param("Standard_NC24ads_A100_v4", 24, id="accelerated"),
        pytest.param("nonsense", None, id="unreadable"),
    ],
)
def test_cores_of_virtual_machines(size: str, cores: int | None) -> None:
    assert virtual_machine_cores(size) == cores


def test_cores_of_app_service_plans() -> None:
    assert (app_service_cores("P1v3"), app_service_cores("Z9")) == (2, None)
