"""`bedplate preview`."""

import json
from pathlib import Path

import pytest

from tests.generator.cli.command import BEDPLATE, CHAT_DEV, ROOT, SMALL_PROGRAM, bedplate, line_of, project


def test_shows_the_tree() -> None:
    done = bedplate("preview", "chat-dev")

    assert done.code == 0
    assert done.stderr == ""
    assert done.stdout.startswith("chat-dev · ")
    assert "├─ " in done.stdout
    assert "public access off" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(("flags", "mode"), [((), "known"), (("--unknown",), "unknown")])
def test_json_is_the_only_thing_on_stdout(flags: tuple[str, ...], mode: str) -> None:
    done = bedplate("preview", "chat-prod", "--json", *flags)

    assert done.code == 0
    assert done.stderr == ""
    assert json.loads(done.stdout)["mode"] == mode
    assert json.loads(done.stdout)["stack"] == "chat-prod"


@pytest.mark.parametrize("flags", [(), ("--unknown",)], ids=["known", "unknown"])
def test_the_same_bytes_whatever_the_hash_seed_the_folder_and_the_place(flags: tuple[str, ...], tmp_path: Path) -> None:
    here = bedplate("preview", "chat-dev", "--json", *flags, PYTHONHASHSEED="1", TZ="UTC", LANG="C.UTF-8")
    there = bedplate(
        *("preview", "chat-dev", "--json", *flags, "-C", str(ROOT)),
        cwd=tmp_path,
        PYTHONHASHSEED="4242",
        TZ="Pacific/Kiritimati",
        LANG="C",
    )

    assert here.code == there.code == 0
    assert here.stdout == there.stdout


def test_any_folder_of_the_project_will_do() -> None:
    assert bedplate("preview", "chat-dev", cwd=ROOT / "stacks").code == 0
    assert bedplate("preview", "chat-dev", "-C", "tests", cwd=ROOT).code == 0


def test_a_program_of_somebody_else(tmp_path: Path) -> None:
    done = bedplate("preview", "dev", cwd=project(tmp_path, SMALL_PROGRAM))

    assert done.code == 0
    assert "thing  grüße  password [secret]" in done.stdout
    assert "c4n4ry" not in done.stdout + done.stderr


@pytest.mark.parametrize("stack", ["dev", "acme/dev", "acme/zone/dev"])
def test_stacks_may_be_fully_named(tmp_path: Path, stack: str) -> None:
    program = "import pulumi\npulumi.export('organization', pulumi.get_organization())\n"

    done = bedplate("preview", stack, "--json", cwd=project(tmp_path, program))

    assert done.code == 0
    assert json.loads(done.stdout)["stack"] == "dev"
    assert json.loads(done.stdout)["outputs"] == {"organization": "acme" if "/" in stack else "organization"}


def test_what_a_program_prints_is_not_in_the_answer(tmp_path: Path) -> None:
    program = "import os\nprint('printed')\nos.write(1, b'written\\n')\nos.system('echo called')\n"

    done = bedplate("preview", "dev", "--json", cwd=project(tmp_path, program))

    assert done.code == 0
    assert json.loads(done.stdout)["resources"][0]["type"] == "pulumi:pulumi:Stack"
    assert set(done.stderr.split()) == {"printed", "written", "called"}


def test_an_unknown_stack_names_the_nearest() -> None:
    bedplate("preview", "chat-dve").assert_refused("there is no stack 'chat-dve'", "did you mean stack chat-dev?")


def test_an_unknown_stack_names_all_when_none_is_near() -> None:
    bedplate("preview", "zzz").assert_refused("chat-dev", "chat-prod")


def test_wrong_settings_are_all_told_and_nothing_runs(tmp_path: Path) -> None:
    settings = CHAT_DEV.replace("swedencentral", "atlantis").replace("capacity: 50", "capacity: none", 1)
    zone = project(tmp_path, "raise SystemExit('it ran')", stacks={"dev": settings})

    done = bedplate("preview", "dev", cwd=zone)

    done.assert_refused(
        f"Pulumi.dev.yaml:{line_of(settings, 'atlantis')}:15: ",
        f"Pulumi.dev.yaml:{line_of(settings, 'capacity: none')}:19: ",
    )
    assert all(line.startswith("Pulumi.dev.yaml:") for line in done.stderr.splitlines())


def test_a_landing_zone_without_settings_is_told_so(tmp_path: Path) -> None:
    program = (ROOT / "blueprints" / "__main__.py").read_text(encoding="utf-8")
    zone = project(tmp_path, program, stacks={"dev": "config:\n  azure-native:location: westeurope\n"})

    bedplate("preview", "dev", cwd=zone).assert_refused("Pulumi.dev.yaml:1:1: config has no bedplate:landingZone")


BROKEN_PROGRAMS = [
    pytest.param("def broken(:\n", "__main__.py:1: SyntaxError", id="syntax-error"),
    pytest.param("x = 1\nraise ValueError('nonsense')\n", "__main__.py:2: ValueError: nonsense", id="exception"),
    pytest.param("import sys\nsys.exit(3)\n", "exit code 3", id="exits"),
    pytest.param("import no_such_module_here\n", "__main__.py:1: ModuleNotFoundError", id="missing-module"),
    pytest.param("import pulumi\npulumi.Config().require('gone')\n", "__main__.py:2: ", id="missing-config"),
    pytest.param(f"{SMALL_PROGRAM}Thing('first', {{}})\n", "__main__.py:11: ", id="duplicate-urn"),
    pytest.param("import pulumi\npulumi.log.error('bad luck')\n", "bad luck", id="logged-error"),
    pytest.param(
        "import pulumi\n\n\ndef fail(_):\n    raise KeyError('in apply')\n\n\n"
        "pulumi.export('x', pulumi.Output.from_input(1).apply(fail))\n",
        "__main__.py:5: KeyError: 'in apply'",
        id="exception-in-apply",
    ),
    pytest.param("def again():\n    again()\n\n\nagain()\n", "__main__.py:2: RecursionError", id="recursion"),
    pytest.param("raise BaseException('odd')\n", "__main__.py:1: BaseException: odd", id="base-exception"),
    pytest.param("raise Exception('\\ud800')\n", "__main__.py:1: ", id="text-that-utf-8-lacks"),
]


@pytest.mark.parametrize(("program", "words"), BROKEN_PROGRAMS)
def test_broken_programs(tmp_path: Path, program: str, words: str) -> None:
    bedplate("preview", "dev", cwd=project(tmp_path, program)).assert_refused(words)


def test_places_in_a_program_are_named_from_the_current_folder(tmp_path: Path) -> None:
    project(tmp_path / "zone", "raise ValueError('nonsense')\n")

    bedplate("preview", "dev", "-C", "zone", cwd=tmp_path).assert_refused("zone/__main__.py:1: ValueError: nonsense")


BROKEN_PROJECTS = [
    pytest.param({"pulumi_yaml": "name: [\n"}, "Pulumi.yaml:", id="not-yaml"),
    pytest.param({"pulumi_yaml": "- a\n- b\n"}, "Pulumi.yaml:1: ", id="no-mapping"),
    pytest.param({"pulumi_yaml": ""}, "Pulumi.yaml:1: ", id="empty"),
    pytest.param({"pulumi_yaml": "runtime: python\n"}, "`name` is missing", id="no-name"),
    pytest.param({"pulumi_yaml": "name: zone\nruntime: nodejs\n"}, "'nodejs'", id="other-language"),
    pytest.param({"program": None}, "__main__.py", id="no-program"),
    pytest.param({"stacks": {"dev": "config:\n  a: [\n"}}, "Pulumi.dev.yaml:", id="stack-not-yaml"),
    pytest.param({"stacks": {"dev": "config:\n\ta: b\n"}}, "Pulumi.dev.yaml:2:", id="tab"),
    pytest.param({"stacks": {"dev": "\0"}}, "Pulumi.dev.yaml:1:1: ", id="binary"),
    pytest.param({"stacks": {"dev": "config:\n  bedplate:landingZone:\n"}}, "Pulumi.dev.yaml:2:", id="empty-zone"),
]


@pytest.mark.parametrize(("parts", "words"), BROKEN_PROJECTS)
def test_broken_projects(tmp_path: Path, parts: dict[str, object], words: str) -> None:
    bedplate("preview", "dev", cwd=project(tmp_path, **parts)).assert_refused(words)  # type: ignore[arg-type]


@pytest.mark.parametrize("stack", ["../dev", "", "a b", "-", "dev\n", "x" * 300, "ünïcode"])
def test_names_that_are_no_stack(tmp_path: Path, stack: str) -> None:
    done = bedplate("preview", "--", stack, cwd=project(tmp_path))

    done.assert_refused()
    assert done.stderr.strip()


def test_outside_any_project(tmp_path: Path) -> None:
    bedplate("preview", "dev", cwd=tmp_path).assert_refused("no Pulumi.yaml here or in a parent folder", "-C")


def test_the_command_is_installed() -> None:
    assert BEDPLATE.is_file()
