"""What the Pulumi CLI writes for one program: previews of every kind, and exports of its state."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.engine.harness import REPOSITORY, Project, Workspace, _write_plugin

RECORDED = REPOSITORY / "tests" / "generator" / "foreign" / "files"
"""What it wrote once: the files that tests without the engine read."""
STACK = "dev"
_PROJECT = Path(__file__).resolve().parent / "zone"
_GROUP = "azure-native:resources:ResourceGroup"
_TAKEN_OVER = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-taken-over"
_OF_THE_DAY = frozenset({"created", "modified", "duration", "diagnostics", "manifest", "secrets_providers"})
_PROVIDER_ID = re.compile(r"::pulumi:providers:([\w-]+)::([\w-]+)::([0-9a-f]{8}-[0-9a-f-]{27})")
_UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
_ELSEWHERE = re.compile(r"project:///\.\./.*/([^/]+)")


def recordings(engine: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of every file, without what differs from run to run and from machine to machine."""
    workspace = Workspace(engine, folder, lenient=True)
    _write_plugin(folder / "plugins", "azure")
    workspace.cloud.deploy(_GROUP, _TAKEN_OVER, {"resourceGroupName": "rg-taken-over", "location": "swedencentral"})
    project = workspace.copy(_PROJECT)
    project.create(STACK, {"owner": "hush"})
    project.configure(STACK, "azure-native:subscriptionId", "22222222-2222-2222-2222-222222222222")
    yield from _of_first_deployment(project)
    project.configure(STACK, "later", "true")
    yield from _of_later_changes(project)


def _of_first_deployment(project: Project) -> Iterator[tuple[str, str]]:
    log = project.workspace.folder / "events.jsonl"
    yield "create.preview.json", _document(_run(project, "preview", "--json", "--event-log", str(log)))
    yield "create.events.jsonl", _events(log.read_text(encoding="utf-8"))
    project.up(STACK)
    yield "encrypted.export.json", _document(_run(project, "stack", "export"))
    yield "shown.export.json", _document(_run(project, "stack", "export", "--show-secrets"))


def _of_later_changes(project: Project) -> Iterator[tuple[str, str]]:
    everything = ("--show-sames", "--show-replacement-steps", "--refresh")
    yield "change.preview.json", _document(_run(project, "preview", "--json"))
    yield "everything.preview.json", _document(_run(project, "preview", "--json", *everything))
    yield "refresh.preview.json", _document(_run(project, "refresh", "--preview-only", "--json"))
    yield "destroy.preview.json", _document(_run(project, "destroy", "--preview-only", "--json", "--ignore-protect"))


def _run(project: Project, *arguments: str) -> str:
    return project.workspace.run(project.folder, *arguments, "--stack", STACK)


def _document(text: str) -> str:
    return _steady(json.dumps(_trimmed(json.loads(text)), indent=1) + "\n")


def _events(text: str) -> str:
    events = [json.loads(line) for line in text.splitlines()]
    kept = [event for event in events if "diagnosticEvent" not in event]
    return _steady("".join(json.dumps({**_trimmed(event), "timestamp": 0}) + "\n" for event in kept))


def _steady(text: str) -> str:
    """Return a text with names in place of the ids that the engine draws for providers."""
    for package, name, id_ in set(_PROVIDER_ID.findall(text)):
        text = text.replace(id_, id_ if id_ == _UNKNOWN_ID else f"id-of-{package}-{name}")
    return text


def _trimmed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _member(key, item) for key, item in value.items() if key not in _OF_THE_DAY}
    return [_trimmed(item) for item in value] if isinstance(value, list) else value


def _member(key: str, value: Any) -> Any:
    if key == "sourcePosition":
        return _ELSEWHERE.sub(r"project:///../elsewhere/\1", value)
    if key == "ciphertext" and value != "[secret]":
        return "v1:encrypted"
    # A stack ends in the files of the language's host, which are many.
    return _trimmed(value[:3] if key == "stackTrace" else value)
