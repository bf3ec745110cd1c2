from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.provisioned_model_spills_over import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of
from tests.policies.models import account, deployment

NA = Outcome.NOT_APPLICABLE
STANDARD = deployment("standard")
PROVISIONED = deployment("standard", sku="GlobalProvisionedManaged")


def _chat(spillover: Any, sku: Any = "DataZoneProvisionedManaged", of: str = "aif") -> Resource:
    return deployment(of=of, sku=sku, properties={"spilloverDeploymentName": spillover})


def _pool(*priorities: Any) -> Resource:
    services = [{"id": "/b", "priority": priority} for priority in priorities]
    return declared(
        "Microsoft.ApiManagement/service/apim/backends/pool", {"properties": {"pool": {"services": services}}}
    )


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_chat("standard"), STANDARD], [Outcome.PASS, NA], id="pass"),
        pytest.param([_chat("STANDARD"), STANDARD], [Outcome.PASS, NA], id="wrong-case"),
        pytest.param([_chat(None), _pool(1, 2)], [Outcome.PASS], id="pool"),
        pytest.param([_chat(None), _pool(1, 1)], [Outcome.FAIL], id="flat-pool"),
        pytest.param([_chat("gone"), STANDARD], [Outcome.FAIL, NA], id="fail"),
        pytest.param([_chat("standard"), PROVISIONED], [Outcome.FAIL, Outcome.FAIL], id="provisioned-too"),
        pytest.param([_chat(None)], [Outcome.FAIL], id="omitted"),
        pytest.param([_chat(UNKNOWN)], [Outcome.UNDECIDED], id="unknown"),
        pytest.param([_chat(None, UNKNOWN)], [Outcome.UNDECIDED], id="unknown-type"),
        pytest.param([_chat("standard", of="gone")], [Outcome.UNDECIDED], id="account-not-declared"),
    ],
)
def test_outcome(resources: list[Resource], expected: list[Outcome]) -> None:
    assert outcomes_of(RULE, account(), *resources) == expected


def test_reason() -> None:
    assert reasons_of(RULE, account(), _chat("gone")) == [
        "properties.spilloverDeploymentName is gone, which is no deployment of the account"
    ]
