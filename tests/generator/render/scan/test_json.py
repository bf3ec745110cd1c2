"""Reports for programs."""

from __future__ import annotations

import json as stdlib_json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bedplate.generator.render.scan import json
from bedplate.generator.scan.report import Report
from tests.generator.render.scan import reports

SCHEMA = stdlib_json.loads((Path(__file__).parents[4] / "docs" / "scan.schema.json").read_text(encoding="utf-8"))


def document(*of: Report) -> Any:
    return stdlib_json.loads(json.render(of))


@pytest.mark.parametrize(
    "of",
    [
        pytest.param((), id="none"),
        pytest.param((reports.empty(),), id="empty"),
        pytest.param((reports.full(), reports.clean()), id="full-and-clean"),
        pytest.param((reports.many(),), id="many"),
        pytest.param((reports.hostile(),), id="hostile"),
    ],
)
def test_is_as_the_schema_describes_it(of: tuple[Report, ...]) -> None:
    jsonschema.validate(document(*of), SCHEMA)


def test_the_schema_names_every_field() -> None:
    def strict(schema: Any) -> Any:
        if isinstance(schema, list):
            return [strict(each) for each in schema]
        if not isinstance(schema, dict):
            return schema
        inner = {key: strict(value) for key, value in schema.items()}
        closed = {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else {}
        return {**closed, **inner}

    jsonschema.validate(document(reports.full()), strict(SCHEMA))


def test_says_everything_of_a_failure_and_of_what_is_waived() -> None:
    failure, waived, *_ = document(reports.full())["reports"][0]["findings"]

    assert failure == {
        "outcome": "fail",
        "severity": "high",
        "counts": True,
        "source": "bedplate",
        "rule": "COG-01",
        "also": [{"source": "checkov", "rule": "CKV_AZURE_134"}],
        "resource": reports.URN,
        "path": "properties.publicNetworkAccess",
        "reason": "properties.publicNetworkAccess is Enabled, expected Disabled",
        "waiver": None,
        "fingerprint": f"COG-01|{reports.URN}|properties.publicNetworkAccess",
    }
    assert (waived["counts"], waived["waiver"]["owner"], waived["waiver"]["expires"]) == (
        False,
        "data-team@example.com",
        "2027-01-31",
    )


def test_counts_what_it_holds() -> None:
    assert document(reports.full())["reports"][0]["summary"] == {
        "failures": 2,
        "failuresBySeverity": {"high": 1, "medium": 0, "low": 0, "unrated": 1},
        "waived": 1,
        "refusedWaivers": 1,
        "outcomes": {"pass": 1, "fail": 3, "not-applicable": 1, "undecided": 1, "error": 1},
        "resources": 2,
        "notJudged": 1,
        "typesWithoutRules": 1,
    }


def test_describes_each_rule_and_resource_once() -> None:
    report = document(reports.full())["reports"][0]

    assert [(each["source"], each["id"]) for each in report["rules"]] == [
        ("bedplate", "COG-01"),
        ("bedplate", "COG-02"),
        ("bedplate", "STO-09"),
        ("checkov", "CKV_AZURE_134"),
        ("checkov", "CKV_AZURE_33"),
    ]
    assert [each["urn"] for each in report["resources"]] == [reports.URN, reports.STORE.urn]


def test_keeps_every_character() -> None:
    finding = document(reports.hostile())["reports"][0]["findings"][0]

    assert finding["reason"] == reports.HOSTILE
