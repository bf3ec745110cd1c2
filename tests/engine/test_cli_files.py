"""The files that the readers of foreign files are tested on are what the real engine writes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from bedplate.generator.foreign import read_foreign
from tests.engine.cli_files.recording import RECORDED, recordings

pytestmark = pytest.mark.engine
NAMES = sorted(file.name for file in RECORDED.iterdir())


@pytest.fixture(scope="module")
def written(engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("cli-files")
    files: dict[str, Path] = {}
    for name, text in recordings(engine, folder / "work"):
        files[name] = folder / name
        files[name].write_text(text, encoding="utf-8")
        if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
            (RECORDED / name).write_text(text, encoding="utf-8")
    return files


def test_every_file_is_written(written: Mapping[str, Path]) -> None:
    assert sorted(written) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_file_says_what_the_engine_writes_now(written: Mapping[str, Path], name: str) -> None:
    assert read_foreign(RECORDED / name) == read_foreign(written[name])
