"""Small programs as strangers write them: what the real engine's `preview --json` and `stack export` say of them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engine.harness import BUILT, REPOSITORY, Project, Workspace

PROGRAMS = REPOSITORY / "tests" / "foreign"
RECORDED = PROGRAMS / "recorded"
LANGUAGES = ("python", "typescript", "yaml")
NODE_PACKAGES = BUILT.parent / "node_modules"
STACK = "dev"
_MOMENT = "2026-11-21T00:00:00Z"
"""What stands for every time in a recording."""
_OUTSIDE = ("project:///../", "project:////")
_DIFFERENT = frozenset({"ciphertext", "salt", "encryptionsalt", "stackTrace"})
_PROVIDER_TYPE = "pulumi:providers:"
_PROVIDER_ID = re.compile(r"(pulumi:providers:[\w-]+::[\w-]+)::[0-9a-f-]{36}$")
_TIMES = frozenset({"time", "created", "modified"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What the engine wrote of one program."""

    preview: Mapping[str, Any]
    export: Mapping[str, Any]

    def write(self, folder: Path) -> None:
        """Write both files into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in (("preview", self.preview), ("export", self.export)):
            text = json.dumps(content, indent=2, ensure_ascii=False)
            (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Recording:
        """Read both files of a folder."""
        preview, export = (json.loads((folder / f"{name}.json").read_bytes()) for name in ("preview", "export"))
        return cls(preview=preview, export=export)


def programs(language: str) -> tuple[str, ...]:
    """Return the names of the programs in a language, sorted."""
    return tuple(sorted(file.parent.name for file in (PROGRAMS / language).glob("*/Pulumi.yaml")))


def why_not(language: str) -> str | None:
    """Return why programs in a language cannot run here; `None` when they can."""
    if language != "typescript":
        return None
    if shutil.which("node") is None:
        return "no Node.js: install it and run `make engine`"
    return None if NODE_PACKAGES.is_dir() else "no npm packages: run `make engine` where npm is installed"


def run_programs(engine: Path, language: str, folder: Path) -> Mapping[str, Recording]:
    """Preview and deploy every program of a language; each is deployed before the next, which may read its outputs."""
    workspace = Workspace(engine, folder, lenient=True)
    return {name: _run(prepared(workspace, PROGRAMS / language / name)) for name in programs(language)}


def prepared(workspace: Workspace, program: Path) -> Project:
    """Return a program's copy in a workspace, with its stack, and its npm packages where it needs some."""
    project = workspace.copy(program)
    if (project.folder / "package.json").is_file():
        (project.folder / "node_modules").symlink_to(NODE_PACKAGES)
    project.create(STACK)
    return project


def _run(project: Project) -> Recording:
    run, folder = project.workspace.run, project.folder
    preview = json.loads(run(folder, "preview", "--json", "--stack", STACK))
    project.up(STACK)
    export = json.loads(run(folder, "stack", "export", "--stack", STACK))
    # What they say names this machine.
    preview.pop("diagnostics", None)
    return Recording(preview=_portable(preview), export=_portable(export))


def _portable(value: Any, key: str = "") -> Any:
    """Return what the engine wrote without times, and without paths that lie outside the program."""
    if isinstance(value, dict):
        kept = {name: item for name, item in value.items() if name != "duration" and not _is_outside(name, item)}
        return {name: _portable(item, name) for name, item in kept.items()}
    if isinstance(value, list):
        return [_portable(item) for item in value if not (isinstance(item, dict) and _frame_is_outside(item))]
    if key in _TIMES and isinstance(value, str):
        return _MOMENT
    return value


def _is_outside(key: str, value: Any) -> bool:
    return key == "sourcePosition" and (not str(value).startswith("project:///") or str(value).startswith(_OUTSIDE))


def _frame_is_outside(frame: Mapping[str, Any]) -> bool:
    return set(frame) == {"sourcePosition"} and _is_outside("sourcePosition", frame["sourcePosition"])


def comparable(value: Any) -> Any:
    """Return a recording without what no two runs share: salts, ciphertexts, ids of providers, orders, frames."""
    if isinstance(value, dict):
        provider = str(value.get("type")).startswith(_PROVIDER_TYPE)
        hidden = _DIFFERENT | {"id"} if provider and "urn" in value else _DIFFERENT
        return {name: "hidden" if name in hidden else comparable(item) for name, item in value.items()}
    if isinstance(value, list):
        items = [comparable(item) for item in value]
        return sorted(items, key=_urn) if all(_urn(item) for item in items) else items
    return _PROVIDER_ID.sub(r"\1", value) if isinstance(value, str) else value


def _urn(item: Any) -> str:
    """Return the URN that an item of a list is, or is of; empty for other items, whose order matters."""
    urn = str(item.get("urn", "")) if isinstance(item, dict) else str(item)
    return urn if urn.startswith("urn:") else ""
