"""Strangers' programs under the real engine, with the offline provider: the three ways to a graph agree."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.engine import ProgramError, azure
from bedplate.generator.engine.recorder import Deployment
from bedplate.generator.foreign import read_foreign
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Resource, Secret
from bedplate.generator.programs import record_program
from bedplate.generator.programs.engine_commands import PULUMI_VARIABLE
from bedplate.generator.programs.engine_program import EngineRun
from bedplate.generator.programs.limits import Limit, Limits
from bedplate.generator.programs.project import load_project
from bedplate.generator.programs.workspace import copy_project
from tests.engine.harness import Workspace

pytestmark = pytest.mark.engine

ZONE = """\
name: zone
runtime: yaml
config:
  location: {type: string, default: swedencentral}
  password: {type: string}
variables:
  client:
    fn::invoke: {function: azure-native:authorization:getClientConfig}
resources:
  suffix:
    type: random:RandomString
    properties: {length: 6, special: false}
  group:
    type: azure-native:resources:ResourceGroup
    properties: {resourceGroupName: rg-zone, location: "${location}"}
  network:
    type: azure-native:network:VirtualNetwork
    properties:
      resourceGroupName: ${group.name}
      virtualNetworkName: vnet-zone
      addressSpace: {addressPrefixes: [10.0.0.0/16]}
      subnets:
        - {name: apps, addressPrefix: 10.0.0.0/24}
    options: {protect: true}
  account:
    type: azure-native:storage:StorageAccount
    properties:
      resourceGroupName: ${group.name}
      accountName: stzone
      kind: StorageV2
      sku: {name: Standard_LRS}
      tags: {suffix: "${suffix.result}", tenant: "${client.tenantId}", password: "${password}"}
outputs:
  subnet: ${network.subnets[0].id}
"""
SETTINGS = """\
encryptionsalt: v1:of-somebody-else
config:
  zone:password: {secure: AAABAOf-somebody-else}
"""
PYTHON = """\
import pulumi
from pulumi_azure_native import authorization, network, resources
class Area(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("acme:zone:Area", name)
        child = pulumi.ResourceOptions(parent=self)
        group = resources.ResourceGroup("group", resource_group_name="rg-area", opts=child)
        net = network.VirtualNetwork(
            "net", resource_group_name=group.name, virtual_network_name="vnet",
            address_space={"address_prefixes": ["10.0.0.0/16"]},
            tags={"tenant": authorization.get_client_config_output().tenant_id, "word": pulumi.Output.secret("hush")},
            opts=pulumi.ResourceOptions.merge(child, pulumi.ResourceOptions(protect=True, depends_on=[group])))
        self.register_outputs({"network": net.id})
        self.network = net
pulumi.export("network", Area("area").network.id)
"""


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("zone")
    (root / "Pulumi.yaml").write_text(ZONE, encoding="utf-8")
    (root / "Pulumi.dev.yaml").write_text(SETTINGS, encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def _engine_named(engine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PULUMI_VARIABLE, str(engine))


def declared(graph: Graph) -> dict[str, Mapping[str, Any]]:
    """Return what a graph says of each resource that any engine knows."""
    return {resource.urn: _facts(resource) for resource in graph.resources}


def _facts(resource: Resource) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "type": resource.type,
        "custom": resource.custom,
        "parent": resource.parent,
        "id": resource.id,
        "inputs": masked(resource.inputs),
        "dependencies": resource.dependencies,
        "property dependencies": dict(resource.property_dependencies),
        "protect": resource.options.protect,
    }
    return facts


def masked(value: Any) -> Any:
    """Return a value with its secrets as a preview shows them."""
    if isinstance(value, Secret):
        return Secret("[secret]")
    if isinstance(value, Mapping):
        return {key: masked(item) for key, item in value.items()}
    return tuple(map(masked, value)) if isinstance(value, tuple) else value


def test_a_yaml_program_is_recorded_as_deployed(zone: Path) -> None:
    before = {file.name: file.read_bytes() for file in zone.iterdir()}
    graph = record_program(zone)
    (account,) = graph.of_type("azure-native:storage:StorageAccount")
    (suffix,) = graph.of_type("random:index/randomString:RandomString")
    group = f"/subscriptions/{azure.ZERO_SUBSCRIPTION}/resourceGroups/rg-zone"
    assert account.id == f"{group}/providers/Microsoft.Storage/storageAccounts/stzone"
    assert account.inputs["tags"]["suffix"] == suffix.outputs["result"]
    assert graph.outputs == {"subnet": f"{group}/providers/Microsoft.Network/virtualNetworks/vnet-zone/subnets/apps"}
    assert f"{Limit.SECRET.value}: zone:password" in graph.notes
    assert f"{Limit.ECHOED.value}: random" in graph.notes
    assert f"{Limit.MODELLED.value}: azure-native:authorization:getClientConfig" in graph.notes
    assert {file.name: file.read_bytes() for file in zone.iterdir()} == before


def test_a_preview_of_it_leaves_unknown_what_azure_computes(zone: Path) -> None:
    graph = record_program(zone, mode=Mode.UNKNOWN)
    (account,) = graph.of_type("azure-native:storage:StorageAccount")
    assert (account.id, account.inputs["resourceGroupName"]) == (UNKNOWN, UNKNOWN)
    assert graph.outputs == {"subnet": UNKNOWN}
    assert graph.mode is Mode.UNKNOWN


READER = """\
name: reader
runtime: yaml
resources:
  other: {type: pulumi:pulumi:StackReference, properties: {name: organization/network/prod}}
  group:
    type: azure-native:resources:ResourceGroup
    properties: {resourceGroupName: "rg-${other.outputs.zone}", location: westeurope}
"""


def test_outputs_of_another_stack_are_unknown(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(READER, encoding="utf-8")
    graph = record_program(tmp_path)
    (group,) = graph.of_type("azure-native:resources:ResourceGroup")
    assert group.inputs == {"resourceGroupName": UNKNOWN, "location": "westeurope"}
    assert f"{Limit.REFERENCE.value}: organization/network/prod" in graph.notes


def test_a_stack_of_a_named_organization_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(READER.replace("organization/", "acme/"), encoding="utf-8")
    with pytest.raises(ProgramError, match="refers to a stack by the name of its organization"):
        record_program(tmp_path)


def test_the_three_ways_agree(zone: Path, engine: Path, tmp_path: Path) -> None:
    workspace = Workspace(engine, tmp_path / "work", lenient=True)
    project = workspace.copy(zone)
    (project.folder / "Pulumi.dev.yaml").unlink()
    project.create("dev", {"zone:password": "[secret]"})
    files = {name: tmp_path / f"{name}.json" for name in ("preview", "export")}
    files["preview"].write_text(workspace.run(project.folder, "preview", "--json", "--stack", "dev"), encoding="utf-8")
    project.up("dev")
    shown = workspace.run(project.folder, "stack", "export", "--show-secrets", "--stack", "dev")
    files["export"].write_text(shown, encoding="utf-8")
    by_preview, by_export = (without_random(declared(read_foreign(files[name]))) for name in ("preview", "export"))
    assert by_export == without_random(declared(record_program(zone)))
    assert by_preview == without_random(declared(record_program(zone, mode=Mode.UNKNOWN)))


def without_random(facts: dict[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return facts without what two providers of `random` make up differently: its ids, and the tags that use it."""
    kept = {urn: dict(each) for urn, each in facts.items()}
    for each in kept.values():
        if each["type"].startswith("random:"):
            del each["id"]
        if each["type"].endswith("StorageAccount"):
            each["inputs"] = {key: value for key, value in each["inputs"].items() if key != "tags"}
    return kept


@pytest.mark.parametrize("mode", [pytest.param(mode, id=mode.value) for mode in Mode])
def test_a_python_program_is_the_same_under_our_engine_and_the_real_one(tmp_path: Path, mode: Mode) -> None:
    root = tmp_path / "area"
    root.mkdir()
    (root / "Pulumi.yaml").write_text("name: area\nruntime: python\n", encoding="utf-8")
    (root / "__main__.py").write_text(PYTHON, encoding="utf-8")
    ours = record_program(root, mode=mode)
    overlay, folder = tmp_path / "overlay", tmp_path / "folder"
    overlay.mkdir()
    folder.mkdir()
    deployment = Deployment(project="area", stack="dev", organization="organization", mode=mode)
    run = EngineRun(
        project=load_project(copy_project(root, overlay)),
        stack_file=None,
        deployment=deployment,
        folder=folder,
        time_limit=120.0,
    )
    theirs = run.record({}, frozenset(), Limits())
    assert declared(ours) == declared(theirs)
    assert ours.outputs == theirs.outputs
    if mode is Mode.KNOWN:
        assert {each.urn: each.outputs for each in ours.resources} == {
            each.urn: each.outputs for each in theirs.resources
        }


@pytest.mark.parametrize(
    ("program", "words"),
    [
        pytest.param(
            ZONE.replace("${group.name}", "${nothing.name}"),
            "Pulumi.yaml:19: resource, variable, or config value",
            id="reference",
        ),
        pytest.param(ZONE.replace("length: 6", "length: ${"), "Pulumi.yaml", id="syntax"),
    ],
)
def test_a_wrong_program_is_told_without_our_paths(tmp_path: Path, program: str, words: str) -> None:
    root = tmp_path / "wrong"
    root.mkdir()
    (root / "Pulumi.yaml").write_text(program, encoding="utf-8")
    (root / "Pulumi.dev.yaml").write_text(SETTINGS, encoding="utf-8")
    with pytest.raises(ProgramError) as error:
        record_program(root)
    assert words in str(error.value)
    assert "bedplate-" not in str(error.value)


def test_a_package_that_the_project_does_not_name_is_found_by_running_again(tmp_path: Path) -> None:
    root = tmp_path / "late"
    root.mkdir()
    (root / "Pulumi.yaml").write_text("name: late\nruntime: python\n", encoding="utf-8")
    (root / "__main__.py").write_text(
        "import pulumi\npulumi.CustomResource('acme-cloud:index:Thing', 'thing', {'size': 3})\n", encoding="utf-8"
    )
    overlay, folder = tmp_path / "overlay", tmp_path / "folder"
    overlay.mkdir()
    folder.mkdir()
    limits = Limits()
    graph = EngineRun(
        project=load_project(copy_project(root, overlay)),
        stack_file=None,
        deployment=Deployment(project="late", stack="dev", organization="organization", mode=Mode.KNOWN),
        folder=folder,
        time_limit=120.0,
    ).record({}, frozenset(), limits)
    (thing,) = graph.of_type("acme-cloud:index:Thing")
    assert thing.outputs == {"size": 3}
    assert limits.notes() == (f"{Limit.ECHOED.value}: acme-cloud",)


def test_a_slow_program_ends_at_the_limit(zone: Path) -> None:
    with pytest.raises(ProgramError, match=r"did not end within 0\.2 s"):
        record_program(zone, time_limit=0.2)
