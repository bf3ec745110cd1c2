"""The parts of the example package, installed from its wheel, where people look for them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.components.plugin.host import running_plugin
from tests.generator.cli.command import bedplate, environment, line_of
from tests.generator.joining.packages import EXAMPLE, PROJECT

STACK = (PROJECT / "stacks" / "Pulumi.dev.yaml").read_text(encoding="utf-8")


def project(folder: Path, stack: str) -> Path:
    """Return a copy of the example's project with another stack file."""
    shutil.copytree(PROJECT, folder / "project", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "project" / "stacks" / "Pulumi.dev.yaml").write_text(stack, encoding="utf-8")
    return folder / "project"


def test_its_rules_and_its_pack_are_listed(contoso: str) -> None:
    done = bedplate("rules", "--pack", "contoso-baseline", PYTHONPATH=contoso)
    alone = bedplate("rules", "--pack", "baseline", PYTHONPATH=contoso)

    assert (done.code, done.stderr) == (0, "")
    assert [line.split(maxsplit=3) for line in done.stdout.splitlines() if line.startswith("CON-")] == [
        ["CON-01", "medium", "contoso-baseline", "The storage account says how its data is classified"],
        ["CON-02", "high", "contoso-baseline", "Records cannot be changed or deleted before their time"],
    ]
    assert len(done.stdout.splitlines()) == len(alone.stdout.splitlines()) + 2


def test_the_page_of_its_rule_says_who_brings_it(contoso: str) -> None:
    done = bedplate("rules", "con-02", PYTHONPATH=contoso)

    assert done.stdout.splitlines()[:3] == [
        "# CON-02: Records cannot be changed or deleted before their time",
        "",
        "high severity · Security · in `contoso-baseline` · from contoso-landing-zones 1.0.0",
    ]


def test_its_stack_passes_its_rules(contoso: str) -> None:
    done = bedplate("scan", "dev", "--no-checkov", "--format", "json", cwd=PROJECT, PYTHONPATH=contoso)
    (report,) = json.loads(done.stdout)["reports"]

    assert (done.code, done.stderr) == (0, "")
    assert report["pack"] == "contoso-baseline"
    assert {each["rule"]: each["outcome"] for each in report["findings"] if each["rule"].startswith("CON-")} == {
        "CON-01": "pass",
        "CON-02": "pass",
    }


def test_its_rules_fail_what_they_do_not_allow(contoso: str, tmp_path: Path) -> None:
    stack = STACK.replace("retentionDays: 365", "retentionDays: 30").replace("confidential", "public")
    done = bedplate("scan", "dev", "--no-checkov", "--format", "json", cwd=project(tmp_path, stack), PYTHONPATH=contoso)
    findings = json.loads(done.stdout)["reports"][0]["findings"]

    assert done.code == 1
    assert [(each["rule"], each["reason"]) for each in findings if each["outcome"] == "fail"] == [
        ("CON-02", "records are kept for 30 days, expected 365 or more"),
        ("CON-01", "tags.dataClassification is public, expected internal or confidential"),
    ]


def test_mistakes_in_its_settings_are_told_with_their_places(contoso: str, tmp_path: Path) -> None:
    stack = STACK.replace("environment: dev", "environment: prod").replace("retentionDays: 365", "retentionDays: 30")
    stack = stack.replace("    subnetId:", "    subnetID:").replace("costCenter", "costCentre")
    folder = project(tmp_path, stack)
    done = bedplate("validate", cwd=folder, PYTHONPATH=contoso)
    file = "stacks/Pulumi.dev.yaml"

    done.assert_refused()
    tags, subnet, days = (line_of(stack, key) for key in ("tags:", "subnetID", "retentionDays"))
    assert done.stderr.splitlines() == [
        f"{file}:{tags}:5: tags lack the required costCenter (did you mean it by costCentre?) [tag-missing]",
        f"{file}:{subnet}:5: bedplate:landingZone has no key 'subnetID' (did you mean subnetId?) [unknown-key]",
        f"{file}:{days}:20: 30 days are less than the law asks for (write 365 or more) [contoso-retention]",
        "3 problems found",
    ]


def test_its_blueprint_is_previewed(contoso: str) -> None:
    done = bedplate("preview", "dev", "--json", cwd=PROJECT, PYTHONPATH=contoso)
    resources = json.loads(done.stdout)["resources"]

    assert (done.code, done.stderr) == (0, "")
    assert [each["name"] for each in resources if each["type"] == "contoso:index:RecordStore"] == ["records"]
    (policy,) = [each for each in resources if each["type"].endswith(":BlobContainerImmutabilityPolicy")]
    assert policy["inputs"]["immutabilityPeriodSinceCreationInDays"] == 365


def test_the_schema_of_stack_files_holds_its_settings(contoso: str) -> None:
    ours = json.loads(bedplate("schema", "settings").stdout)
    schema = json.loads(bedplate("schema", "settings", PYTHONPATH=contoso).stdout)

    choices = schema["properties"]["config"]["properties"]["bedplate:landingZone"]["oneOf"]
    assert choices == [{"$ref": "#/$defs/ChatSettings"}, {"$ref": "#/$defs/records.RecordsSettings"}]
    assert schema["$defs"]["records.RecordsSettings"]["properties"]["blueprint"]["const"] == "records"
    assert {name: each for name, each in schema["$defs"].items() if not name.startswith("records.")} == ours["$defs"]


def test_its_plugin_offers_its_component_to_every_language(contoso: str) -> None:
    printed = bedplate("schema", "components", "contoso", PYTHONPATH=contoso).stdout
    arguments = {
        "resourceGroupName": "rg",
        "location": "swedencentral",
        "accountName": "strecords",
        "retentionDays": 400,
        "privateEndpoint": {"privateEndpointName": "pep", "subnetId": "/subnet"},
    }
    with running_plugin(EXAMPLE / "plugin", PYTHONPATH=contoso) as plugin:
        schema, built = json.loads(plugin.schema()), plugin.construct("contoso:index:RecordStore", arguments)

    assert json.loads(printed) == schema
    assert (schema["name"], schema["version"]) == ("contoso", "1.0.0")
    assert list(schema["resources"]) == ["contoso:index:RecordStore"]
    (policy,) = [each for each in built.resources.values() if each.type.endswith(":BlobContainerImmutabilityPolicy")]
    assert policy.inputs["immutabilityPeriodSinceCreationInDays"] == 400


def test_a_project_begins_with_its_blueprint(contoso: str, tmp_path: Path) -> None:
    begun = bedplate("new", "records", "archive", "--defaults", cwd=tmp_path, PYTHONPATH=contoso)
    folder = tmp_path / "archive"

    assert (begun.code, begun.stdout.splitlines()[0]) == (0, "archive: Archive of records at Contoso, 17 files")
    assert "contoso-landing-zones==1.0.0\n" in (folder / "requirements.txt").read_text(encoding="utf-8")
    assert "work-order" not in (folder / "README.md").read_text(encoding="utf-8")
    done = bedplate("scan", "dev", "--no-checkov", cwd=folder, PYTHONPATH=contoso)
    assert done.code == 0, done.stdout + done.stderr


def test_a_work_order_is_for_blueprints_of_bedplate(contoso: str) -> None:
    bedplate("work-order", "dev", cwd=PROJECT, PYTHONPATH=contoso).assert_refused(
        "dev: a work order is written for bedplate's own blueprints only"
    )


_ENGINE = """\
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2
from bedplate.generator.crossguard.server import new_analyzer

analyzer = new_analyzer()
print([each.name for each in analyzer.GetAnalyzerInfo(empty_pb2.Empty(), None).policies if each.name[:4] == "CON-"])
config = {"bedplate:policyPack": "contoso-baseline"}
analyzer.ConfigureStack(analyzer_pb2.AnalyzerStackConfigureRequest(config=config), None)
print(analyzer._hearing.pack.name)
"""


def test_the_policy_pack_of_the_engine_holds_its_rules(contoso: str) -> None:
    done = _python("-c", _ENGINE, PYTHONPATH=contoso)

    assert done.stdout.splitlines() == ["['CON-01', 'CON-02']", "contoso-baseline"], done.stderr


def test_its_own_tests_pass(contoso: str) -> None:
    done = _python("-m", "pytest", "-q", "-p", "no:cacheprovider", str(EXAMPLE / "tests"), PYTHONPATH=contoso)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", ["rules", "validate", "schema settings"])
def test_neither_pulumi_nor_the_azure_sdk_is_loaded_for_it(command: str, contoso: str) -> None:
    program = (
        f"import sys; sys.argv = ['bedplate', *{command.split()!r}]\n"
        "from bedplate.generator.cli import main\n"
        "assert main() == 0\n"
        "assert not [name for name in sys.modules if name.partition('.')[0] in ('pulumi', 'pulumi_azure_native')]"
    )
    done = _python("-c", program, cwd=PROJECT, PYTHONPATH=contoso)

    assert done.returncode == 0, done.stderr


def _python(*arguments: str, cwd: Path = EXAMPLE, **changes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment(**changes), capture_output=True, text=True, timeout=120, check=False
    )
