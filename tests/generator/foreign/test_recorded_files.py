"""Files as the Pulumi CLI wrote them for one program (`tests/engine/cli_files` says how)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bedplate.generator.diff.values import MASKED
from bedplate.generator.foreign import read_foreign
from bedplate.generator.graph import (
    UNKNOWN,
    CustomTimeouts,
    Graph,
    Mode,
    Origin,
    Secret,
    SourcePosition,
    Unknown,
    secret_paths,
)

FILES = Path(__file__).parent / "files"
ZONE = "urn:pulumi:dev::foreign::"
GROUP = f"{ZONE}azure-native:resources:ResourceGroup::"
IDENTITY = f"{ZONE}azure-native:managedidentity:UserAssignedIdentity::identity"
NETWORK = f"{ZONE}acme:zone:Area$azure-native:network:VirtualNetwork::network"
UPLOAD = f"{ZONE}demo:index:Upload::upload"
HUB = f"{ZONE}pulumi:providers:azure-native::hub"
SUBSCRIPTION = "/subscriptions/22222222-2222-2222-2222-222222222222"
CLASSIC = (
    "1 resource of the classic azure provider (1 azure:core/resourceGroup:ResourceGroup) kept as they are: built on "
    "Terraform's names, they are in no template of Azure's (declare them with azure-native to have them judged)"
)
DELETED = "1 resource left out, as the change deletes what is there"
MISSING = (
    "6 resources missing, as the file tells only of what changes "
    "(write it with `pulumi preview --json --show-sames` to have all)"
)
FIRST = {"area", "classic", "elsewhere", "existing", "foreign-dev", "group", "hub", "identity", "leaving", "network"}
FIRST |= {"nothing", "unnamed", "upload"}
LATER = FIRST - {"leaving"} | {"taken-over"}


def graph(name: str) -> Graph:
    return read_foreign(FILES / name)


@pytest.mark.parametrize(
    ("name", "mode", "origin", "resources", "notes"),
    [
        pytest.param("create.preview.json", Mode.UNKNOWN, Origin.PREVIEW, FIRST, (CLASSIC,), id="first-preview"),
        pytest.param("create.events.jsonl", Mode.UNKNOWN, Origin.PREVIEW, FIRST, (CLASSIC,), id="its-events"),
        pytest.param(
            "change.preview.json",
            Mode.UNKNOWN,
            Origin.PREVIEW,
            {"existing", "foreign-dev", "group", "identity", "network", "taken-over", "upload"},
            (DELETED, MISSING),
            id="preview-of-changes-alone",
        ),
        pytest.param(
            "everything.preview.json",
            Mode.UNKNOWN,
            Origin.PREVIEW,
            LATER,
            (DELETED, CLASSIC),
            id="preview-of-all-steps",
        ),
        pytest.param(
            "refresh.preview.json", Mode.UNKNOWN, Origin.PREVIEW, FIRST, (CLASSIC,), id="preview-of-a-refresh"
        ),
        pytest.param(
            "destroy.preview.json",
            Mode.UNKNOWN,
            Origin.PREVIEW,
            set(),
            (
                "12 resources left out, as the change deletes what is there",
                "1 resource left out, as the program no longer reads what is there",
            ),
            id="preview-of-the-end",
        ),
        pytest.param("encrypted.export.json", Mode.KNOWN, Origin.EXPORT, FIRST, (CLASSIC,), id="export"),
        pytest.param("shown.export.json", Mode.KNOWN, Origin.EXPORT, FIRST, (CLASSIC,), id="export-with-secrets"),
    ],
)
def test_what_a_file_declares(
    name: str, mode: Mode, origin: Origin, resources: set[str], notes: tuple[str, ...]
) -> None:
    found = graph(name)
    assert (found.project, found.stack, found.mode, found.origin) == ("foreign", "dev", mode, origin)
    assert {resource.name for resource in found.resources} == resources
    assert len(found.resources) == len(resources)
    assert found.notes == notes


@pytest.mark.parametrize("name", sorted(file.name for file in FILES.iterdir()))
def test_parents_and_dependencies_come_first(name: str) -> None:
    found = graph(name)
    seen: set[str] = set()
    for resource in found.resources:
        before = {*resource.dependencies, *([resource.parent] if resource.parent else [])}
        assert before & {each.urn for each in found.resources} <= seen
        assert found[resource.urn] is resource
        seen.add(resource.urn)


def test_inputs_of_a_preview() -> None:
    assert graph("create.preview.json")[NETWORK].inputs == {
        "addressSpace": {"addressPrefixes": ("10.0.0.0/16",)},
        "enableDdosProtection": False,
        "enableVmProtection": False,
        "location": UNKNOWN,
        "resourceGroupName": UNKNOWN,
        "subnets": ({"addressPrefix": Secret(MASKED), "name": "secret"},),
        "tags": {"principal": UNKNOWN},
        "virtualNetworkName": "vnet-zone",
    }


def test_dependencies_of_a_preview() -> None:
    network = graph("create.preview.json")[NETWORK]
    assert network.parent == f"{ZONE}acme:zone:Area::area"
    assert network.dependencies == (IDENTITY, f"{GROUP}group")
    assert network.property_dependencies == {"resourceGroupName": (f"{GROUP}group",), "tags": (IDENTITY,)}


def test_options() -> None:
    found = graph("create.preview.json")
    group = found[f"{GROUP}group"].options
    assert (group.protect, group.custom_timeouts) == (True, CustomTimeouts(create="1h30m"))
    assert found[NETWORK].options.ignore_changes == ("tags.age",)
    assert found[f"{GROUP}elsewhere"].options.retain_on_delete
    assert found[f"{GROUP}unnamed"].options.deleted_with == f"{GROUP}group"


@pytest.mark.parametrize(
    ("urn", "position"),
    [
        pytest.param(NETWORK, SourcePosition(file="__main__.py", line=32), id="resource"),
        pytest.param(HUB, SourcePosition(file="__main__.py", line=45), id="registered-by-the-sdk-for-the-program"),
        pytest.param(f"{ZONE}pulumi:pulumi:Stack::foreign-dev", None, id="registered-by-the-sdk-alone"),
        pytest.param(UPLOAD, None, id="not-told"),
    ],
)
def test_source(urn: str, position: SourcePosition | None) -> None:
    assert graph("shown.export.json")[urn].source == position


@pytest.mark.parametrize(
    ("urn", "id_"),
    [
        pytest.param(f"{GROUP}group", f"{SUBSCRIPTION}/resourceGroups/rg-zone", id="updated"),
        pytest.param(f"{GROUP}unnamed", f"{SUBSCRIPTION}/resourceGroups/unnamed14edfc70", id="same"),
        pytest.param(IDENTITY, UNKNOWN, id="replaced"),
        pytest.param(
            f"{GROUP}taken-over",
            "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-taken-over",
            id="imported",
        ),
        pytest.param(
            f"{GROUP}existing",
            "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-existing",
            id="read",
        ),
        pytest.param(f"{ZONE}acme:zone:Area::area", None, id="component"),
    ],
)
def test_ids_after_changes(urn: str, id_: str | Unknown | None) -> None:
    assert graph("everything.preview.json")[urn].id == id_


def test_a_replaced_resource_is_the_new_one() -> None:
    assert graph("everything.preview.json")[IDENTITY].inputs["location"] == "norwayeast"


def test_a_resource_that_stays_keeps_its_outputs() -> None:
    found = graph("everything.preview.json")
    assert found[f"{GROUP}unnamed"].outputs["name"] == "unnamed14edfc70"
    assert found[f"{GROUP}group"].outputs == {}


def test_a_name_that_the_provider_chooses_is_absent() -> None:
    assert graph("create.preview.json")[f"{GROUP}unnamed"].inputs == {}
    assert graph("create.preview.json")[f"{GROUP}unnamed"].id is UNKNOWN


def test_resources_that_are_read() -> None:
    for name in ("create.preview.json", "shown.export.json"):
        assert [each.name for each in graph(name).resources if each.read] == ["existing"]


def test_explicit_providers_are_resources() -> None:
    found = graph("shown.export.json")
    assert found[HUB].inputs == {
        "environment": "usgovernment",
        "subscriptionId": "11111111-1111-1111-1111-111111111111",
    }
    assert found[f"{GROUP}elsewhere"].provider == f"{HUB}::id-of-azure-native-hub"


@pytest.mark.parametrize("name", ["create.preview.json", "create.events.jsonl", "shown.export.json"])
def test_default_providers_are_none(name: str) -> None:
    found = graph(name)
    assert found[f"{GROUP}group"].provider is None
    assert found.provider_defaults == {
        "azure": {},
        "azure-native": {"subscriptionId": "22222222-2222-2222-2222-222222222222"},
        "demo": {},
    }


def test_an_export_knows_secrets_only_when_shown() -> None:
    shown, encrypted = graph("shown.export.json"), graph("encrypted.export.json")
    assert shown.outputs["owner"] == Secret("hush")
    assert encrypted.outputs["owner"] == Secret(MASKED)
    assert shown[UPLOAD].inputs["password"].value["deep"][1] == "hush"
    for resource in shown.resources:
        assert secret_paths(resource.inputs) == secret_paths(encrypted[resource.urn].inputs)
        assert secret_paths(resource.outputs) == secret_paths(encrypted[resource.urn].outputs)


def test_events_tell_what_the_preview_tells_but_for_dependencies() -> None:
    preview, events = graph("create.preview.json"), graph("create.events.jsonl")
    # The log leaves out the contents of assets.
    for resource in (each for each in preview.resources if each.urn != UPLOAD):
        told = events[resource.urn]
        assert (told.inputs, told.id, told.parent, told.provider, told.read) == (
            resource.inputs,
            resource.id,
            resource.parent,
            resource.provider,
            resource.read,
        )
    assert events.outputs == {"existing": "rg-existing", "networkId": UNKNOWN, "owner": Secret(MASKED)}


def test_a_graph_with_other_notes_is_another() -> None:
    found = graph("create.preview.json")
    assert replace(found, notes=()) != found
    assert replace(found) == found
