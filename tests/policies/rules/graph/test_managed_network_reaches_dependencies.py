from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.managed_network_reaches_dependencies import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import declared, outcomes_of, reasons_of

TOP = "Microsoft.MachineLearningServices/workspaces"
SEARCH_ID = f"{GROUP}/providers/Microsoft.Search/searchServices/srch"
STORAGE_ID = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/st"
APPROVED = "AllowOnlyApprovedOutbound"
RULES = "properties.managedNetwork.outboundRules"


def _workspace(mode: Any = APPROVED, rules: Any = None, kind: str = "Default") -> Resource:
    network = {"isolationMode": mode, "outboundRules": rules}
    return declared(
        f"{TOP}/mlw", {"kind": kind, "properties": {"managedNetwork": network, "storageAccount": STORAGE_ID}}
    )


def _search(access: Any = "Disabled") -> Resource:
    return declared("Microsoft.Search/searchServices/srch", {"properties": {"publicNetworkAccess": access}})


STORAGE = declared("Microsoft.Storage/storageAccounts/st", {"properties": {"publicNetworkAccess": "Disabled"}})
LAKE = declared("Microsoft.Storage/storageAccounts/lake", {"properties": {"publicNetworkAccess": "disabled"}})


def _connection(**properties: Any) -> Resource:
    given = {"target": "https://srch.search.windows.net", **properties}
    return declared(f"{TOP}/mlw/connections/c", {"properties": given})


def _endpoint(id_: Any = SEARCH_ID, part: Any = "searchService", **fields: Any) -> Resource:
    rule = {"type": "PrivateEndpoint", "destination": {"serviceResourceId": id_, "subresourceTarget": part}}
    return declared(f"{TOP}/mlw/outboundRules/pe", {"properties": rule}, **fields)


BY_REFERENCE = _endpoint(UNKNOWN, references={"properties": ("srch",)})
BY_ID = _connection(target="x", metadata={"resourceId": SEARCH_ID.upper()})
ASKING = _connection(peRequirement="Required")
INLINE = _workspace(rules={"s": {"type": "privateendpoint", "destination": {"serviceResourceId": SEARCH_ID}}})


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_workspace(), _search(), _connection(), _endpoint()], Outcome.PASS, id="pass"),
        pytest.param([_workspace(), _search(), BY_ID, _endpoint(SEARCH_ID.upper())], Outcome.PASS, id="wrong-case"),
        pytest.param([_workspace(), _search(), _connection(), BY_REFERENCE], Outcome.PASS, id="pass-by-reference"),
        pytest.param([INLINE, _search(), _connection()], Outcome.PASS, id="pass-inline"),
        pytest.param([_workspace(), _search(), ASKING], Outcome.PASS, id="connection-asks-for-it"),
        pytest.param([_workspace(), _search("Enabled"), _connection()], Outcome.PASS, id="open-service"),
        pytest.param([_workspace(), _search(None), _connection()], Outcome.PASS, id="omitted-access"),
        pytest.param([_workspace(), _search(), _connection(), _endpoint("/other")], Outcome.FAIL, id="fail"),
        pytest.param([_workspace(), _search(), _connection()], Outcome.FAIL, id="omitted"),
        pytest.param([_workspace("allowInternetOutbound"), _search(), BY_ID], Outcome.FAIL, id="open-network"),
        pytest.param([_workspace(), _search(), _connection(), _endpoint(UNKNOWN)], Outcome.UNDECIDED, id="unknown"),
        pytest.param([_workspace(rules=UNKNOWN), _search(), _connection()], Outcome.UNDECIDED, id="unknown-rules"),
        pytest.param([_workspace(), _search(UNKNOWN), _connection()], Outcome.UNDECIDED, id="unknown-access"),
        pytest.param([_workspace(UNKNOWN), _search(), _connection()], Outcome.UNDECIDED, id="unknown-mode"),
        pytest.param([_workspace(None), _search(), _connection()], Outcome.NOT_APPLICABLE, id="no-network"),
        pytest.param([_workspace(kind="project"), _search(), BY_ID], Outcome.NOT_APPLICABLE, id="project"),
    ],
)
def test_outcome(resources: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, *resources) == [expected]


def test_what_a_project_of_the_hub_uses_counts() -> None:
    hub = _workspace(kind="Hub")
    project = declared(f"{TOP}/p", {"kind": "Project", "properties": {"hubResourceId": hub.id}})
    connection = declared(f"{TOP}/p/connections/c", {"properties": {"target": SEARCH_ID}})
    assert reasons_of(RULE, hub, project, connection, _search())[0] == (
        "it uses srch, which is closed, and no outbound rule leads there"
    )


def test_datastores_and_batch_endpoints_need_their_parts() -> None:
    properties = {"datastoreType": "AzureDataLakeGen2", "accountName": "lake"}
    store = declared(f"{TOP}/mlw/datastores/lake", {"properties": properties})
    own = declared(f"{TOP}/mlw/datastores/own", {"properties": {"datastoreType": "AzureBlob", "accountName": "st"}})
    batch = declared(f"{TOP}/mlw/batchEndpoints/b")
    blob = _endpoint(LAKE.id, "blob")
    assert reasons_of(RULE, _workspace(), STORAGE, LAKE, store, own, batch, blob) == [
        "it uses dfs of lake, which is closed, and no outbound rule leads there",
        "it uses queue of st, which is closed, and no outbound rule leads there",
        "it uses table of st, which is closed, and no outbound rule leads there",
    ]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("SRCH.search.windows.net", [Outcome.PASS, Outcome.FAIL], id="host-of-a-target"),
        pytest.param("st.blob.core.windows.net", [Outcome.PASS, Outcome.FAIL], id="host-of-a-dependency"),
        pytest.param("other.search.windows.net", [Outcome.PASS], id="another-host"),
    ],
)
def test_hosts_beside_endpoints(host: str, expected: list[Outcome]) -> None:
    rule = declared(f"{TOP}/mlw/outboundRules/h", {"properties": {"type": "FQDN", "destination": host}})
    assert outcomes_of(RULE, _workspace(), _search(), STORAGE, _connection(), _endpoint(), rule) == expected
