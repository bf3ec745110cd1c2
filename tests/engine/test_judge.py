"""The judge itself: it finds every kind of difference, and its own helpers are right."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pulumi_azure_native import resources

from bedplate.generator.engine import record_inline
from bedplate.generator.graph import CustomTimeouts, Graph, Mode, Secret, frozen
from bedplate.generator.programs.processes import session_members
from tests.engine.differences import differences
from tests.engine.harness import EngineError, Workspace, end_session
from tests.engine.normal_form import Record, SecretValue, is_default_provider, of_export, of_graph, seconds


def _program() -> dict[str, object]:
    group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral", tags={"a": "b"})
    resources.ResourceGroup("second", resource_group_name="rg-2", location=group.location)
    return {"id": group.id}


GRAPH = record_inline(_program, mode=Mode.KNOWN)
GROUP = "urn:pulumi:dev::project::azure-native:resources:ResourceGroup::group"


def _changed(**facts: object) -> Callable[[Graph], Graph]:
    def change(graph: Graph) -> Graph:
        kept = [resource for resource in graph.resources if resource.urn != GROUP]
        return replace(graph, resources=(*kept, replace(graph[GROUP], **facts)))  # type: ignore[arg-type]

    return change


def _options(**options: object) -> Callable[[Graph], Graph]:
    return _changed(options=replace(GRAPH[GROUP].options, **options))  # type: ignore[arg-type]


def _inputs(**inputs: object) -> Callable[[Graph], Graph]:
    return _changed(inputs=frozen({**GRAPH[GROUP].inputs, **inputs}))


CHANGES = [
    pytest.param(_changed(type="azure-native:x:Y"), "type", id="type"),
    pytest.param(_changed(id="/other"), "id", id="id"),
    pytest.param(_changed(parent="urn:other"), "parent", id="parent"),
    pytest.param(_changed(provider="urn::pulumi:providers:azure-native::hub::1"), "provider", id="provider"),
    pytest.param(_changed(read=True), "read", id="read"),
    pytest.param(_inputs(location="westeurope"), "inputs → location", id="input"),
    pytest.param(_inputs(location=Secret("swedencentral")), "inputs → location", id="secret"),
    pytest.param(_inputs(tags={"a": "b", "c": "d"}), "inputs → tags → c", id="added-input"),
    pytest.param(_inputs(tags={}), "inputs → tags → a", id="missing-input"),
    pytest.param(_inputs(tags=None), "inputs → tags", id="null-input"),
    pytest.param(_changed(outputs=frozen({})), "outputs", id="outputs"),
    pytest.param(_changed(dependencies=("urn:other",)), "dependencies", id="dependencies"),
    pytest.param(
        _changed(property_dependencies={"tags": ("urn:other",)}), "property_dependencies", id="property-dependencies"
    ),
    pytest.param(_options(protect=True), "protect", id="protect"),
    pytest.param(_options(ignore_changes=("tags",)), "ignore_changes", id="ignore-changes"),
    pytest.param(_options(replace_on_changes=("tags",)), "replace_on_changes", id="replace-on-changes"),
    pytest.param(_options(additional_secret_outputs=("id",)), "additional_secret_outputs", id="secret-outputs"),
    pytest.param(_options(custom_timeouts=CustomTimeouts(create="1h")), "custom_timeouts", id="timeouts"),
    pytest.param(_options(retain_on_delete=True), "retain_on_delete", id="retain"),
    pytest.param(_options(deleted_with="urn:other"), "deleted_with", id="deleted-with"),
    pytest.param(_options(import_id="/other"), "import_id", id="import"),
    pytest.param(_options(hooks={"onError": ("retry",)}), "hooks", id="hooks"),
]


def test_a_record_does_not_differ_from_itself() -> None:
    assert differences(of_graph(GRAPH), of_graph(GRAPH)) == []


@pytest.mark.parametrize(("change", "fact"), CHANGES)
def test_every_changed_fact_is_found(change: Callable[[Graph], Graph], fact: str) -> None:
    found = differences(of_graph(GRAPH), of_graph(change(GRAPH)))
    assert [line for line in found if line.startswith(f"{GROUP} → {fact}")] != []


def test_a_missing_and_an_added_resource_are_found() -> None:
    fewer = replace(GRAPH, resources=tuple(resource for resource in GRAPH.resources if resource.urn != GROUP))
    assert differences(of_graph(GRAPH), of_graph(fewer)) == [f"{GROUP}: only the engine has it"]
    assert differences(of_graph(fewer), of_graph(GRAPH)) == [f"{GROUP}: only we have it"]


def test_a_changed_stack_output_is_found() -> None:
    other = replace(GRAPH, outputs=frozen({"id": True}))
    assert differences(of_graph(GRAPH), of_graph(other))[0].startswith("outputs of the stack → id: engine '/subscr")


@pytest.mark.parametrize(
    ("engine", "ours"), [pytest.param(True, 1, id="true-one"), pytest.param(0, False, id="zero-false")]
)
def test_booleans_are_no_numbers(engine: object, ours: object) -> None:
    one, other = (Record(resources={}, outputs={"value": value}) for value in (engine, ours))
    assert len(differences(one, other)) == 1


def test_a_secret_never_prints_as_its_own_value() -> None:
    exported = [
        {
            "urn": "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev",
            "type": "pulumi:pulumi:Stack",
            "outputs": {
                "a": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": '["x"]'}
            },
        }
    ]
    assert of_export(exported).outputs == {"a": SecretValue(["x"])}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("default", True, id="plain"),
        pytest.param("default_3_29_0", True, id="versioned"),
        pytest.param("default_3_29_0_https://x", True, id="from-server"),
        pytest.param("defaults", False, id="similar-name"),
        pytest.param("default_hub", False, id="named-like-one"),
        pytest.param("hub", False, id="explicit"),
    ],
)
def test_only_the_engines_own_providers_are_left_out(name: str, *, expected: bool) -> None:
    assert is_default_provider(f"urn:pulumi:dev::p::pulumi:providers:azure-native::{name}") is expected


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        pytest.param("1h30m", 5400.0, id="hours-and-minutes"),
        pytest.param("90s", 90.0, id="seconds"),
        pytest.param("2.5h", 9000.0, id="fraction"),
        pytest.param("250ms", 0.25, id="milliseconds"),
    ],
)
def test_durations(duration: str, expected: float) -> None:
    assert seconds(duration) == expected


def test_a_command_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    engine = tmp_path / "engine"
    engine.mkdir()
    marker = tmp_path / "session"
    script = f"#!/bin/sh\ntrap '' INT\necho $$ > '{marker}'\nsleep 60 &\nwait\n"
    (engine / "pulumi").write_text(script, encoding="utf-8")
    (engine / "pulumi").chmod(0o755)
    workspace = Workspace(engine, tmp_path / "work", time_limit=0.5, patience=0.2)
    with pytest.raises(EngineError, match="took longer than"):
        workspace.run(tmp_path, "preview")
    assert session_members(int(marker.read_text(encoding="utf-8"))) == ()


def test_a_session_is_empty_once_it_was_ended() -> None:
    code = "import subprocess, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], text=True, start_new_session=True)
    limit = time.monotonic() + 10
    while len(session_members(process.pid)) < 2 and time.monotonic() < limit:
        time.sleep(0.02)
    end_session(process, patience=0.2)
    assert session_members(process.pid) == ()
