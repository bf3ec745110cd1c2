from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from bedplate.generator.graph import Graph, Mode
from bedplate.generator.programs import record_program

WriteProject = Callable[..., Path]
Record = Callable[..., Graph]


@pytest.fixture
def write_project(tmp_path: Path) -> WriteProject:
    """Write a project of a stranger's: its program, its project file, and further files by path."""

    def write(source: str = "", *, project: str = "", files: dict[str, str] | None = None) -> Path:
        root = tmp_path / "stranger"
        given = {"Pulumi.yaml": project or "name: odd\nruntime: python\n", "__main__.py": source, **(files or {})}
        for name, text in given.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(textwrap.dedent(text), encoding="utf-8")
        return root

    return write


@pytest.fixture
def record(write_project: WriteProject) -> Record:
    """Write a project and record it."""

    def run(
        source: str,
        *,
        mode: Mode = Mode.KNOWN,
        stack: str | None = None,
        time_limit: float = 60.0,
        **parts: object,
    ) -> Graph:
        return record_program(write_project(source, **parts), stack=stack, mode=mode, time_limit=time_limit)

    return run
