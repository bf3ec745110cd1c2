"""Reports for test runners."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from bedplate.generator.render.scan import junit
from bedplate.generator.scan.report import Report
from bedplate.policies.outcome import Outcome
from tests.generator.render.scan import reports


def parsed(*of: Report) -> ET.Element:
    return ET.fromstring(junit.render(of).encode("utf-8"))  # noqa: S314 - our own document


def test_a_small_report_in_full() -> None:
    assert junit.render([reports.report(reports.FOREIGN_FAILURE, reports.PASSED)]) == (
        """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="bedplate scan" tests="2" failures="1" errors="0" skipped="0" time="0">
  <testsuite name="chat-prod: Microsoft.Storage/storageAccounts" tests="2" failures="1" errors="0" skipped="0" time="0">
    <properties>
      <property name="project" value="bedplate" />
      <property name="stack" value="chat-prod" />
      <property name="pack" value="production" />
      <property name="mode" value="known" />
      <property name="day" value="2026-11-21" />
      <property name="scanner.bedplate" value="1.0.0" />
      <property name="scanner.checkov" value="3.2.495" />
    </properties>
    <testcase classname="chat-prod.Microsoft.Storage/storageAccounts" \
name="CKV_AZURE_33 Storage logging is enabled for queues: store" time="0" file="blueprints/zone.py" line="1">
      <failure message="the check failed" type="unrated">\
Resource: urn:pulumi:chat-prod::bedplate::azure-native:storage:StorageAccount::store
Declared: blueprints/zone.py</failure>
    </testcase>
    <testcase classname="chat-prod.Microsoft.Storage/storageAccounts" \
name="COG-01 The AI account is closed to public networks: store" time="0" />
  </testsuite>
</testsuites>
"""
    )


def test_every_outcome_ends_as_readers_understand_it() -> None:
    ends = {
        f"{case.get('name', '').split(maxsplit=1)[0]} {suite.get('name')}": (case[0].tag, case[0].get("message"))
        for suite in parsed(reports.full())
        for case in suite.iter("testcase")
        if len(case)
    }
    account, store = (f"chat-prod: {each.type}" for each in (reports.ACCOUNT, reports.STORE))

    assert ends == {
        f"COG-01 {account}": ("failure", "properties.publicNetworkAccess is Enabled, expected Disabled"),
        f"COG-02 {account}": ("skipped", "undecided: properties.disableLocalAuth is not known"),
        f"STO-09 {account}": ("skipped", "not applicable: not a storage account"),
        f"STO-09 {store}": ("skipped", "waived until 2027-01-31: The data can be rebuilt within a day"),
        f"CKV_AZURE_33 {store}": ("failure", "the check failed"),
        f"COG-02 {store}": ("error", "the rule broke down: KeyError: 'x'"),
        "urn:pulumi:chat-prod::bedplate::random:RandomId::suffix chat-prod: not judged": (
            "skipped",
            "provider `random` is not azure-native",
        ),
        "COG-01 chat-prod: waivers": ("failure", "the waiver has expired: it covers nothing"),
    }


@pytest.mark.parametrize(
    "of",
    [
        pytest.param((), id="none"),
        pytest.param((reports.empty(),), id="empty"),
        pytest.param((reports.full(), reports.clean()), id="two"),
        pytest.param((reports.many(),), id="many"),
        pytest.param((reports.hostile(),), id="hostile"),
    ],
)
def test_the_counts_are_those_of_the_cases(of: tuple[Report, ...]) -> None:
    root = parsed(*of)

    for holder in (root, *root):
        cases = list(holder.iter("testcase"))
        ends = [case[0].tag for case in cases if len(case)]
        assert [holder.get(key) for key in ("tests", "failures", "errors", "skipped")] == [
            str(number) for number in (len(cases), ends.count("failure"), ends.count("error"), ends.count("skipped"))
        ]


def test_no_two_cases_have_one_name() -> None:
    twice = reports.finding(reports.CLOSED, reports.ACCOUNT, Outcome.FAIL, "one")
    names = [case.get("name") for case in parsed(reports.report(twice, twice)).iter("testcase")]

    assert names == [
        "COG-01 The AI account is closed to public networks: ai",
        "COG-01 The AI account is closed to public networks: ai #2",
    ]


def test_text_is_kept_but_for_what_xml_cannot_hold() -> None:
    failure = next(parsed(reports.hostile()).iter("failure"))
    kept = reports.HOSTILE.replace("\x1b", r"\x1b").replace("\x00", r"\x00").replace("\ufffe", r"\ufffe")

    assert failure.get("message") == kept.replace("\ud800", r"\ud800")
