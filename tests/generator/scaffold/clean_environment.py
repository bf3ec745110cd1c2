"""An environment that has bedplate from its built wheel alone, and everything else from the environment of this run."""

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.generator.scaffold.projects import ROOT

_OF_THIS_RUN = ("PYTHON", "VIRTUAL_ENV", "BEDPLATE_", "PYTEST_", "COV_")


@dataclass(frozen=True)
class CleanEnvironment:
    """A virtual environment, used as people use one that is activated."""

    folder: Path

    def run(self, command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a line of a README in a shell."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(_OF_THIS_RUN)}
        path = os.pathsep.join([str(self.folder / "bin"), "/usr/bin", "/bin"])
        return subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=cwd,
            env={**kept, "PATH": path, **variables},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


def build_wheel(folder: Path) -> Path:
    """Build the wheel with the build back end of this environment, offline, and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("bedplate-*.whl")
    return wheel


def make_environment(folder: Path, requirements: Path, wheels: Path) -> CleanEnvironment:
    """Make an environment with what a project requires, from a folder of wheels.

    Everything that bedplate depends on is lent by the environment of this run, which would take minutes and a network
    to install anew. A `.pth` file lends it: Python does not read the `.pth` files of a folder that it gets to know by
    one, so that the editable bedplate of this environment is out of sight.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    environment = CleanEnvironment(folder)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "--quiet"]
    # Before anything is lent: pip must meet an empty environment.
    offline = ["--disable-pip-version-check", "--no-index", "--no-deps", "--find-links", str(wheels)]
    subprocess.run([*pip, *offline, "--requirement", str(requirements)], check=True, capture_output=True)
    packages = next((folder / "lib").glob("python*/site-packages"))
    (packages / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return environment
