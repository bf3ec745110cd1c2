"""Where checkov is looked for, and how its environment is made; no test downloads anything."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from bedplate.generator.checkov import installing
from bedplate.generator.checkov.environment import (
    LOCK,
    CheckovMissing,
    environment_folder,
    find_interpreter,
    interpreter_of,
    locked_version,
    same_line,
)
from bedplate.generator.checkov.installing import InstallFailed, install


def put_interpreter(environment: Path) -> Path:
    interpreter = interpreter_of(environment)
    interpreter.parent.mkdir(parents=True)
    interpreter.symlink_to(sys.executable)
    return interpreter


def test_a_named_environment_comes_first(tmp_path: Path) -> None:
    mine = put_interpreter(tmp_path / "mine")
    caller = {"XDG_CACHE_HOME": str(tmp_path)}
    put_interpreter(environment_folder(caller))

    assert find_interpreter({**caller, "BEDPLATE_CHECKOV": str(tmp_path / "mine")}) == mine
    assert find_interpreter({**caller, "BEDPLATE_CHECKOV": str(mine)}) == mine
    assert find_interpreter(caller) == interpreter_of(environment_folder(caller))


def test_a_named_one_that_is_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    caller = {"XDG_CACHE_HOME": str(tmp_path), "BEDPLATE_CHECKOV": str(tmp_path / "gone")}
    put_interpreter(environment_folder(caller))

    with pytest.raises(CheckovMissing) as missing:
        find_interpreter(caller)

    assert str(missing.value) == (
        f"BEDPLATE_CHECKOV names {tmp_path}/gone, which is no Python interpreter and no virtual environment"
    )


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(CheckovMissing) as missing:
        find_interpreter({"XDG_CACHE_HOME": str(tmp_path)})

    assert str(missing.value) == (
        "checkov is not installed (`bedplate checkov install` makes an environment for it, once; "
        "or name one that has it in BEDPLATE_CHECKOV)"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_lock_pins_everything_and_names_no_place() -> None:
    text = LOCK.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]

    assert all(re.fullmatch(r"[a-z0-9._-]+==\S+( ; .+)? \\", line) for line in lines)
    assert len(lines) > 80
    assert text.count("--hash=sha256:") > len(lines)
    assert "://" not in text
    assert re.fullmatch(r"3\.3\.\d+", locked_version())


@pytest.mark.parametrize(("version", "same"), [("3.3.1", True), ("3.30.1", False), ("3.4.0", False), ("4.3.3", False)])
def test_versions_of_one_line_are_as_good(version: str, same: bool) -> None:  # noqa: FBT001 - parametrised
    assert same_line(version) is same


def test_an_environment_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    caller, commands = {"XDG_CACHE_HOME": str(tmp_path)}, list[list[str]]()

    def run(command: list[str]) -> None:
        commands.append(command)
        if command[1:3] == ["-m", "venv"]:
            (Path(command[3]) / "bin").mkdir()
            (Path(command[3]) / "bin" / "python").symlink_to(sys.executable)
        assert not environment_folder(caller).exists()

    monkeypatch.setattr(installing, "_run", run)

    assert install(caller) == interpreter_of(environment_folder(caller))
    assert install(caller).is_file()
    assert [command[-4:] for command in commands[1:]] == [["install", "--require-hashes", "--requirement", str(LOCK)]]
    assert list((tmp_path / "bedplate").iterdir()) == [environment_folder(caller)]


def test_a_failed_one_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    caller = {"XDG_CACHE_HOME": str(tmp_path)}
    monkeypatch.setattr(
        installing, "_pip", lambda _made: [sys.executable, "-c", "print('no index'); raise SystemExit(1)"]
    )

    with pytest.raises(InstallFailed, match="checkov could not be installed; pip said:\nno index"):
        install(caller)

    assert list((tmp_path / "bedplate").iterdir()) == []
