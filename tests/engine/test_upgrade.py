"""A stack that the last release brought up, previewed by the real engine with the present program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph, Mode
from tests.engine import catalogue
from tests.engine.harness import REPOSITORY, Preview, Project, Workspace
from tests.engine.normal_form import is_default_provider, of_export, of_graph
from tests.engine.standin.cloud import Cloud
from tests.engine.state_file import deployed_states, plain, state_file
from tools.upgrade.breaks import Break, Kind
from tools.upgrade.changelog import Changelog
from tools.upgrade.compact import compact, expanded, short_urn
from tools.upgrade.intended import Rows
from tools.upgrade.release import last_release, releases
from tools.upgrade.stack_contract import stack_breaks

FROZEN = REPOSITORY / "tests" / "golden" / "releases"
CHANGELOG = Changelog.read(REPOSITORY / "CHANGELOG.md")
LAST = last_release(releases(FROZEN), CHANGELOG)
CARELESS = catalogue.HERE / "upgraded"
_HARMLESS = ("same", "update", "read")
_KINDS = {
    "create": Kind.MADE,
    "delete": Kind.GONE,
    "replace": Kind.REPLACED,
    "create-replacement": Kind.REPLACED,
    "delete-replaced": Kind.REPLACED,
}


def previewed(project: Project, stack: str, graph: Graph) -> Preview:
    """Preview a project on a stack that has deployed a graph."""
    file = project.workspace.folder / "state.json"
    file.write_text(state_file(graph, project.workspace.cloud), encoding="utf-8")
    project.create(stack)
    project.workspace.run(project.folder, "stack", "import", "--file", str(file), "--stack", stack)
    return project.preview(stack)


def planned(stack: str, preview: Preview) -> Iterator[Break]:
    """Yield what the engine would do to a stack beside updating it in place, as breaks of the contract."""
    for step in preview.steps:
        if step["op"] not in _HARMLESS and not is_default_provider(step["urn"]):
            for reason in step.get("replaceReasons") or [""]:
                yield Break(part=stack, kind=_KINDS[step["op"]], place=short_urn(step["urn"]), member=reason)


@pytest.mark.engine
@pytest.mark.parametrize("frozen", LAST.stacks())
def test_a_stack_of_the_last_release_loses_nothing(engine: Path, tmp_path: Path, frozen: str) -> None:
    rows = Rows.read(FROZEN / "intended.toml", CHANGELOG)
    project = Workspace(engine, tmp_path / "work", plain_only=True).copy(REPOSITORY)
    settings = rows.migrated(LAST.version, frozen, LAST.settings_text(frozen))
    (project.folder / "stacks" / f"Pulumi.{frozen}.yaml").write_text(settings, encoding="utf-8")
    graph = LAST.graph(frozen)

    preview = previewed(project, frozen, graph)

    assert [str(each) for each in rows.not_meant(LAST.version, planned(frozen, preview))] == []
    found_again = sum(count for operation, count in preview.changes.items() if operation != "create")
    assert found_again == len(graph.resources)


@pytest.mark.engine
def test_the_engine_names_what_our_contract_names(engine: Path, tmp_path: Path) -> None:
    before = record(Program.load(CARELESS), stack="dev", config={"upgraded:formerly": "true"})
    after = record(Program.load(CARELESS), stack="dev", config={})
    project = Workspace(engine, tmp_path / "work", plain_only=True).copy(CARELESS)
    frozen = expanded(compact(before))

    found = {(each.kind.value, each.place, each.member) for each in planned("dev", previewed(project, "dev", frozen))}

    group = "azure-native:resources:ResourceGroup"
    assert found == {
        ("gone", f"{group}::dropped", ""),
        ("gone", f"{group}::old-name", ""),
        ("gone", "acme:old:Zone::zone", ""),
        ("made", f"{group}::new-name", ""),
        ("made", "acme:new:Zone::zone", ""),
        ("replaced", f"{group}::moved", "location"),
    }
    assert {(each.kind.value, each.place, each.member) for each in stack_breaks(frozen, after)} == found


def test_the_state_is_what_a_deployment_leaves(tmp_path: Path, record_stack: Callable[[str, Mode], Graph]) -> None:
    graph = record_stack("chat-dev", Mode.KNOWN)

    states = of_export(deployed_states(graph, Cloud(tmp_path / "cloud"))).resources

    told = ("type", "custom", "parent", "provider", "id", "protect", "retain_on_delete")
    ours = of_graph(graph).resources
    assert {urn: {key: facts.get(key) for key in told} for urn, facts in states.items()} == {
        urn: {key: facts.get(key) for key in told} for urn, facts in ours.items()
    }
    cloud = [each for each in graph.resources if each.custom]
    assert {each.urn: states[each.urn]["outputs"] for each in cloud} == {
        each.urn: plain(each.outputs) for each in cloud
    }
