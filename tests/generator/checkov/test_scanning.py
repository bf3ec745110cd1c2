"""Every resource is scanned once, under its own name, as checkov itself would."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.arm.documents import arm_documents
from bedplate.generator.arm.translation import translate
from bedplate.generator.arm.web_config import fold_web_configs
from bedplate.generator.checkov.answers import Answer
from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.checkov.shape import shaped
from bedplate.generator.checkov.verdicts import not_judged
from bedplate.generator.graph import Graph, Mode
from bedplate.policies.outcome import Outcome, Severity
from bedplate.policies.pack import Pack
from tests.conftest import STACKS
from tests.generator.checkov.judging import all_rules, declared, judged, outcome_of
from tests.generator.checkov.test_false_passes import storage

PLAIN = """
import json, os, sys
os.environ["LOG_LEVEL"] = "CRITICAL"
from checkov.arm.runner import Runner
from checkov.runner_filter import RunnerFilter
said = []
for file in sys.argv[1:]:
    report = Runner().run(None, None, [file], RunnerFilter(framework=["arm"], show_progress_bar=False))
    for records in (report.passed_checks, report.failed_checks):
        said += [(r.check_id, r.check_result["result"].name, r.resource.rpartition("/")[2]) for r in records]
print(json.dumps(said))
"""


def test_every_resource_of_every_stack_is_scanned(stack_graph: Graph, checkov: CheckovProcess) -> None:
    verdicts = judged(checkov, stack_graph)
    resources, _ = translate(stack_graph)

    assert verdicts.scanner.resources == len(resources)
    assert [each for each in verdicts.findings if each.outcome is Outcome.ERROR] == []


@pytest.mark.parametrize("stack", STACKS)
def test_checks_say_what_plain_checkov_says_of_the_templates(
    stack: str,
    record_stack: Callable[[str, Mode], Graph],
    checkov: CheckovProcess,
    interpreter: Path,
    tmp_path: Path,
) -> None:
    graph = record_stack(stack, Mode.KNOWN)
    files = [tmp_path / name for name in arm_documents(graph).templates]
    for file in files:
        file.write_bytes(arm_documents(graph).files()[file.name])
    command = [str(interpreter), "-c", PLAIN, *map(str, files)]
    plain = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    resources, _ = translate(graph)
    fold_web_configs(resources)
    # In known mode only secrets are not known; a check that reads one says here what it says of the placeholder.
    ours = [
        (
            each.check,
            each.outcome,
            resources[each.resource].identity.type + "." + resources[each.resource].identity.name,
        )
        for each in checkov.scan(shaped(resources)).results
        if each.outcome in {"PASSED", "FAILED"}
    ]

    assert Counter((check, outcome, name.rpartition("/")[2]) for check, outcome, name in ours) == Counter(
        map(tuple, plain)
    )


def test_resources_of_one_name_are_told_apart(checkov: CheckovProcess) -> None:
    one, two = storage(minimumTlsVersion="TLS1_2"), replace(storage(minimumTlsVersion="TLS1_0"), name="other")

    assert outcome_of(checkov, "CKV_AZURE_44", one, two) == "pass"
    assert outcome_of(checkov, "CKV_AZURE_44", one, two, name="other") == "fail"
    assert judged(checkov, declared(one, two)).scanner.resources == 2


def sent(type_: str, depends_on: tuple[int, ...] = (), **properties: Any) -> dict[str, Any]:
    """Return a resource as `shaped` gives it, for types that azure-native does not have; all have the same name."""
    body = {"type": type_, "name": "same", "properties": properties}
    return {"type": type_, "body": body, "unknown": [], "dependsOn": depends_on}


@pytest.mark.parametrize(("target", "outcome"), [(0, "PASSED"), (2, "FAILED")])
def test_dependencies_are_found_where_all_have_the_same_name(
    checkov: CheckovProcess, target: int, outcome: str
) -> None:
    pool = sent("Microsoft.Synapse/workspaces/sqlPools")
    audit = sent("Microsoft.Synapse/workspaces/sqlPools/auditingSettings", (target,), state="Enabled")
    other = sent("Microsoft.Storage/storageAccounts")

    answer = checkov.scan([pool, audit, other])

    assert [each.outcome for each in answer.results if (each.check, each.resource) == ("CKV2_AZURE_54", 0)] == [outcome]
    assert answer.scanned == (0, 1, 2)


def test_a_resource_that_is_passed_over_is_an_error(checkov: CheckovProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = checkov.scan

    def forgetful(resources: Any) -> Answer:
        answer = scan(resources)
        return Answer(results=answer.results, scanned=answer.scanned[:1])

    monkeypatch.setattr(checkov, "scan", forgetful)
    verdicts = judged(checkov, declared(storage(), replace(storage(accountName="two"), name="second")))

    (finding,) = [each for each in verdicts.findings if each.outcome is Outcome.ERROR]
    assert (finding.subject.name, finding.rule.id, finding.rule.severity) == (
        "second",
        "CHECKOV-READS-ALL",
        Severity.HIGH,
    )
    assert finding.counts
    assert verdicts.scanner.resources == 1


def test_a_check_that_breaks_down_is_an_error(checkov: CheckovProcess) -> None:
    # The check asks whether a name is in what should be an object.
    verdicts = judged(checkov, declared(storage(networkRuleSet=7)))
    broken = [each for each in verdicts.findings if each.outcome is Outcome.ERROR]

    assert [each.rule.id for each in broken] == ["CKV_AZURE_36"]
    assert broken[0].reason == "the check broke down: TypeError: argument of type 'int' is not iterable"


def test_a_failure_says_what_it_saw_and_what_it_wants(checkov: CheckovProcess) -> None:
    verdicts = judged(checkov, declared(storage(sku={"name": "Standard_LRS"})))
    (finding,) = [each for each in verdicts.findings if each.rule.id == "CKV_AZURE_206"]

    assert finding.path == "sku.name"
    assert finding.reason == (
        "sku.name is Standard_LRS, expected Standard_GRS or Standard_RAGRS or Standard_GZRS or Standard_RAGZRS"
    )
    assert finding.rule.severity == next(rule.severity for rule in all_rules() if rule.id == "ST-07")


def test_a_check_whose_rule_is_not_in_the_pack_does_not_count(checkov: CheckovProcess) -> None:
    pack = Pack(name="small", title="", description="", rules=("ST-05",), parameters={})
    verdicts = judged(checkov, declared(storage(sku={"name": "Standard_LRS"}, minimumTlsVersion="TLS1_0")), pack)
    failed = {each.rule.id for each in verdicts.findings if each.outcome is Outcome.FAIL}
    (line,) = [each for each in verdicts.superseded if each.check == "CKV_AZURE_206"]

    assert "CKV_AZURE_44" in failed
    assert "CKV_AZURE_206" not in failed
    assert (line.reason, line.replaced_by, line.findings) == ("pack `small` does not ask this", ("ST-07",), 1)


def test_without_checkov_a_report_says_so() -> None:
    verdicts = not_judged("checkov is not installed")

    assert verdicts.notes == ("checkov's checks were not run: checkov is not installed",)
    assert (verdicts.scanner.name, verdicts.scanner.rules, verdicts.scanner.resources) == ("checkov", 0, 0)
    assert verdicts.findings == ()
