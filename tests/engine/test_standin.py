"""The stand-in provider: what it changes in place, what it replaces, and that it keeps what it deployed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bedplate.generator.engine.properties import from_wire
from bedplate.generator.graph import UNKNOWN, Secret
from tests.engine import catalogue
from tests.engine.harness import Workspace
from tests.engine.standin.changes import changed_properties, replacing_properties
from tests.engine.standin.cloud import Cloud

VAULT = "azure-native:keyvault:Vault"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"a": 1}, {"a": 1}, (), id="same"),
        pytest.param({"a": 1}, {"a": 2}, ("a",), id="changed"),
        pytest.param({"a": 1}, {}, ("a",), id="removed"),
        pytest.param({}, {"b": (), "a": {}}, ("a", "b"), id="added"),
        pytest.param({"a": ("x", {"b": 1})}, {"a": ("x", {"b": 2})}, ("a",), id="deep"),
        pytest.param({"a": "x"}, {"a": Secret("x")}, (), id="secret"),
        pytest.param({"a": "x"}, {"a": UNKNOWN}, ("a",), id="unknown"),
    ],
)
def test_changed_properties(old: dict[str, object], new: dict[str, object], expected: tuple[str, ...]) -> None:
    assert changed_properties(old, new) == expected


@pytest.mark.parametrize(
    ("token", "changed", "expected"),
    [
        pytest.param(VAULT, ("tags",), (), id="in-place"),
        pytest.param(VAULT, ("location", "tags"), ("location",), id="location"),
        pytest.param(VAULT, ("resourceGroupName", "vaultName"), ("resourceGroupName", "vaultName"), id="path"),
        pytest.param("demo:index:Thing", ("vaultName",), (), id="foreign"),
    ],
)
def test_replacing_properties(token: str, changed: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert replacing_properties(token, changed) == expected


def test_the_cloud_keeps_what_is_deployed_whatever_the_case_of_its_id(tmp_path: Path) -> None:
    cloud = Cloud(tmp_path)
    cloud.deploy(VAULT, "/subscriptions/x/vaults/A", {"tags": {"a": Secret("hush")}, "location": "swedencentral"})
    found = cloud.get("/SUBSCRIPTIONS/X/vaults/a")
    assert found is not None
    assert from_wire(found[0]) == {"tags": {"a": Secret("hush")}, "location": "swedencentral"}
    assert cloud.ids() == ("/subscriptions/x/vaults/A",)
    cloud.remove("/subscriptions/x/vaults/a")
    assert (cloud.ids(), cloud.get("/subscriptions/x/vaults/A")) == ((), None)


@pytest.mark.engine
def test_the_engine_updates_in_place_and_replaces(engine: Path, tmp_path: Path) -> None:
    project = Workspace(engine, tmp_path / "work").copy(catalogue.HERE / "changing")
    project.create("dev")
    project.configure("dev", "owner", "one")
    project.configure("dev", "name", "first")
    project.up("dev")
    project.configure("dev", "owner", "two")
    assert project.preview("dev").changes == {"same": 1, "update": 2}
    project.configure("dev", "name", "second")
    assert project.preview("dev").changes == {"same": 1, "update": 1, "replace": 1}
    project.up("dev")
    assert [id_.rsplit("/", 1)[-1] for id_ in project.workspace.cloud.ids()] == ["rg", "second"]
