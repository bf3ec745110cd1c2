"""The package as consumers get it from a tag of the repository: what is committed is enough to install and run it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bedplate.components._version import __version__

ROOT = Path(__file__).resolve().parents[3]
TAG = f"v{__version__}"


def _run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not in a clone of the repository")
def test_what_a_tag_holds_installs_and_gives_the_schema_of_its_version(tmp_path: Path) -> None:
    published, fetched, installed = tmp_path / "published", tmp_path / "fetched", tmp_path / "installed"
    _run("git", "clone", "--quiet", ROOT, published)
    _run("git", "-C", published, "tag", TAG)
    _run("git", "-c", "advice.detachedHead=false", "clone", "--quiet", "--branch", TAG, published, fetched)
    requirements = fetched / "components" / "requirements.txt"
    wanted = [line for line in requirements.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")

    assert wanted == [".."]  # relative to its own folder, where Pulumi's host runs pip
    _run(*pip, "--target", installed, fetched)
    printed = _run(
        sys.executable,
        "-c",
        "import bedplate.components as c, bedplate.generator.cli as g, sys; print(*c.__path__); sys.exit(g.main())",
        "schema",
        "components",
        PYTHONPATH=str(installed),
    )

    where, _, schema = printed.partition("\n")
    assert where.split()[0].startswith(str(installed))
    assert schema == (fetched / "components" / "schema.json").read_text(encoding="utf-8")
    assert f'"version": "{__version__}"' in schema
