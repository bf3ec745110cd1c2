"""Freezes what a release promises to its users, and says what the present code breaks of it.

.venv/bin/python tools/upgrade freeze     writes the folder of the present version, unless that version is out
.venv/bin/python tools/upgrade check      whether that folder is there and current: 0, or 1 and what is not
.venv/bin/python tools/upgrade compare    what the present code breaks of each release, and whether it is meant
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bedplate.components._version import __version__
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.recording import record_settings
from bedplate.generator.graph import Graph, Mode
from tools.upgrade.changelog import Changelog
from tools.upgrade.contract import breaks
from tools.upgrade.intended import RowError, Rows
from tools.upgrade.release import ChangedFolderError, Release, ReleasedError, present_files, releases

# 2026-11-21: the stacks' models are judged as of a day, and what is frozen shall not depend on when it was.
os.environ["SOURCE_DATE_EPOCH"] = "1795219200"
ROOT = Path(__file__).resolve().parents[2]
RELEASES = ROOT / "tests" / "golden" / "releases"


def main() -> int:
    """Do what is asked; 0 when all is well, 1 when something is not current or broken, 2 when it is refused."""
    parser = argparse.ArgumentParser(
        prog="tools/upgrade", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("freeze", "check", "compare"))
    command = parser.parse_args().command
    try:
        return {"freeze": _freeze, "check": _check, "compare": _compare}[command]()
    except (BadInput, ChangedFolderError, ReleasedError, RowError) as error:
        print(error, file=sys.stderr)
        return 2


def _changelog() -> Changelog:
    return Changelog.read(ROOT / "CHANGELOG.md")


def _record(stack: str, text: str) -> Graph:
    return record_settings(ROOT, stack, Mode.KNOWN, text, f"Pulumi.{stack}.yaml")


def _freeze() -> int:
    changed = Release(RELEASES / __version__).freeze(present_files(ROOT / "stacks", _record), _changelog())
    print("\n".join(changed) or f"{__version__} is frozen as it is")
    return 0


def _check() -> int:
    release = Release(RELEASES / __version__)
    stale = release.stale(present_files(ROOT / "stacks", _record))
    if stale:
        print(
            f"{__version__} is not frozen as it is (`python tools/upgrade freeze`): {', '.join(stale)}", file=sys.stderr
        )
    return 1 if stale else 0


def _compare() -> int:
    rows = Rows.read(RELEASES / "intended.toml", _changelog())
    broken = False
    for release in releases(RELEASES):
        release.verify()
        found = breaks(release, _record, rows)
        open_ = set(rows.not_meant(release.version, found))
        print(f"{release.version}: {len(found)} breaks, {len(open_)} of them not in intended.toml")
        for each in found:
            print(f"  {'NOT MEANT' if each in open_ else 'meant'}  {each}")
        broken = broken or bool(open_)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
