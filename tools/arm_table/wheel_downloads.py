"""Downloading wheels from the index that pip is set to use."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def download_wheels(pins: Sequence[str], folder: Path) -> None:
    """Download wheels, and nothing that they need, into a folder.

    Args:
        pins: `name==version`, no name twice.
        folder: where the wheels go.

    Raises:
        subprocess.CalledProcessError: `pip download` could not get one of them.
    """
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*command, "-d", str(folder), *pins], check=True)
