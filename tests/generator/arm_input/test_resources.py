"""Which resources a template declares, who they are, and how they hang together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.arm_input.templates import read_templates
from bedplate.generator.foreign.errors import ForeignFileError
from bedplate.generator.graph import UNKNOWN
from bedplate.generator.scan.scanned import Scanned
from tests.generator.arm_input.written import (
    STORAGE,
    ZEROS,
    account,
    by_name,
    keys,
    only,
    pointer,
    scanned,
    template,
)

VNET = "Microsoft.Network/virtualNetworks"
LOCKS = "Microsoft.Authorization/locks"


def ends(found: Scanned) -> list[str]:
    """Return the ids below the unknown resource group."""
    return [each.identity.id.split("/", 5)[5] for each in found.resources]


CHILDREN = [
    pytest.param(
        account(resources=[{"type": "blobServices", "apiVersion": "1", "name": "default"}]),
        ["Microsoft.Storage/storageAccounts/data", "Microsoft.Storage/storageAccounts/data/blobServices/default"],
        id="relative",
    ),
    pytest.param(
        account(resources=[{"type": f"{STORAGE}/blobServices", "apiVersion": "1", "name": "data/default"}]),
        ["Microsoft.Storage/storageAccounts/data", "Microsoft.Storage/storageAccounts/data/blobServices/default"],
        id="full-names-inside-another",
    ),
    pytest.param(
        {"type": f"{STORAGE}/blobServices/containers", "apiVersion": "1", "name": "data/default/one"},
        ["Microsoft.Storage/storageAccounts/data/blobServices/default/containers/one"],
        id="on-its-own",
    ),
    pytest.param(
        {"type": f"{STORAGE}/providers/locks", "apiVersion": "1", "name": "data/Microsoft.Authorization/keep"},
        [f"Microsoft.Storage/storageAccounts/data/providers/{LOCKS}/keep"],
        id="extension-of-old",
    ),
    pytest.param(
        account(resources=[{"type": "providers/locks", "apiVersion": "1", "name": "Microsoft.Authorization/keep"}]),
        ["Microsoft.Storage/storageAccounts/data", f"Microsoft.Storage/storageAccounts/data/providers/{LOCKS}/keep"],
        id="extension-of-old-inside-another",
    ),
    pytest.param(
        {"type": LOCKS, "apiVersion": "1", "name": "keep", "scope": f"[resourceId('{STORAGE}', 'data')]"},
        [f"Microsoft.Storage/storageAccounts/data/providers/{LOCKS}/keep"],
        id="extension-by-id",
    ),
    pytest.param(
        {"type": LOCKS, "apiVersion": "1", "name": "keep", "scope": f"[format('{STORAGE}/{{0}}', 'data')]"},
        [f"Microsoft.Storage/storageAccounts/data/providers/{LOCKS}/keep"],
        id="extension-by-type-and-name",
    ),
]


@pytest.mark.parametrize(("resource", "expected"), CHILDREN)
def test_full_ids(tmp_path: Path, resource: dict[str, Any], expected: list[str]) -> None:
    found = scanned(tmp_path, template([resource]))

    assert ends(found) == [f"providers/{each}" for each in expected]
    assert found.resources[0].identity.id.startswith(f"{ZEROS}/resourceGroups/unknown-resourceGroup-")


def test_a_child_waits_for_the_resource_that_it_stands_in(tmp_path: Path) -> None:
    child = {"type": "blobServices", "apiVersion": "1", "name": "default", "properties": {}}
    found = scanned(tmp_path, template([account(resources=[child])]))
    parent, inner = found.resources

    assert (pointer(parent), pointer(inner)) == ("/resources/0", "/resources/0/resources/0")
    assert inner.resource.dependencies == (parent.resource.urn,)
    assert "resources" not in parent.placed.body


SCHEMAS = "https://schema.management.azure.com/schemas"


@pytest.mark.parametrize(
    ("schema", "resource", "expected"),
    [
        pytest.param(
            "2018-05-01/subscriptionDeploymentTemplate.json#",
            {"type": "Microsoft.Resources/resourceGroups", "apiVersion": "1", "name": "rg"},
            f"{ZEROS}/resourceGroups/rg",
            id="resource-group",
        ),
        pytest.param(
            "2019-08-01/managementGroupDeploymentTemplate.json#",
            {"type": LOCKS, "apiVersion": "1", "name": "keep", "scope": "/"},
            f"/providers/{LOCKS}/keep",
            id="tenant",
        ),
        pytest.param(
            "2019-08-01/tenantDeploymentTemplate.json#",
            {"type": "Microsoft.Management/managementGroups", "apiVersion": "1", "name": "mg"},
            "/providers/Microsoft.Management/managementGroups/mg",
            id="management-group",
        ),
    ],
)
def test_scopes(tmp_path: Path, schema: str, resource: dict[str, Any], expected: str) -> None:
    document = {**template([resource]), "$schema": f"{SCHEMAS}/{schema}"}

    assert only(scanned(tmp_path, document)).identity.id == expected


def test_resources_with_symbolic_names(tmp_path: Path) -> None:
    document = template(
        {
            "old": account("old", existing=True),
            "mine": account("mine"),
            "lock": {
                "type": LOCKS,
                "apiVersion": "1",
                "name": "keep",
                "scope": "[resourceInfo('mine').id]",
                "properties": {
                    "notes": "[reference('mine').primaryEndpoints.blob]",
                    "other": "[resourceInfo('old').id]",
                },
                "dependsOn": ["mine"],
            },
            "group": {"type": "Microsoft.Graph/groups@v1.0", "import": "graph", "properties": {}},
        }
    )
    found = scanned(tmp_path, document)
    lock = by_name(found, "keep")

    assert [each.resource.name for each in found.resources] == ["mine", "lock"]
    assert pointer(lock) == "/resources/lock"
    assert lock.resource.dependencies == keys(found, "mine")
    assert lock.resource.property_dependencies == {"properties.notes": keys(found, "mine")}
    assert lock.placed.body["properties"]["notes"] is UNKNOWN
    assert lock.placed.body["properties"]["other"].endswith("/providers/Microsoft.Storage/storageAccounts/old")
    assert [(each.resource.name, each.reason) for each in found.untranslated] == [
        ("group", "it is no resource of Azure Resource Manager")
    ]


@pytest.mark.parametrize(
    "depends_on",
    [
        pytest.param(f"[resourceId('{STORAGE}', 'data')]", id="id"),
        pytest.param("data", id="name"),
        pytest.param(f"{STORAGE}/data", id="type-and-name"),
    ],
)
def test_dependencies(tmp_path: Path, depends_on: str) -> None:
    found = scanned(tmp_path, template([account(), account("other", dependsOn=[depends_on])]))

    assert by_name(found, "other").resource.dependencies == keys(found, "data")


@pytest.mark.parametrize(
    ("condition", "declared", "notes"),
    [
        pytest.param(True, 1, 0, id="true"),
        pytest.param("[equals('a', 'b')]", 0, 0, id="false"),
        pytest.param("[parameters('which')]", 1, 1, id="unknown"),
    ],
)
def test_conditions(tmp_path: Path, condition: Any, declared: int, notes: int) -> None:
    document = template([account(condition=condition)], parameters={"which": {"type": "bool"}})
    found = scanned(tmp_path, document)

    assert (len(found.resources), len(found.notes)) == (declared, notes)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param(2, [("data1", "/resources/0[0]"), ("data2", "/resources/0[1]")], id="known"),
        pytest.param("[parameters('many')]", [(None, "/resources/0")], id="unknown"),
        pytest.param(0, [], id="none"),
    ],
)
def test_loops(tmp_path: Path, count: Any, expected: list[tuple[str | None, str]]) -> None:
    looped = account("[concat('data', copyIndex(1))]", copy={"name": "loop", "count": count})
    document = template([looped, account("last", dependsOn=["loop"])], parameters={"many": {"type": "int"}})
    found = scanned(tmp_path, document)
    assert len(found.notes) == (count == "[parameters('many')]")
    *many, last = found.resources

    assert [(None if each.identity.unknown else each.identity.name, pointer(each)) for each in many] == expected
    assert last.resource.dependencies == tuple(sorted(each.resource.urn for each in many))


@pytest.mark.parametrize(
    ("batch", "expected"),
    [
        pytest.param(1, [[], ["data0"], ["data1"], ["data2"]], id="one-by-one"),
        pytest.param(2, [[], [], ["data0", "data1"], ["data0", "data1"]], id="two-by-two"),
    ],
)
def test_serial_loops_go_in_turn(tmp_path: Path, batch: int, expected: list[list[str]]) -> None:
    copy = {"name": "loop", "count": 4, "mode": "Serial", "batchSize": batch}
    found = scanned(tmp_path, template([account("[concat('data', copyIndex())]", copy=copy)]))
    by_urn = {each.resource.urn: each.identity.name for each in found.resources}

    assert [[by_urn[urn] for urn in each.resource.dependencies] for each in found.resources] == expected


def test_names_that_are_computed_alike_are_the_same(tmp_path: Path) -> None:
    unique = "concat('st', uniqueString(resourceGroup().id))"
    endpoint = {
        "type": "Microsoft.Network/privateEndpoints",
        "apiVersion": "1",
        "name": "one",
        "properties": {
            "mine": f"[resourceId('{STORAGE}', {unique})]",
            "another": f"[resourceId('{STORAGE}', concat('x', {unique}))]",
            "outside": f"[resourceId('{STORAGE}', 'known')]",
        },
    }
    found = scanned(tmp_path, template([account(f"[{unique}]"), endpoint]))
    store, one = found.resources
    properties = one.placed.body["properties"]

    assert store.identity.unknown == ("name",)
    assert store.resource.name == f"[{unique}]"
    assert properties["mine"] == store.identity.id
    assert properties["another"] is UNKNOWN
    assert properties["outside"].endswith("/storageAccounts/known")
    assert one.resource.property_dependencies == {"properties.mine": (store.resource.urn,)}


def test_identities_are_a_list_as_everywhere_else(tmp_path: Path) -> None:
    kind = "Microsoft.ManagedIdentity/userAssignedIdentities"
    who = f"[resourceId('{kind}', 'id')]"
    document = template(
        [
            {"type": kind, "apiVersion": "1", "name": "id"},
            account(
                identity={"type": "UserAssigned", "userAssignedIdentities": {f"[format('{{0}}', {who[1:-1]})]": {}}}
            ),
        ]
    )
    found = scanned(tmp_path, document)
    identity, store = found.resources

    assert store.placed.body["identity"]["userAssignedIdentities"] == [identity.identity.id]
    assert store.resource.property_dependencies == {"identity": (identity.resource.urn,)}


def test_sources_are_lines_of_the_file(tmp_path: Path) -> None:
    text = """\
// what others write
{
  "$schema": "2019-04-01/deploymentTemplate.json#", /* one
  two */
  "resources": [
    { "type": "A.B/c", "apiVersion": "1", "name": "first",
      "properties": { "note": "over
two lines // and no comment" } },
    {
      "type": "A.B/c", "apiVersion": "1", "name": "second" }
  ]
}
"""
    found = scanned(tmp_path, text)

    assert [each.resource.source.line for each in found.resources if each.resource.source] == [6, 9]
    assert found.resources[0].placed.body["properties"]["note"] == "over\ntwo lines // and no comment"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        pytest.param("a.json", '{"resources": [}', ":1:16: not JSON: Expecting value", id="no-json"),
        pytest.param("a.json", "[]", ":1: no JSON object (expected an ARM template", id="no-object"),
        pytest.param("a.json", "{}", ":1: no resources (expected an ARM template", id="no-template"),
        pytest.param(
            "a.json", '{"$schema": "x/deploymentParameters.json#"}', "give it as --arm-parameters", id="values"
        ),
        pytest.param("a.bicep", "param x string", "compile it with `az bicep build`", id="bicep"),
        pytest.param("a.json", "[" * 100_000, "too deeply nested", id="deep"),
    ],
)
def test_refused(tmp_path: Path, name: str, text: str, words: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ForeignFileError) as raised:
        read_templates(file)

    assert str(raised.value).startswith(str(file))
    assert words in str(raised.value)


def test_a_file_may_have_the_sign_that_begins_pointers_in_its_name(tmp_path: Path) -> None:
    file = tmp_path / "c#.json"
    file.write_text(json.dumps(template([account()])), encoding="utf-8")

    (found,) = read_templates(file).resources

    assert found.resource.source is not None
    assert found.resource.source.file.endswith("/c#.json")


@pytest.mark.parametrize(
    "type_",
    ["", "accounts", "[parameters('type')]", "A.B/", "/providers/", "A/providers/locks", "A.B/c/providers/"],
)
def test_what_has_no_type_of_azure_is_not_judged_aloud(tmp_path: Path, type_: str) -> None:
    found = scanned(tmp_path, template([{**account(), "type": type_}, account("other")]))

    assert [each.identity.name for each in found.resources] == ["other"]
    assert [each.reason for each in found.untranslated] == [f"its type {type_!r} is none of Azure Resource Manager"]


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ForeignFileError, match="no ARM template in it"):
        read_templates(tmp_path)
