"""Templates judged: what scanners of templates lose is judged here, and a program's own templates as the program."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.arm.documents import arm_documents
from bedplate.generator.arm_input.templates import read_templates
from bedplate.generator.checkov.environment import CheckovMissing, find_interpreter
from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.scan.report import Report
from bedplate.generator.scan.scan import scan_resources
from bedplate.generator.scan.scanned import Scanned, scanned_graph
from bedplate.policies.pack import read_pack
from tests.conftest import STACKS
from tests.generator.arm_input.written import account, deployment, scanned, template

PACK = read_pack("production")
DAY = dt.date(2026, 11, 21)
OPEN = {"publicNetworkAccess": "Enabled"}


@pytest.fixture(scope="module")
def checkov() -> Iterator[CheckovProcess]:
    try:
        interpreter = find_interpreter()
    except CheckovMissing as error:
        pytest.skip(str(error))
    with CheckovProcess(interpreter) as process:
        yield process


def report(found: Scanned, checkov: CheckovProcess | None = None) -> Report:
    return scan_resources(found, pack=PACK, waivers=(), today=DAY, checkov=checkov)


def outcomes(found: Scanned, rule: str) -> list[str]:
    return [each.outcome.value for each in report(found).findings if each.rule.id == rule]


def store(name: str = "data", **rest: Any) -> dict[str, Any]:
    return account(name, **{"kind": "StorageV2", "sku": {"name": "Standard_ZRS"}, "properties": OPEN, **rest})


def without_schema(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "$schema"}


ASKED = {"public": {"type": "string"}}
LOST = [
    pytest.param(template({"store": store()}), ["fail"], id="1-symbolic-names"),
    pytest.param(template({"m": deployment(template({"s": store()}))}), ["fail"], id="1-symbolic-names-nested"),
    pytest.param(template([{"name": "no type"}, store()]), ["fail"], id="2-after-an-entry-without-a-type"),
    pytest.param(without_schema(template([store()])), ["fail"], id="3-no-schema"),
    pytest.param(
        template([store(properties={"publicNetworkAccess": "[parameters('public')]"})], parameters=ASKED),
        ["undecided"],
        id="4-parameter-without-a-default",
    ),
    pytest.param(
        template(
            [store(properties={"publicNetworkAccess": "[if(equals(1, 2), 'Disabled', 'Enabled')]"})],
        ),
        ["fail"],
        id="4-known-expression",
    ),
    pytest.param(
        template([store(properties={"publicNetworkAccess": "[variables('p').x]"})], variables={"p": {"x": "Disabled"}}),
        ["pass"],
        id="4-variable",
    ),
    pytest.param(template([store(type="microsoft.storage/STORAGEaccounts")]), ["fail"], id="10-case-of-the-type"),
    pytest.param(template([store("[toLower('X')]")]), ["fail"], id="11-expression-as-name"),
]


@pytest.mark.parametrize(("document", "expected"), LOST)
def test_what_checkov_loses_is_judged(tmp_path: Path, document: dict[str, Any], expected: list[str]) -> None:
    assert outcomes(scanned(tmp_path, document), "ST-01") == expected


@pytest.mark.parametrize(("document", "expected"), LOST)
def test_checkov_is_given_what_it_reads(
    checkov: CheckovProcess, tmp_path: Path, document: dict[str, Any], expected: list[str]
) -> None:
    done = report(scanned(tmp_path, document), checkov)
    said = [
        each.outcome.value
        for each in done.findings
        if "CKV_AZURE_59" in {facts.id for facts in (each.rule, *each.also)}
    ]

    assert [scanner.resources for scanner in done.scanners] == [1, 1]
    assert said == expected


def test_rules_follow_references_through_modules(tmp_path: Path) -> None:
    inner = template(
        {"store": store("[parameters('name')]", properties={"publicNetworkAccess": "Disabled"})},
        parameters={"name": {"type": "string"}},
        outputs={"id": {"type": "string", "value": "[resourceInfo('store').id]"}},
    )
    endpoint = {
        "type": "Microsoft.Network/privateEndpoints",
        "apiVersion": "2024-05-01",
        "name": "pe",
        "properties": {
            "privateLinkServiceConnections": [
                {
                    "name": "pe",
                    "properties": {
                        "privateLinkServiceId": "[reference('module').outputs.id.value]",
                        "groupIds": ["blob"],
                    },
                }
            ]
        },
    }
    name = "[concat('st', uniqueString(resourceGroup().id))]"
    with_endpoint = template({"module": deployment(inner, parameters={"name": name}), "pe": endpoint})
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    found = scanned(tmp_path / "with", with_endpoint)
    bare = scanned(tmp_path / "without", template({"module": deployment(inner, parameters={"name": name})}))

    assert outcomes(found, "X-NET-01") == ["pass"]
    assert outcomes(bare, "X-NET-01") == ["fail"]


@pytest.mark.parametrize("stack", STACKS)
def test_templates_of_a_program_are_judged_as_the_program(
    stack: str, record_stack: Callable[[str, Mode], Graph], tmp_path: Path
) -> None:
    graph = record_stack(stack, Mode.KNOWN)
    for name, text in arm_documents(graph).files().items():
        (tmp_path / name).write_bytes(text)
    program = said(scan_resources(scanned_graph(graph), pack=PACK, waivers=(), today=DAY))
    templates = said(report(read_templates(tmp_path)))

    # A template holds a model's address and the id of a principal as plain text: nobody sees that a gateway in public
    # reach leads to the one, and whose the other is.
    assert {rule for rule, *_ in program - templates} <= {"X-AI-03", "X-IAM-01", "X-NET-09"}
    assert {(rule, outcome) for rule, _, outcome, _ in templates - program} <= {
        ("X-AI-03", "not-applicable"),
        ("X-IAM-01", "undecided"),
        ("X-NET-09", "undecided"),
    }
    assert len(templates) > 0


def said(done: Report) -> Counter[tuple[str, str | None, str, str]]:
    return Counter((each.rule.id, each.subject.id, each.outcome.value, each.path) for each in done.findings)
