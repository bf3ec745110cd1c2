from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.machine_learning_egress_without_wildcards import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of, without_id

TOP = "Microsoft.MachineLearningServices/workspaces"
HOST = {"type": "FQDN", "destination": "pypi.org"}
STORAGE = {"type": "FQDN", "destination": "*.blob.core.windows.net"}
LINK = {"type": "PrivateEndpoint", "destination": {"serviceResourceId": "/x", "subresourceTarget": "blob"}}


def _body(rules: Any, mode: Any = "AllowOnlyApprovedOutbound") -> dict[str, Any]:
    return {"properties": {"managedNetwork": {"isolationMode": mode, "outboundRules": rules}}}


def _tag(name: str) -> dict[str, Any]:
    return {"type": "ServiceTag", "destination": {"serviceTag": name, "protocol": "TCP", "portRanges": "443"}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(_body({"pypi": HOST, "blob": LINK}), [Outcome.PASS], id="pass"),
        pytest.param(_body({"a": {"type": "fqdn", "destination": "*.Anaconda.org"}}), [Outcome.PASS], id="wrong-case"),
        pytest.param(_body({"a": STORAGE, "b": HOST, "c": STORAGE}), [Outcome.FAIL, Outcome.FAIL], id="fail"),
        pytest.param(_body({"a": {"TYPE": "FQDN", "Destination": "*"}}), [Outcome.FAIL], id="everything"),
        pytest.param(_body({"a": _tag("internet")}), [Outcome.FAIL], id="tag-of-the-internet"),
        pytest.param(_body({"a": _tag("AzureCloud")}), [Outcome.FAIL], id="tag-of-all-of-azure"),
        pytest.param(_body({"a": _tag("AzureMachineLearning")}), [Outcome.PASS], id="tag-of-a-service"),
        pytest.param(_body(None), [Outcome.PASS], id="omitted"),
        pytest.param(_body(UNKNOWN), [Outcome.UNDECIDED], id="unknown"),
        pytest.param(_body({"a": {"type": "FQDN", "destination": UNKNOWN}}), [Outcome.UNDECIDED], id="unknown-host"),
        pytest.param(_body({"a": LINK}, UNKNOWN), [Outcome.UNDECIDED], id="unknown-mode"),
        pytest.param(_body({"a": STORAGE}, "AllowInternetOutbound"), [Outcome.NOT_APPLICABLE], id="open-anyway"),
    ],
)
def test_outcome(body: dict[str, Any], expected: list[Outcome]) -> None:
    assert outcomes_of(RULE, declared(f"{TOP}/mlw", body)) == expected


def test_rules_that_are_resources_of_their_own_count() -> None:
    workspace = declared(f"{TOP}/mlw", _body({}))
    known = declared(f"{TOP}/mlw/outboundRules/blob", {"properties": STORAGE})
    loose = without_id("loose", f"{TOP}/outboundRules", {"name": "any", "properties": STORAGE}, "mlw")
    path = "properties.managedNetwork.outboundRules"
    assert reasons_of(RULE, workspace, known, loose) == [
        f"{path}.blob.destination is *.blob.core.windows.net, expected a whole host name",
        f"{path}.any.destination is *.blob.core.windows.net, expected a whole host name",
    ]


def test_wildcards_may_be_allowed() -> None:
    workspace = declared(f"{TOP}/mlw", _body({"a": STORAGE}))
    assert outcomes_of(RULE, workspace, wildcards=["*.blob.core.windows.net"]) == [Outcome.PASS]
