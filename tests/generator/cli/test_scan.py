"""`bedplate scan`."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bedplate.generator.cli.scan import fails
from bedplate.generator.cli.scan_format import ScanFormat, Threshold
from bedplate.generator.scan.report import Report
from bedplate.policies.waiver import Standing
from tests.generator.cli.command import Finished, bedplate, project
from tests.generator.render.scan import reports

OPEN_ACCOUNT = """\
import pulumi
import pulumi_azure_native as azure

azure.cognitiveservices.Account(
    "ai",
    resource_group_name="rg-one",
    account_name="ais-one",
    kind="AIServices",
    location="swedencentral",
    properties={"publicNetworkAccess": "Enabled", "apiProperties": {"qnaAzureSearchEndpointKey": "c4n4ry"}},
)
"""
WAIVER = """\
config:
  bedplate:waivers:
    - rule: COG-01
      resource: {resource}
      owner: ai-team
      reason: The account is a public demonstration
      expires: "2027-01-31"
"""
TODAY = {"SOURCE_DATE_EPOCH": "1795219200"}


def scan(*arguments: str, cwd: Path) -> Finished:
    return bedplate("scan", "--no-checkov", *arguments, cwd=cwd, **TODAY)


def outcomes(done: Finished, rule: str) -> list[tuple[str, bool]]:
    (report,) = json.loads(done.stdout)["reports"]
    return [(each["outcome"], each["counts"]) for each in report["findings"] if each["rule"] == rule]


def test_a_failure_is_told_with_reason_place_and_fix(tmp_path: Path) -> None:
    done = scan("dev", cwd=project(tmp_path, OPEN_ACCOUNT))

    assert (done.code, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("dev · ")
    at = next(index for index, line in enumerate(lines) if "COG-01" in line)
    assert lines[at] == "  high    COG-01  The AI account is closed to public networks"
    assert lines[at + 1].startswith("    fix: Set publicNetworkAccess to Disabled")
    assert lines[at + 2].startswith("    ▪ ai  __main__.py:4 · properties.publicNetworkAccess is")
    assert "c4n4ry" not in done.stdout


@pytest.mark.parametrize("form", [pytest.param(each.value, id=each.value) for each in ScanFormat])
def test_every_format_goes_to_stdout_and_to_a_file(tmp_path: Path, form: str) -> None:
    here = project(tmp_path, OPEN_ACCOUNT)
    shown = scan("dev", "--format", form, cwd=here)
    kept = scan("dev", "--format", form, "-o", "report", cwd=here)

    assert (shown.code, kept.code, kept.stdout) == (1, 1, "")
    assert (here / "report").read_text(encoding="utf-8") == shown.stdout
    assert "COG-01" in shown.stdout
    assert "c4n4ry" not in shown.stdout


def test_several_stacks_are_one_document(tmp_path: Path) -> None:
    here = project(tmp_path, OPEN_ACCOUNT, stacks={"dev": "config: {}\n", "prod": "config: {}\n"})
    everything = scan("--format", "json", cwd=here)
    some = scan("prod", "dev", "prod", "--format", "junit", cwd=here)

    assert [each["stack"] for each in json.loads(everything.stdout)["reports"]] == ["dev", "prod"]
    suites = [suite.get("name", "") for suite in ET.fromstring(some.stdout)]  # noqa: S314 - our own document
    assert [name.split(":")[0] for name in suites] == ["prod", "dev"]


def test_code_scanning_finds_files_below_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    done = scan("dev", "--format", "sarif", cwd=project(tmp_path / "infra" / "zone", OPEN_ACCOUNT))
    results = json.loads(done.stdout)["runs"][0]["results"]

    places = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}
    assert places == {"infra/zone/__main__.py"}


def test_a_waiver_in_the_stack_file_answers_for_a_failure(tmp_path: Path) -> None:
    here = project(tmp_path, OPEN_ACCOUNT, stacks={"dev": WAIVER.format(resource="ai")})

    assert outcomes(scan("dev", "--format", "json", cwd=here), "COG-01") == [("fail", False)]


def test_a_waiver_in_a_file_of_its_own_does_too(tmp_path: Path) -> None:
    here = project(tmp_path, OPEN_ACCOUNT)
    (here / "waivers.yaml").write_text(WAIVER.format(resource="ai"), encoding="utf-8")
    done = scan("dev", "--format", "json", "--waivers", "waivers.yaml", cwd=here)

    assert outcomes(done, "COG-01") == [("fail", False)]


def test_an_unused_waiver_fails_the_scan(tmp_path: Path) -> None:
    here = project(tmp_path, "", stacks={"dev": WAIVER.format(resource="nothing")})
    done = scan("dev", "--fail-on", "high", cwd=here)

    assert done.code == 1
    assert "COG-01 on nothing  is not used" in done.stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("config: {}\n", ("waivers.yaml:1:1", "holds no waivers", "bedplate:waivers:"), id="none"),
        pytest.param(
            WAIVER.format(resource="ai").replace("      owner: ai-team\n", ""),
            ("waivers.yaml:3:", "owner"),
            id="no-owner",
        ),
        pytest.param("config: [\n", ("waivers.yaml:",), id="no-yaml"),
    ],
)
def test_wrong_waivers_are_refused(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    here = project(tmp_path, OPEN_ACCOUNT)
    (here / "waivers.yaml").write_text(text, encoding="utf-8")

    scan("dev", "--waivers", "waivers.yaml", cwd=here).assert_refused(*words)


def test_a_file_of_waivers_is_for_one_stack(tmp_path: Path) -> None:
    here = project(tmp_path, OPEN_ACCOUNT, stacks={"dev": "config: {}\n", "prod": "config: {}\n"})
    (here / "waivers.yaml").write_text(WAIVER.format(resource="ai"), encoding="utf-8")

    scan("--waivers", "waivers.yaml", cwd=here).assert_refused("waivers.yaml", "for one stack")


def test_a_recorded_preview_is_judged_as_its_program_is(tmp_path: Path) -> None:
    here = project(tmp_path, OPEN_ACCOUNT)
    preview = bedplate("preview", "dev", "--json", cwd=here, **TODAY)
    (here / "preview.json").write_text(preview.stdout, encoding="utf-8")
    ran = scan("dev", "--format", "json", cwd=here)
    read = scan("--from", "preview.json", "--format", "json", cwd=here)

    assert read.code == 1
    assert json.loads(read.stdout)["reports"][0]["findings"] == json.loads(ran.stdout)["reports"][0]["findings"]


def test_what_is_unknown_is_undecided(tmp_path: Path) -> None:
    program = OPEN_ACCOUNT.replace('"Enabled"', "group.location").replace(
        "azure.cognitiveservices", 'group = azure.resources.ResourceGroup("group")\nazure.cognitiveservices'
    )
    done = scan("dev", "--unknown", "--format", "json", cwd=project(tmp_path, program))

    assert outcomes(done, "COG-01") == [("undecided", False)]


def test_without_checkov_the_report_says_so(tmp_path: Path) -> None:
    here = project(tmp_path / "zone", OPEN_ACCOUNT)
    done = bedplate("scan", "dev", "--format", "json", cwd=here, XDG_CACHE_HOME=str(tmp_path), **TODAY)
    (report,) = json.loads(done.stdout)["reports"]

    assert done.code == 1
    assert done.stderr.startswith("note: checkov took no part: ")
    assert "bedplate checkov install" in done.stderr
    assert report["scanners"][1:] == [{"name": "checkov", "version": "", "rules": 0, "resources": 0}]
    assert report["notes"][-1].startswith("checkov's checks were not run: ")


def test_a_checkov_that_is_not_where_the_user_says_is_refused(tmp_path: Path) -> None:
    here = project(tmp_path, OPEN_ACCOUNT)

    bedplate("scan", "dev", cwd=here, BEDPLATE_CHECKOV="nowhere").assert_refused("BEDPLATE_CHECKOV", "nowhere")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("dev", "--pack", "nonsense"), ("nonsense", "baseline", "production"), id="pack"),
        pytest.param(("nonsense",), ("there is no stack 'nonsense'",), id="stack"),
        pytest.param(("--from", "nonsense.json"), ("nonsense.json",), id="file"),
        pytest.param(("dev", "--from", "preview.json"), ("leave out one of the two",), id="stack-and-file"),
        pytest.param(("--from", "preview.json", "--unknown"), ("--unknown",), id="unknown-file"),
        pytest.param(("dev", "--fail-on", "nonsense"), ("nonsense", "undecided"), id="fail-on"),
    ],
)
def test_wrong_input_is_refused(tmp_path: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    scan(*arguments, cwd=project(tmp_path, OPEN_ACCOUNT)).assert_refused(*words)


def test_a_project_without_stacks_is_refused(tmp_path: Path) -> None:
    here = project(tmp_path)
    (here / "Pulumi.dev.yaml").unlink()

    scan(cwd=here).assert_refused("no stacks", "Pulumi.<stack>.yaml")


WAIVED = reports.report(reports.WAIVED, waivers=((reports.WAIVER, Standing.HOLDS),))
MEDIUM = reports.finding(reports.REDUNDANT, reports.STORE, reports.FAILURE.outcome)
LOW = reports.finding(reports.KEYLESS, reports.STORE, reports.FAILURE.outcome)


@pytest.mark.parametrize(
    ("report", "least"),
    [
        pytest.param(reports.report(reports.FAILURE), Threshold.HIGH, id="high"),
        pytest.param(reports.report(MEDIUM), Threshold.MEDIUM, id="medium"),
        pytest.param(reports.report(reports.FOREIGN_FAILURE), Threshold.MEDIUM, id="unrated"),
        pytest.param(reports.report(LOW), Threshold.LOW, id="low"),
        pytest.param(reports.report(reports.UNDECIDED), Threshold.UNDECIDED, id="undecided"),
        pytest.param(reports.report(not_judged=(("urn", "why"),)), Threshold.UNDECIDED, id="not-judged"),
        pytest.param(reports.report(reports.BROKEN), Threshold.HIGH, id="broken-rule"),
        pytest.param(
            reports.report(waivers=((reports.WAIVER, Standing.EXPIRED),)), Threshold.HIGH, id="expired-waiver"
        ),
        pytest.param(WAIVED, None, id="waived"),
        pytest.param(reports.clean(), None, id="clean"),
    ],
)
def test_fails_from_a_level_on(report: Report, least: Threshold | None) -> None:
    levels = [Threshold.HIGH, Threshold.MEDIUM, Threshold.LOW, Threshold.UNDECIDED]
    expected = levels[levels.index(least) :] if least else []

    assert [level for level in Threshold if fails(report, level)] == expected
