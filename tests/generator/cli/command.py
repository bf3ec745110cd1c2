"""Running the command as a user does, and projects to run it on."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.generator.cli.forked import TIME_LIMIT, needs_an_interpreter_of_its_own, run_forked, server

ROOT = Path(__file__).parents[3]
BEDPLATE = Path(sys.executable).parent / "bedplate"
CHAT_DEV = (ROOT / "stacks" / "Pulumi.chat-dev.yaml").read_text(encoding="utf-8")
_FORKING = server()
_SETTINGS_OF_THIS_RUN = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONHASHSEED", "BEDPLATE_DEBUG", "PYTHONIOENCODING")


@dataclass(frozen=True)
class Finished:
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str

    def assert_refused(self, *words: str) -> None:
        """Assert that the input was refused in these words, on stderr and without a traceback."""
        assert self.code == 2, self.stderr
        assert self.stdout == ""
        assert "Traceback" not in self.stderr
        for part in words:
            assert part in self.stderr


def line_of(text: str, words: str) -> int:
    """Return the number of the first line that holds `words`."""
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of this run, without what would decide a test, and with changes."""
    inherited = {key: value for key, value in os.environ.items() if key not in _SETTINGS_OF_THIS_RUN}
    return {**inherited, "TERM": "xterm", **changes}


def bedplate(*arguments: str, cwd: Path = ROOT, **changes: str) -> Finished:
    """Run the command with no terminal at hand."""
    if _FORKING is None or needs_an_interpreter_of_its_own(changes):
        return started_bedplate(*arguments, cwd=cwd, **changes)
    code, stdout, stderr = run_forked(_FORKING, arguments, cwd, environment(**changes))
    return Finished(code, stdout.decode(), stderr.decode())


def started_bedplate(*arguments: str, cwd: Path = ROOT, **changes: str) -> Finished:
    """Run the command from its very start to its very end."""
    done = subprocess.run(
        [BEDPLATE, *arguments],
        cwd=cwd,
        env=environment(**changes),
        capture_output=True,
        timeout=TIME_LIMIT,
        check=False,
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


def project(
    folder: Path,
    program: str | None = "",
    *,
    stacks: Mapping[str, str] | None = None,
    pulumi_yaml: str = "name: zone\nruntime: python\n",
) -> Path:
    """Write a Pulumi project; its only stack `dev` has no configuration unless `stacks` says otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Pulumi.yaml").write_text(pulumi_yaml, encoding="utf-8")
    if program is not None:
        (folder / "__main__.py").write_text(program, encoding="utf-8")
    for name, text in (stacks or {"dev": "config: {}\n"}).items():
        (folder / f"Pulumi.{name}.yaml").write_text(text, encoding="utf-8")
    return folder


SMALL_PROGRAM = """\
import pulumi


class Thing(pulumi.CustomResource):
    def __init__(self, name, inputs):
        super().__init__("test:index:Thing", name, inputs)


Thing("first", {"name": "grüße", "password": pulumi.Output.secret("c4n4ry")})
pulumi.export("password", pulumi.Output.secret("c4n4ry"))
"""
