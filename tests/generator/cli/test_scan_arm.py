"""`bedplate scan --arm`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.generator.arm_input.written import account, template
from tests.generator.cli.command import Finished, bedplate

TODAY = {"SOURCE_DATE_EPOCH": "1795219200"}
PARAMETERS = {"public": {"type": "string"}}
STORE = account(properties={"publicNetworkAccess": "[parameters('public')]"}, sku={"name": "Standard_ZRS"})


def scan(*arguments: str, cwd: Path) -> Finished:
    return bedplate("scan", "--no-checkov", *arguments, cwd=cwd, **TODAY)


def write(folder: Path, name: str, document: Any) -> str:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(document, indent=1), encoding="utf-8")
    return name


def outcome(done: Finished, rule: str = "ST-01") -> list[str]:
    (report,) = json.loads(done.stdout)["reports"]
    return [each["outcome"] for each in report["findings"] if each["rule"] == rule]


def test_a_template_is_judged_where_no_project_is(tmp_path: Path) -> None:
    write(tmp_path, "infra/main.json", template([STORE], parameters=PARAMETERS))
    done = scan("--arm", "infra/main.json", "--format", "json", cwd=tmp_path)
    (report,) = json.loads(done.stdout)["reports"]

    assert (done.code, done.stderr) == (1, "")
    assert (report["project"], report["stack"], report["mode"]) == ("infra", "infra/main.json", "unknown")
    assert outcome(done) == ["undecided"]


@pytest.mark.parametrize(("value", "expected"), [("Disabled", "pass"), ("Enabled", "fail")])
def test_values_of_parameters_decide(tmp_path: Path, value: str, expected: str) -> None:
    write(tmp_path, "main.json", template([STORE], parameters=PARAMETERS))
    write(tmp_path, "values.json", {"parameters": {"public": {"value": value}}})
    done = scan("--arm", "main.json", "--arm-parameters", "values.json", "--format", "json", cwd=tmp_path)

    assert outcome(done) == [expected]


def test_code_scanning_points_at_the_template(tmp_path: Path) -> None:
    write(tmp_path, "infra/main.json", template([STORE]))
    done = scan("--arm", "infra", "--format", "sarif", cwd=tmp_path)
    results = json.loads(done.stdout)["runs"][0]["results"]
    places = {
        (place["physicalLocation"]["artifactLocation"]["uri"], place["physicalLocation"]["region"]["startLine"])
        for result in results
        for place in result["locations"]
    }

    assert places == {("infra/main.json", 5)}


def test_each_path_has_a_report(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write(tmp_path, name, template([STORE]))
    done = scan("--arm", "a.json", "--arm", "b.json", "--format", "json", cwd=tmp_path)

    assert [each["stack"] for each in json.loads(done.stdout)["reports"]] == ["a.json", "b.json"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["dev", "--arm", "a.json"], "dev: templates and this are two things to look at", id="stack"),
        pytest.param(["--from", "x", "--arm", "a.json"], "x: templates and this are two things", id="file"),
        pytest.param(["--unknown", "--arm", "a.json"], "--unknown: a template tells what it knows", id="unknown"),
        pytest.param(["--arm-parameters", "v.json"], "name it with --arm", id="values-alone"),
        pytest.param(
            ["--arm", "a.json", "--arm", "a.json", "--arm-parameters", "v.json"],
            "v.json: is for one",
            id="values-of-two",
        ),
        pytest.param(["--arm", "nowhere.json"], "nowhere.json: cannot be read", id="missing"),
        pytest.param(["--arm", "broken.json"], "broken.json:1:2: not JSON", id="broken"),
        pytest.param(["--arm", "a.json", "--arm-parameters", "broken.json"], "broken.json:1:2", id="broken-values"),
    ],
)
def test_refused(tmp_path: Path, arguments: list[str], words: str) -> None:
    write(tmp_path, "a.json", template([STORE]))
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")

    scan(*arguments, cwd=tmp_path).assert_refused(words)
