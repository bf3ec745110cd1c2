"""The parts that run under the real engine, without it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.graph import UNKNOWN, Graph, Mode, Resource, Secret, SourcePosition
from bedplate.generator.programs import engine_failures, packages, plugins, stack_references
from bedplate.generator.programs.limits import Limit, Limits, note
from bedplate.generator.programs.package_schema import full_token, package_schema
from bedplate.generator.programs.project import esc_environments, load_project
from bedplate.generator.programs.stack_references import OtherStack
from bedplate.generator.programs.stack_settings import leave_out_plugins, write_stack_file
from bedplate.generator.programs.toolchains import toolchain_variables
from bedplate.generator.programs.undecided import UNDECIDED, with_unknowns
from bedplate.generator.programs.yaml_usage import usage_in

PROGRAM = """\
name: zone
runtime: yaml
variables:
  region:
    fn::invoke: {function: aws:getRegion, arguments: {name: eu}, return: endpoint}
  vault:
    fn::azure-native:keyvault:getVault: {vaultName: kv}
resources:
  word: {type: random:RandomPassword, properties: {length: 9}}
  group:
    type: azure-native:resources:ResourceGroup
    properties: {location: "${region}", tags: {word: "${word.result}", id: "${vault.properties.vaultUri}"}}
outputs: {name: "${group.name}"}
"""


@pytest.fixture
def zone(tmp_path: Path) -> Path:
    (tmp_path / "Pulumi.yaml").write_text(PROGRAM, encoding="utf-8")
    return tmp_path


def test_what_a_yaml_program_uses(zone: Path) -> None:
    usage = usage_in(zone, zone / "Pulumi.yaml")
    assert usage.packages == {"aws", "azure-native", "random"}
    assert usage.resources["random:RandomPassword"] == {"length"}
    assert usage.functions == {"aws:getRegion": {"name"}, "azure-native:keyvault:getVault": {"vaultName"}}
    assert {"result", "properties", "vaultUri", "name", "endpoint"} <= usage.properties


OLDER = """\
variables:
  key:
    Fn::Invoke: {Function: azure-native:storage:listKeys, Arguments: {accountName: st}, Return: primaryKey}
  client:
    Fn::azure-native:authorization:getClientConfig: {}
"""


def test_what_a_yaml_program_in_older_spelling_uses(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(OLDER, encoding="utf-8")
    usage = usage_in(tmp_path, tmp_path / "Pulumi.yaml")
    assert usage.functions == {
        "azure-native:storage:listKeys": {"accountName"},
        "azure-native:authorization:getClientConfig": set(),
    }
    assert usage.properties == {"primaryKey"}


def test_the_schema_of_azure_native_has_every_input_and_output_of_a_type(zone: Path) -> None:
    usage_in(zone, zone / "Pulumi.yaml").write(zone / "usage.json")
    schema = json.loads(package_schema("azure-native", "3.0.0", zone / "usage.json"))
    group = schema["resources"]["azure-native:resources:ResourceGroup"]
    assert {"location", "managedBy", "resourceGroupName", "tags"} == {*group["inputProperties"]}
    assert {"azureApiVersion", "properties", "location", "name"} <= {*group["properties"]}
    vault = schema["functions"]["azure-native:keyvault:getVault"]
    assert {*vault["inputs"]["properties"]} == {"vaultName"}
    assert {"id", "properties"} <= {*vault["outputs"]["properties"]}


def test_the_schema_of_another_package_has_what_the_program_reaches_for(zone: Path) -> None:
    usage_in(zone, zone / "Pulumi.yaml").write(zone / "usage.json")
    schema = json.loads(package_schema("random", "0.0.1", zone / "usage.json"))
    (password,) = schema["resources"].values()
    assert [*password["inputProperties"]] == ["length"]
    assert "result" in password["properties"]
    assert schema["functions"] == {}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("random:RandomString", "random:index/randomString:RandomString"),
        ("random:index:RandomString", "random:index:RandomString"),
        ("kubernetes:Secret", "kubernetes:index:Secret"),
        ("azure-native:network/v20230901:Subnet", "azure-native:network/v20230901:Subnet"),
    ],
)
def test_full_tokens(short: str, full: str) -> None:
    assert full_token(short) == full


@pytest.mark.parametrize("token", ["random:RandomString", "random:index/randomString:RandomString"])
def test_random_text_has_the_length_that_is_asked_for(token: str) -> None:
    made = packages.computed_outputs(token, {"length": 40}, "id")
    assert len(made["result"]) == 40
    assert made == packages.computed_outputs(token, {"length": 40}, "id")


def test_made_up_outputs_of_other_packages() -> None:
    assert packages.computed_outputs("random:index/randomInteger:RandomInteger", {"min": 5}, "id") == {"result": 5}
    assert len(packages.computed_outputs("random:index/randomId:RandomId", {"byteLength": 3}, "id")["hex"]) == 6
    assert isinstance(packages.computed_outputs("tls:index/privateKey:PrivateKey", {}, "id")["privateKeyPem"], Secret)
    assert packages.computed_outputs("aws:s3/bucket:Bucket", {}, "id") == {}


def test_packages_that_a_project_names(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: a\nruntime: nodejs\n", encoding="utf-8")
    (tmp_path / "requirements.txt").write_text("pulumi>=3\npulumi-random==4\npulumi_tls\nrequests\n", encoding="utf-8")
    (tmp_path / "go.mod").write_text("require github.com/pulumi/pulumi-docker/sdk/v4 v4.5.0\n", encoding="utf-8")
    manifest = tmp_path / "node_modules" / "@pulumi" / "azuread" / "package.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text('{"pulumi": {"resource": true, "name": "azuread"}}', encoding="utf-8")
    named = plugins.named_packages(load_project(tmp_path))
    assert named == {"azure-native", "azuread", "docker", "pulumi-nodejs", "pulumi-python", "random", "tls"}


def test_packages_that_the_engine_misses() -> None:
    words = "error: no resource plugin 'pulumi-resource-acme' found in the workspace\nerror: something else\n"
    assert plugins.missing_packages(words) == {"acme"}


def test_limits_of_other_processes_are_told_once_and_in_order(tmp_path: Path) -> None:
    for package in ("tls", "random", "tls"):
        note(tmp_path / "notes", Limit.ECHOED, package)
    limits = Limits()
    limits.meet(Limit.NETWORK)
    limits.meet_all(tmp_path / "notes")
    assert limits.notes() == (f"{Limit.ECHOED.value}: random, tls", Limit.NETWORK.value)


def test_a_stack_file_keeps_only_what_needs_no_key(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(
        "name: a\nruntime: go\nbackend: {url: s3://x}\nplugins: {providers: [{name: b, path: ./b}]}\n", encoding="utf-8"
    )
    file = tmp_path / "Pulumi.dev.json"
    file.write_text(
        '{"secretsprovider": "awskms://x", "encryptedkey": "k", "environment": ["prod"],'
        ' "config": {"a:pw": {"secure": "x"}, "a:size": 1.10, "a:list": [1]}}',
        encoding="utf-8",
    )
    assert esc_environments(file) == ("prod",)
    project = load_project(tmp_path)
    write_stack_file(project, "dev", file, {"a:pw"})
    leave_out_plugins(project)
    assert not file.exists()
    written = (tmp_path / "Pulumi.dev.yaml").read_text(encoding="utf-8")
    assert "awskms" not in written
    assert "secure" not in written
    assert "a:size" in written
    left = (tmp_path / "Pulumi.yaml").read_text(encoding="utf-8")
    assert "s3" not in left
    assert "./b" not in left


def test_tools_are_led_to_caches_and_not_to_settings() -> None:
    caller = {"HOME": "/home/me", "JAVA_HOME": "/jdk", "GOPROXY": "https://user:hush@proxy"}
    assert toolchain_variables("go", caller) == {
        "GOMODCACHE": "/home/me/go/pkg/mod",
        "GOCACHE": "/home/me/.cache/go-build",
        "GOPROXY": "off",
        "GOTOOLCHAIN": "local",
    }
    assert toolchain_variables("java", caller) == {
        "JAVA_HOME": "/jdk",
        "MAVEN_OPTS": "-Dmaven.repo.local=/home/me/.m2/repository",
    }
    assert toolchain_variables("dotnet", caller)["NUGET_PACKAGES"] == "/home/me/.nuget/packages"
    assert toolchain_variables("nodejs", caller) == {"PULUMI_NODEJS_TRANSPILE_ONLY": "true"}
    assert toolchain_variables("yaml", caller) == {}


def test_other_stacks_and_the_outputs_asked_of_them(tmp_path: Path) -> None:
    (tmp_path / "index.ts").write_text("a.getOutput('vnet'); b.requireOutput(\"zone\")", encoding="utf-8")
    (tmp_path / "main.go").write_text('ref.GetOutput(pulumi.String("subnet"))', encoding="utf-8")
    (tmp_path / "Pulumi.yaml").write_text('x: ${other.outputs.plan} ${other.outputs["site"]}', encoding="utf-8")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.js").write_text("getOutput('no')", encoding="utf-8")
    assert stack_references.output_names(tmp_path) == {"vnet", "zone", "subnet", "plan", "site"}
    # A preview says it in JSON, where quotes are escaped.
    words = r'{"message": "unknown stack \"acme/network/prod\""}' + '\nerror: unknown stack "dev".'
    missing = stack_references.missing_stacks(words, "own")
    assert missing == {OtherStack("organization", "network", "prod"), OtherStack("organization", "own", "dev")}


def test_what_is_made_of_an_undecided_output_is_unknown() -> None:
    resource = Resource(
        urn="u",
        type="t",
        name="n",
        custom=True,
        id=f"/x/{UNDECIDED}/y",
        inputs={"a": (UNDECIDED, 1), "b": Secret(UNDECIDED), "c": "kept"},
        outputs={},
    )
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(resource,), outputs={"o": UNDECIDED})
    decided = with_unknowns(graph)
    assert decided.outputs == {"o": UNKNOWN}
    assert decided.resources[0].id is UNKNOWN
    assert decided.resources[0].inputs == {"a": (UNKNOWN, 1), "b": Secret(UNKNOWN), "c": "kept"}


@pytest.mark.parametrize(
    ("message", "line"),
    [
        pytest.param(
            "Error: no\n    at Object.<anonymous> ({root}/node_modules/x/y.js:9:1)\n    at {root}/app.ts:3:5",
            3,
            id="node",
        ),
        pytest.param("app.ts(4,1): error TS2322: no", 4, id="typescript"),
        pytest.param("on app.ts line 5:\n no", 5, id="yaml"),
        pytest.param("no\n   at Program.Main() in {root}/app.ts:line 6", 6, id="dotnet"),
        pytest.param('File "{root}/app.ts", line 7, in <module>', 7, id="python"),
        pytest.param("no at all", None, id="nowhere"),
    ],
)
def test_places_in_the_engines_words(tmp_path: Path, message: str, line: int | None) -> None:
    for name in ("app.ts", "node_modules/x/y.js"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    events = tmp_path / "events.json"
    said: dict[str, Any] = {"severity": "error", "prefix": "error: ", "message": message.format(root=tmp_path)}
    events.write_text(json.dumps({"diagnosticEvent": said}), encoding="utf-8")
    (problem,) = engine_failures.problems(events, "", tmp_path)
    assert problem.position == (SourcePosition(file="app.ts", line=line) if line else None)
    assert str(tmp_path) not in problem.message
    assert "\n" not in problem.message
