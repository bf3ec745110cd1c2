"""A program in YAML, on the same stand-in: the engine's other languages work too."""

from __future__ import annotations

from pathlib import Path

import pytest

from bedplate.generator.engine import azure
from bedplate.generator.graph import UNKNOWN
from tests.engine import catalogue
from tests.engine.chains import Chain, Outcome, run_chain

IDENTITY = "urn:pulumi:dev::zone::azure-native:managedidentity:UserAssignedIdentity::identity"
GROUP = "urn:pulumi:dev::zone::azure-native:resources:ResourceGroup::group"
ID = (
    f"/subscriptions/{azure.ZERO_SUBSCRIPTION}/resourceGroups/rg-zone"
    "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-zone"
)

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def outcome(engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    chain = Chain(project=catalogue.HERE / "yaml" / "zone", full=True)
    return run_chain(engine, chain, tmp_path_factory.mktemp("yaml") / "work")


def test_it_previews(outcome: Outcome) -> None:
    assert outcome.preview.resources[IDENTITY]["inputs"] == {
        "resourceGroupName": UNKNOWN.value,
        "resourceName": "id-zone",
        "location": "swedencentral",
    }


def test_it_deploys(outcome: Outcome) -> None:
    identity = outcome.deployed.resources[IDENTITY]
    assert (identity["id"], identity["protect"], identity["dependencies"]) == (ID, True, [GROUP])
    assert outcome.deployed.outputs == {"principal": identity["outputs"]["principalId"]}


def test_it_is_stable_and_leaves_nothing(outcome: Outcome) -> None:
    assert set(outcome.second_preview) == {"same"}
    assert (outcome.left_in_state, outcome.left_in_cloud) == ((), ())
