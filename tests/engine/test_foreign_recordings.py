"""Foreign programs: their recordings are what the real engine says today; `BEDPLATE_UPDATE_GOLDENS=1` rewrites them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.engine import foreign
from tests.engine.foreign import Recording
from tests.engine.shared_runs import SharedRuns

ALL = [
    pytest.param(language, name, id=f"{language}-{name}")
    for language in foreign.LANGUAGES
    for name in foreign.programs(language)
]
SHARED = sorted(set.intersection(*(set(foreign.programs(language)) for language in foreign.LANGUAGES)))
Runs = Callable[[str], Mapping[str, Recording]]


@pytest.fixture(scope="module")
def languages(engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """What came of all programs of a language; each language runs once, beside the others."""
    shared = SharedRuns.of_session(tmp_path_factory, "foreign")

    def begin(language: str) -> None:
        folder = tmp_path_factory.getbasetemp() / f"foreign-{language}"
        shared.begin(language, lambda: foreign.run_programs(engine, language, folder))

    def outcome(language: str) -> Mapping[str, Recording]:
        begin(language)
        found: Mapping[str, Recording] = shared.outcome(language)
        return found

    for language in foreign.LANGUAGES:
        if foreign.why_not(language) is None:
            begin(language)
    yield outcome
    shared.close()


@pytest.mark.engine
@pytest.mark.parametrize(("language", "name"), ALL)
def test_a_recording_is_current(languages: Runs, language: str, name: str) -> None:
    reason = foreign.why_not(language)
    if reason:
        pytest.skip(reason)
    found = languages(language)[name]
    folder = foreign.RECORDED / language / name
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        found.write(folder)
    kept = Recording.read(folder)
    assert foreign.comparable(found.preview) == foreign.comparable(kept.preview)
    assert foreign.comparable(found.export) == foreign.comparable(kept.export)


@pytest.mark.parametrize(("language", "name"), ALL)
def test_a_recording_names_no_machine(language: str, name: str) -> None:
    recording = Recording.read(foreign.RECORDED / language / name)
    text = json.dumps([recording.preview, recording.export])
    assert re.findall(r'"(?:file://)?/(?:home/(?!operator/)|tmp/|work/|root/|Users/|private/|var/)[^"]*', text) == []
    assert re.findall(r"site-packages|node_modules|\.\./|@v\d[^\"]*", text) == []


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize("language", [language for language in foreign.LANGUAGES if language != "python"])
def test_the_same_program_is_the_same_in_every_language(language: str, name: str) -> None:
    here, there = (Recording.read(foreign.RECORDED / choice / name) for choice in (language, "python"))
    assert _declared(here.preview["steps"], "newState") == _declared(there.preview["steps"], "newState")
    assert _declared(here.export["deployment"]["resources"]) == _declared(there.export["deployment"]["resources"])


def _declared(resources: list[dict[str, Any]], key: str | None = None) -> dict[str, Any]:
    """Return what a program says of every resource but its providers and the stack, by URN."""
    states = [resource[key] if key else resource for resource in resources]
    return {
        state["urn"]: {
            "inputs": foreign.comparable(state.get("inputs")),
            "id": state.get("id"),
            "protect": state.get("protect", False),
            "dependencies": sorted(state.get("dependencies") or ()),
        }
        for state in states
        if not state["type"].startswith("pulumi:")
    }


def test_there_are_programs_of_every_language() -> None:
    assert {language: len(foreign.programs(language)) for language in foreign.LANGUAGES} == {
        "python": 4,
        "typescript": 4,
        "yaml": 4,
    }
    assert SHARED == ["landing", "webshop"]
