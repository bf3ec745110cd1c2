"""Class names against ARM types and operations."""

from __future__ import annotations

import pytest

from tools.arm_table.names import Likeness, likeness, operation_name, plain, related, singular


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("Policies", "policy"),
        ("addresses", "address"),
        ("aliases", "alias"),
        ("alias", "alias"),
        ("statuses", "status"),
        ("status", "status"),
        ("caches", "cache"),
        ("branches", "branch"),
        ("indexes", "index"),
        ("beds", "bed"),
        ("metadata", "metadatum"),
    ],
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


def test_plain_spells_words_alike_whatever_their_case() -> None:
    assert plain("sql_databases") == plain("SQLDatabase") == plain("sqlDatabases") == "sqldatabase"


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ("web_apps_create_or_update_slot", "webappslot"),
        ("beds_begin_create", "bed"),
        ("web_apps_add_premier_add_on", "webapppremieraddon"),
    ],
)
def test_an_operation_names_what_it_creates(operation: str, expected: str) -> None:
    assert operation_name(operation) == expected


@pytest.mark.parametrize(
    ("name", "segments", "around", "expected"),
    [
        pytest.param("Bed", ["beds"], "", Likeness.SAME, id="last-segment"),
        pytest.param("GardenBed", ["gardens", "beds"], "", Likeness.SAME, id="all-segments"),
        pytest.param("GardenRow", ["gardens", "beds", "rows"], "", Likeness.EXPLAINED, id="parent-named"),
        pytest.param("ElasticBackup", ["accounts", "backups"], "", Likeness.ENDS, id="beginning-is-news"),
        pytest.param("Key", ["vaults", "hsmKeys"], "", Likeness.CONTAINED, id="only-the-end"),
        pytest.param("Tree", ["beds"], "", Likeness.NONE, id="nothing"),
        pytest.param("TagByBed", ["beds", "tags"], "", Likeness.EXPLAINED, id="by-a-parent"),
        pytest.param("LockAtScope", ["locks"], "/{scope}", Likeness.EXPLAINED, id="at-the-scope"),
        pytest.param("LockAtMoon", ["locks"], "/{scope}", Likeness.ENDS, id="at-something-else"),
        pytest.param("RuleByName", ["rules"], "", Likeness.EXPLAINED, id="by-name"),
    ],
)
def test_likeness(name: str, segments: list[str], around: str, expected: Likeness) -> None:
    assert likeness(name, segments, around) == expected


@pytest.mark.parametrize(
    ("parameter", "segment", "expected"),
    [
        ("accountName", "accounts", True),
        ("hubName", "virtualHubs", True),
        ("bedId", "rows", False),
        ("name", "x", False),
    ],
)
def test_a_parameter_is_related_to_its_segment(parameter: str, segment: str, *, expected: bool) -> None:
    assert related(parameter, segment) is expected
