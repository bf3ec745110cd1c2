"""Projects that `bedplate new` and `pulumi new` make, in the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bedplate.blueprints.settings import validate_stacks
from bedplate.generator.graph import Mode
from tests.engine import catalogue
from tests.engine.chains import Chain, prepared
from tests.engine.differences import differences
from tests.engine.harness import REPOSITORY, Workspace
from tests.engine.normal_form import of_graph, of_preview
from tests.generator.scaffold.projects import BLUEPRINTS, written

pytestmark = [pytest.mark.engine, pytest.mark.parametrize("blueprint", BLUEPRINTS)]


def test_a_first_preview_of_a_project_equals_our_record(engine: Path, blueprint: str, tmp_path: Path) -> None:
    chain = Chain(project=written(tmp_path / "my-zone", blueprint))
    project = prepared(Workspace(engine, tmp_path / "engine"), chain)
    theirs = of_preview(project.preview(chain.stack))
    ours = of_graph(catalogue.recorded(project.folder, chain, Mode.UNKNOWN))

    assert len(ours.resources) > 100
    assert differences(theirs, ours) == []


def test_pulumi_makes_a_project_of_the_template(engine: Path, blueprint: str, tmp_path: Path) -> None:
    template, target = REPOSITORY / "templates" / blueprint, tmp_path / "my-zone"
    workspace = Workspace(engine, tmp_path / "engine")
    named = "--name", "my-zone", "--description", "A zone: of its own"
    workspace.run(tmp_path, "new", str(template), "--dir", str(target), *named, "--generate-only", "--yes")
    files = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}

    assert files == {path.relative_to(template).as_posix() for path in template.rglob("*") if path.is_file()}
    assert "${PROJECT}" not in (target / "README.md").read_text(encoding="utf-8")
    assert (target / "README.md").read_text(encoding="utf-8").startswith("# my-zone\n")
    assert validate_stacks(target) == []
    assert catalogue.recorded(target, Chain(project=target), Mode.KNOWN).project == "my-zone"
