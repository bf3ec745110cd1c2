"""The rules of the stand-in: each has a small deployment that breaks it, and the answer that Azure gives."""

from __future__ import annotations

import ast
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.engine.properties import from_wire
from tests.engine.rule_cases import ALLOWED, REFUSED
from tests.engine.rule_scene import ACCOUNT, ENDPOINT, GROUP, IDENTITY, NETWORK, Step, Steps, make
from tests.engine.standin.cloud import Cloud
from tests.engine.standin.faults import Faults
from tests.engine.standin.order import Order, RefusedError
from tests.engine.standin.rules import catalogue
from tests.engine.standin.rules.arm_ids import owner_of_type, parent_of, type_of
from tests.engine.standin.rules.model import Operation, World
from tests.engine.standin.rules.one_writer import endpoint_target_is_settled, one_writer
from tests.engine.standin.rules.soft_delete import is_held
from tests.engine.standin.rules.table import rows

RULES = Path(catalogue.__file__).parent
TABLE = ("outside", "implicit", "writers", "in_use", "held", "agent_roles")


class Scene:
    """A cloud, and steps taken in it."""

    def __init__(self, folder: Path) -> None:
        self.cloud = Cloud(folder)
        self.order = Order(self.cloud, Faults(folder), strict=True)

    def play(self, step: Step) -> None:
        """Take one step; raises what Azure answers."""
        operation = _operation(*step)
        with self.order.write(operation):
            if operation.kind == "delete":
                self.cloud.remove(operation.id, hold=is_held(operation.id))
            else:
                self.cloud.deploy(operation.token, operation.id, operation.inputs)


def _operation(kind: str, id_: str, inputs: Mapping[str, Any]) -> Operation:
    identity = type_of(id_) == type_of(IDENTITY)
    token = "azure-native:managedidentity:UserAssignedIdentity" if identity else "azure-native:any:Thing"
    return Operation(kind=kind, token=token, id=id_, inputs=inputs)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """An empty cloud."""
    return Scene(tmp_path / "cloud")


@pytest.mark.parametrize(("before", "step", "answer"), REFUSED)
def test_refused(scene: Scene, before: Steps, step: Step, answer: str) -> None:
    for earlier in before:
        scene.play(earlier)
    there = scene.cloud.ids()
    with pytest.raises(RefusedError) as refused:
        scene.play(step)
    assert str(refused.value) == answer
    assert scene.cloud.ids() == there


@pytest.mark.parametrize(("before", "step"), ALLOWED)
def test_allowed(scene: Scene, before: Steps, step: Step) -> None:
    for earlier in before:
        scene.play(earlier)
    scene.play(step)
    assert (step[1] in scene.cloud.ids()) == (step[0] != "delete")


def _part(row: Mapping[str, Any], name: str) -> str:
    provider, *types = row["type"].split("/")
    owner = "/".join(f"{type_}/x" for type_ in types)
    return f"{GROUP}/providers/{provider}/{owner}/{row.get('children', 'parts')}/{name}"


@pytest.mark.parametrize("row", [pytest.param(row, id=row["type"]) for row in rows("writers")])
def test_one_writer_at_a_time(row: Mapping[str, Any]) -> None:
    first, second = (_operation("create", _part(row, name), {}) for name in ("one", "two"))
    owner = parent_of(first.id).lower()
    refused = one_writer(second, World({}, [first]))
    assert refused is not None
    assert (refused.status, refused.code) == (row["status"], row["code"])
    assert refused.message == row["message"].format(id=owner, name=owner.rsplit("/", 1)[1])
    assert one_writer(second, World({}, [])) is None


def test_extensions_are_no_part_of_what_they_extend() -> None:
    setting = f"{ACCOUNT}/providers/Microsoft.Insights/diagnosticSettings/logs"
    assert owner_of_type(setting, "Microsoft.CognitiveServices/accounts") is None
    assert one_writer(_operation("create", setting, {}), World({}, [_operation("update", ACCOUNT, {})])) is None


def _at_once(scene: Scene, *steps: Step) -> list[str]:
    """Take steps at the same time, and return what was refused."""
    refused: list[str] = []

    def play(step: Step) -> None:
        try:
            scene.play(step)
        except RefusedError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=play, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_writers_overlap(scene: Scene) -> None:
    for step in make(GROUP, ACCOUNT, NETWORK):
        scene.play(step)
    chat, embeddings = f"{ACCOUNT}/deployments/chat", f"{ACCOUNT}/deployments/embeddings"
    refused = _at_once(scene, *make(chat, embeddings))
    message = (
        f"Another operation is being performed on the parent resource '{ACCOUNT.lower()}'. Please try again later."
    )
    assert refused == [f'Status=409 Code="RequestConflict" Message="{message}"']
    assert len({chat, embeddings} & set(scene.cloud.ids())) == 1


def test_writers_of_different_things_do_not_meet(scene: Scene) -> None:
    for step in make(GROUP, ACCOUNT, NETWORK):
        scene.play(step)
    assert _at_once(scene, *make(f"{ACCOUNT}/deployments/chat", f"{NETWORK}/virtualNetworkPeerings/hub")) == []


def test_no_endpoint_to_an_account_that_is_written() -> None:
    endpoint = _operation("create", ENDPOINT, {"privateLinkServiceConnections": [{"privateLinkServiceId": ACCOUNT}]})
    world = World({}, [_operation("create", f"{ACCOUNT}/deployments/chat", {})])
    message = f"Call to Microsoft.CognitiveServices/accounts failed. Error message: Account {ACCOUNT} in state Accepted"
    assert str(endpoint_target_is_settled(endpoint, world)) == (
        f'Status=400 Code="AccountProvisioningStateInvalid" Message="{message}"'
    )


def test_without_order_anything_goes(tmp_path: Path) -> None:
    cloud = Cloud(tmp_path)
    order = Order(cloud, Faults(tmp_path), strict=False)
    with order.write(_operation("create", ACCOUNT, {})):
        outputs = cloud.deploy("azure-native:cognitiveservices:Account", ACCOUNT, {"kind": "AIServices"})
    assert from_wire(outputs)["kind"] == "AIServices"


def test_every_rule_is_asked() -> None:
    """A rule is a public function of a rule module that takes an operation and a world."""
    declared = {
        node.name
        for file in RULES.glob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and [argument.arg for argument in node.args.args] == ["operation", "world"]
    } - {"refusal"}
    assert declared == {rule.__name__ for rule in catalogue.RULES}


def test_every_row_of_the_table_has_its_source() -> None:
    assert [row for part in TABLE for row in rows(part) if not row["source"].startswith("https://")] == []
