"""What all formats have in common."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bedplate.generator.render.scan import html, json, junit, markdown, sarif, table
from bedplate.generator.scan.report import Report
from tests.generator.render.scan import reports

ROOT = Path(__file__).parents[4]
RENDERERS = [
    pytest.param(each.render, id=each.__name__.rsplit(".")[-1]) for each in (html, json, junit, markdown, sarif, table)
]


@pytest.mark.parametrize("render", RENDERERS)
def test_the_same_reports_give_the_same_text(render: Callable[[Sequence[Report]], str]) -> None:
    one, other = (render([reports.full(), reports.hostile(), reports.many()]) for _ in range(2))

    assert one == other
    assert one.endswith("\n")
    assert "\r" not in one


def test_no_format_loads_pulumi_or_the_azure_sdk_and_hashes_decide_nothing() -> None:
    program = (
        "import hashlib, sys\n"
        "from bedplate.generator.render.scan import html, json, junit, markdown, sarif, table\n"
        "from tests.generator.render.scan import reports\n"
        "of = [reports.full(), reports.hostile()]\n"
        "texts = [each.render(of) for each in (html, json, junit, markdown, sarif, table)]\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'pulumi', 'pulumi_azure_native'}))\n"
        "print(hashlib.sha256(''.join(texts).encode()).hexdigest())\n"
    )
    one, other = (
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert one.splitlines()[0] == "[]"
    assert one == other
