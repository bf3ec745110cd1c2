"""The policy pack in the real engine: what it says is what `bedplate scan` says of the same program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pulumi.runtime.proto.analyzer_pb2 import AnalyzerStackConfigureRequest

from bedplate.blueprints.settings.stack_file import WAIVERS_KEY
from bedplate.generator.crossguard.policies import TERMS
from bedplate.generator.crossguard.server import new_analyzer
from bedplate.generator.crossguard.terms import waivers_of
from bedplate.generator.engine import Program
from bedplate.generator.foreign import read_foreign
from bedplate.generator.graph import Graph, Mode
from tests.engine import catalogue
from tests.engine.chains import Chain, prepared
from tests.engine.harness import REPOSITORY, EngineError, Project, Workspace
from tests.generator.crossguard.said import Said, said_by_policies, said_by_scan, said_in

pytestmark = pytest.mark.engine

JUDGED = Chain(project=REPOSITORY / "tests" / "engine" / "judged", lenient=True)
PACK = str(REPOSITORY / "policies" / "pulumi-analyzer-bedplate")
RULES = "regulated"
SUBSCRIPTION = "11111111-2222-3333-4444-555555555555"
SECRET = "value-that-nobody-may-read"  # noqa: S105 - in the program, so that a test can look for it
PLANTED = {
    ("COG-02", "models"),
    ("ST-05", "store"),
    ("WEB-01", "app"),
    ("X-NET-01", "store"),
    ("X-MON-01", "models"),
    ("X-IAM-02", "app"),
    ("NET-01", "subnet"),
    ("NET-04", "rules"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One program, as the engine and its files show it."""

    declared: Graph
    """What `pulumi preview --json` tells."""
    deployed: Graph
    """What `pulumi stack export` tells."""
    in_preview: Said
    """What the pack says in a first preview."""
    of_state: Said
    """What the pack says of the exported state."""
    recorded: Mapping[Mode, Graph]
    """What we record of it ourselves."""
    waivers: str
    """What its stack file holds, as JSON."""


@pytest.fixture(scope="module", params=["judged", "chat-dev"])
def program(request: pytest.FixtureRequest, engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    chain = JUDGED if request.param == "judged" else catalogue.stack_chain(request.param)
    folder = tmp_path_factory.mktemp("pack")
    project = prepared(Workspace(engine, folder / "work", lenient=chain.lenient), chain)
    if request.param == "judged":
        project.configure(chain.stack, "azure-native:subscriptionId", SUBSCRIPTION)
    return judged(project, chain, folder)


@pytest.fixture(scope="module")
def area(engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    return prepared(Workspace(engine, tmp_path_factory.mktemp("area") / "work", lenient=True), JUDGED)


def judged(project: Project, chain: Chain, folder: Path) -> Judged:
    """Ask the engine everything that it can say of a program."""
    run, stack, log = project.workspace.run, chain.stack, folder / "events.json"
    waivers = Program.load(project.folder).stack_config(stack)[0].get(WAIVERS_KEY, "[]")
    config = configured(folder, {"all": "advisory", TERMS: {"pack": RULES}})
    pack = ("--policy-pack", PACK, "--policy-pack-config", config)
    preview = run(project.folder, "preview", "--json", "--stack", stack, "--event-log", str(log), *pack)
    project.up(stack)
    state = folder / "export.json"
    state.write_text(run(project.folder, "stack", "export", "--show-secrets", "--stack", stack), encoding="utf-8")
    # A file of state tells no configuration of its stack, so the pack's own configuration holds the waivers.
    configured(folder, {"all": "advisory", TERMS: {"pack": RULES, "waivers": json.loads(waivers)}})
    analysis = run(folder, "policy", "analyze", "--json", "--file", str(state), *pack)
    declared = folder / "preview.json"
    declared.write_text(preview, encoding="utf-8")
    return Judged(
        declared=read_foreign(declared),
        deployed=read_foreign(state),
        in_preview=said_in(violations(log.read_text(encoding="utf-8"))),
        of_state=said_in(violations(analysis)),
        recorded={mode: catalogue.recorded(project.folder, chain, mode) for mode in Mode},
        waivers=waivers,
    )


def configured(folder: Path, config: Mapping[str, Any]) -> str:
    """Write a configuration of the pack; return its path."""
    file = folder / "policies.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    return str(file)


def violations(events: str) -> Iterator[tuple[str, str, str]]:
    """Yield policy, URN and message of each violation in a log of events."""
    for line in events.splitlines():
        event = json.loads(line).get("policyEvent")
        if event:
            yield event["policyName"], event["resourceUrn"], event["message"]


def scanned(program: Judged, graph: Graph) -> Said:
    """Return what `bedplate scan` says of a graph of a program."""
    return said_by_scan(graph, RULES, waivers_of(json.loads(program.waivers)))


def test_a_first_preview_and_a_scan_of_it_say_the_same(program: Judged) -> None:
    assert program.in_preview == scanned(program, program.declared)


def test_an_analysis_of_the_state_and_a_scan_of_it_say_the_same(program: Judged) -> None:
    assert program.of_state == scanned(program, program.deployed)


@pytest.mark.parametrize("mode", [pytest.param(mode, id=mode.value) for mode in Mode])
def test_the_pack_in_process_says_what_it_says_in_the_engine(program: Judged, mode: Mode) -> None:
    analyzer = new_analyzer(RULES)
    analyzer.ConfigureStack(AnalyzerStackConfigureRequest(config={WAIVERS_KEY: program.waivers}), None)
    said = program.in_preview if mode is Mode.UNKNOWN else program.of_state
    assert said_by_policies(analyzer, program.recorded[mode]) == said


def test_what_a_first_preview_decides_the_deployment_bears_out(program: Judged) -> None:
    later = {failure for failure in program.of_state.failures if failure[0] not in program.in_preview.undecided}
    assert program.in_preview.failures == later


def test_every_planted_fault_stops_a_preview(area: Project, tmp_path: Path) -> None:
    log = tmp_path / "events.json"
    pack = ("--policy-pack", PACK, "--policy-pack-config", configured(tmp_path, {TERMS: {"pack": RULES}}))
    with pytest.raises(EngineError) as error:
        area.workspace.run(area.folder, "preview", "--stack", JUDGED.stack, "--event-log", str(log), *pack)
    said = log.read_text(encoding="utf-8")
    assert "Traceback" not in str(error.value)
    assert SECRET not in said
    assert SECRET not in str(error.value)
    assert {failure[:2] for failure in said_in(violations(said)).failures} >= PLANTED


def test_a_mend_that_is_turned_on_mends(area: Project, tmp_path: Path) -> None:
    log = tmp_path / "events.json"
    config = {"all": "advisory", "mend-ST-05": "remediate", TERMS: {"pack": RULES}}
    pack = ("--policy-pack", PACK, "--policy-pack-config", configured(tmp_path, config))
    area.workspace.run(area.folder, "preview", "--stack", JUDGED.stack, "--event-log", str(log), *pack)
    said = said_in(violations(log.read_text(encoding="utf-8")))
    assert "ST-05" not in {failure[0] for failure in said.failures}
