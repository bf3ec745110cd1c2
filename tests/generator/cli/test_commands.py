"""Options, help, exit codes, and the commands that load no Pulumi."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bedplate.components._version import __version__
from bedplate.generator.cli import main, source
from tests.generator.cli.command import CHAT_DEV, ROOT, bedplate, environment, line_of, project

FIRST_LINES = [
    pytest.param(("--version",), 0, f"bedplate {__version__}", id="version"),
    pytest.param(("--help",), 0, "Usage: bedplate [OPTIONS] COMMAND [ARGS]...", id="help"),
    pytest.param(("-h",), 0, "Usage: bedplate [OPTIONS] COMMAND [ARGS]...", id="short-help"),
    pytest.param(("preview", "--help"), 0, "Usage: bedplate preview [OPTIONS] [STACK]", id="help-of-preview"),
    pytest.param(("diagram", "--help"), 0, "Usage: bedplate diagram [OPTIONS] {STACK}", id="help-of-diagram"),
    pytest.param(("validate", "--help"), 0, "Usage: bedplate validate [OPTIONS] [STACK]...", id="help-of-validate"),
    pytest.param(("schema", "--help"), 0, "Usage: bedplate schema [OPTIONS] COMMAND [ARGS]...", id="help-of-schema"),
]


@pytest.mark.parametrize(("arguments", "code", "line"), FIRST_LINES)
def test_first_line(arguments: tuple[str, ...], code: int, line: str) -> None:
    done = bedplate(*arguments)

    assert (done.code, done.stdout.splitlines()[0], done.stderr) == (code, line, "")


def test_help_names_every_command_and_the_exit_codes() -> None:
    text = " ".join(bedplate("--help").stdout.split())

    for part in (
        "preview Show",
        "diagram Draw",
        "validate Check",
        "schema Print",
        "0 done, 1 findings, 2 wrong input, 3 a fault",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("nonsense",), "nonsense", id="unknown-command"),
        pytest.param(("preview",), "STACK", id="missing-stack"),
        pytest.param(("preview", "dev", "--nonsense"), "--nonsense", id="unknown-option"),
        pytest.param(("validate", "-C", "nowhere"), "nowhere", id="missing-folder"),
        pytest.param(("validate", "-C", "README.md"), "README.md", id="folder-is-a-file"),
        pytest.param(("schema", "nonsense"), "nonsense", id="unknown-schema"),
        pytest.param((), "Usage: bedplate", id="nothing"),
    ],
)
def test_wrong_command_lines(arguments: tuple[str, ...], words: str) -> None:
    done = bedplate(*arguments)

    assert done.code == 2
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_validate_says_which_stacks_are_valid() -> None:
    done = bedplate("validate")

    assert (done.code, done.stderr) == (0, "")
    stacks = ("classic", "dev", "prod", "spoke")
    assert done.stdout == "".join(f"chat-{stack}: the settings are valid\n" for stack in stacks)


def test_validate_one_stack() -> None:
    assert bedplate("validate", "chat-prod").stdout == "chat-prod: the settings are valid\n"


def test_validate_tells_everything_about_every_stack(tmp_path: Path) -> None:
    wrong_region = CHAT_DEV.replace("swedencentral", "atlantis")
    wrong_key = CHAT_DEV.replace("workload:", "wrokload:")
    zone = project(tmp_path / "zone", stacks={"one": wrong_region, "two": wrong_key, "three": CHAT_DEV})

    done = bedplate("validate", "-C", "zone", cwd=tmp_path)

    done.assert_refused(
        f"zone/Pulumi.one.yaml:{line_of(wrong_region, 'atlantis')}:15: ",
        f"zone/Pulumi.two.yaml:{line_of(wrong_key, 'wrokload')}:5: ",
        "did you mean workload?",
    )
    assert "three" not in done.stderr
    assert done.stderr.splitlines()[-1] == f"{len(done.stderr.splitlines()) - 1} problems found"
    assert (zone / "Pulumi.one.yaml").read_text(encoding="utf-8") == wrong_region


def test_validate_without_stacks(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: zone\nruntime: python\n", encoding="utf-8")

    bedplate("validate", cwd=tmp_path).assert_refused("no stack file", "1 problem found")


def test_schema_settings_is_a_json_schema_of_stack_files() -> None:
    done = bedplate("schema", "settings")
    schema = json.loads(done.stdout)

    assert (done.code, done.stderr) == (0, "")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "bedplate:landingZone" in schema["properties"]["config"]["properties"]
    assert done.stdout == bedplate("schema", "settings", PYTHONHASHSEED="7").stdout


def test_schema_components_is_the_committed_package_schema() -> None:
    done = bedplate("schema", "components")

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == (ROOT / "components" / "schema.json").read_text(encoding="utf-8")
    assert done.stdout == bedplate("schema", "components", PYTHONHASHSEED="7").stdout


LIGHT_COMMANDS = [
    ("--help",),
    ("--version",),
    ("preview", "--help"),
    ("diagram", "--help"),
    ("validate",),
    ("schema", "settings"),
]
LOADED = """
import sys
from bedplate.generator.cli import main
sys.argv[0] = "bedplate"
code = main()
heavy = {"pulumi", "pulumi_azure_native", "grpc", "google", "rich", "asyncio"} & set(sys.modules)
print(code, *sorted(heavy), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", LIGHT_COMMANDS, ids=" ".join)
def test_commands_that_run_no_program_load_no_pulumi(arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr == "0\n"


FAULT = "bedplate: internal error (RuntimeError). This is a fault of bedplate, not of your project"


def raising(error: BaseException) -> object:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_a_fault_of_ours_is_one_plain_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(source, "record_stack", raising(RuntimeError("c4n4ry")))
    monkeypatch.setattr(sys, "argv", ["bedplate", "preview", "chat-dev", "-C", str(ROOT)])
    monkeypatch.delenv("BEDPLATE_DEBUG", raising=False)

    assert main() == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (f"{FAULT}; for the details run it again with BEDPLATE_DEBUG=1 in the environment.\n")


def test_a_fault_of_ours_in_detail(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(source, "record_stack", raising(RuntimeError("details")))
    monkeypatch.setattr(sys, "argv", ["bedplate", "preview", "chat-dev", "-C", str(ROOT)])
    monkeypatch.setenv("BEDPLATE_DEBUG", "1")

    assert main() == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-2:] == [
        "RuntimeError: details",
        f"{FAULT}; the details are above.",
    ]


def test_stacks_are_completed() -> None:
    done = bedplate(cwd=ROOT, _BEDPLATE_COMPLETE="complete_bash", COMP_WORDS="bedplate preview chat-p", COMP_CWORD="2")

    assert done.stdout.split() == ["chat-prod"]


def test_completion_outside_a_project_offers_nothing(tmp_path: Path) -> None:
    done = bedplate(cwd=tmp_path, _BEDPLATE_COMPLETE="complete_bash", COMP_WORDS="bedplate preview c", COMP_CWORD="2")

    assert (done.stdout.strip(), done.stderr) == ("", "")
