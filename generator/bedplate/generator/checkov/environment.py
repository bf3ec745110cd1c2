"""Where checkov is: an environment that the user names, or the one that `bedplate checkov install` makes."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "BEDPLATE_CHECKOV"
"""Environment variable that names an interpreter, or the folder of a virtual environment, that has checkov."""
LOCK = Path(__file__).with_name("requirements.lock")
"""Everything that the environment holds, with hashes."""
INSTALL = "`bedplate checkov install` makes an environment for it, once"


class CheckovMissing(Exception):  # noqa: N818 - a state of the machine, which a scan can do without
    """There is no checkov that can be used; the text says what to do."""


def locked_version() -> str:
    """Return the version of checkov that this version of bedplate works with."""
    found = re.search(r"^checkov==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ValueError(f"{LOCK}: names no checkov")
    return found[1]


def same_line(version: str) -> bool:
    """Return whether a version of checkov differs from the locked one in its last number only."""
    return version.split(".")[:2] == locked_version().split(".")[:2]


def find_interpreter(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the interpreter that has checkov; nothing is made or fetched.

    Raises:
        CheckovMissing: there is none.
    """
    if named := environ.get(VARIABLE):
        path = Path(named)
        interpreter = interpreter_of(path) if path.is_dir() else path
        if not interpreter.is_file():
            raise CheckovMissing(f"{VARIABLE} names {named}, which is no Python interpreter and no virtual environment")
        return interpreter
    interpreter = interpreter_of(environment_folder(environ))
    if not interpreter.is_file():
        raise CheckovMissing(f"checkov is not installed ({INSTALL}; or name one that has it in {VARIABLE})")
    return interpreter


def environment_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of our own environment, which another lock or another Python does not share."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    digest = hashlib.sha256(LOCK.read_bytes() + python.encode()).hexdigest()[:12]
    return _user_cache(environ) / "bedplate" / f"checkov-{locked_version()}-{digest}"


def interpreter_of(environment: Path) -> Path:
    """Return the interpreter of a virtual environment, whether it is there or not."""
    return environment / "Scripts" / "python.exe" if sys.platform == "win32" else environment / "bin" / "python"


def _user_cache(environ: Mapping[str, str]) -> Path:
    if named := environ.get("XDG_CACHE_HOME"):
        return Path(named)
    if sys.platform == "win32" and (local := environ.get("LOCALAPPDATA")):
        return Path(local)
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
