"""What each chapter says, exactly, where it matters."""

import csv
import io
import json

import pytest

from bedplate.generator.work_order import render_csv, render_json
from bedplate.generator.work_order.firewall_rules import firewall_rules, firewall_section
from bedplate.generator.work_order.network_connection import network_connection
from bedplate.generator.work_order.network_rules import network_rules
from bedplate.generator.work_order.private_dns import private_dns
from bedplate.generator.work_order.private_endpoints import endpoints_of
from bedplate.generator.work_order.public_dns import public_dns
from bedplate.generator.work_order.routes import routes
from bedplate.generator.work_order.subnets import subnets_of
from tests.generator.work_order.section_cases import HUB, OWN_NETWORK, table_rows
from tests.generator.work_order.zones import (
    ROUTE_TABLE,
    SPOKE_NETWORK,
    VIRTUAL_HUB,
    zone_of,
)


def test_the_hub_is_asked_for_its_half_of_the_peering() -> None:
    made, properties, command, tasks, _ = network_connection(zone_of("chat-spoke")).blocks

    assert made == f"The deployment makes the network `{OWN_NETWORK}`."
    assert table_rows(properties) == [
        ["Made by", "the deployment", "**the platform team**"],
        ["Name", "`peer-contoso-prod-sdc-hub-001`", "`peer-vnet-contoso-prod-sdc-001` (any)"],
        ["On network", f"`{OWN_NETWORK}`", f"`{HUB}`"],
        ["Remote network", f"`{HUB}`", f"`{OWN_NETWORK}`"],
        ["`allowVirtualNetworkAccess`", "`true`", "`true`"],
        ["`allowForwardedTraffic`", "`true`", "`true`"],
        ["`allowGatewayTransit`", "`false`", "`false`"],
        ["`useRemoteGateways`", "`false`", "`false`"],
    ]
    assert f"--remote-vnet {OWN_NETWORK}" in command
    assert "--allow-gateway-transit" not in command
    assert "both must show `Connected`" in tasks


def test_remote_gateways_need_transit_at_the_hub() -> None:
    _, properties, command, tasks, _ = network_connection(zone_of("remote-gateways")).blocks

    assert table_rows(properties)[-2:] == [
        ["`allowGatewayTransit`", "`false`", "`true`"],
        ["`useRemoteGateways`", "`true`", "`false`"],
    ]
    assert command.endswith("--allow-gateway-transit\n```")
    assert "until the hub offers its gateway" in tasks


def test_a_virtual_wan_is_asked_for_a_connection() -> None:
    _, properties, command, tasks, _ = network_connection(zone_of("virtual-wan")).blocks

    assert table_rows(properties)[:3] == [
        ["Virtual hub", f"`{VIRTUAL_HUB}`"],
        ["Connection", "`peer-vnet-contoso-prod-sdc-001` (any)"],
        ["Remote network", f"`{OWN_NETWORK}`"],
    ]
    assert command.startswith("```sh\naz network vhub connection create")
    assert "--internet-security true" in command
    assert "routing intent" in tasks


def test_an_existing_network_lists_what_must_exist() -> None:
    given, subnets, tasks, joined = network_connection(zone_of("existing-network")).blocks

    assert given.startswith(f"The platform provides the network `{SPOKE_NETWORK}`.")
    assert [row[:4] + row[-1:] for row in table_rows(subnets)] == [
        ["`agents`", "`snet-agents`", "`10.40.0.0/24`", "`Microsoft.App/environments`", "the deployment"],
        ["`app`", "`snet-web`", "`10.40.2.0/24`", "`Microsoft.Web/serverFarms`", "**the platform team**"],
        ["`privateEndpoints`", "`snet-endpoints`", "`10.40.3.0/26`", "none", "**the platform team**"],
    ]
    assert "Subnet `snet-web` exists for `app`: is `10.40.2.0/24`, a /27 at least, delegated to exactly" in tasks
    assert f"`{SPOKE_NETWORK}` is joined to `{HUB}`" in joined


@pytest.mark.parametrize("name", ["chat-spoke", "chat-prod", "existing-network", "containers"])
def test_every_needed_subnet_is_found_by_its_use(name: str) -> None:
    zone = zone_of(name)

    assert sorted(subnet.purpose for subnet in subnets_of(zone)) == sorted(zone.settings.needed_subnets)
    assert all(subnet.prefix for subnet in subnets_of(zone))


@pytest.mark.parametrize("name", ["chat-spoke", "chat-prod", "containers", "virtual-wan"])
def test_records_cover_the_zones_of_the_settings(name: str) -> None:
    zone = zone_of(name)

    zones = {zone_name for endpoint in endpoints_of(zone) for zone_name in endpoint.zones}
    assert zones == set(zone.settings.private_dns_zone_names)
    for endpoint in endpoints_of(zone):
        assert {host.zone for host in endpoint.hosts} in ({*endpoint.zones}, set())


def test_every_record_of_a_vault_and_an_account() -> None:
    by_group = {endpoint.group_id: endpoint for endpoint in endpoints_of(zone_of("chat-spoke"))}

    [vault] = by_group["vault"].hosts
    name = by_group["vault"].target_id.rsplit("/", 1)[-1]
    assert (vault.fqdn, vault.zone, vault.record) == (
        f"{name}.vault.azure.net",
        "privatelink.vaultcore.azure.net",
        name,
    )
    account = by_group["account"]
    name = account.target_id.rsplit("/", 1)[-1]
    assert [host.fqdn for host in account.hosts] == [
        f"{name}.cognitiveservices.azure.com",
        f"{name}.openai.azure.com",
        f"{name}.services.ai.azure.com",
    ]
    assert account.registers_itself


def test_agents_need_their_stores_forwarded() -> None:
    words = "\n".join(private_dns(zone_of("chat-spoke")).blocks)

    assert "The hub's DNS forwards `documents.azure.com`, `search.windows.net`, `blob.core.windows.net`" in words
    assert "The network asks the DNS servers `10.0.2.4`, `10.0.2.5` on port 53" in words


def test_a_policy_of_the_platform_that_registers_too_little_is_named() -> None:
    zone = zone_of("virtual-wan")
    words = "\n".join(private_dns(zone).blocks)

    assert not any(endpoint.registers_itself for endpoint in endpoints_of(zone))
    assert "`c4bc6f10-cb41-49eb-b000-d5ab82e2a091`" in words
    assert "issues 201 and 4024" in words
    assert "configure-foundry-services-to-use-private-dns-zones" in words


def test_a_gateway_has_an_address_record() -> None:
    [rows, tasks] = public_dns(zone_of("chat-prod")).blocks

    [[name, kind, value]] = table_rows(rows)
    assert (name, kind) == ("`chat.contoso.com`", "A")
    assert "/publicIPAddresses/pip-contoso-prod-sdc-gateway-001" in value
    assert "`chat-contoso-com`" in tasks


def test_front_door_has_an_alias_and_a_token() -> None:
    [rows, _] = public_dns(zone_of("front-door")).blocks

    assert [row[:2] for row in table_rows(rows)] == [
        ["`chat.contoso.com`", "CNAME"],
        ["`_dnsauth.chat.contoso.com`", "TXT"],
    ]


def test_the_default_route_and_its_subnets() -> None:
    [rows, _] = routes(zone_of("chat-spoke")).blocks

    assert table_rows(rows) == [
        [
            "`rt-contoso-prod-sdc-001`",
            "`default-through-firewall`",
            "`0.0.0.0/0`",
            "`VirtualAppliance` `10.0.1.4`",
            "`snet-agents`, `snet-app`",
        ]
    ]


def test_the_platforms_route_table_says_where_it_is_tied() -> None:
    [tasks] = routes(zone_of("existing-network")).blocks

    assert f"The route table `{ROUTE_TABLE}` holds `0.0.0.0/0`" in tasks
    assert "may be tied to `snet-agents`" in tasks
    assert "It is tied to `snet-web` already." in tasks


def test_firewall_rules_name_host_reason_and_source() -> None:
    rules = firewall_rules(zone_of("chat-spoke"))

    assert {(rule.source_subnet, rule.source_prefix) for rule in rules} == {
        ("snet-agents", "10.40.0.0/24"),
        ("snet-app", "10.40.1.0/24"),
    }
    assert all(rule.reason and rule.reference and rule.fqdn != "*" for rule in rules)
    [own] = [rule for rule in rules if rule.group == "workload"]
    assert (own.source_subnet, own.fqdn, own.protocol, own.port) == ("snet-app", "api.contoso.com", "Https", 443)
    [status] = [rule for rule in rules if rule.fqdn == "ocsp.digicert.com" and rule.source_subnet == "snet-app"]
    assert (status.protocol, status.port, status.group) == ("Http", 80, "certificateRevocation")


def test_an_existing_subnet_has_its_rules_too() -> None:
    assert {rule.source_prefix for rule in firewall_rules(zone_of("existing-network"))} == {
        "10.40.0.0/24",
        "10.40.2.0/24",
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("chat-prod", "Nothing to do: the zone's own firewall holds the rules.", id="own-firewall"),
        pytest.param("nothing-out", "Nothing to do: no traffic leaves the zone for the Internet.", id="no-way-out"),
    ],
)
def test_no_firewall_rules_for_others(name: str, words: str) -> None:
    assert firewall_section(zone_of(name)).blocks == (words,)
    assert firewall_rules(zone_of(name)) == ()
    assert json.loads(render_json(zone_of(name)))["rules"] == []
    assert len(render_csv(zone_of(name)).splitlines()) == 1


def test_csv_and_json_say_the_same() -> None:
    zone = zone_of("chat-spoke")
    of_csv = list(csv.DictReader(io.StringIO(render_csv(zone))))
    document = json.loads(render_json(zone))

    assert document["formatVersion"] == 1
    assert [{key: str(value) for key, value in rule.items()} for rule in document["rules"]] == of_csv
    assert len(of_csv) == len(firewall_rules(zone))


def test_network_rules_cross_the_border_only() -> None:
    [_, _, rows] = network_rules(zone_of("chat-spoke")).blocks
    ends = [(row[0], row[1], row[2], row[3], row[4]) for row in table_rows(rows)]

    assert ("out", "`10.40.1.0/24`", "`10.0.2.4`", "any", "`53`") in ends
    assert ("out", "`10.40.0.0/24`", "`Internet`", "TCP", "`80`, `443`") in ends
    assert not [end for end in ends if "10.40." in end[1] and "10.40." in end[2]]
    assert not [end for end in ends if "AzureLoadBalancer" in end[1] or "VirtualNetwork" in end[1] + end[2]]


def test_a_gateways_rules_show_its_block_and_not_a_star() -> None:
    blocks = network_rules(zone_of("chat-prod")).blocks
    ends = [(row[0], row[1], row[2]) for row in table_rows(blocks[1])]

    assert ("in", "`Internet`", "`10.20.2.0/24`") in ends
    assert ("out", "`10.20.2.0/24`", "`Internet`") in ends
    assert "`*`" not in {end for row in ends for end in row}


def test_flows_of_subnets_that_exist_are_asked_for() -> None:
    blocks = network_rules(zone_of("existing-network")).blocks

    assert "- [ ] The security groups of `snet-web`, `snet-endpoints` allow these flows." in blocks
    assert ["`10.40.2.0/24`", "`10.40.3.0/26`", "TCP", "`443`"] in [row[1:5] for row in table_rows(blocks[-1])]
