from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from bedplate.components.ai.managed_network import ManagedAgentNetworkArgs, ManagedNetworkFirewallSku
from bedplate.components.ai_account import AIAccount
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import UNKNOWN, Graph, Mode
from tests.components.ai.test_capability_host import agent_project, ancestors
from tests.components.ai_account_cases import (
    ACCOUNT_ID,
    COSMOS_ID,
    MODULE,
    NETWORK_ID,
    SEARCH_ID,
    STORAGE_ID,
    defaults,
    waf_aligned,
)

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]

ROLE_ASSIGNMENT = "azure-native:authorization:RoleAssignment"
APPROVER = "b556d68e-0be0-4f35-a333-ad7ee1ce17ea"
STORES: ManagedAgentNetworkArgs = {
    "private_endpoints": [
        {"rule_name": "vectors", "target_id": SEARCH_ID, "subresource": "searchService"},
        {"rule_name": "threads", "target_id": COSMOS_ID, "subresource": "Sql"},
        {"rule_name": "files", "target_id": STORAGE_ID, "subresource": "blob"},
    ]
}
EVERYTHING: ManagedAgentNetworkArgs = {
    **STORES,
    "allowed_fqdns": {"partner": "api.example.com", "anything-of-partner": "*.example.com"},
    "allowed_service_tags": {"telemetry": "AzureMonitor"},
    "firewall_sku": ManagedNetworkFirewallSku.BASIC,
}


def declare(network: ManagedAgentNetworkArgs) -> Callable[[], None]:
    def program() -> None:
        base = waf_aligned()
        del base["agent_subnet_id"]
        AIAccount("ai", {**base, "managed_network": network, "projects": [agent_project()]})

    return program


def private_endpoint_rule(target_id: str, subresource: str) -> dict[str, Any]:
    return {
        "type": "PrivateEndpoint",
        "category": "UserDefined",
        "destination": {"serviceResourceId": target_id, "subresourceTarget": subresource},
    }


@pytest.mark.parametrize(
    ("network", "expected"),
    [
        pytest.param({}, {}, id="defaults"),
        pytest.param(STORES, {}, id="private-endpoints-only"),
        pytest.param(EVERYTHING, {"firewallSku": "Basic"}, id="with-hosts"),
        pytest.param(
            {"allowed_fqdns": {"partner": "api.example.com"}}, {"firewallSku": "Standard"}, id="firewall-by-default"
        ),
    ],
)
def test_only_what_is_approved_can_be_reached(
    record_program: Record, inputs_by_name: Inputs, network: ManagedAgentNetworkArgs, expected: dict[str, str]
) -> None:
    graph = record_program(declare(network))

    assert inputs_by_name(graph, f"{MODULE}ManagedNetworkSetting") == {
        "ai": {
            "resourceGroupName": "rg-chat",
            "accountName": "aif-chat",
            "managedNetworkName": "default",
            "properties": {
                "managedNetwork": {
                    "isolationMode": "AllowOnlyApprovedOutbound",
                    "managedNetworkKind": "V2",
                    **expected,
                }
            },
        }
    }
    [setting] = graph.of_type(f"{MODULE}ManagedNetworkSetting")
    assert setting.options.retain_on_delete
    assert inputs_by_name(graph, f"{MODULE}Account")["ai"]["properties"]["networkInjections"] == [
        {"scenario": "agent", "useMicrosoftManagedNetwork": True}
    ]


def test_rules_lead_to_the_account_the_stores_the_tags_and_the_hosts(
    record_program: Record, inputs_by_name: Inputs
) -> None:
    graph = record_program(declare(EVERYTHING))

    rules = inputs_by_name(graph, f"{MODULE}OutboundRule")
    assert {rule["ruleName"]: rule["properties"] for rule in rules.values()} == {
        "account": private_endpoint_rule(ACCOUNT_ID, "account"),
        "vectors": private_endpoint_rule(SEARCH_ID, "searchService"),
        "threads": private_endpoint_rule(COSMOS_ID, "Sql"),
        "files": private_endpoint_rule(STORAGE_ID, "blob"),
        "telemetry": {
            "type": "ServiceTag",
            "category": "UserDefined",
            "destination": {
                "action": "Allow",
                "serviceTag": "AzureMonitor",
                "protocol": "TCP",
                "portRanges": "443",
            },
        },
        "anything-of-partner": {"type": "FQDN", "category": "UserDefined", "destination": "*.example.com"},
        "partner": {"type": "FQDN", "category": "UserDefined", "destination": "api.example.com"},
    }
    assert {rule["managedNetworkName"] for rule in rules.values()} == {"default"}


def test_the_account_may_approve_each_private_endpoint_and_nothing_wider(record_program: Record, mode: Mode) -> None:
    graph = record_program(declare(EVERYTHING))

    roles = graph.of_type(ROLE_ASSIGNMENT)
    assert {role.inputs["scope"] for role in roles} == {ACCOUNT_ID, SEARCH_ID, COSMOS_ID, STORAGE_ID}
    assert {str(role.inputs["roleDefinitionId"]).rsplit("/", 1)[-1] for role in roles} == {APPROVER}
    if mode is Mode.UNKNOWN:
        assert {role.inputs["principalId"] for role in roles} == {UNKNOWN}


def test_role_network_rules_projects_and_capability_host_come_in_this_order(record_program: Record) -> None:
    graph = record_program(declare(EVERYTHING))

    [account] = graph.of_type(f"{MODULE}Account")
    roles = graph.of_type(ROLE_ASSIGNMENT)
    [setting] = graph.of_type(f"{MODULE}ManagedNetworkSetting")
    rules = sorted(graph.of_type(f"{MODULE}OutboundRule"), key=lambda rule: len(ancestors(graph, rule)))
    [project] = graph.of_type(f"{MODULE}Project")
    [host] = graph.of_type(f"{MODULE}ProjectCapabilityHost")
    [endpoint] = graph.of_type("azure-native:network:PrivateEndpoint")
    assert all(account.urn in role.dependencies for role in roles)
    assert {role.urn for role in roles} <= ancestors(graph, setting)
    assert [rule.inputs["ruleName"] for rule in rules] == [
        "account",
        "files",
        "threads",
        "vectors",
        "telemetry",
        "anything-of-partner",
        "partner",
    ]
    for earlier, later in pairwise([setting, *rules, project]):
        assert earlier.urn in later.dependencies
    assert project.urn in ancestors(graph, host)
    assert host.urn in ancestors(graph, endpoint)


@pytest.mark.parametrize(
    ("network", "problem"),
    [
        pytest.param(
            {"managed_network": {}, "agent_subnet_id": f"{NETWORK_ID}/subnets/snet-agents"},
            "agents work either in agent_subnet_id or in managed_network, leave out one of them",
            id="two-networks",
        ),
        pytest.param(
            {"managed_network": {**STORES, "allowed_service_tags": {"files": "Storage"}}},
            "'files'",
            id="repeated-rule",
        ),
        pytest.param(
            {"managed_network": {"allowed_fqdns": {"account": "example.com"}}}, "'account'", id="name-of-our-own-rule"
        ),
    ],
)
def test_rules_that_do_not_fit_are_reported(record_program: Record, network: Any, problem: str) -> None:
    args: Any = {**defaults(), **network}

    with pytest.raises(ProgramError) as raised:
        record_program(lambda: AIAccount("ai", args))

    assert problem in str(raised.value)
