"""Deployments in deployments: what goes in and out, where they go, and what of them is not judged."""

from __future__ import annotations

from pathlib import Path

from bedplate.generator.graph import UNKNOWN
from tests.generator.arm_input.written import (
    STORAGE,
    ZEROS,
    account,
    by_name,
    deployment,
    keys,
    names,
    only,
    pointer,
    scanned,
    template,
)

INNER = template(
    [account("[parameters('name')]", properties={"tier": "[variables('tier')]"})],
    parameters={"name": {"type": "string"}},
    variables={"tier": "inner"},
    outputs={
        "id": {"type": "string", "value": f"[resourceId('{STORAGE}', parameters('name'))]"},
        "endpoint": {"type": "string", "value": f"[reference(resourceId('{STORAGE}', parameters('name'))).blob]"},
    },
)


def test_nested_deployments_pass_values_in_and_out(tmp_path: Path) -> None:
    reference = "reference(resourceId('Microsoft.Resources/deployments', 'inner'), '2022-09-01').outputs"
    document = template(
        [
            deployment(INNER, parameters={"name": "[concat(parameters('stem'), '1')]"}, dependsOn=["first"]),
            account("first"),
            account(
                "last",
                properties={"other": f"[{reference}.id.value]", "url": f"[{reference}.endpoint.value]"},
                dependsOn=["[resourceId('Microsoft.Resources/deployments', 'inner')]"],
            ),
        ],
        parameters={"stem": {"type": "string", "defaultValue": "data"}},
    )
    found = scanned(tmp_path, document)
    inner, last = by_name(found, "data1"), by_name(found, "last")

    assert pointer(inner) == "/resources/0/properties/template/resources/0"
    assert inner.placed.body["properties"] == {"tier": "inner"}
    assert inner.resource.dependencies == keys(found, "first")
    assert last.placed.body["properties"] == {"other": inner.identity.id, "url": UNKNOWN}
    assert last.resource.dependencies == (inner.resource.urn,)
    assert last.resource.property_dependencies == {
        "properties.other": (inner.resource.urn,),
        "properties.url": (inner.resource.urn,),
    }


def test_nested_deployments_of_bicep(tmp_path: Path) -> None:
    inner = {**INNER, "languageVersion": "2.0", "resources": {"store": INNER["resources"][0]}}
    document = template(
        {
            "module": deployment(inner, parameters={"name": "data"}),
            "last": account("last", properties={"id": "[reference('module').outputs.id.value]"}, dependsOn=["module"]),
        }
    )
    found = scanned(tmp_path, document)

    assert names(found) == [(STORAGE, "last"), (STORAGE, "data")]
    assert by_name(found, "last").placed.body["properties"] == {"id": by_name(found, "data").identity.id}
    assert by_name(found, "last").resource.dependencies == keys(found, "data")


def test_a_nested_deployment_may_read_the_values_around_it(tmp_path: Path) -> None:
    document = template(
        [deployment(INNER, evaluated="outer")],
        parameters={"name": {"type": "string", "defaultValue": "outer"}},
        variables={"tier": "around"},
    )

    assert only(scanned(tmp_path, document)).placed.body["properties"] == {"tier": "around"}


def test_a_nested_deployment_goes_where_it_says(tmp_path: Path) -> None:
    inner = template([account()])
    document = template([deployment(inner, "a", resourceGroup="other", subscriptionId="sub"), deployment(inner, "b")])
    found = scanned(tmp_path, document)

    assert found.resources[0].identity.id == f"/subscriptions/sub/resourceGroups/other/providers/{STORAGE}/data"
    assert found.resources[1].identity.id.startswith(f"{ZEROS}/resourceGroups/unknown-resourceGroup-")


def test_a_template_elsewhere_is_not_judged_aloud(tmp_path: Path) -> None:
    linked = {"type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "far", "properties": {}}
    found = scanned(tmp_path, template([linked, {"name": "no type"}, account()]))

    assert [each.reason for each in found.untranslated] == [
        "its template is another file, which is not read",
        "it has no type",
    ]
    assert names(found) == [(STORAGE, "data")]


def test_templates_of_a_folder_have_unknown_groups_of_their_own(tmp_path: Path) -> None:
    found = scanned(tmp_path, template([account()]), template([account()]), {"no": "template"})
    one, two = found.resources

    assert one.identity.name == two.identity.name
    assert one.identity.id != two.identity.id


def test_serial_loops_of_deployments_go_in_turn(tmp_path: Path) -> None:
    name = "[concat('data', copyIndex())]"
    copy = {"name": "loop", "count": 2, "mode": "serial"}
    document = template([deployment(INNER, "[concat('d', copyIndex())]", parameters={"name": name}, copy=copy)])
    found = scanned(tmp_path, document)

    assert by_name(found, "data0").resource.dependencies == ()
    assert by_name(found, "data1").resource.dependencies == keys(found, "data0")
