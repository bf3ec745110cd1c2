"""A stack's file for the real engine: its plain configuration, without what needs somebody's keys or account."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bedplate.generator.engine.config import full_key
from bedplate.generator.engine.values import is_object
from bedplate.generator.programs.project import Project

_OWN_PLUGINS = ("plugins", "backend")
"""Sections of a project file that name executables of the project's in place of providers, and where state is."""


def write_stack_file(project: Project, stack: str, file: Path | None, secret_keys: Collection[str]) -> None:
    """Replace a stack's file in a project's copy by one with its plain settings alone.

    Secrets are left out, as are the settings of encryption and of Pulumi ESC.
    """
    said: Any = _yaml().load(file.read_text(encoding="utf-8")) if file else None
    given: Any = said.get("config") if is_object(said) else None
    name = project.program.name
    settings = given.items() if is_object(given) else ()
    plain = {key: value for key, value in settings if full_key(key, name) not in secret_keys}
    if file:
        file.unlink()
    folder = project.program.stack_directory
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"Pulumi.{stack}.yaml").open("w", encoding="utf-8") as stream:
        _yaml().dump({"config": plain}, stream)


def leave_out_plugins(project: Project) -> None:
    """Take out of a copy's project file what would start the project's own providers."""
    said: Any = _yaml().load(project.file.read_text(encoding="utf-8"))
    if not any(name in said for name in _OWN_PLUGINS):
        return
    for name in _OWN_PLUGINS:
        said.pop(name, None)
    with project.file.open("w", encoding="utf-8") as stream:
        _yaml().dump(said, stream)


def _yaml() -> Any:
    keeping = YAML(typ="rt", pure=True)
    keeping.preserve_quotes = True
    return keeping
