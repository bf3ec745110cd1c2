from __future__ import annotations

import re

import pytest

from bedplate.policies.facts import read_facts

CLOUDS = {"public", "usgovernment", "china"}
ROWS = [
    pytest.param(row, id=f"{type_}-{group}")
    for type_, groups in read_facts("private_link").items()
    for group, row in groups.items()
]


@pytest.mark.parametrize("row", ROWS)
def test_zones_of_private_links(row: dict[str, list[str]]) -> None:
    assert set(row) - {"hosts"} <= CLOUDS
    assert row["public"]
    for zone in (zone for cloud in CLOUDS & set(row) for zone in row[cloud]):
        assert re.fullmatch(r"privatelink\.(\{region\}\.)?[a-z0-9]+([.-][a-z0-9]+)+", zone)


def test_smallest_subnets_are_prefix_lengths() -> None:
    smallest = read_facts("subnets")["smallest"]
    assert {length for lengths in smallest.values() for length in lengths.values()} <= set(range(16, 30))


def test_groups_of_logs_hold_required_categories_only() -> None:
    for row in read_facts("log_categories").values():
        assert set(row.get("audit", ())) <= set(row["required"])


def test_workloads_and_roles_name_each_other() -> None:
    table = read_facts("role_edges")
    ids = [row["id"] for row in table["roles"].values()]
    assert [id_ for id_ in ids if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", id_)] == []
    assert len(set(ids)) == len(ids)
    assert {role for edge in table["edges"] for role in edge["roles"]} <= set(table["roles"])
    assert {type_ for edge in table["edges"] for type_ in edge["from"]} <= {"*", *table["workloads"]}
    assert not set(table["workloads"]) & set(table["managers"])


def test_approvers_of_private_endpoints_are_roles() -> None:
    table = read_facts("endpoint_approvers")
    assert {name for names in table["services"].values() for name in names} <= set(read_facts("role_edges")["roles"])
    assert not set(table["everywhere"].values()) & set(table["nowhere"].values())


def test_services_need_hosts_or_tags() -> None:
    table = read_facts("egress_hosts")
    host = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+")
    for row in table["services"].values():
        assert all(need.get("host") or need.get("tags") for need in row["needs"])
        assert [
            each for need in row["needs"] for each in need.get("host", {}).values() if not host.fullmatch(each)
        ] == []
        assert {name for need in row["needs"] for name in need.get("host", {})} <= CLOUDS
    assert table["rentable"] == sorted(set(table["rentable"]))
    assert [each for each in (*table["rentable"], *table["mayCall"]) if not host.fullmatch(each)] == []


def test_tables_of_networks_speak_of_services_whose_subnets_can_be_found() -> None:
    placed = set(read_facts("service_subnets"))
    assert set(read_facts("required_flows")) <= placed
    assert set(read_facts("subnets")["occupants"]) <= placed
    assert set(read_facts("egress_hosts")["services"]) <= placed


def test_privileged_approvers_have_rows() -> None:
    names = {row["name"] for row in read_facts("roles")["privileged"].values()}
    assert set(read_facts("endpoint_approvers")["privileged"]) <= names
