"""Secrets under a provider that takes none, as azure-native 3: the engine marks them again, more coarsely.

The engine hands such a provider plain values and afterwards marks what was secret, but never a single
element of a list: then the list as a whole is secret. Our record keeps the exact place.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.graph import Mode
from tests.engine import catalogue
from tests.engine.chains import run_chain
from tests.engine.differences import differences
from tests.engine.normal_form import Record, SecretValue, of_graph


def coarsened(record: Record) -> Record:
    """Return a record as the engine keeps it for a provider that takes no secrets."""
    resources = {urn: _coarse_facts(facts) for urn, facts in record.resources.items()}
    return Record(resources=resources, outputs=record.outputs)


def _coarse_facts(facts: dict[str, Any]) -> dict[str, Any]:
    if not facts["type"].startswith("azure-native:"):
        return facts
    return {key: _coarse(value) if key in {"inputs", "outputs"} else value for key, value in facts.items()}


def _coarse(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _coarse(item) for key, item in value.items()}
    return SecretValue(_laid_open(value)) if isinstance(value, list) and _holds_secret(value) else value


def _holds_secret(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(_holds_secret(item) for item in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, SecretValue)


def _laid_open(value: Any) -> Any:
    if isinstance(value, SecretValue):
        return _laid_open(value.value)
    if isinstance(value, dict):
        return {key: _laid_open(item) for key, item in value.items()}
    return [_laid_open(item) for item in value] if isinstance(value, list) else value


def test_a_list_with_a_secret_becomes_secret_as_a_whole() -> None:
    record = Record(
        resources={"a": {"type": "azure-native:x:Y", "inputs": {"list": ["open", {"deep": SecretValue("hush")}]}}},
        outputs={},
    )
    inputs = coarsened(record).resources["a"]["inputs"]
    assert inputs == {"list": SecretValue(["open", {"deep": "hush"}])}


@pytest.mark.engine
def test_the_deployed_state_equals_our_coarsened_record(engine: Path, tmp_path: Path) -> None:
    chain = replace(catalogue.program_chain("secrets"), plain_only=True)
    outcome = run_chain(engine, chain, tmp_path / "work")
    ours = of_graph(catalogue.recorded(outcome.project, chain, Mode.KNOWN))
    assert differences(outcome.deployed, coarsened(ours)) == []
    assert differences(outcome.deployed, ours) != []
