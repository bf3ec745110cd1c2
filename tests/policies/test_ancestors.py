from __future__ import annotations

import pytest

from bedplate.policies.ancestors import ancestor, below
from bedplate.policies.resource import Resource, Resources
from tests.policies.graphs import declared, without_id

TOP = "Microsoft.MachineLearningServices/workspaces"
WORKSPACE = declared(f"{TOP}/mlw")
OTHER = declared(f"{TOP}/other")
ENDPOINT = declared(f"{TOP}/MLW/onlineEndpoints/score")
DEPLOYMENT = declared(f"{TOP}/mlw/onlineEndpoints/score/deployments/blue")
LOOSE = without_id("green", f"{TOP}/onlineEndpoints/deployments", {}, "score")
LOOSE_ENDPOINT = without_id("loose", f"{TOP}/onlineEndpoints", {}, "mlw")
OF_BOTH = without_id("both", f"{TOP}/onlineEndpoints", {}, "mlw", "other")
ELSEWHERE = declared(f"{TOP}/gone/onlineEndpoints/far")
BELOW_LOOSE = without_id("deep", f"{TOP}/onlineEndpoints/deployments", {}, "loose")
ALL = Resources([WORKSPACE, OTHER, ENDPOINT, DEPLOYMENT, LOOSE_ENDPOINT, OF_BOTH, ELSEWHERE, BELOW_LOOSE])


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        pytest.param(ENDPOINT, WORKSPACE, id="parent"),
        pytest.param(DEPLOYMENT, WORKSPACE, id="grandparent"),
        pytest.param(LOOSE_ENDPOINT, WORKSPACE, id="made-from"),
        pytest.param(BELOW_LOOSE, WORKSPACE, id="made-from-what-is-made-from"),
        pytest.param(OF_BOTH, None, id="ambiguous"),
        pytest.param(ELSEWHERE, None, id="not-declared"),
    ],
)
def test_the_resource_above(resource: Resource, expected: Resource | None) -> None:
    assert ancestor(ALL, resource, TOP.upper()) is expected


def test_resources_below_at_any_depth() -> None:
    found = below(ALL, WORKSPACE, f"{TOP}/onlineEndpoints", f"{TOP}/onlineEndpoints/deployments")
    assert [each.key for each in found] == ["score", "loose", "blue", "deep"]
