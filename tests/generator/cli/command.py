"""Running the command as a user does, and projects to run it on."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
BEDPLATE = Path(sys.executable).parent / "bedplate"
CHAT_DEV = (ROOT / "stacks" / "Pulumi.chat-dev.yaml").read_text(encoding="utf-8")
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
    """Run the command with pipes in place of a terminal."""
    done = subprocess.run(
        [BEDPLATE, *arguments], cwd=cwd, env=environment(**changes), capture_output=True, timeout=120, check=False
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
