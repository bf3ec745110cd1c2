"""What a report says of a check's verdict: which value decided, and what was wanted."""

from __future__ import annotations

from typing import Any

import pytest

from bedplate.generator.checkov.answers import Result
from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.checkov.reasons import path_of, reason_for
from bedplate.generator.checkov.worker.asked_values import Asked, asking
from bedplate.policies.outcome import Outcome
from tests.generator.checkov.judging import Declared, declared, judged

BODY: dict[str, Any] = {
    "apiVersion": "2025-05-01",
    "properties": {"pools": [{"pods": 30}, {"pods": 60}], "access": {"ranges": []}, "script": "x" * 61},
}


def result(**values: Any) -> Result:
    return Result(resource=0, check="CKV_AZURE_0", title="", outcome=values.pop("outcome", "FAILED"), **values)


@pytest.mark.parametrize(
    ("said", "path", "reason"),
    [
        pytest.param(
            result(evaluated=("properties/pools/[1]/pods",), expected=(90,)),
            "properties.pools[1].pods",
            "properties.pools[1].pods is 60, expected 90",
            id="place-in-a-list",
        ),
        pytest.param(
            result(evaluated=("properties/[0]/pools[0]/pods",), expected=(90,)),
            "properties.pools[0].pods",
            "properties.pools[0].pods is 30, expected 90",
            id="place-where-there-is-no-list",
        ),
        pytest.param(
            result(evaluated=("properties/probe",), expected=("CKV_ANY",)),
            "properties.probe",
            "properties.probe is not set, expected a value",
            id="anything",
        ),
        pytest.param(
            result(evaluated=("properties/tls",), expected=("1.2", 1.2, True)),
            "properties.tls",
            "properties.tls is not set, expected 1.2 or true",
            id="same-word-twice",
        ),
        pytest.param(
            result(evaluated=("properties",), decided_by="properties.certificates"),
            "properties.certificates",
            "properties.certificates is not set",
            id="asked-for-last",
        ),
        pytest.param(
            result(evaluated=("properties/pools/[0]/pods",), decided_by="apiVersion"),
            "properties.pools[0].pods",
            "properties.pools[0].pods is 30",
            id="named-before-asked-for",
        ),
        pytest.param(
            result(evaluated=("properties/state",)),
            "",
            "the check does not tell what it looks at",
            id="of-another-resource",
        ),
        pytest.param(
            result(evaluated=("properties/access/ranges",)),
            "properties.access.ranges",
            "the check looks at properties.access.ranges",
            id="list",
        ),
        pytest.param(
            result(evaluated=("properties/script",), outcome="PASSED"),
            "properties.script",
            f"properties.script is {'x' * 60}…",
            id="long",
        ),
        pytest.param(result(), "", "the check does not tell what it looks at", id="nothing"),
    ],
)
def test_reason(said: Result, path: str, reason: str) -> None:
    assert path_of(said, BODY) == path
    assert reason_for(said, Outcome.FAIL, BODY) == reason


def ask_beyond_what_is_there(value: Any) -> None:
    assert value["properties"].get("certificates") is None


def ask_whether(value: Any) -> None:
    assert "probe" not in value["properties"]


def ask_every_item(value: Any) -> None:
    assert [item["pods"] for item in value["properties"]["pools"]] == [30, 60]


@pytest.mark.parametrize(
    ("ask", "last"),
    [
        (ask_beyond_what_is_there, "properties.certificates"),
        (ask_whether, "properties.probe"),
        (ask_every_item, "properties.pools[1].pods"),
    ],
)
def test_what_was_asked_for_last(ask: Any, last: str) -> None:
    asked = Asked()
    ask(asking(BODY, asked))

    assert asked.last == last


@pytest.mark.parametrize(
    ("check", "reason"),
    [
        ("CKV_AZURE_4", "properties.addonProfiles is not set"),
        ("CKV_AZURE_168", "properties.agentPoolProfiles[0].maxPods is 30"),
        ("CKV_AZURE_226", "properties.agentPoolProfiles[0].osDiskType is not set, expected Ephemeral"),
    ],
)
def test_reasons_of_real_checks(checkov: CheckovProcess, check: str, reason: str) -> None:
    cluster = Declared(
        "containerservice:ManagedCluster", {"resourceName": "aks", "agentPoolProfiles": [{"name": "a", "maxPods": 30}]}
    )
    reasons = {each.rule.id: each.reason for each in judged(checkov, declared(cluster)).findings}

    assert reasons[check] == reason


def test_a_word_for_anything_is_no_list_of_letters(checkov: CheckovProcess) -> None:
    site = Declared("web:WebApp", {"name": "app"})
    reasons = {each.rule.id: each.reason for each in judged(checkov, declared(site)).findings}

    assert reasons["CKV_AZURE_213"] == "properties.siteConfig.healthCheckPath is not set, expected a value"
