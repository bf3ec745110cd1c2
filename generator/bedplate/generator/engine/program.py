"""A Pulumi project on disk, or a function in place of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node

from bedplate.blueprints.settings.project import PROJECT_FILES
from bedplate.generator.engine.config import Setting, entries, plain, project_config, stack_config
from bedplate.generator.engine.errors import Problem, ProgramError
from bedplate.generator.engine.values import is_object
from bedplate.generator.graph import SourcePosition


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What is needed to run a program: where it lies and what it is called."""

    name: str
    """The project's name."""
    root: Path
    """The folder that holds `Pulumi.yaml`."""
    main: Path
    """The folder with `__main__.py`, or the file, that Pulumi runs."""
    stack_directory: Path
    """The folder that holds `Pulumi.<stack>.yaml`."""
    config: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    """The project's own configuration, by full key."""
    function: Callable[[], Any] | None = None
    """What to run in place of `main`."""

    @classmethod
    def load(cls, directory: str | Path) -> Program:
        """Read the project in a folder.

        Args:
            directory: the folder that holds `Pulumi.yaml`.

        Raises:
            ProgramError: the project file is missing, is not YAML, or is no Python project.
        """
        root = Path(directory).resolve()
        file = next((root / name for name in PROJECT_FILES if (root / name).is_file()), None)
        if file is None:
            raise ProgramError(Problem(message=f"{root} holds no Pulumi.yaml, so it is no Pulumi project"))
        found = sections(file)
        project = {key: plain(node) for key, node in found.items() if key != "config"}
        name, runtime = project.get("name"), project.get("runtime")
        if not isinstance(name, str) or not name:
            raise invalid(file, "`name` is missing; write the project's name")
        kind = runtime.get("name") if is_object(runtime) else runtime
        if kind != "python":
            raise invalid(file, f"`runtime` is {kind!r}; only `python` programs can be recorded")
        return cls(
            name=name,
            root=root,
            main=(root / str(project.get("main") or ".")).resolve(),
            stack_directory=(root / str(project.get("stackConfigDir") or ".")).resolve(),
            config=project_config(found.get("config"), name),
        )

    @classmethod
    def inline(cls, function: Callable[[], Any], *, project: str = "project") -> Program:
        """Return a program that is a function of no arguments; a mapping it returns becomes stack outputs."""
        here = Path.cwd()
        return cls(name=project, root=here, main=here, stack_directory=here, function=function)

    def check_main(self) -> None:
        """Raise a `ProgramError` when there is nothing to run."""
        if self.function is not None or self.main.is_file() or (self.main / "__main__.py").is_file():
            return
        missing = f"{self.main} holds no __main__.py" if self.main.is_dir() else f"{self.main} does not exist"
        raise ProgramError(Problem(message=f"{missing}; `main` in Pulumi.yaml names the program"))

    def stack_config(self, stack: str) -> tuple[dict[str, str], frozenset[str]]:
        """Return a stack's configuration as the engine hands it to a program, and which keys are secret.

        Objects become JSON, keys get the project's name where they name no namespace, the project's
        defaults fill in, and encrypted values become the text `[secret]`.

        Raises:
            ProgramError: the stack's file is missing or wrong, or a value without a default is missing.
        """
        file = self.stack_directory / f"Pulumi.{stack}.yaml"
        if not file.is_file():
            raise ProgramError(Problem(message=f"stack {stack!r} has no file {file}"))
        return self.configuration(file)

    def configuration(self, file: Path | None) -> tuple[dict[str, str], frozenset[str]]:
        """Return what `stack_config` returns, from any file of a stack, or from the project's defaults alone.

        Raises:
            ProgramError: the file is wrong, or a value without a default is missing.
        """
        settings = {**self.config, **stack_config(sections(file).get("config") if file else None, self.name)}
        missing = [key for key, setting in settings.items() if setting.value is None]
        if missing:
            words = f"missing configuration value {', '.join(missing)}; Pulumi.yaml asks for it"
            raise invalid(file or self.root / PROJECT_FILES[0], words)
        values = {key: setting.value for key, setting in settings.items() if setting.value is not None}
        return values, frozenset(key for key, setting in settings.items() if setting.secret)


def sections(file: Path) -> dict[str, Node]:
    """Return the top-level nodes of a YAML file; none for an empty file.

    Raises:
        ProgramError: the file cannot be read or is not a YAML mapping without duplicate keys.
    """
    try:
        text = file.read_text(encoding="utf-8")
        _yaml("safe").load(text)  # composing alone would not notice duplicate keys
        document = _yaml("rt").compose(text)
    except MarkedYAMLError as error:
        marked = cast("Any", error)
        line = marked.problem_mark.line + 1 if marked.problem_mark else 1
        raise invalid(file, f"not YAML: {marked.problem or marked.context}", line) from error
    except (YAMLError, UnicodeDecodeError, OSError) as error:
        raise invalid(file, f"cannot be read: {error}") from error
    if document is None:
        return {}
    if not isinstance(document, MappingNode):
        raise invalid(file, "expected a mapping of keys to values")
    return dict(entries(document))


def _yaml(kind: str) -> Any:
    return YAML(typ=kind, pure=True)


def invalid(file: Path, message: str, line: int = 1) -> ProgramError:
    """Return the error that a file of a project is wrong."""
    return ProgramError(Problem(message=message, position=SourcePosition(file=str(file), line=line)))
