"""What is frozen of a release, and where."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import semver

from bedplate.blueprints.settings import settings_schema
from bedplate.components.package.schema import package_schema
from bedplate.generator.graph import Graph
from bedplate.generator.render.properties import is_managed
from tools.upgrade import package_contract, settings_contract
from tools.upgrade.changelog import Changelog
from tools.upgrade.compact import compact, expanded
from tools.upgrade.data_contract import forcing_by_type, rules_by_pack

Recorder: TypeAlias = Callable[[str, str], Graph]
"""Name of a stack and text of its file → its graph in known mode, by the present program."""

CHECKSUMS = "SHA256SUMS"
"""File with the checksums of all others, as `sha256sum --check` reads it."""


class ChangedFolderError(Exception):
    """A frozen folder is not as it was frozen; the text names the files."""


class ReleasedError(Exception):
    """A release is out, and what it promised is not to be rewritten."""


@dataclass(frozen=True, slots=True)
class Release:
    """The folder of one release."""

    folder: Path

    @property
    def version(self) -> str:
        """Its version."""
        return self.folder.name

    def stacks(self) -> tuple[str, ...]:
        """Return the names of the stacks that were frozen, sorted."""
        return tuple(sorted(_stack_files(self.folder / "stacks")))

    def settings_text(self, stack: str) -> str:
        """Return the file of a stack as it was."""
        return (self.folder / "stacks" / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8")

    def graph(self, stack: str) -> Graph:
        """Return a stack as the release declared it, as far as it was frozen."""
        return expanded((self.folder / "stacks" / f"{stack}.json").read_text(encoding="utf-8"))

    def document(self, name: str) -> Any:
        """Return one of the other files: `components`, `settings`, `rules` or `replacing`."""
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))

    def verify(self) -> None:
        """Compare the files with their checksums.

        Raises:
            ChangedFolderError: some were changed, added or taken away since they were frozen.
        """
        present = self._texts()
        said = present.pop(CHECKSUMS, "")
        now = _checksums(present)
        if said != now:
            changed = sorted({line.split("  ", 1)[1] for line in {*said.splitlines()} ^ {*now.splitlines()}})
            raise ChangedFolderError(f"{self.version} is not as it was frozen: {', '.join(changed)}")

    def stale(self, wanted: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the files, sorted, that would change, come or go if the release was frozen now."""
        present = self._texts()
        return tuple(sorted(path for path in {*present, *wanted} if present.get(path) != wanted.get(path)))

    def freeze(self, wanted: Mapping[str, str], changelog: Changelog) -> tuple[str, ...]:
        """Write files, take away those that are not among them, and return the names of all that changed.

        Raises:
            ReleasedError: the folder is there, and the version is out.
        """
        changed = self.stale(wanted)
        if changed and self.folder.exists() and changelog.is_released(self.version):
            raise ReleasedError(f"{self.version} is out, by CHANGELOG.md: what it promised stays as it is")
        for path, file in tuple(self._files()):
            if path not in wanted:
                file.unlink()
        for path, text in wanted.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return changed

    def _texts(self) -> dict[str, str]:
        return {path: file.read_text(encoding="utf-8") for path, file in self._files()}

    def _files(self) -> Iterator[tuple[str, Path]]:
        for file in sorted(self.folder.rglob("*")):
            if file.is_file():
                yield file.relative_to(self.folder).as_posix(), file


def releases(folder: Path) -> tuple[Release, ...]:
    """Return what was frozen so far, oldest release first."""
    found = (Release(path) for path in folder.iterdir() if path.is_dir())
    return tuple(sorted(found, key=lambda each: semver.Version.parse(each.version)))


def last_release(found: Sequence[Release], changelog: Changelog) -> Release:
    """Return the newest release that is out; where none is, what is frozen for the first one."""
    out = [each for each in found if changelog.is_released(each.version)]
    return (out or list(found))[-1]


def present_files(stacks: Path, record: Recorder) -> dict[str, str]:
    """Return what would be frozen now, by file.

    Args:
        stacks: folder of the project's stack files.
        record: how to record a stack.
    """
    texts = {stack: file.read_text(encoding="utf-8") for stack, file in _stack_files(stacks).items()}
    graphs = {stack: record(stack, text) for stack, text in sorted(texts.items())}
    tokens = {each.type for graph in graphs.values() for each in graph.resources if is_managed(each)}
    found = {
        **{f"stacks/Pulumi.{stack}.yaml": texts[stack] for stack in graphs},
        **{f"stacks/{stack}.json": compact(graph) for stack, graph in graphs.items()},
        "components.json": _json(package_contract.frozen_schema(package_schema())),
        "settings.json": _json(settings_contract.frozen_schema(settings_schema())),
        "rules.json": _json(rules_by_pack()),
        "replacing.json": _json(forcing_by_type(tokens)),
    }
    return {**found, CHECKSUMS: _checksums(found)}


def _stack_files(folder: Path) -> dict[str, Path]:
    """Return the files of stacks in a folder by the stacks' names."""
    return {file.name.removeprefix("Pulumi.").removesuffix(".yaml"): file for file in folder.glob("Pulumi.*.yaml")}


def _checksums(files: Mapping[str, str]) -> str:
    lines = (f"{hashlib.sha256(text.encode()).hexdigest()}  {path}\n" for path, text in sorted(files.items()))
    return "".join(lines)


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
