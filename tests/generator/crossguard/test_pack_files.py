"""What the engine finds in the folder of the pack."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML

from bedplate.components._version import __version__
from tests.conftest import ROOT

FOLDER = ROOT / "policies"


def test_the_pack_has_the_version_of_the_distribution() -> None:
    described = YAML(typ="safe").load((FOLDER / "PulumiPolicy.yaml").read_text(encoding="utf-8"))
    assert described["version"] == __version__


def test_the_executable_tells_its_port_first() -> None:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    pack = subprocess.Popen(
        [FOLDER / "pulumi-analyzer-bedplate", "127.0.0.1:1"],
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert pack.stdout is not None
        assert 0 < int(pack.stdout.readline()) < 65536
    finally:
        pack.terminate()
        pack.communicate(timeout=20)
