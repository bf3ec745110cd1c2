"""What the tables say of checkov is so."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.checkov.superseded import superseded_entries
from bedplate.generator.checkov.words import respelled
from tests.generator.checkov.judging import all_rules

FOLDER = Path(__file__).parents[3] / "generator/bedplate/generator/checkov"
CHECKS = """
import json, os
os.environ["LOG_LEVEL"] = "ERROR"
import checkov.arm.runner
from checkov.arm.registry import arm_resource_registry
from checkov.common.checks_infra.registry import get_graph_checks_registry
graph = get_graph_checks_registry("arm")
graph.load_checks()
ids = {check.id for checks in arm_resource_registry.checks.values() for check in checks}
print(json.dumps(sorted(ids | {check.id for check in graph.checks})))
"""


@pytest.fixture(scope="module")
def checks(interpreter: Path) -> list[str]:
    done = subprocess.run([str(interpreter), "-c", CHECKS], capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def test_every_check_that_is_named_exists(checks: list[str]) -> None:
    with (FOLDER / "severities.toml").open("rb") as file:
        severities: dict[str, list[str]] = tomllib.load(file)
    named = {entry.check for entry in superseded_entries()} | {
        each for listed in severities.values() for each in listed
    }

    assert named - set(checks) == set()


def test_no_check_has_two_severities() -> None:
    with (FOLDER / "severities.toml").open("rb") as file:
        severities: dict[str, list[str]] = tomllib.load(file)
    listed = [each for group in severities.values() for each in group]
    lent = {check for rule in all_rules() for check in rule.checkov}

    assert len(listed) == len(set(listed))
    assert set(listed) & lent == set()


def test_every_rule_that_replaces_a_check_exists() -> None:
    named = {rule for entry in superseded_entries() for rule in entry.replaced_by}

    assert named - {rule.id for rule in all_rules()} == set()


def test_every_check_that_our_rules_name_exists_or_is_of_terraform(checks: list[str]) -> None:
    named = {check for rule in all_rules() for check in rule.checkov}

    assert named - set(checks) == {"CKV2_AZURE_31", "CKV_AZURE_119"}


def test_types_of_words_are_types_of_checks(checkov: CheckovProcess) -> None:
    with (FOLDER / "words.toml").open("rb") as file:
        types = {type_.casefold() for type_ in tomllib.load(file)}

    assert types - {type_.casefold().rstrip("/") for type_ in checkov.facts().types} == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"publicNetworkAccess": "disabled"}, {"publicNetworkAccess": "Disabled"}, id="word"),
        pytest.param({"publicNetworkAccess": "dis abled"}, {"publicNetworkAccess": "dis abled"}, id="another-word"),
        pytest.param({"supportsHttpsTrafficOnly": "TRUE"}, {"supportsHttpsTrafficOnly": True}, id="boolean"),
        pytest.param({"supportsHttpsTrafficOnly": "yes"}, {"supportsHttpsTrafficOnly": "yes"}, id="no-boolean"),
        pytest.param({"networkAcls": {"bypass": "none"}}, {"networkAcls": {"bypass": "None"}}, id="inside"),
        pytest.param({"networkAcls": "not known"}, {"networkAcls": "not known"}, id="nothing-inside"),
        pytest.param({}, {}, id="nothing"),
    ],
)
def test_values_are_written_as_azure_writes_them(before: dict[str, Any], after: dict[str, Any]) -> None:
    given = {"properties": before}

    assert respelled("microsoft.storage/storageaccounts", given) == {"properties": after}
    assert given == {"properties": before}
