"""A rename without an alias, a changed forced input, a resource that goes are named; what is harmless is not."""

import dataclasses
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph, Mode, Resource, ResourceOptions, frozen
from tests.generator.diff.graphs import STORAGE, VAULT, graph, resource, urn
from tools.upgrade.compact import compact, expanded
from tools.upgrade.stack_contract import stack_breaks

RENAMED = Path(__file__).resolve().parents[2] / "engine" / "renamed"
"""A program that declares its resources under former names, or under others with aliases."""


def found(before: Graph, after: Graph) -> list[tuple[str, str, str]]:
    """Return kind, place and member of each break, with the old side as it was frozen."""
    return [(each.kind.value, each.place, each.member) for each in stack_breaks(expanded(compact(before)), after)]


@cache
def renamed(*, formerly: bool) -> Graph:
    config = {"renamed:formerly": "true"} if formerly else {}
    return record(Program.load(RENAMED), stack="dev", config=config)


def without_aliases(whole: Graph) -> Graph:
    bare = (dataclasses.replace(each, options=ResourceOptions()) for each in whole.resources)
    return dataclasses.replace(whole, resources=tuple(bare))


def changed(whole: Graph, name: str, **facts: Any) -> Graph:
    """Return a graph in which the resources of a name have other facts."""
    resources = (dataclasses.replace(each, **facts) if each.name == name else each for each in whole.resources)
    return dataclasses.replace(whole, resources=tuple(resources))


def without(whole: Graph, end_of_urn: str) -> Graph:
    kept = tuple(each for each in whole.resources if not each.urn.endswith(end_of_urn))
    assert len(kept) < len(whole.resources)
    return dataclasses.replace(whole, resources=kept)


def test_renames_retypes_and_moves_with_aliases_break_nothing() -> None:
    before, after = renamed(formerly=True), renamed(formerly=False)

    assert {each.urn for each in before.resources} != {each.urn for each in after.resources}
    assert found(before, after) == []


def test_the_same_without_aliases_is_named_one_by_one() -> None:
    before, after = renamed(formerly=True), without_aliases(renamed(formerly=False))

    assert sorted(found(before, after)) == [
        ("gone", "acme:old:Zone$azure-native:resources:ResourceGroup::typed-child", ""),
        ("gone", "acme:old:Zone::typed", ""),
        ("gone", "acme:zone:Zone$azure-native:resources:ResourceGroup::first-child", ""),
        ("gone", "acme:zone:Zone$azure-native:resources:ResourceGroup::moved-out", ""),
        ("gone", "acme:zone:Zone::first", ""),
        ("gone", "azure-native:resources:ResourceGroup::moved-in", ""),
        ("gone", "azure-native:resources:ResourceGroup::old-and-moved", ""),
        ("gone", "azure-native:resources:ResourceGroup::old-name", ""),
        ("gone", "azure-native:resources:ResourceGroup::old-urn", ""),
        ("made", "acme:zone:Zone$azure-native:resources:ResourceGroup::moved-in", ""),
        ("made", "acme:zone:Zone$azure-native:resources:ResourceGroup::new-and-moved", ""),
        ("made", "acme:zone:Zone$azure-native:resources:ResourceGroup::second-child", ""),
        ("made", "acme:zone:Zone$azure-native:resources:ResourceGroup::typed-child", ""),
        ("made", "acme:zone:Zone::second", ""),
        ("made", "acme:zone:Zone::typed", ""),
        ("made", "azure-native:resources:ResourceGroup::moved-out", ""),
        ("made", "azure-native:resources:ResourceGroup::new-name", ""),
        ("made", "azure-native:resources:ResourceGroup::new-urn", ""),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"tags": {"a": "b"}}, {"tags": {"a": "c"}}, [], id="in-place"),
        pytest.param(
            {"location": "swedencentral"},
            {"location": "westeurope"},
            [("replaced", f"{STORAGE}::it", "location")],
            id="region",
        ),
        pytest.param(
            {"accountName": "one"}, {"accountName": "two"}, [("replaced", f"{STORAGE}::it", "accountName")], id="name"
        ),
        pytest.param(
            {"isHnsEnabled": False},
            {"isHnsEnabled": True},
            [("replaced", f"{STORAGE}::it", "isHnsEnabled")],
            id="forced",
        ),
        pytest.param({}, {"isHnsEnabled": True}, [("replaced", f"{STORAGE}::it", "isHnsEnabled")], id="forced-and-new"),
        pytest.param(
            {"kind": "StorageV2"},
            {"kind": "BlobStorage"},
            [("perhaps-replaced", f"{STORAGE}::it", "kind")],
            id="nobody-knows",
        ),
    ],
)
def test_a_changed_input(before: dict[str, Any], after: dict[str, Any], expected: list[Any]) -> None:
    assert found(graph(resource(STORAGE, "it", **before)), graph(resource(STORAGE, "it", **after))) == expected


def test_a_place_in_azure_that_no_input_tells() -> None:
    before, after = (resource(STORAGE, "it", id_=f"/subscriptions/{number}/resourceGroups/rg") for number in (1, 2))

    assert found(graph(before), graph(after)) == [("replaced", f"{STORAGE}::it", "id")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"protect": True}, {}, ["protect"], id="protection"),
        pytest.param({"retain_on_delete": True}, {}, ["retainOnDelete"], id="retention"),
        pytest.param({}, {"protect": True, "retain_on_delete": True}, [], id="more-of-both"),
    ],
)
def test_a_resource_that_can_be_deleted_now(before: dict[str, Any], after: dict[str, Any], expected: list[str]) -> None:
    was, now = (resource(VAULT, "vault", options=ResourceOptions(**each)) for each in (before, after))

    assert found(graph(was), graph(now)) == [("unprotected", f"{VAULT}::vault", member) for member in expected]


def test_what_is_lost_with_a_resource_is_said() -> None:
    vault = resource(VAULT, "vault", properties={"softDeleteRetentionInDays": 90})
    (gone,) = stack_breaks(expanded(compact(graph(vault))), graph())

    assert gone.kind.value == "gone"
    assert "soft-delete retention ends (90 days)" in gone.says


def test_a_resource_that_was_only_read_is_nobodys_to_keep() -> None:
    read = dataclasses.replace(resource(VAULT, "vault"), read=True)

    assert found(graph(read), graph()) == []
    assert found(graph(read), graph(resource(VAULT, "vault"))) == [("made", f"{VAULT}::vault", "")]


def test_a_stack_output_that_is_gone() -> None:
    before = dataclasses.replace(graph(), outputs=frozen({"host": "a", "port": 1}))
    after = dataclasses.replace(graph(), outputs=frozen({"port": 2, "path": "/"}))

    assert found(before, after) == [("removed", "outputs", "host")]


@pytest.fixture(scope="module")
def zone(record_stack: Callable[[str, Mode], Graph]) -> Graph:
    return record_stack("chat-dev", Mode.KNOWN)


def test_a_whole_stack_that_stays_breaks_nothing(zone: Graph) -> None:
    assert found(zone, zone) == []


def test_a_stateful_resource_that_a_whole_stack_loses(zone: Graph) -> None:
    place = "bedplate:index:LandingZone$bedplate:index:KeyVault$azure-native:keyvault:Vault::vault"

    assert found(zone, without(zone, place)) == [("gone", place, "")]


def test_a_component_that_a_whole_stack_calls_otherwise(zone: Graph) -> None:
    (old,) = (each for each in zone.resources if each.type == "bedplate:index:KeyVault")
    new_type = "bedplate:index:Vault"
    moved = _with_new_urns(zone, old, new_type)
    breaks = found(zone, moved)

    assert ("gone", "bedplate:index:LandingZone$bedplate:index:KeyVault::vault", "") in breaks
    assert ("made", "bedplate:index:LandingZone$bedplate:index:Vault::vault", "") in breaks
    below = [each for each in zone.resources if "$bedplate:index:KeyVault" in each.urn]
    assert len(breaks) == 2 * len(below) > 10


def _with_new_urns(whole: Graph, component: Resource, new_type: str) -> Graph:
    """Return a graph in which a component, and with it the type chain of all below it, has another type."""

    def named(text: str) -> str:
        return text.replace(f"${component.type}", f"${new_type}")

    resources = (
        dataclasses.replace(
            each,
            urn=named(each.urn),
            type=new_type if each.urn == component.urn else each.type,
            parent=named(each.parent) if each.parent else None,
        )
        for each in whole.resources
    )
    return dataclasses.replace(whole, resources=tuple(resources))


def test_a_change_of_name_in_the_graph_is_found_by_urn() -> None:
    one = graph(resource(VAULT, "one"))
    other = graph(resource(VAULT, "two", options=ResourceOptions(aliases=(urn(VAULT, "one"),))))

    assert found(one, other) == []
    assert found(one, changed(other, "two", options=ResourceOptions())) == [
        ("gone", f"{VAULT}::one", ""),
        ("made", f"{VAULT}::two", ""),
    ]
