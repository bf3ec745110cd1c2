"""What goes wrong in strangers' programs, told with their own file and line, and within a time limit."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bedplate.generator.engine.errors import ProgramError
from bedplate.generator.graph import Graph
from bedplate.generator.programs import record_program
from bedplate.generator.programs.environment import program_environment
from bedplate.generator.programs.processes import TIME_LIMIT_VARIABLE

Record = Callable[..., Graph]
WriteProject = Callable[..., Path]


def refusal(record: Record, source: str, **parts: object) -> str:
    with pytest.raises(ProgramError) as error:
        record(source, **parts)
    return str(error.value)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param(
            "x = 1\nraise ValueError('no\\n  such thing')\n", "__main__.py:2: ValueError: no such thing", id="raised"
        ),
        pytest.param("import shapes\n", "shapes.py:3: KeyError: 'size'", id="in-a-module"),
        pytest.param("x = 1\nx = = 2\n", "__main__.py:2: SyntaxError: invalid syntax", id="syntax"),
        pytest.param(
            "import pulumi\npulumi.Config().require('size')\n",
            "__main__.py:2: Missing required configuration variable 'odd:size' "
            "please set a value using the command `pulumi config set odd:size <value>`",
            id="configuration",
        ),
        pytest.param(
            "import pulumi\npulumi.Output.from_input(1).apply(\n    lambda one: one / 0)\n",
            "__main__.py:3: ZeroDivisionError: division by zero",
            id="apply",
        ),
        pytest.param("import sys\nsys.exit(4)\n", "the program ended itself with exit code 4", id="exit"),
        pytest.param("import os\nos._exit(5)\n", "the program's Python ended with exit code 5", id="gone"),
        pytest.param("import pulumi\npulumi.log.error('so\\nnot')\n", "so not", id="logged"),
        pytest.param(
            "from pulumi_azure_native import resources\nresources.ResourceGroup('a')\n\nresources.ResourceGroup('a')\n",
            "__main__.py:4: Duplicate resource URN "
            "'urn:pulumi:dev::odd::azure-native:resources:ResourceGroup::a'; try giving it a unique name",
            id="duplicate",
        ),
        pytest.param(
            "import pulumi_nowhere\n",
            "__main__.py:1: ModuleNotFoundError: No module named 'pulumi_nowhere'; install what the program needs: "
            "python -m venv .venv && .venv/bin/pip install <its packages>",
            id="not-installed",
        ),
    ],
)
def test_a_failure_is_one_line_with_its_place(record: Record, source: str, words: str) -> None:
    assert refusal(record, source, files={"shapes.py": "sizes = {}\n\nsizes['size']\n"}) == words


def test_a_failing_transform_is_told(record: Record) -> None:
    source = """\
    import pulumi
    from pulumi_azure_native import resources
    def fail(args):
        raise ValueError("never")
    pulumi.runtime.register_resource_transform(fail)
    resources.ResourceGroup("group")
    """
    assert "__main__.py:6: a transform failed" in refusal(record, source)


def test_an_endless_program_ends_at_the_limit_with_all_that_it_started(record: Record, tmp_path: Path) -> None:
    process_id = tmp_path / "child"
    source = f"""\
    import subprocess, sys, time
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    open({str(process_id)!r}, "w").write(str(child.pid))
    time.sleep(600)
    """
    begin = time.monotonic()
    words = refusal(record, source, time_limit=2.0)
    assert time.monotonic() - begin < 20
    assert words.startswith("the program did not end within 2 s and was stopped")
    assert not is_running(int(process_id.read_text(encoding="utf-8")))


def test_a_program_that_ends_takes_along_what_it_left_running(record: Record, tmp_path: Path) -> None:
    process_id = tmp_path / "child"
    source = f"""\
    import subprocess, sys
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    open({str(process_id)!r}, "w").write(str(child.pid))
    """
    record(source)
    assert not is_running(int(process_id.read_text(encoding="utf-8")))


def is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    # One that was killed stays until its new parent looks at it.
    status = Path(f"/proc/{process_id}/stat")
    return not (status.is_file() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")


@pytest.mark.parametrize("limit", ["soon", "0", "-1", "inf", "nan"])
def test_a_time_limit_is_a_number_of_seconds(
    write_project: WriteProject, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setenv(TIME_LIMIT_VARIABLE, limit)
    with pytest.raises(ProgramError, match="write a number of seconds above 0"):
        record_program(write_project())


@pytest.mark.parametrize(
    ("project", "files", "stack", "words"),
    [
        pytest.param("runtime: python\n", {}, None, "Pulumi.yaml:1: `name` is missing", id="no-name"),
        pytest.param("name: odd\n", {}, None, "Pulumi.yaml:1: `runtime` is missing", id="no-runtime"),
        pytest.param("name: [\n", {}, None, "Pulumi.yaml:2: not YAML", id="not-yaml"),
        pytest.param(
            "name: odd\nruntime: {name: python, options: fast}\n", {}, None, "`runtime.options` is no", id="options"
        ),
        pytest.param(
            "", {"Pulumi.a.yaml": "", "Pulumi.b.json": "{}"}, None, "has the stacks a, b; choose one", id="two-stacks"
        ),
        pytest.param("", {"Pulumi.a.yaml": ""}, "acme/odd/c", "has no stack 'c'; it has a", id="other-stack"),
        pytest.param(
            "name: odd\nruntime: python\nconfig: {size: {type: integer}}\n",
            {},
            None,
            "Pulumi.yaml:1: missing configuration value odd:size; Pulumi.yaml asks for it",
            id="no-value",
        ),
        pytest.param("name: odd\nruntime: python\nmain: infra\n", {}, None, "infra does not exist", id="no-main"),
        pytest.param("name: odd\nruntime: nodejs\n", {}, None, "has no node_modules; run `npm install`", id="node"),
        pytest.param(
            "name: odd\nruntime: {name: nodejs, options: {packagemanager: pnpm}}\n",
            {},
            None,
            "run `pnpm install`",
            id="pnpm",
        ),
    ],
)
def test_a_wrong_project_is_told(
    write_project: WriteProject,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    project: str,
    files: dict[str, str],
    stack: str | None,
    words: str,
) -> None:
    pulumi = tmp_path / "engine" / "pulumi"
    pulumi.parent.mkdir()
    pulumi.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(pulumi.parent))
    with pytest.raises(ProgramError) as error:
        record_program(write_project(project=project, files=files), stack=stack)
    assert words in str(error.value)


def test_other_languages_need_the_pulumi_cli(write_project: WriteProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProgramError, match=r"install it .* or name its folder in BEDPLATE_PULUMI"):
        record_program(write_project(project="name: odd\nruntime: yaml\n"))


def test_a_folder_without_a_project_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="is no Pulumi project"):
        record_program(tmp_path)


def test_the_environment_has_a_home_of_its_own(tmp_path: Path) -> None:
    caller = {"PATH": "/bin", "HOME": "/home/me", "LC_ALL": "C", "AZURE_CLIENT_SECRET": "hush", "GITHUB_TOKEN": "hush"}
    made = program_environment(tmp_path, caller)
    assert {name: made[name] for name in caller if name in made} == {
        "PATH": "/bin",
        "LC_ALL": "C",
        "HOME": str(tmp_path / "user"),
    }
    assert "hush" not in made.values()
