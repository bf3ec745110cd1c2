"""Install the npm packages that the tests' foreign programs in TypeScript need, from their lock file.

They go into `.engine/node_modules`, once for all programs, and again only when the lock file changes.
Without npm nothing is installed, and the tests of these programs are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parent.parent.parent / "tests" / "foreign" / "typescript"
LOCK = "package-lock.json"


def install_node_packages(npm: str | None, target: Path, say: Callable[[str], None]) -> bool:
    """Bring `target/node_modules` up to date.

    Args:
        npm: the npm command; `None` where there is none.
        target: folder to install into.
        say: tells the developer.

    Returns:
        Whether nothing failed.
    """
    if npm is None:
        say("npm is not installed, so the tests of TypeScript programs will be skipped")
        return True
    if is_installed(target):
        return True
    say("installing what programs in TypeScript need")
    target.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", LOCK):
        shutil.copyfile(PROGRAMS / name, target / name)
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        # No package's own scripts run: none of these needs them.
        [npm, "ci", "--ignore-scripts", *quiet],
        cwd=target,
        env={**os.environ, "npm_config_update_notifier": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        # `npm ci` removes what was there first; without this file it counts as not installed.
        (target / LOCK).unlink()
        say(f"npm ci failed: {done.stderr.strip()[-2000:]}")
        return False
    return True


def is_installed(target: Path) -> bool:
    """Tell whether what today's lock file names is there."""
    lock = target / LOCK
    there = lock.is_file() and (target / "node_modules").is_dir()
    return there and lock.read_bytes() == (PROGRAMS / LOCK).read_bytes()
