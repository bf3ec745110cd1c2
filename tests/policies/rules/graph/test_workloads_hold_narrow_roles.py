from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.facts import read_facts
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.workloads_hold_narrow_roles import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP
from tests.policies.graphs import declared, outcomes_of, reasons_of

ROLES = {name: row["id"] for name, row in read_facts("role_edges")["roles"].items()}
IDENTITY = declared("Microsoft.ManagedIdentity/userAssignedIdentities/id")
STORAGE, VAULT = "Microsoft.Storage/storageAccounts/st", "Microsoft.KeyVault/vaults/kv"
REGISTRY = "Microsoft.ContainerRegistry/registries/cr"
READER, OWNER, MANAGER = "Storage Blob Data Reader", "Storage Blob Data Owner", "Storage Account Contributor"


def _user(path: str = "Microsoft.Web/sites/app", *, listed: bool = False, **body: Any) -> Resource:
    ids = [IDENTITY.id] if listed else {str(IDENTITY.id).upper(): {}}
    return declared(path, {"identity": {"type": "UserAssigned", "userAssignedIdentities": ids}, **body})


def _role(role: Any, on: str = STORAGE, holder: str = "id", **properties: Any) -> Resource:
    id_ = f"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/{ROLES.get(role, role)}"
    path = f"{on}/providers/Microsoft.Authorization/roleAssignments/r"
    given = {"roleDefinitionId": role if role is UNKNOWN else id_, "principalId": UNKNOWN, **properties}
    return declared(path, {"properties": given}, references={"properties.principalId": (holder,)})


def _role_on_group(role: str) -> Resource:
    return Resource(
        key="r",
        type="Microsoft.Authorization/roleAssignments",
        id=f"{GROUP}/providers/Microsoft.Authorization/roleAssignments/r",
        body={"properties": {"roleDefinitionId": ROLES[role].upper(), "principalType": "ServicePrincipal"}},
        references={"properties.principalId": ("id",)},
    )


PROJECT = "Microsoft.CognitiveServices/accounts/aif/projects/p"
HUB = "Microsoft.MachineLearningServices/workspaces/hub"
FEDERATED = declared("Microsoft.ManagedIdentity/userAssignedIdentities/id/federatedIdentityCredentials/pods")
POLICY = "Microsoft.Authorization/policyAssignments/p"


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_user(), _role(READER)], Outcome.PASS, id="pass"),
        pytest.param([_user(), _role(ROLES[READER].upper())], Outcome.PASS, id="wrong-case"),
        pytest.param([_user(), _role(READER, principalType=None)], Outcome.PASS, id="omitted-principal-type"),
        pytest.param([_user(), _role(MANAGER)], Outcome.FAIL, id="fail"),
        pytest.param([_user(listed=True), _role(OWNER)], Outcome.FAIL, id="identities-in-a-list"),
        pytest.param([_user(kind="functionapp,linux"), _role(OWNER)], Outcome.PASS, id="function"),
        pytest.param([_user(PROJECT), _role(OWNER, condition="@Resource[...]")], Outcome.PASS, id="bounded"),
        pytest.param([_user(PROJECT), _role(OWNER)], Outcome.FAIL, id="unbounded"),
        pytest.param([_user(PROJECT), _role(OWNER, condition="")], Outcome.FAIL, id="empty-condition"),
        pytest.param([_user(HUB), _role("Azure AI Administrator", VAULT)], Outcome.PASS, id="hub"),
        pytest.param([_user("Microsoft.App/jobs/runner"), _role("AcrPush", REGISTRY)], Outcome.PASS, id="builds"),
        pytest.param([_user(), _role("AcrPush", REGISTRY)], Outcome.FAIL, id="no-builds"),
        pytest.param([_user(), _role("Azure AI Administrator", VAULT)], Outcome.FAIL, id="role-of-hubs"),
        pytest.param([_user(), _role("Key Vault Secrets User", f"{VAULT}/secrets/s")], Outcome.PASS, id="a-secret"),
        pytest.param([_user(), _role_on_group(READER)], Outcome.FAIL, id="on-a-group"),
        pytest.param([_user(), _role(UNKNOWN)], Outcome.UNDECIDED, id="unknown"),
        pytest.param([_user(), _role(READER, holder="-")], Outcome.UNDECIDED, id="unknown-holder"),
        pytest.param([_role(MANAGER)], Outcome.UNDECIDED, id="used-elsewhere"),
        pytest.param([_user(), FEDERATED, _role(MANAGER)], Outcome.UNDECIDED, id="used-by-pods-too"),
        pytest.param([_user(), _role("acdd72a7-3385-48ef-bd42-f606fba81ae7")], Outcome.NOT_APPLICABLE, id="no-row"),
        pytest.param([_user(), _role(MANAGER, principalType="Group")], Outcome.NOT_APPLICABLE, id="people"),
        pytest.param([_user(POLICY), _role(MANAGER)], Outcome.NOT_APPLICABLE, id="remediation"),
    ],
)
def test_outcome(resources: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, IDENTITY, *resources) == [expected]


def test_a_service_with_an_identity_of_its_own() -> None:
    search = declared("Microsoft.Search/searchServices/srch", {"identity": {"type": "SystemAssigned"}})
    role = "Cognitive Services OpenAI Contributor"
    assert outcomes_of(RULE, search, _role(role, "Microsoft.CognitiveServices/accounts/a", "srch")) == [Outcome.PASS]


def test_an_identity_that_is_not_known_is_found_by_reference() -> None:
    body = {"identity": {"type": "UserAssigned", "userAssignedIdentities": UNKNOWN}}
    user = declared("Microsoft.App/containerApps/ca", body, references={"identity": ("id",)})
    assert outcomes_of(RULE, IDENTITY, user, _role(MANAGER)) == [Outcome.FAIL]


def test_reasons() -> None:
    push = _role("AcrPush", REGISTRY)
    assert reasons_of(RULE, IDENTITY, _user(), push) == ["AcrPush is more than app needs: one of AcrPull is enough"]
    assert reasons_of(RULE, IDENTITY, _user(), _role_on_group(READER)) == [
        "Storage Blob Data Reader is given on more than one resource"
    ]
