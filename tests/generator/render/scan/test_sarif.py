"""Reports for code scanning."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest

from bedplate.generator.render.scan import sarif
from bedplate.generator.scan.report import Report
from bedplate.policies.outcome import Outcome
from tests.generator.render.scan import reports

LEVELS = {"none", "note", "warning", "error"}
SUFFIX = "urn:pulumi:chat-prod::bedplate::random:RandomId::suffix"
KINDS = {"fail", "open"}


def runs(*of: Report, folder: str = "") -> list[dict[str, Any]]:
    document = json.loads(sarif.render(of, folder=folder))
    assert set(document) == {"$schema", "version", "runs"}
    assert document["version"] == "2.1.0"
    return document["runs"]


def faults(run: dict[str, Any]) -> Iterator[str]:
    """Yield where a run breaks a rule of the standard, or one that code scanning adds to it."""
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    if len(ids) != len(set(ids)):
        yield "a rule stands twice"
    if not run["automationDetails"]["id"].endswith("/"):
        yield "no category"
    for rule in rules:
        yield from (f"{rule['id']}: {fault}" for fault in _faults_of_rule(rule))
    for result in run["results"]:
        if ids[result["ruleIndex"]] != result["ruleId"]:
            yield f"{result['ruleId']}: index"
        yield from (f"{result['ruleId']}: {fault}" for fault in _faults_of_result(result))


def _faults_of_rule(rule: dict[str, Any]) -> Iterator[str]:
    if not {"shortDescription", "fullDescription", "help", "defaultConfiguration"} <= set(rule):
        yield "incomplete"
    if not rule.get("helpUri", "https://").startswith("https://"):
        yield "helpUri"
    if rule["defaultConfiguration"]["level"] not in LEVELS:
        yield "level"


def _faults_of_result(result: dict[str, Any]) -> Iterator[str]:
    place = result["locations"][0]["physicalLocation"]
    if result["kind"] not in KINDS or result["level"] not in LEVELS:
        yield "kind or level"
    if (result["kind"] == "fail") == (result["level"] == "none"):
        yield "only what fails has a level"
    if not result["message"]["text"]:
        yield "no message"
    if place["region"]["startLine"] < 1 or not place["artifactLocation"]["uri"].isascii():
        yield "place"


@pytest.mark.parametrize(
    "of",
    [
        pytest.param((reports.empty(),), id="empty"),
        pytest.param((reports.full(), reports.clean()), id="full-and-clean"),
        pytest.param((reports.many(),), id="many"),
        pytest.param((reports.hostile(),), id="hostile"),
    ],
)
def test_keeps_the_rules_of_the_standard(of: tuple[Report, ...]) -> None:
    assert [fault for run in runs(*of) for fault in faults(run)] == []


def test_each_scanner_of_each_stack_is_a_run_of_its_own_category() -> None:
    both = runs(reports.full(), dataclasses.replace(reports.full(), stack="chat-dev"))

    assert [(each["tool"]["driver"]["name"], each["automationDetails"]["id"]) for each in both] == [
        ("bedplate", "bedplate/bedplate/chat-prod/"),
        ("checkov", "checkov/bedplate/chat-prod/"),
        ("bedplate", "bedplate/bedplate/chat-dev/"),
        ("checkov", "checkov/bedplate/chat-dev/"),
    ]


def test_a_finding_of_a_scanner_that_is_not_listed_is_not_lost() -> None:
    report = dataclasses.replace(reports.report(reports.FOREIGN_FAILURE), scanners=reports.SCANNERS[:1])

    assert [[result["ruleId"] for result in run["results"]] for run in runs(report)] == [[], ["CKV_AZURE_33"]]


def test_a_scanner_that_did_not_run_mends_nothing() -> None:
    absent = dataclasses.replace(reports.SCANNERS[1], version="", rules=0, resources=0)
    report = dataclasses.replace(reports.report(reports.FAILURE), scanners=(reports.SCANNERS[0], absent))

    assert [run["tool"]["driver"]["name"] for run in runs(report)] == ["bedplate"]


def test_says_everything_of_a_failure() -> None:
    assert runs(reports.full(), folder="infra/zone")[0]["results"][0] == {
        "ruleId": "COG-01",
        "ruleIndex": 0,
        "kind": "fail",
        "level": "error",
        "message": {
            "text": "ai: properties.publicNetworkAccess is Enabled, expected Disabled. "
            "Set publicNetworkAccess to Disabled."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "infra/zone/blueprints/zone.py", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 41},
                },
                "logicalLocations": [
                    {"name": "ai", "fullyQualifiedName": reports.URN, "kind": "resource"},
                    {"name": "ais-chat", "fullyQualifiedName": reports.ID, "kind": "resource"},
                ],
            }
        ],
        "partialFingerprints": {
            "bedplateFinding/v1": "ab1c2d1e45ca7c15e1c5c2d368914255f4c0fa2e7393f33ccae4ee986b415048",
            "primaryLocationLineHash": "ab1c2d1e45ca7c15:1",
        },
        "suppressions": [],
        "properties": {
            "resourceType": "Microsoft.CognitiveServices/accounts",
            "path": "properties.publicNetworkAccess",
            "alsoFoundBy": ["checkov/CKV_AZURE_134"],
        },
    }


def test_says_everything_of_a_rule() -> None:
    closed, _, redundant = runs(reports.full())[0]["tool"]["driver"]["rules"]

    assert closed == {
        "id": "COG-01",
        "shortDescription": {"text": "The AI account is closed to public networks"},
        "fullDescription": {"text": "Azure opens the endpoint to the internet unless this is set."},
        "help": {
            "text": "Azure opens the endpoint to the internet unless this is set.\n\n"
            "How to fix it: Set publicNetworkAccess to Disabled.\n\n"
            "- https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks",
            "markdown": "Azure opens the endpoint to the internet unless this is set.\n\n"
            "**How to fix it:** Set publicNetworkAccess to Disabled.\n\n"
            "- <https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks>",
        },
        "helpUri": "https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks",
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "security-severity": "8.0",
            "precision": "very-high",
            "tags": ["security", "WAF/Security", "WAF/SE:06", "MCSB/NS-2"],
        },
    }
    # A matter of reliability is no hole in security.
    assert redundant["properties"] == {"precision": "very-high", "tags": ["WAF/Reliability", "WAF/RE:05"]}


def test_lists_what_somebody_must_look_at_and_counts_the_rest() -> None:
    ours, checkov = runs(reports.full())

    assert [(each["ruleId"], each["kind"], each["level"]) for each in ours["results"]] == [
        ("COG-01", "fail", "error"),
        ("STO-09", "fail", "warning"),
        ("COG-02", "open", "none"),
    ]
    assert ours["properties"]["outcomes"] == {"pass": 1, "fail": 2, "not-applicable": 1, "undecided": 1, "error": 1}
    assert [(each["ruleId"], each["level"]) for each in checkov["results"]] == [("CKV_AZURE_33", "warning")]


def test_a_waiver_is_a_suppression_with_its_justification() -> None:
    results = runs(reports.full())[0]["results"]

    assert [len(each["suppressions"]) for each in results] == [0, 1, 0]
    assert results[1]["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "The data can be rebuilt within a day. Instead: nightly export. "
            "Owner: data-team@example.com. Expires: 2027-01-31.",
            "properties": {
                "owner": "data-team@example.com",
                "expires": "2027-01-31",
                "compensatingControl": "nightly export",
            },
        }
    ]


def test_what_is_wrong_with_the_scan_is_said_once_as_notifications() -> None:
    ours, checkov = (run["invocations"][0] for run in runs(reports.full()))

    assert (ours["executionSuccessful"], checkov["executionSuccessful"]) == (False, True)
    assert [each["message"]["text"] for each in ours["toolConfigurationNotifications"]] == [
        "The waiver of COG-01 on old-* (ai-team, until 2026-11-01) has expired: it covers nothing."
    ]
    assert [(each["level"], each["message"]["text"]) for each in ours["toolExecutionNotifications"]] == [
        ("error", "the rule broke down: KeyError: 'x'"),
        (
            "warning",
            f"{SUFFIX} was not judged: provider `random` is not azure-native.",
        ),
    ]
    assert checkov["toolConfigurationNotifications"] == checkov["toolExecutionNotifications"] == []


def test_fingerprints_stay_when_lines_move_and_tell_resources_of_one_line_apart() -> None:
    def prints(line: int, urn: str = reports.URN) -> dict[str, str]:
        subject = dataclasses.replace(reports.ACCOUNT, line=line, urn=urn)
        (result,) = runs(reports.report(dataclasses.replace(reports.FAILURE, subject=subject)))[0]["results"]
        return result["partialFingerprints"]

    assert prints(41) == prints(99)
    assert set(prints(41).values()).isdisjoint(prints(41, urn="another").values())


def test_what_has_no_place_stands_in_the_project_file() -> None:
    (result,) = runs(reports.report(reports.finding(reports.CLOSED, reports.STORE, Outcome.FAIL)))[0]["results"]

    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "Pulumi.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1},
    }


def test_text_is_no_link() -> None:
    finding = reports.finding(reports.CLOSED, reports.ACCOUNT, Outcome.FAIL, "a[0] is not [this](1)")
    (result,) = runs(reports.report(finding))[0]["results"]

    assert result["message"]["text"] == r"ai: a[0] is not \[this](1). Set publicNetworkAccess to Disabled."
