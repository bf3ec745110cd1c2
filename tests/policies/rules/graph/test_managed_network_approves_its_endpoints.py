from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.managed_network_approves_its_endpoints import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import declared, outcomes_of, reasons_of

TOP = "Microsoft.MachineLearningServices/workspaces"
SEARCH = declared("Microsoft.Search/searchServices/srch")
IDENTITY = declared("Microsoft.ManagedIdentity/userAssignedIdentities/id")
APPROVER, READER = "b556d68e-0be0-4f35-a333-ad7ee1ce17ea", "acdd72a7-3385-48ef-bd42-f606fba81ae7"
OWN_ROLE = "11111111-2222-3333-4444-555555555555"
OWN = {"type": "SystemAssigned"}
GIVEN = {"type": "UserAssigned", "userAssignedIdentities": [IDENTITY.id]}


def _workspace(identity: Any = OWN, mode: Any = "AllowInternetOutbound", kind: str = "Hub") -> Resource:
    return declared(
        f"{TOP}/mlw",
        {"kind": kind, "identity": identity, "properties": {"managedNetwork": {"isolationMode": mode}}},
    )


def _endpoint(id_: Any = SEARCH.id, owner: str = f"{TOP}/mlw", **fields: Any) -> Resource:
    rule = {"type": "PrivateEndpoint", "destination": {"serviceResourceId": id_}}
    return declared(f"{owner}/outboundRules/pe", {"properties": rule}, **fields)


def _role(role: Any = APPROVER, holder: str = "mlw", on: str = "Microsoft.Search/searchServices/srch/") -> Resource:
    definition = role if role is UNKNOWN else f"/providers/Microsoft.Authorization/roleDefinitions/{role}"
    scope = f"{on}providers/" if on else ""
    return Resource(
        key=f"role-{on}",
        type="Microsoft.Authorization/roleAssignments",
        id=f"{GROUP}/providers/{scope}Microsoft.Authorization/roleAssignments/r",
        body={"properties": {"roleDefinitionId": definition, "principalId": UNKNOWN}},
        references={"properties.principalId": (holder,)},
    )


ON_SEARCH = replace(_role(), id=None, references={"properties.principalId": ("mlw",), "scope": ("srch",)})
LATER = _endpoint(UNKNOWN, references={"properties": ("srch",)})


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_workspace(), _endpoint(), _role()], Outcome.PASS, id="pass"),
        pytest.param([_workspace(), _endpoint(), _role(APPROVER.upper())], Outcome.PASS, id="wrong-case"),
        pytest.param([_workspace(), _endpoint(), _role(on="")], Outcome.PASS, id="on-the-group"),
        pytest.param([_workspace(), LATER, _role()], Outcome.PASS, id="target-by-reference"),
        pytest.param([_workspace(), _endpoint(), ON_SEARCH], Outcome.PASS, id="scope-by-reference"),
        pytest.param([_workspace(), _endpoint(), _role(READER)], Outcome.FAIL, id="fail"),
        pytest.param([_workspace(), _endpoint(), _role(holder="id")], Outcome.FAIL, id="role-of-another"),
        pytest.param([_workspace(), _endpoint()], Outcome.FAIL, id="omitted"),
        pytest.param([_workspace(), _endpoint(), _role(holder="?")], Outcome.UNDECIDED, id="role-of-nobody-knows-whom"),
        pytest.param([_workspace(), _endpoint(), _role(READER, "?")], Outcome.FAIL, id="another-role-of-somebody"),
        pytest.param([_workspace(), _endpoint(), _role(UNKNOWN)], Outcome.UNDECIDED, id="unknown"),
        pytest.param([_workspace(), _endpoint(), _role(OWN_ROLE)], Outcome.UNDECIDED, id="role-of-ones-own"),
        pytest.param([_workspace(UNKNOWN), _endpoint()], Outcome.UNDECIDED, id="unknown-identity"),
        pytest.param([_workspace(), _endpoint(UNKNOWN)], Outcome.UNDECIDED, id="unknown-target"),
        pytest.param([_workspace(mode=UNKNOWN), _endpoint()], Outcome.UNDECIDED, id="unknown-mode"),
        pytest.param([_workspace(mode=None), _endpoint()], Outcome.NOT_APPLICABLE, id="no-network"),
        pytest.param([_workspace(kind="Project"), _endpoint()], Outcome.NOT_APPLICABLE, id="project"),
        pytest.param([_workspace()], Outcome.NOT_APPLICABLE, id="no-endpoints"),
    ],
)
def test_outcome(resources: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, SEARCH, IDENTITY, *resources) == [expected]


def test_an_identity_that_is_given_needs_the_role_on_the_workspace_and_what_is_its_own() -> None:
    vault = declared("Microsoft.KeyVault/vaults/kv")
    body = {"managedNetwork": {"isolationMode": "AllowOnlyApprovedOutbound"}, "keyVault": vault.id}
    workspace = declared(f"{TOP}/mlw", {"identity": GIVEN, "properties": body})
    manager = _role("b78c5d69-af96-48a3-bf8d-a8b4d589de94", "id", "Microsoft.KeyVault/vaults/kv/")
    assert reasons_of(RULE, workspace, vault, IDENTITY, manager) == [
        "its identity may not approve the private endpoint to mlw",
        "its identity may approve the endpoint to kv",
    ]


def test_an_account_approves_the_endpoint_to_itself_too() -> None:
    account = declared("Microsoft.CognitiveServices/accounts/aif", {"identity": OWN})
    path = "Microsoft.CognitiveServices/accounts/aif/managedNetworks/default"
    network = declared(path, {"properties": {"managedNetwork": {"isolationMode": "AllowOnlyApprovedOutbound"}}})
    resources = [account, network, SEARCH, _endpoint(owner=path), _role(holder="aif")]
    assert outcomes_of(RULE, *resources) == [Outcome.PASS, Outcome.FAIL]
