"""Anybody's Pulumi project on disk, in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bedplate.blueprints.settings.project import PROJECT_FILES
from bedplate.generator.engine.config import SECRET_TEXT, plain, project_config
from bedplate.generator.engine.errors import Problem, ProgramError
from bedplate.generator.engine.program import Program, invalid, sections
from bedplate.generator.engine.values import is_array, is_object

DEFAULT_STACK = "dev"
"""Name of the stack of a project that has none."""
_READ = frozenset({"name", "runtime", "main", "stackConfigDir"})
_ENDINGS = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project: where its program lies, in which language, and which stacks it has."""

    program: Program
    file: Path
    """The project file."""
    runtime: str
    """Pulumi's name of the language: `python`, `nodejs`, `go`, `dotnet`, `java`, `yaml`."""
    runtime_options: Mapping[str, Any]

    @property
    def root(self) -> Path:
        """The folder of the project file."""
        return self.program.root

    def stacks(self) -> dict[str, Path]:
        """Return the stacks' files by stack name, sorted."""
        found: dict[str, Path] = {}
        folder = self.program.stack_directory
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            if file.name.startswith("Pulumi.") and file.suffix in _ENDINGS and file.name not in PROJECT_FILES:
                found.setdefault(file.name.removeprefix("Pulumi.").removesuffix(file.suffix), file)
        return found

    def stack_file(self, asked: str | None) -> tuple[str, Path | None]:
        """Return a stack's name and its file, which a project may do without.

        Args:
            asked: the stack's name as Pulumi takes it, with or without an owner; by default the only one.

        Raises:
            ProgramError: there are several stacks to choose from, or none of this name.
        """
        stacks = self.stacks()
        if asked is None:
            if len(stacks) > 1:
                raise ProgramError(
                    Problem(message=f"{self.root} has the stacks {_listed(stacks)}; choose one with --stack")
                )
            return next(iter(stacks.items()), (DEFAULT_STACK, None))
        name = asked.rsplit("/", maxsplit=1)[-1]
        if stacks and name not in stacks:
            raise ProgramError(Problem(message=f"{self.root} has no stack {name!r}; it has {_listed(stacks)}"))
        return name, stacks.get(name)


def load_project(directory: Path) -> Project:
    """Read the project in a folder.

    Raises:
        ProgramError: there is no project file, or it names no project or no language.
    """
    root = directory.resolve()
    file = next((root / name for name in PROJECT_FILES if (root / name).is_file()), None)
    if file is None:
        raise ProgramError(Problem(message=f"{directory} holds no Pulumi.yaml, so it is no Pulumi project"))
    found = sections(file)
    said: dict[str, Any] = {key: plain(node) for key, node in found.items() if key in _READ}
    name, runtime = said.get("name"), said.get("runtime")
    options: Any = {}
    if is_object(runtime):
        options = {} if runtime.get("options") is None else runtime["options"]
        runtime = runtime.get("name")
    if not isinstance(name, str) or not name:
        raise invalid(file, "`name` is missing; write the project's name")
    if not isinstance(runtime, str) or not runtime:
        raise invalid(file, "`runtime` is missing; write the program's language, for example `runtime: python`")
    if not is_object(options):
        raise invalid(file, "`runtime.options` is no mapping of names to values")
    program = Program(
        name=name,
        root=root,
        main=(root / str(said.get("main") or ".")).resolve(),
        stack_directory=(root / str(said.get("stackConfigDir") or ".")).resolve(),
        config=project_config(found.get("config"), name),
    )
    return Project(program=program, file=file, runtime=runtime, runtime_options=options)


def esc_environments(file: Path | None) -> tuple[str, ...]:
    """Return the Pulumi ESC environments that a stack's file imports."""
    node = sections(file).get("environment") if file else None
    said: Any = plain(node) if node else ()
    imported: Any = said.get("imports", ()) if is_object(said) else said
    return tuple(str(name) for name in imported) if is_array(imported) else (str(imported),)


def placeholders(config: Mapping[str, str], secret_keys: frozenset[str]) -> tuple[str, ...]:
    """Return the configuration keys whose secrets are placeholders, sorted."""
    return tuple(sorted(key for key in secret_keys if SECRET_TEXT in config[key]))


def _listed(stacks: Mapping[str, Path]) -> str:
    return ", ".join(stacks)
