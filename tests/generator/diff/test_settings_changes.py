"""What changes of the settings of `chat-dev` do to its landing zone."""

from __future__ import annotations

import pytest

from bedplate.generator.diff import Diff, Effect, Operation, diff
from bedplate.generator.render.properties import dotted
from tests.generator.diff.graphs import landing_zone

DEPLOYMENT = "azure-native:cognitiveservices:Deployment"
ACCOUNT = "azure-native:cognitiveservices:Account"
PROJECT = "azure-native:cognitiveservices:Project"
NETWORK = "azure-native:network:VirtualNetwork"
ENDPOINT = "azure-native:network:PrivateEndpoint"
ROLE = "azure-native:authorization:RoleAssignment"
CHAT_SIZE = "sku: DataZoneStandard\n        capacity: 50\n      - name: embeddings"
TWO_PROJECTS = (
    "    monitoring:\n",
    "      - name: second\n        displayName: Second\n        description: Another one\n    monitoring:\n",
)


def changed(*edits: tuple[str, str]) -> Diff:
    """Return what making these edits does."""
    return diff(landing_zone(), landing_zone(*edits))


def by_type(found: Diff, token: str) -> list[tuple[str, Operation, list[str]]]:
    """Return name, operation and changed paths of the changes of one type."""
    return [
        (each.resource.name, each.operation, [dotted(one.path) for one in each.properties])
        for each in found.changes
        if each.resource.type == token
    ]


def test_no_edit_changes_nothing() -> None:
    assert changed().changes == ()


def test_a_tag_is_updated_everywhere_and_replaces_nothing() -> None:
    found = changed(('costCenter: "4711"', 'costCenter: "4712"'))
    paths = {dotted(one.path) for each in found.changes for one in each.properties}

    assert {each.operation for each in found.changes} == {Operation.UPDATE}
    assert paths == {"tags.costCenter"}
    assert all(not each.not_known for each in found.changes)
    assert len(found.changes) == sum("tags" in each.inputs for each in found.after.resources if each.custom)


def test_more_capacity_updates_the_deployment_alone() -> None:
    found = changed(
        (
            CHAT_SIZE,
            CHAT_SIZE.replace("50", "80"),
        )
    )

    assert [(each.resource.type, each.resource.name, each.operation) for each in found.changes] == [
        (DEPLOYMENT, "ai-chat", Operation.UPDATE)
    ]
    (change,) = found.changes[0].properties
    assert (dotted(change.path), change.before, change.after) == ("sku.capacity", 50, 80)
    assert change.verdict.effect is Effect.IN_PLACE


def test_another_model_needs_a_new_deployment() -> None:
    found = changed(
        (
            'model: gpt-5.1\n        version: "2025-11-13"\n        sku: DataZoneStandard',
            'model: gpt-5\n        version: "2025-08-07"\n        sku: DataZoneStandard',
        )
    )
    (change,) = [each for each in found.changes if each.resource.type == DEPLOYMENT]

    assert change.operation is Operation.REPLACE
    assert [(dotted(each.path), each.verdict.effect) for each in change.properties] == [
        ("properties.model.name", Effect.REPLACE),
        ("properties.model.version", Effect.IN_PLACE),
    ]


def test_another_deployment_sku_is_an_update() -> None:
    found = changed(
        (
            CHAT_SIZE,
            CHAT_SIZE.replace("DataZoneStandard", "GlobalStandard"),
        )
    )

    assert by_type(found, DEPLOYMENT) == [("ai-chat", Operation.UPDATE, ["sku.name"])]


def test_another_workload_name_replaces_what_carries_it() -> None:
    found = changed(("workload: contoso", "workload: fabrikam"))
    account = next(each for each in found.changes if each.resource.type == ACCOUNT)

    assert account.operation is Operation.REPLACE
    assert {"accountName", "resourceGroupName", "properties.customSubDomainName"} <= {
        dotted(each.path) for each in account.forced_by
    }
    assert found.count(Operation.REPLACE) > 100
    assert {each.resource.type for each in found.of(Operation.UPDATE)} == set()


def test_another_region_replaces_everything_that_lies_in_one() -> None:
    found = changed(("location: swedencentral", "location: eastus2"))
    untouched = [each for each in found.changes if each.operation is not Operation.REPLACE]

    assert found.same == 0
    assert {each.operation for each in untouched} <= {Operation.CREATE, Operation.DELETE}
    for change in found.of(Operation.REPLACE):
        assert change.forced_by


def test_a_further_project_is_created_and_leaves_the_others() -> None:
    found = changed(TWO_PROJECTS)

    assert ("ai-second", Operation.CREATE, []) in by_type(found, PROJECT)
    assert found.count(Operation.REPLACE) == found.count(Operation.DELETE) == 0


def test_a_project_less_is_deleted() -> None:
    found = diff(landing_zone(TWO_PROJECTS), landing_zone())

    assert [row for row in by_type(found, PROJECT) if row[1] is Operation.DELETE] == [
        ("ai-second", Operation.DELETE, [])
    ]
    assert found.count(Operation.REPLACE) == found.count(Operation.CREATE) == 0


def test_another_address_space_changes_the_network_in_place() -> None:
    found = changed(("addressSpace: 192.168.0.0/21", "addressSpace: 192.168.8.0/21"))
    ((name, operation, paths),) = by_type(found, NETWORK)

    assert (name, operation) == ("network", Operation.UPDATE)
    assert "addressSpace.addressPrefixes" in paths
    assert "subnets.snet-private-endpoints.addressPrefix" in paths
    assert by_type(found, ENDPOINT) == []


@pytest.mark.parametrize(
    "edit", [TWO_PROJECTS, ("location: swedencentral", "location: eastus2")], ids=["project", "region"]
)
def test_the_way_back_mirrors_the_way_there(edit: tuple[str, str]) -> None:
    there, back = changed(edit), diff(landing_zone(edit), landing_zone())

    assert there.count(Operation.CREATE) == back.count(Operation.DELETE)
    assert there.count(Operation.DELETE) == back.count(Operation.CREATE)
    assert {each.urn for each in there.of(Operation.REPLACE)} == {each.urn for each in back.of(Operation.REPLACE)}
