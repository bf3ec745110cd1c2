"""What the work order asks for beside the network: quotas, providers, roles, registration, policies, ids."""

import pytest

from bedplate.generator.work_order.hand_back import hand_back, values_of
from bedplate.generator.work_order.policy import policy
from bedplate.generator.work_order.quotas import quotas, resource_providers
from bedplate.generator.work_order.role_grants import role_grants
from bedplate.generator.work_order.sign_in import sign_in
from tests.generator.work_order.section_cases import HUB, table_rows
from tests.generator.work_order.zones import (
    REGISTRY,
    zone_of,
)


def test_quotas_add_up_and_say_what_is_not_confirmed() -> None:
    _, models, machines, tasks = quotas(zone_of("chat-prod")).blocks

    assert table_rows(models) == [
        [
            "`DataZoneProvisionedManaged`",
            "all models",
            "50 provisioned throughput units",
            "`chat` 50",
            "100 provisioned throughput units",
        ],
        [
            "`DataZoneStandard`",
            "`gpt-5.1`",
            "300 thousand tokens a minute",
            "`chat-spillover` 300",
            "1000 thousand tokens a minute",
        ],
        [
            "`DataZoneStandard`",
            "`text-embedding-3-large`",
            "350 thousand tokens a minute",
            "`embeddings` 350",
            "**not confirmed**",
        ],
    ]
    assert table_rows(machines) == [["App Service plan `asp-contoso-prod-sdc-001`", "`P1v3`", "6", "12"]]
    assert tasks.count("- [ ]") == 1


def test_resource_providers_follow_what_is_declared() -> None:
    [_, rows, command, _] = resource_providers(zone_of("chat-spoke")).blocks
    names = [row[0].strip("`") for row in table_rows(rows)]

    assert names == sorted(names)
    assert {"Microsoft.App", "Microsoft.ContainerService", "Microsoft.Web", "Microsoft.KeyVault"} <= set(names)
    assert not {"Microsoft.Authorization", "Microsoft.Resources", "Microsoft.Cdn"} & set(names)
    assert " ".join(names) in command


def test_the_deploying_identity_gets_what_it_needs_and_no_more() -> None:
    blocks = role_grants(zone_of("chat-spoke")).blocks
    roles = {row[0]: row[1] for row in table_rows(blocks[1])}

    assert roles["Network Contributor"] == "`vnet-platform-hub`"
    assert roles["Private DNS Zone Contributor"].count("privatelink.") == 8
    assert roles["Log Analytics Contributor"] == "`log-platform`"
    assert not {"Owner", "User Access Administrator"} & set(roles)
    assert f"--scope {HUB}" in blocks[4]
    assert blocks[-1] == "None: every role that the deployment grants is on a resource of its own."


def test_the_condition_names_every_role_that_is_granted() -> None:
    zone = zone_of("chat-spoke")
    granted = {
        str(each.inputs["roleDefinitionId"]).rsplit("/", 1)[-1]
        for each in zone.of_type("azure-native:authorization:RoleAssignment")
    }

    condition = role_grants(zone).blocks[3]
    assert granted
    for guid in granted:
        assert condition.count(guid) == 2


def test_grants_on_resources_of_others_are_listed_by_identity() -> None:
    blocks = role_grants(zone_of("existing-network")).blocks

    assert table_rows(blocks[-2]) == [
        [
            f"`{REGISTRY}`",
            "AcrPull",
            "identity of `id-contoso-prod-sdc-application-001` (`Microsoft.ManagedIdentity/userAssignedIdentities`)",
        ]
    ]
    assert f"--scope {REGISTRY}" in blocks[4]


def test_the_registration_of_a_web_app() -> None:
    rows, command, _ = sign_in(zone_of("chat-prod")).blocks
    values = [row[1] for row in table_rows(rows)]

    assert values[0] == "`c1f5d8a2-6e3b-47d9-8b0a-94e2c7f1a365`"
    assert "`https://chat.contoso.com/.auth/login/aad/callback`" in values
    assert "`https://login.microsoftonline.com/8b3c2f0e-4d5a-4c1b-9e77-3a1d5c6f2b90/v2.0`" in values
    assert "`api://AzureADTokenExchange`" in values
    assert "id-contoso-prod-sdc-application-001" in command


def test_a_registration_that_is_missing() -> None:
    words = "\n".join(sign_in(zone_of("containers")).blocks)

    assert "**missing** (`host.signIn.clientId`)" in words
    assert "host of `ca-contoso-dev-sdc-001` known after the deployment" in words


@pytest.mark.parametrize(
    ("name", "there", "absent"),
    [
        pytest.param(
            "chat-spoke",
            ("Deploy if not exists for private DNS zone groups", "Deny peering", "Locks against deletion"),
            ("Deny public IP addresses", "Deny private DNS zones"),
            id="spoke",
        ),
        pytest.param(
            "chat-prod",
            ("Deny public IP addresses", "Deny private DNS zones", "`AzureFirewallSubnet`"),
            ("Deny peering",),
            id="standalone",
        ),
        pytest.param(
            "existing-network",
            ("act some minutes after",),
            ("Deny peering", "Deploy if not exists for private DNS zone groups"),
            id="existing-network",
        ),
    ],
)
def test_policies_that_may_meet_it(name: str, there: tuple[str, ...], absent: tuple[str, ...]) -> None:
    tasks = policy(zone_of(name)).blocks[-1]

    assert [words for words in there if words not in tasks] == []
    assert [words for words in absent if words in tasks] == []
    assert "met, no resource takes a key" in tasks


def test_what_is_missing_is_ready_for_the_stack_file() -> None:
    blocks = hand_back(zone_of("containers")).blocks

    assert blocks[2] == (
        "```yaml\nconfig:\n  bedplate:landingZone:\n    host:\n      signIn:\n        clientId:\n    quota:\n"
        "      - { sku: DataZoneStandard, model: gpt-5.1, limit: }\n"
        "      - { sku: DataZoneStandard, model: text-embedding-3-large, limit: }\n```"
    )


def test_every_zone_is_handed_over() -> None:
    zone = zone_of("chat-spoke")
    given = {each.key: each.value for each in values_of(zone)}

    for name in zone.settings.private_dns_zone_names:
        assert given[f"privateDns.zones.{name}"] == zone.settings.private_dns.zones[name]
    assert given["topology.hub.firewallPrivateIpAddress"] == "10.0.1.4"
    assert given["topology.hub.routeTableId"] is None
