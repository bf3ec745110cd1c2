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
