"""The same program is judged alike, whoever tells of it, wherever what a rule needs is known.

A first preview knows less than a model of Azure or the state of a deployment does. So it may leave undecided what they
decide, and nothing else may differ.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.foreign import read_foreign
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.scan.scan import scan_resources
from bedplate.generator.scan.scanned import scanned_graph
from bedplate.policies.outcome import Outcome
from bedplate.policies.pack import read_pack
from tests.conftest import STACKS
from tests.generator.checkov.conftest import checkov, interpreter  # noqa: F401 - fixtures

DAY = dt.date(2026, 11, 21)
RECORDED = Path(__file__).parents[2] / "foreign/recorded"
PROGRAMS = sorted(path.parent.relative_to(RECORDED).as_posix() for path in RECORDED.rglob("preview.json"))


def verdicts(graph: Graph, scanner: CheckovProcess) -> Mapping[tuple[str, str], Counter[Outcome]]:
    """Return how often each rule and check says what of each resource."""
    report = scan_resources(scanned_graph(graph), pack=read_pack("regulated"), waivers=(), today=DAY, checkov=scanner)
    said: dict[tuple[str, str], Counter[Outcome]] = {}
    for finding in report.findings:
        for rule in (finding.rule, *finding.also):
            said.setdefault((finding.subject.urn, rule.id), Counter())[finding.outcome] += 1
    return said


def differences(less: Graph, more: Graph, scanner: CheckovProcess) -> list[str]:
    """Return one line for each verdict that differs, other than by being undecided where less is known."""
    first, later = verdicts(less, scanner), verdicts(more, scanner)
    shared = {urn for urn, _ in first} & {urn for urn, _ in later}
    return [
        f"{rule} of {urn}: {dict(before)}, then {dict(after)}"
        for urn, rule in sorted(first.keys() | later.keys())
        if urn in shared
        and (before := first.get((urn, rule), Counter())) != (after := later.get((urn, rule), Counter()))
        and (set(before - after) - {Outcome.UNDECIDED} or Outcome.UNDECIDED in after - before or not before)
    ]


@pytest.mark.parametrize("stack", STACKS)
def test_a_stack_is_judged_alike_before_and_after_a_deployment(
    stack: str,
    record_stack: Callable[[str, Mode], Graph],
    checkov: CheckovProcess,  # noqa: F811 - the fixture
) -> None:
    unknown, known = record_stack(stack, Mode.UNKNOWN), record_stack(stack, Mode.KNOWN)

    assert {each.urn for each in unknown.resources} == {each.urn for each in known.resources}
    assert differences(unknown, known, checkov) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_is_judged_alike_by_its_preview_and_by_its_state(
    program: str,
    checkov: CheckovProcess,  # noqa: F811 - the fixture
) -> None:
    preview, state = (read_foreign(RECORDED / program / f"{name}.json") for name in ("preview", "export"))

    assert differences(preview, state, checkov) == []
