from __future__ import annotations

import pytest

from bedplate.policies.relations import (
    Tie,
    children_of,
    hangs_nowhere,
    link,
    name_of,
    objects_at,
    prerequisites,
    type_of_id,
)
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN, Value
from tests.policies.graphs import without_id
from tests.policies.rules.graph.judging import arm_id, declared

VAULT = declared("Microsoft.KeyVault/vaults", "kv")
PATH = "properties.vault.id"


def _user(id_: Value, references: dict[str, tuple[str, ...]] | None = None) -> Resource:
    return declared("Contoso.Things/things", "user", {"vault": {"id": id_}}, references=references)


@pytest.mark.parametrize(
    ("user", "tie", "targets"),
    [
        pytest.param(_user(VAULT.id), Tie.DECLARED, (VAULT,), id="by-id"),
        pytest.param(_user(str(VAULT.id).upper()), Tie.DECLARED, (VAULT,), id="by-id-in-other-case"),
        pytest.param(_user("/elsewhere"), Tie.ELSEWHERE, (), id="elsewhere"),
        pytest.param(_user(""), Tie.ABSENT, (), id="empty"),
        pytest.param(_user(None), Tie.ABSENT, (), id="null"),
        pytest.param(_user(UNKNOWN), Tie.UNKNOWN, (), id="unknown"),
        pytest.param(_user(UNKNOWN, {"properties.vault": ("kv",)}), Tie.DECLARED, (VAULT,), id="by-reference"),
        pytest.param(_user(UNKNOWN, {"properties.other": ("kv",)}), Tie.UNKNOWN, (), id="reference-of-another-value"),
    ],
)
def test_link(user: Resource, tie: Tie, targets: tuple[Resource, ...]) -> None:
    found = link(Resources([VAULT, user]), user, PATH)
    assert (found.tie, found.targets) == (tie, targets)


def test_link_counts_references_of_the_types_that_are_asked_for() -> None:
    user = _user(UNKNOWN, {"properties.vault": ("kv",)})
    resources = Resources([VAULT, user])
    assert link(resources, user, PATH, "microsoft.keyvault/VAULTS").tie is Tie.DECLARED
    assert link(resources, user, PATH, "Microsoft.Storage/storageAccounts").tie is Tie.UNKNOWN


def test_children_are_found_by_id_and_by_reference() -> None:
    type_ = "Microsoft.KeyVault/vaults/keys"
    named = declared(type_, "kv/a")
    made = declared(type_, "kv/b", id_=None, references={"vaultName": ("kv",)})
    other = declared(type_, "other/c")
    assert children_of(Resources([VAULT, named, made, other]), VAULT, type_) == (named, made)


def test_sources_are_those_of_a_value_or_of_all_each_once() -> None:
    other = declared("Contoso.Things/things", "other")
    user = _user(UNKNOWN, {"properties.vault": ("kv", "gone"), "properties": ("other", "kv")})
    resources = Resources([VAULT, other, user])
    assert resources.sources(user, PATH) == (VAULT, other)
    assert resources.sources(user, "properties.vaults") == (other, VAULT)
    assert resources.sources(user, "name") == ()
    assert resources.sources(user) == (VAULT, other)


def test_objects_of_an_unknown_array_are_one_unknown() -> None:
    assert list(objects_at({"a": UNKNOWN}, "a")) == [("a", UNKNOWN)]
    assert list(objects_at({"a": [1, 2]}, "a")) == [("a[0]", 1), ("a[1]", 2)]
    assert list(objects_at({}, "a")) == []


def test_names_and_types_of_ids() -> None:
    assert name_of(declared("Microsoft.KeyVault/vaults/keys", "kv/a")) == "a"
    assert name_of(Resource(key="k", type="t", body={"name": UNKNOWN})) == ""
    assert type_of_id(arm_id("Microsoft.KeyVault/vaults/keys", "kv/a")) == "Microsoft.KeyVault/vaults/keys"
    assert type_of_id("kv") == ""


def test_prerequisites_are_found_through_others_and_in_circles() -> None:
    first = without_id("first", "T/a", {}, "last")
    between = without_id("between", "T/a", {}, "first")
    last = Resource(key="last", type="T/a", body={}, depends_on=("between", "elsewhere"))
    assert prerequisites(last, Resources([first, between, last])) == {"between", "elsewhere", "first", "last"}


def test_a_resource_hangs_nowhere_without_an_id_and_a_reference() -> None:
    assert hangs_nowhere(Resource(key="lock", type="T/a", body={}))
    assert not hangs_nowhere(without_id("lock", "T/a", {}, "vault"))
    assert not hangs_nowhere(VAULT)
