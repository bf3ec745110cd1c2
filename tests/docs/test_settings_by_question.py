"""The settings that the guide for workload teams shows: each, put into the stack file of chat-dev, is valid."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bedplate.blueprints.settings.loader import load

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "how-to" / "workload-team.md").read_text(encoding="utf-8")
FRAGMENTS = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)
UNFINISHED = "# …"


def _merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    both = {key: _merged(base[key], change[key]) for key in base.keys() & change.keys() if isinstance(base[key], dict)}
    return {**base, **change, **both}


def _name(fragment: str) -> str:
    return re.sub(r"\W+", "-", " ".join(fragment.split("\n")[:2])).strip("-")


@pytest.mark.parametrize("fragment", [pytest.param(each, id=_name(each)) for each in FRAGMENTS])
def test_it_is_valid(fragment: str, tmp_path: Path) -> None:
    stack = YAML(typ="safe").load(ROOT / "stacks" / "Pulumi.chat-dev.yaml")
    zone = _merged(stack["config"]["bedplate:landingZone"], YAML(typ="safe").load(fragment))
    file = tmp_path / "Pulumi.dev.yaml"
    file.write_text(json.dumps({"config": {"bedplate:landingZone": zone}}), encoding="utf-8")  # JSON is YAML

    left = {problem.rule for problem in load(file).problems}

    assert left == ({"missing-platform-id"} if UNFINISHED in fragment else set())


def test_there_are_fragments() -> None:
    assert len(FRAGMENTS) == GUIDE.count("```yaml") > 1
    assert sum(UNFINISHED in fragment for fragment in FRAGMENTS) == 1
