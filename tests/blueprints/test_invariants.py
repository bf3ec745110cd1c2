"""What holds on the graph of every stack, in both modes."""

import importlib
import inspect
import re
import uuid
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from bedplate.generator.graph import UNKNOWN, Graph, Mode, walk
from tests.blueprints.stack_questions import (
    ENDPOINT,
    ROLE,
    arm_id,
    before,
    custom,
    endpoint_target,
    exists_elsewhere,
    ids_in,
    owner_by_id,
    owner_of,
    text,
)

# Written out here a second time on purpose: a wrong table in a component must not excuse itself.
DIAGNOSED = {
    "azure-native:app:ManagedEnvironment",
    "azure-native:cognitiveservices:Account",
    "azure-native:containerregistry:Registry",
    "azure-native:cosmosdb:DatabaseAccount",
    "azure-native:keyvault:Vault",
    "azure-native:machinelearningservices:Workspace",
    "azure-native:monitor:AutoscaleSetting",
    "azure-native:network:ApplicationGateway",
    "azure-native:network:AzureFirewall",
    "azure-native:network:NetworkSecurityGroup",
    "azure-native:network:PublicIPAddress",
    "azure-native:network:VirtualNetwork",
    "azure-native:operationalinsights:Workspace",
    "azure-native:search:Service",
    "azure-native:storage:BlobServiceProperties",
    "azure-native:web:WebApp",
}
# Owner, Contributor, User Access Administrator, Role Based Access Control Administrator:
# learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged.
ALMIGHTY = {
    "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
    "b24988ac-6180-42a0-ab88-20f7382dd24c",
    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
}
ZONE_TAGS = {"owner", "costCenter", "dataClassification", "environment", "workload"}


def test_role_assignments_are_narrow_and_named_by_what_they_grant(stack_graph: Graph) -> None:
    assignments = stack_graph.of_type(ROLE)
    owners = owner_by_id(stack_graph)

    assert assignments
    for assignment in assignments:
        scope = text(assignment.inputs["scope"])
        assert uuid.UUID(text(assignment.inputs["roleAssignmentName"])).version == 5
        assert assignment.inputs["principalType"] == "ServicePrincipal"
        assert scope.lower() in owners or exists_elsewhere(stack_graph.stack, scope), scope
        assert "/providers/" in scope, "no role on a whole resource group"
        assert text(assignment.inputs["roleDefinitionId"]).rsplit("/", 1)[-1] not in ALMIGHTY
    assert len({a.inputs["roleAssignmentName"] for a in assignments}) == len(assignments)


def test_of_what_exists_elsewhere_only_one_secret_is_opened_to_the_zone(stack_graph: Graph) -> None:
    owners = owner_by_id(stack_graph)
    elsewhere = {
        assignment.name: assignment.inputs["scope"].rsplit("/", 2)[1:]
        for assignment in stack_graph.of_type(ROLE)
        if assignment.inputs["scope"].lower() not in owners
    }

    certificate = {"gateway-key-vault-secrets-user-certificate": ["secrets", "chat-contoso-com"]}
    assert elsewhere == (certificate if stack_graph.stack == "chat-prod" else {})


def test_the_names_of_role_assignments_are_the_same_in_both_modes(
    record_stack: Callable[[str, Mode], Graph], stack_graph: Graph
) -> None:
    def names(graph: Graph) -> dict[str, str]:
        return {
            assignment.urn: assignment.inputs["roleAssignmentName"]
            for token in (ROLE, "azure-native:cosmosdb:SqlResourceSqlRoleAssignment")
            for assignment in graph.of_type(token)
            if "roleAssignmentName" in assignment.inputs
        }

    assert names(record_stack(stack_graph.stack, Mode.UNKNOWN)) == names(record_stack(stack_graph.stack, Mode.KNOWN))


def test_no_provider_function_is_called(stack_graph: Graph) -> None:
    assert stack_graph.invokes == ()


def test_everything_with_logs_is_diagnosed_exactly_once(stack_graph: Graph) -> None:
    settings = stack_graph.of_type("azure-native:monitor:DiagnosticSetting")
    watched = [text(setting.inputs["resourceUri"]) for setting in settings]
    expected = {arm_id(stack_graph, r) for r in custom(stack_graph) if r.type in DIAGNOSED}
    # The file service of an account is there with it; it has logs worth keeping where somebody can call it.
    expected |= {
        f"{endpoint_target(endpoint)}/fileServices/default"
        for endpoint in stack_graph.of_type(ENDPOINT)
        if endpoint.inputs["privateLinkServiceConnections"][0]["groupIds"] == ("file",)
    }

    assert len(watched) == len(set(watched))
    assert set(watched) == expected
    for setting in settings:
        assert setting.inputs["workspaceId"]
        assert setting.inputs["logs"]
        assert all(log["enabled"] is True for log in setting.inputs["logs"])


def test_every_resource_is_named_by_the_program(stack_graph: Graph) -> None:
    for resource in custom(stack_graph):
        own_id = arm_id(stack_graph, resource)
        assert "/" in own_id
        assert UNKNOWN.value not in own_id, resource.urn
        assert not re.search(r"[0-9a-f]{8}$", resource.name), "an automatic name ends in eight random digits"


def test_every_id_among_the_inputs_leads_to_a_resource_and_carries_the_dependency(stack_graph: Graph) -> None:
    owners = owner_by_id(stack_graph)
    earlier = before(stack_graph)
    seen = 0
    for resource in custom(stack_graph):
        own_parts = f"{arm_id(stack_graph, resource)}/"
        for path, found in ids_in(resource.inputs):
            # An Application Gateway refers to its own listeners and pools by their ids.
            if found.startswith(own_parts) or exists_elsewhere(stack_graph.stack, found):
                continue
            seen += 1
            owner = owner_of(owners, found)
            assert owner is not None, (resource.urn, path, found)
            assert owner in earlier[resource.urn], (resource.urn, path)
    assert seen > 100


def test_a_preview_gives_every_input_that_a_deployment_gives(
    record_stack: Callable[[str, Mode], Graph], stack_graph: Graph
) -> None:
    known = {r.urn: _keys(r.inputs) for r in record_stack(stack_graph.stack, Mode.KNOWN).resources}
    unknown = {r.urn: _keys(r.inputs) for r in record_stack(stack_graph.stack, Mode.UNKNOWN).resources}

    assert unknown == known


def _keys(inputs: Mapping[str, Any]) -> set[tuple[str | int, ...]]:
    return {path for path, _ in walk(inputs)}


def test_whatever_takes_tags_carries_the_zones(stack_graph: Graph) -> None:
    tagged = 0
    for resource in custom(stack_graph):
        if _takes_tags(resource.type):
            tagged += 1
            assert set(resource.inputs.get("tags", {})) >= ZONE_TAGS, resource.urn
        else:
            assert "tags" not in resource.inputs, resource.urn
    assert tagged > 50


@cache
def _takes_tags(token: str) -> bool:
    """Return whether the provider's class of a type has tags among its inputs."""
    _, module, name = token.split(":")
    resource_class = getattr(importlib.import_module(f"pulumi_azure_native.{module}"), name)
    return "tags" in inspect.signature(resource_class._internal_init).parameters


def test_the_zone_deploys_to_the_subscription_that_its_ids_name(stack_graph: Graph) -> None:
    [provider] = stack_graph.of_type("pulumi:providers:azure-native")
    for resource in custom(stack_graph):
        assert resource.provider is not None, resource.urn
        assert resource.provider.startswith(f"{provider.urn}::")
        own_id = arm_id(stack_graph, resource)
        # The right to read a certificate lies with the certificate.
        if resource.type != ROLE or not exists_elsewhere(stack_graph.stack, text(resource.inputs["scope"])):
            assert f"/subscriptions/{provider.inputs['subscriptionId']}" in own_id
