"""The diff agrees with the real engine on what is created, updated, replaced and deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.diff import Decider, Diff, Operation, diff
from bedplate.generator.engine import Program, record
from bedplate.generator.graph import UNKNOWN, Graph
from tests.engine.harness import REPOSITORY, EngineError, Project, Workspace
from tests.generator.diff.graphs import landing_zone, replaced

STACK = "chat-dev"
SECOND_PROJECT = (
    "    monitoring:\n",
    "      - name: second\n        displayName: Second\n        description: Another one\n    monitoring:\n",
)
EDITS = {
    "tag": ('costCenter: "4711"', 'costCenter: "4712"'),
    "capacity": ("capacity: 50", "capacity: 80"),
    "project-added": SECOND_PROJECT,
    "region": ("location: swedencentral", "location: eastus2"),
    "workload": ("workload: contoso", "workload: fabrikam"),
}
_REPLACEMENT = {"replace", "create-replacement", "delete-replaced"}


@pytest.fixture(scope="module")
def deployed(engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the project with its stack up; the tests preview other settings and deploy none."""
    project = Workspace(engine, tmp_path_factory.mktemp("diff") / "work", plain_only=True).copy(REPOSITORY)
    project.create(STACK)
    project.up(STACK)
    return project


def steps(project: Project, edit: tuple[str, str]) -> dict[str, Operation]:
    """Return what the engine does to each resource of the cloud that it does anything to.

    What a preview calls an update only because it does not know yet that a computed value stays as it is comes out as
    no change when deployed, so it does not count.
    """
    file = project.folder / "stacks" / f"Pulumi.{STACK}.yaml"
    as_deployed = file.read_text(encoding="utf-8")
    file.write_text(replaced(as_deployed, edit), encoding="utf-8")
    try:
        preview = project.preview(STACK)
    finally:
        file.write_text(as_deployed, encoding="utf-8")
    found: dict[str, Operation] = {}
    for step in preview.steps:
        state = step.get("newState") or step["oldState"]
        if not state.get("custom") or step["op"] == "same" or state["type"].startswith("pulumi:"):
            continue
        if step["op"] == "update" and _only_unknown(step["oldState"].get("inputs"), step["newState"].get("inputs")):
            continue
        found[step["urn"]] = Operation.REPLACE if step["op"] in _REPLACEMENT else Operation(step["op"])
    return found


def _only_unknown(old: Any, new: Any) -> bool:
    """Return whether two values differ in nothing but what is unknown in the new one."""
    if isinstance(new, str) and UNKNOWN.value in new:
        return True
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_only_unknown(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(_only_unknown(*pair) for pair in zip(old, new, strict=True))
    return bool(old == new)


def as_the_provider_decides(found: Diff) -> dict[str, Operation]:
    """Return the operations with an update where only Azure, and not the provider, needs a replacement."""
    return {
        change.urn: Operation.UPDATE
        if change.operation is Operation.REPLACE
        and not change.causes
        and all(each.verdict.decider is Decider.AZURE for each in change.forced_by)
        else change.operation
        for change in found.changes
    }


@pytest.mark.engine
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_the_engine_plans_what_the_diff_says(deployed: Project, edit: tuple[str, str]) -> None:
    ours = as_the_provider_decides(diff(landing_zone(), landing_zone(edit)))

    assert steps(deployed, edit) == ours


_SMALL = """\
import pulumi
from pulumi_azure_native import managedidentity, resources

config = pulumi.Config()
group = resources.ResourceGroup("group", resource_group_name="rg", location=config.require("location"))
managedidentity.UserAssignedIdentity(
    "identity",
    resource_group_name=group.name,
    resource_name_="id",
    location="swedencentral",
    opts=pulumi.ResourceOptions(protect=config.get_bool("protect")),
)
"""


def _small(engine: Path, folder: Path) -> Project:
    """Return a project with an identity in a group whose region is a setting."""
    source = folder / "small"
    source.mkdir()
    (source / "Pulumi.yaml").write_text("name: small\nruntime: python\n", encoding="utf-8")
    (source / "__main__.py").write_text(_SMALL, encoding="utf-8")
    project = Workspace(engine, folder / "work").copy(source)
    project.create("dev")
    return project


def _recorded(project: Project) -> Graph:
    program = Program.load(project.folder)
    config, secret_keys = program.stack_config("dev")
    return record(program, stack="dev", config=config, secret_keys=secret_keys)


@pytest.mark.engine
def test_the_engine_takes_along_and_refuses_what_the_diff_says(engine: Path, tmp_path: Path) -> None:
    project = _small(engine, tmp_path)
    project.configure("dev", "location", "swedencentral")
    project.configure("dev", "protect", "false")
    project.up("dev")
    before = _recorded(project)
    project.configure("dev", "location", "westeurope")
    group, identity = diff(before, _recorded(project)).changes

    # Nothing of the identity changes: it goes along, as its group is deleted first.
    assert (identity.operation, identity.properties) == (Operation.REPLACE, ())
    assert group.takes_along == (identity.urn,)
    assert project.preview("dev").changes == {"same": 1, "replace": 2}

    project.configure("dev", "location", "swedencentral")
    project.configure("dev", "protect", "true")
    project.up("dev")
    before = _recorded(project)
    project.configure("dev", "location", "westeurope")
    (refusal,) = diff(before, _recorded(project)).changes[1].refusals

    assert refusal.startswith("Pulumi refuses to replace it: it is protected")
    with pytest.raises(EngineError, match=r"(?s)unable to replace resource .*currently marked for protection"):
        project.preview("dev")
