"""Tests of ARM run on a small table of made types."""

from __future__ import annotations

from pathlib import Path

import pytest

from bedplate.generator.arm import resource_types
from tests.generator.arm.made import table


@pytest.fixture
def made_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> resource_types._Table:
    """Put the made table in place of the real one."""
    made = table(tmp_path)
    monkeypatch.setattr(resource_types, "_table", lambda: made)
    return made
