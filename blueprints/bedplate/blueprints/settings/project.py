"""The stacks of a Pulumi project: which there are, and whether their settings hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bedplate.blueprints.settings.file_text import read_text
from bedplate.blueprints.settings.findings import shown
from bedplate.blueprints.settings.loader import load
from bedplate.blueprints.settings.nearest import nearest
from bedplate.blueprints.settings.positions import Mapping, Scalar
from bedplate.blueprints.settings.problems import Problem, SettingsError
from bedplate.blueprints.settings.yaml_tree import read_document

STACK_NAME_PATTERN = r"[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,99}"
"""Names that Pulumi gives a stack; none of them leads out of the folder."""

PROJECT_FILES = ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")
"""What Pulumi takes for a project's file; where there are several, the first."""


@dataclass(frozen=True, slots=True)
class PulumiProject:
    """Where a Pulumi project keeps its stack files."""

    folder: Path
    """Folder of the stack files: `stackConfigDir` of the project file, or the project's own."""
    suffix: str
    """Suffix of the stack files, the same as the project file's."""

    def stack_file(self, stack: str) -> Path:
        """Return the path of a stack's file, where Pulumi looks for it; it need not exist.

        Args:
            stack: name of the stack, with its organization and project or without: `acme/zones/chat-dev`.

        Raises:
            SettingsError: the name is no stack's name.
        """
        parts = stack.split("/")
        if not all(re.fullmatch(STACK_NAME_PATTERN, part) for part in parts):
            hint = "write letters, digits, hyphens, underscores and periods"
            raise SettingsError([Problem("", 0, 0, "stack-name", f"{shown(stack)} cannot name a stack", hint)])
        return self.folder / f"Pulumi.{parts[-1]}{self.suffix}"

    def stack_names(self) -> tuple[str, ...]:
        """Return the names of the stacks that have a file, sorted."""
        pattern = re.compile(rf"Pulumi\.({STACK_NAME_PATTERN}){re.escape(self.suffix)}")
        matches = (pattern.fullmatch(path.name) for path in self.folder.glob(f"Pulumi.*{self.suffix}"))
        return tuple(sorted(match.group(1) for match in matches if match is not None))


def read_project(folder: Path | str) -> PulumiProject:
    """Read where the project in `folder` keeps its stack files.

    Raises:
        SettingsError: the folder holds no readable project file.
    """
    root = Path(folder)
    path = next((root / name for name in PROJECT_FILES if (root / name).is_file()), root / PROJECT_FILES[0])
    text, complaints = read_text(path)
    document = None if text is None else read_document(text)
    complaints += [] if document is None else document.complaints
    if complaints or document is None:
        raise SettingsError(
            Problem(str(path), place.line, place.column, rule, message, hint)
            for place, rule, message, hint in complaints
        )
    entries = document.root.merged() if isinstance(document.root, Mapping) else {}
    _, configured = entries.get("stackConfigDir", (None, None))
    return PulumiProject(root / configured.text if isinstance(configured, Scalar) else root, path.suffix)


def validate_stacks(project_dir: Path | str, stacks: Sequence[str] = (), *, today: date | None = None) -> list[Problem]:
    """Return every problem in the settings of the named stacks, stack by stack; none means all is well.

    Args:
        project_dir: folder that holds `Pulumi.yaml`.
        stacks: names of stacks; all stacks of the project where none is named.
        today: day on which models must not be retired; the current day in UTC by default.
    """
    try:
        project = read_project(project_dir)
    except SettingsError as error:
        return list(error.problems)
    if not stacks and not project.stack_names():
        hint = f"add Pulumi.<stack>{project.suffix}"
        return [Problem(str(project.folder), 1, 1, "file-missing", "the folder holds no stack file", hint)]
    return [problem for stack in stacks or project.stack_names() for problem in _validate_stack(project, stack, today)]


def _validate_stack(project: PulumiProject, stack: str, today: date | None) -> Sequence[Problem]:
    try:
        path = project.stack_file(stack)
    except SettingsError as error:
        return error.problems
    problems = load(path, today=today).problems
    if [problem.rule for problem in problems] == ["file-missing"]:
        known = project.stack_names()
        meant = nearest(stack, known)
        hint = f"did you mean stack {meant}?" if meant else f"the stacks are: {', '.join(known) or 'none'}"
        return [Problem(str(path), 1, 1, "file-missing", f"there is no stack {shown(stack)}", hint)]
    return problems
