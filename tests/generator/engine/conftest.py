from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph, Mode

MakeProject = Callable[..., Program]
RecordProgram = Callable[..., Graph]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Write a project: its program, its settings, and further files by path."""

    def make(source: str, *, project: str = "", stack: str = "", folder: str = "p", **files: str) -> Program:
        root = tmp_path / folder
        root.mkdir()
        (root / "Pulumi.yaml").write_text(f"name: odd\nruntime: python\n{textwrap.dedent(project)}", encoding="utf-8")
        (root / "Pulumi.dev.yaml").write_text(textwrap.dedent(stack), encoding="utf-8")
        (root / "__main__.py").write_text(textwrap.dedent(source), encoding="utf-8")
        for name, text in files.items():
            (root / f"{name}.py").write_text(textwrap.dedent(text), encoding="utf-8")
        return Program.load(root)

    return make


@pytest.fixture
def record_program(make_project: MakeProject) -> RecordProgram:
    """Write a project and record its stack `dev`."""

    def run(source: str, *, mode: Mode = Mode.KNOWN, **parts: str) -> Graph:
        program = make_project(source, **parts)
        config, secret_keys = program.stack_config("dev")
        return record(program, stack="dev", config=config, secret_keys=secret_keys, mode=mode)

    return run
