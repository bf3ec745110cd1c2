"""Components as a package: programs in YAML, TypeScript and Go deploy them under the real engine."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.engine import azure
from bedplate.generator.graph import UNKNOWN
from tests.engine import component_package
from tests.engine.chains import STACK
from tests.engine.component_package import SCHEMA
from tests.engine.harness import EngineError, Preview, Workspace
from tests.engine.shared_runs import SharedRuns

GROUP_ID = f"/subscriptions/{azure.ZERO_SUBSCRIPTION}/resourceGroups/rg-zone/providers"
NETWORK_ID = f"{GROUP_ID}/Microsoft.Network/virtualNetworks/vnet-zone"
ROUTES_ID = f"{GROUP_ID}/Microsoft.Network/routeTables/rt-zone"
LANGUAGES = [pytest.param(language, id=language) for language in component_package.LANGUAGES]
COMPONENTS = {
    "bedplate:index:EgressRouteTable::routes",
    "bedplate:index:KeyVault$azure-native:keyvault:Vault::vault",
    "bedplate:index:KeyVault$bedplate:index:PrivateEndpoint$azure-native:network:PrivateEndpoint::vault",
    "bedplate:index:KeyVault$bedplate:index:PrivateEndpoint::vault",
    "bedplate:index:KeyVault::vault",
    "bedplate:index:EgressRouteTable$azure-native:network:RouteTable::routes",
    "bedplate:index:ResourceGroup$azure-native:resources:ResourceGroup::group",
    "bedplate:index:ResourceGroup::group",
    "bedplate:index:VirtualNetwork$azure-native:network:NetworkSecurityGroup::network-apps",
    "bedplate:index:VirtualNetwork$azure-native:network:VirtualNetwork::network",
    "bedplate:index:VirtualNetwork::network",
}
Told = tuple[Preview, tuple[Mapping[str, Any], ...], tuple[str, ...]]
"""The preview, the state after the deployment, and what is left in the cloud after everything was destroyed."""
Run = Callable[[str], Told]


@pytest.fixture(scope="module")
def run(engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """What the engine says of the program in a language."""
    shared = SharedRuns.of_session(tmp_path_factory, "package")

    def begin(language: str) -> None:
        folder = tmp_path_factory.getbasetemp() / f"package-{language}"
        shared.begin(language, lambda: _deployed(engine, folder, language))

    def told(language: str) -> Told:
        reason = component_package.why_not(language)
        if reason:
            pytest.skip(reason)
        begin(language)
        outcome: Told = shared.outcome(language)
        return outcome

    for language in component_package.LANGUAGES:
        if component_package.why_not(language) is None:
            begin(language)
    yield told
    shared.close()


def _deployed(engine: Path, folder: Path, language: str) -> Told:
    workspace = Workspace(engine, folder)
    project = component_package.prepared(workspace, language)
    preview = project.preview(STACK)
    project.up(STACK)
    state = project.export(STACK)
    project.destroy(STACK)
    return preview, state, tuple(workspace.cloud.ids())


def by_name(resources: tuple[Mapping[str, Any], ...]) -> dict[str, Mapping[str, Any]]:
    return {each["urn"].split("::", 2)[2]: each for each in resources if each["type"] != "pulumi:pulumi:Stack"}


@pytest.mark.engine
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_previews(run: Run, language: str) -> None:
    preview, _, _ = run(language)
    planned = by_name(tuple(step["newState"] for step in preview.steps))

    assert (set(planned), preview.errors) == (COMPONENTS, ())
    network = planned["bedplate:index:VirtualNetwork$azure-native:network:VirtualNetwork::network"]["inputs"]
    assert network["resourceGroupName"] == "rg-zone"
    assert network["subnets"][0]["name"] == "snet-apps"
    assert network["subnets"][0]["routeTable"] == {"id": UNKNOWN.value}
    vault = planned["bedplate:index:KeyVault$azure-native:keyvault:Vault::vault"]["inputs"]
    assert vault["tags"] == {"password": "[secret]"} or vault["tags"] == "[secret]"


@pytest.mark.engine
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_deploys(run: Run, language: str) -> None:
    _, state, _ = run(language)
    deployed = by_name(state)
    (stack,) = [each for each in state if each["type"] == "pulumi:pulumi:Stack"]

    assert stack["outputs"] == {
        "vault": "https://kv-zone.vault.azure.net/",
        "subnet": f"{NETWORK_ID}/subnets/snet-apps",
    }
    network = deployed["bedplate:index:VirtualNetwork$azure-native:network:VirtualNetwork::network"]
    assert network["id"] == NETWORK_ID
    assert network["inputs"]["subnets"][0]["routeTable"] == {"id": ROUTES_ID}
    (rule,) = deployed["bedplate:index:VirtualNetwork$azure-native:network:NetworkSecurityGroup::network-apps"][
        "inputs"
    ]["securityRules"][:1]
    assert (rule["destinationPortRange"], rule["protocol"]) == ("443", "Tcp")
    vault = deployed["bedplate:index:KeyVault$azure-native:keyvault:Vault::vault"]["inputs"]
    assert vault["properties"]["softDeleteRetentionInDays"] == 30
    assert vault["tags"] != {"password": "hush"}  # it is there, marked as secret
    assert '\\"hush\\"' in json.dumps(vault["tags"])
    assert any(each.rpartition("::")[2] == "routes" for each in network["dependencies"])


@pytest.mark.engine
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_destroyed_in_the_order_that_azure_demands(run: Run, language: str) -> None:
    assert run(language)[2] == ()


@pytest.mark.engine
@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        pytest.param(
            "addressPrefix: 10.0.0.0/24",
            "addressPrefix: ${routes.routeTableId}",
            "property subnets[0].addressPrefix with value 'output<null>{}' has a problem: must be known before",
            id="argument",
        ),
        pytest.param(
            "source: Internet",
            "source: nowhere",
            "resource 'network' has a problem: flow end 'nowhere' is no subnet, service tag or CIDR block",
            id="component",
        ),
    ],
)
def test_a_refusal_is_told_in_words(engine: Path, tmp_path: Path, right: str, wrong: str, said: str) -> None:
    project = component_package.prepared(Workspace(engine, tmp_path / "work"), "yaml")
    program = project.folder / "Pulumi.yaml"
    text = program.read_text(encoding="utf-8")
    assert right in text
    program.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(EngineError) as error:
        project.preview(STACK)
    assert said in str(error.value)
    assert "virtual_network.py" not in str(error.value)


@pytest.mark.engine
def test_the_schema_binds_without_a_warning_for_every_generator(engine: Path, tmp_path: Path) -> None:
    """What .NET and Java are generated from too; their generators are programs of their own."""
    del engine
    _skip_without_generator()
    component_package.generate_sdk("none", tmp_path)
    component_package.generate_sdk("python", tmp_path / "python")
    assert (tmp_path / "python" / "pulumi_bedplate" / "key_vault.py").is_file()


@pytest.mark.engine
def test_a_wrong_schema_does_not_bind(engine: Path, tmp_path: Path) -> None:
    del engine
    _skip_without_generator()
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    del schema["types"]["bedplate:index:Subnet"]
    wrong = tmp_path / "schema.json"
    wrong.write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as error:
        component_package.generate_sdk("none", tmp_path, wrong)
    assert "bedplate:index:Subnet" in "".join(error.value.__notes__)


@pytest.mark.engine
def test_the_engine_reads_the_schema_from_the_plugin(engine: Path, tmp_path: Path) -> None:
    workspace = Workspace(engine, tmp_path / "work")
    component_package.offer_components(workspace)
    plugin = workspace.folder / "plugins" / "pulumi-resource-bedplate"
    told = json.loads(workspace.run(tmp_path, "package", "get-schema", str(plugin)))
    assert told["resources"].keys() == json.loads(SCHEMA.read_text(encoding="utf-8"))["resources"].keys()


def _skip_without_generator() -> None:
    if not component_package.GENERATOR.is_file():
        pytest.skip("no generator of SDKs: install Go and run `make engine`")
