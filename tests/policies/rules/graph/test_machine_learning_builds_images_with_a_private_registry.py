from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.machine_learning_builds_images_with_a_private_registry import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import declared, outcomes_of, reasons_of

REGISTRY_ID = f"{GROUP}/providers/Microsoft.ContainerRegistry/registries/cr"
PRIVATE = declared("Microsoft.ContainerRegistry/registries/cr", {"properties": {"publicNetworkAccess": "disabled"}})
OPEN = declared("Microsoft.ContainerRegistry/registries/cr", {"properties": {}})
HIDDEN = declared("Microsoft.ContainerRegistry/registries/cr", {"properties": {"publicNetworkAccess": UNKNOWN}})


def _workspace(registry: Any, build: Any = None) -> Resource:
    return declared(
        "Microsoft.MachineLearningServices/workspaces/mlw",
        {"properties": {"containerRegistry": registry, "imageBuildCompute": build}},
        references={"properties.containerRegistry": ("cr",)},
    )


@pytest.mark.parametrize(
    ("workspace", "registry", "expected"),
    [
        pytest.param(_workspace(REGISTRY_ID, "cpu-build"), PRIVATE, Outcome.PASS, id="pass"),
        pytest.param(_workspace(REGISTRY_ID), PRIVATE, Outcome.FAIL, id="omitted"),
        pytest.param(_workspace(REGISTRY_ID.upper(), ""), PRIVATE, Outcome.FAIL, id="wrong-case"),
        pytest.param(_workspace(UNKNOWN), PRIVATE, Outcome.FAIL, id="fail-by-reference"),
        pytest.param(_workspace(REGISTRY_ID, UNKNOWN), PRIVATE, Outcome.UNDECIDED, id="unknown"),
        pytest.param(_workspace(REGISTRY_ID), HIDDEN, Outcome.UNDECIDED, id="unknown-registry"),
        pytest.param(_workspace("/elsewhere"), PRIVATE, Outcome.UNDECIDED, id="elsewhere"),
        pytest.param(_workspace(REGISTRY_ID), OPEN, Outcome.NOT_APPLICABLE, id="open-registry"),
        pytest.param(_workspace(None), PRIVATE, Outcome.NOT_APPLICABLE, id="no-registry"),
    ],
)
def test_outcome(workspace: Resource, registry: Resource, expected: Outcome) -> None:
    assert outcomes_of(RULE, workspace, registry) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, _workspace(REGISTRY_ID), PRIVATE) == [
        "its container registry is private, and properties.imageBuildCompute is not set"
    ]
