"""Other stacks that a program refers to: they are empty here but for outputs whose values nobody knows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bedplate.generator.engine.errors import Problem, ProgramError
from bedplate.generator.engine.urn import STACK_TYPE, stack_urn
from bedplate.generator.programs.undecided import UNDECIDED

_UNKNOWN_STACK = re.compile(r"unknown stack [\\\"]*(?P<name>[\w./-]+)")
"""A preview says it in JSON, where quotes are escaped."""
_OTHER_ORGANIZATION = "organization name must be 'organization'"
"""What the engine says of a reference to a stack of any organization, where state lies in a folder."""
_OUTPUT = re.compile(
    r"""(?:get|require)_?output\w*\s*\(\s*(?:\w+\.\w+\(\s*)?["'`](?P<name>[\w.-]+)["'`]|\.outputs[.\[]["']?(?P<yaml>[\w-]+)""",
    re.IGNORECASE,
)
_SOURCES = frozenset(
    {".ts", ".js", ".mts", ".mjs", ".cjs", ".go", ".cs", ".fs", ".vb", ".java", ".py"} | {".yaml", ".yml"}
)
_NOT_OURS = frozenset({"node_modules", ".venv", "venv", "bin", "obj"})


@dataclass(frozen=True, slots=True)
class OtherStack:
    """A stack that a program refers to."""

    organization: str
    project: str
    name: str

    def state(self, outputs: Iterable[str]) -> str:
        """Return what `pulumi stack import` takes: a stack with undecided outputs of these names."""
        resource = {
            "urn": stack_urn(self.name, self.project),
            "custom": False,
            "type": STACK_TYPE,
            "outputs": dict.fromkeys(sorted(outputs), UNDECIDED),
        }
        manifest = {"time": "2000-01-01T00:00:00Z", "magic": "", "version": ""}
        return json.dumps({"version": 3, "deployment": {"manifest": manifest, "resources": [resource]}})

    def __str__(self) -> str:
        """Return the name by which a program refers to it."""
        return f"{self.organization}/{self.project}/{self.name}"


def missing_stacks(words: str, own_project: str) -> frozenset[OtherStack]:
    """Return the stacks that the engine says that it does not know."""
    found: set[OtherStack] = set()
    for match in _UNKNOWN_STACK.finditer(words):
        parts = match["name"].strip("/.").split("/")
        # A state folder has one organization, of this name.
        found.add(OtherStack("organization", parts[-2] if len(parts) > 2 else own_project, parts[-1]))  # noqa: PLR2004
    return frozenset(found)


def refuse_organizations(words: str) -> None:
    """Explain the engine's words on a reference to another organization's stack.

    Raises:
        ProgramError: that is what it says.
    """
    if _OTHER_ORGANIZATION in words:
        raise ProgramError(
            Problem(
                message="the program refers to a stack by the name of its organization, which the Pulumi CLI refuses "
                "without an account; write `organization/<project>/<stack>`, or give `pulumi preview --json` to --from"
            )
        )


def output_names(root: Path) -> frozenset[str]:
    """Return the names of outputs that a program's source asks other stacks for."""
    found: set[str] = set()
    for file in root.rglob("*"):
        if file.suffix in _SOURCES and not _NOT_OURS & {*file.relative_to(root).parts} and file.is_file():
            text = file.read_text(encoding="utf-8", errors="replace")
            found.update(match["name"] or match["yaml"] for match in _OUTPUT.finditer(text))
    return frozenset(found)
