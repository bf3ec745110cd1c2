"""A sample of the option matrix: what the real engine makes of it, compared with our records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bedplate.generator.graph import Mode
from tests.blueprints.option_combinations import Combination, combinations, settings_of
from tests.blueprints.option_matrix import NETWORK, OPTIONS, SPACE
from tests.engine import catalogue
from tests.engine.chains import Chain
from tests.engine.differences import differences
from tests.engine.harness import REPOSITORY, Workspace
from tests.engine.normal_form import Record, of_export, of_graph, of_preview
from tests.engine.shared_runs import SharedRuns

SAMPLE = 20
DEPLOYED = 2
"""How many of the sample are deployed too, the first ones: they have the most values that no other has."""
_GROUP = {"resourceGroupName": "rg-platform"}
_NETWORK = {**_GROUP, "virtualNetworkName": "vnet-spoke"}
_EXISTING = (
    (
        "azure-native:resources:ResourceGroup",
        NETWORK.split("/providers/", maxsplit=1)[0],
        {**_GROUP, "location": "swedencentral"},
    ),
    (
        "azure-native:network:VirtualNetwork",
        NETWORK,
        {**_NETWORK, "location": "swedencentral", "addressSpace": {"addressPrefixes": [SPACE]}},
    ),
    (
        "azure-native:network:Subnet",
        f"{NETWORK}/subnets/snet-endpoints",
        {**_NETWORK, "subnetName": "snet-endpoints", "addressPrefix": "192.168.14.0/26"},
    ),
)
"""The network that some combinations add to, and the subnet in it that some use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What the engine said of a combination."""

    project: Path
    """The copy of the project that it ran."""
    chain: Chain
    preview: Record
    deployed: Record | None


@cache
def sample() -> tuple[Combination, ...]:
    """Return combinations in which every value of every option appears: always the one that adds the most values."""
    left = {(option, value) for option, values in OPTIONS.items() for value in values}
    rows, chosen = list(combinations()), list[Combination]()
    while len(chosen) < SAMPLE:
        best = max(rows, key=lambda row: len(left & row.items()))
        rows.remove(best)
        left -= best.items()
        chosen.append(best)
    return tuple(chosen)


def _chain(number: int) -> Chain:
    existing = "existingVirtualNetworkId" in settings_of(sample()[number])["network"]
    return Chain(
        project=REPOSITORY,
        stack=f"option-{number:02}",
        existing=_EXISTING if existing else (),
    )


def _run(engine: Path, number: int, folder: Path) -> _Outcome:
    chain, workspace = _chain(number), Workspace(engine, folder)
    for token, id_, inputs in chain.existing:
        workspace.cloud.deploy(token, id_, inputs)
    project = workspace.copy(chain.project)
    file = project.folder / "stacks" / f"Pulumi.{chain.stack}.yaml"
    settings = json.dumps(settings_of(sample()[number]))
    file.write_text(f"config:\n  bedplate:landingZone: {settings}\n", encoding="utf-8")  # JSON is YAML
    project.create(chain.stack)
    preview = of_preview(project.preview(chain.stack))
    deployed = None
    if number < DEPLOYED:
        project.up(chain.stack)
        deployed = of_export(project.export(chain.stack))
    return _Outcome(project=project.folder, chain=chain, preview=preview, deployed=deployed)


@pytest.fixture(scope="module")
def outcome_of(
    engine: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[int], _Outcome]]:
    """Return what runs a combination in the engine, each once; all that are asked for begin at once."""
    shared = SharedRuns.of_session(tmp_path_factory, "option-runs")

    def begin(number: int) -> None:
        folder = tmp_path_factory.getbasetemp() / f"engine-option-{number:02}"
        shared.begin(str(number), lambda: _run(engine, number, folder))

    def result(number: int) -> _Outcome:
        begin(number)
        outcome: _Outcome = shared.outcome(str(number))
        return outcome

    for item in request.session.items:
        parameters: Mapping[str, object] = getattr(getattr(item, "callspec", None), "params", {})
        number = parameters.get("option_number")
        if isinstance(number, int):
            begin(number)
    yield result
    shared.close()


def test_every_value_of_every_option_is_in_the_sample() -> None:
    values = {(option, value) for option, values in OPTIONS.items() for value in values}

    assert {pair for row in sample() for pair in row.items()} == values
    assert len({tuple(row.items()) for row in sample()}) == SAMPLE


@pytest.mark.engine
@pytest.mark.parametrize("option_number", [pytest.param(number, id=f"{number:02}") for number in range(SAMPLE)])
def test_the_engines_records_of_a_combination_equal_ours(
    option_number: int, outcome_of: Callable[[int], _Outcome]
) -> None:
    outcome = outcome_of(option_number)

    unknown = catalogue.recorded(outcome.project, outcome.chain, Mode.UNKNOWN)
    assert differences(outcome.preview, of_graph(unknown)) == []
    assert (outcome.deployed is not None) is (option_number < DEPLOYED)
    if outcome.deployed is not None:
        known = catalogue.recorded(outcome.project, outcome.chain, Mode.KNOWN)
        assert differences(outcome.deployed, of_graph(known)) == []
