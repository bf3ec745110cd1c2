"""Aliases: what the engine finds again under a former URN is what our record says it was called."""

from __future__ import annotations

from pathlib import Path

import pytest

from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Mode
from tests.engine import catalogue
from tests.engine.harness import Workspace

RENAMED = catalogue.HERE / "renamed"


@pytest.mark.engine
def test_the_engine_finds_renamed_resources_by_the_aliases_of_our_record(engine: Path, tmp_path: Path) -> None:
    project = Workspace(engine, tmp_path / "work").copy(RENAMED)
    project.create("dev")
    project.configure("dev", "formerly", "true")
    project.up("dev")
    project.configure("dev", "formerly", "false")
    preview = project.preview("dev")
    assert set(preview.changes) == {"same"}
    former = {
        metadata["urn"]: metadata["old"]["urn"]
        for event in preview.events
        for metadata in [event.get("resOutputsEvent", {}).get("metadata") or {}]
        if metadata.get("op") == "same" and metadata["old"]["urn"] != metadata["urn"]
    }
    ours = record(Program.load(RENAMED), stack="dev", config={}, mode=Mode.UNKNOWN)
    aliases = {urn: ours[urn].options.aliases for urn in former}
    assert len(former) == 9
    assert {urn: old for urn, old in former.items() if old not in aliases[urn]} == {}
