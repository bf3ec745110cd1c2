"""A project does what its README says, in an environment that has bedplate from its wheel alone."""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.generator.scaffold.clean_environment import CleanEnvironment, build_wheel, make_environment
from tests.generator.scaffold.projects import BLUEPRINTS, ROOT, written

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the README's commands are for a POSIX shell"),
    pytest.mark.parametrize("blueprint", BLUEPRINTS),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> CleanEnvironment:
    """An environment made of the requirements of a generated project."""
    folder = tmp_path_factory.mktemp("clean")
    project = written(folder / "asking", BLUEPRINTS[0])
    return make_environment(folder / "venv", project / "requirements.txt", wheel.parent)


@pytest.fixture(scope="module")
def projects(environment: CleanEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """A project of each blueprint, made by the installed command."""
    folder = tmp_path_factory.mktemp("projects")
    made: dict[str, Path] = {}
    for blueprint in BLUEPRINTS:
        done = environment.run(f"bedplate new {blueprint} my-{blueprint}", folder)
        assert done.returncode == 0, done.stderr
        made[blueprint] = folder / f"my-{blueprint}"
    yield made
    shutil.rmtree(folder)


def test_the_wheel_holds_every_template(wheel: Path, blueprint: str) -> None:
    templates = ROOT / "generator" / "bedplate" / "generator" / "scaffold" / "templates"
    ours = {path.relative_to(ROOT / "generator").as_posix() for path in templates.rglob("*") if path.is_file()}
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if "/scaffold/templates/" in name}

    assert any(f"/templates/{blueprint}/" in name for name in ours)
    assert packed == ours


def test_bedplate_is_the_installed_one(
    environment: CleanEnvironment, projects: dict[str, Path], blueprint: str
) -> None:
    done = environment.run(
        "python -c 'import bedplate.generator as g, sys; print(g.__file__, sys.prefix, *sys.path)'", projects[blueprint]
    )
    file, prefix, *path = done.stdout.split()

    assert (done.returncode, done.stderr) == (0, "")
    assert prefix == str(environment.folder)
    assert file.startswith(f"{prefix}/")
    assert [entry for entry in path if entry.startswith(str(ROOT)) and "site-packages" not in entry] == []


def test_the_readmes_three_commands(environment: CleanEnvironment, projects: dict[str, Path], blueprint: str) -> None:
    readme = (projects[blueprint] / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ (.+)$", readme, flags=re.MULTILINE)

    assert commands == ["bedplate preview dev", "bedplate scan", "python -m pytest"]
    preview, scan, tests = (environment.run(command, projects[blueprint]) for command in commands)
    assert preview.returncode == 0, preview.stderr
    assert re.match(r"dev · \d{3} resources in \d+ components\n", preview.stdout)
    assert scan.returncode == 0, scan.stdout + scan.stderr
    assert "dev · no failures" in scan.stdout
    assert "prod · no failures" in scan.stdout
    assert tests.returncode == 0, tests.stdout + tests.stderr
    assert re.search(r"^=+ 11 passed", tests.stdout, flags=re.MULTILINE)


def test_its_tests_fail_where_a_stack_is_changed_for_the_worse(
    environment: CleanEnvironment, projects: dict[str, Path], blueprint: str, tmp_path: Path
) -> None:
    project = Path(shutil.copytree(projects[blueprint], tmp_path / "worse"))
    file = project / "stacks" / "Pulumi.dev.yaml"
    text = file.read_text(encoding="utf-8").replace("policyPack: baseline", "policyPack: regulated")
    file.write_text(text, encoding="utf-8")
    done = environment.run("python -m pytest -q -k 'dev'", project)

    assert done.returncode == 1
    assert "test_no_policy_rule_fails[dev]" in done.stdout
    assert "1 failed" in done.stdout


def test_updating_to_what_it_has_changes_nothing(
    environment: CleanEnvironment, projects: dict[str, Path], blueprint: str, tmp_path: Path
) -> None:
    project = Path(shutil.copytree(projects[blueprint], tmp_path / "updated"))
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    readme = (project / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## A newer bedplate\n")[2].split("```sh\n")[1].split("```")[0]
    steps = [line for line in section.splitlines() if not line.startswith(("pip install", "python -m pytest"))]
    said = [environment.run(step, project) for step in steps]

    assert [done.returncode for done in said] == [0, 0, 0, 0], [done.stderr for done in said]
    record = project / "before.json"
    assert json.loads(record.read_text(encoding="utf-8"))["stack"] == "dev"
    assert "no change" in said[-1].stdout.lower()
    assert {path: path.read_bytes() for path in before} == before
