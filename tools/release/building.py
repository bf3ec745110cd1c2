"""Building the archives, in surroundings that must not show in them."""

import os
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class BuildError(Exception):
    """The build back end failed, or two builds differ."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a build happens."""

    umask: int
    variables: Mapping[str, str]
    private: bool = False
    """Whether only the owner may read the sources, which have a time of their own."""


ORDINARY = Surroundings(0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"})
STRANGE = Surroundings(0o077, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "2"}, private=True)


def build(source: Path, into: Path, *targets: str, epoch: int, around: Surroundings = ORDINARY) -> list[Path]:
    """Build archives of a checkout with the installed hatchling, without a network.

    Args:
        source: The checkout.
        into: Folder for the archives.
        targets: `sdist` and `wheel`.
        epoch: The time that the archives give their files, in seconds since 1970.
        around: What is different from one machine to the next.

    Raises:
        BuildError: the build failed; the message holds the end of what it said.
    """
    if around.private:
        _make_private(source)
    chosen = [argument for target in targets for argument in ("--target", target)]
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", *chosen, "--directory", str(into)],
        cwd=source,
        # Nothing else of this machine's environment, so that it cannot matter.
        env={"PATH": os.defpath, "SOURCE_DATE_EPOCH": str(epoch), **around.variables},
        umask=around.umask,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise BuildError("the build failed:\n" + "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:]))
    return sorted(into.iterdir())


def _make_private(folder: Path) -> None:
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (1, 1))


def version_of(source: Path) -> str:
    """Return the version that the build back end reads from a checkout.

    Raises:
        BuildError: it finds none.
    """
    command = [sys.executable, "-m", "hatchling", "version"]
    done = subprocess.run(command, cwd=source, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BuildError(f"no version: {done.stderr.strip()}")
    return done.stdout.strip()


def unpack(sdist: Path, folder: Path) -> Path:
    """Unpack a source distribution and return its one folder."""
    with tarfile.open(sdist) as opened:
        opened.extractall(folder, filter="data")
    (top,) = folder.iterdir()
    return top


def compare(one: Path, other: Path, how: str) -> list[str]:
    """Return the difference of two archives that should be the same bytes."""
    if one.name != other.name:
        return [f"{one.name} is named {other.name} {how}"]
    return [] if one.read_bytes() == other.read_bytes() else [f"{one.name} has other bytes {how}"]
