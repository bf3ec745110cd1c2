from collections.abc import Callable
from typing import Any

import pytest

from bedplate.components.ai_account import AIAccount, AIAccountArgs, AIAccountKind
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, unknown_paths
from tests.components.ai_account_cases import ACCOUNT_ID, MODULE, NETWORK_ID, ZONE_IDS, defaults, waf_aligned

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]

OPENAI: dict[str, Any] = {"kind": AIAccountKind.OPENAI}


def openai() -> AIAccountArgs:
    """Return an Azure OpenAI account with all that a Foundry one has but projects and agents."""
    args = waf_aligned()
    del args["projects"], args["agent_subnet_id"]
    return {**args, "kind": AIAccountKind.OPENAI}


def test_an_azure_openai_account_is_as_private_and_keyless_as_any(
    record_program: Record, inputs_by_name: Inputs
) -> None:
    graph = record_program(lambda: AIAccount("ai", openai()))

    assert inputs_by_name(graph, f"{MODULE}Account") == {
        "ai": {
            "resourceGroupName": "rg-chat",
            "accountName": "aif-chat",
            "location": "swedencentral",
            "kind": "OpenAI",
            "sku": {"name": "S0"},
            "identity": {"type": "SystemAssigned"},
            "properties": {
                "customSubDomainName": "aif-chat",
                "disableLocalAuth": True,
                "publicNetworkAccess": "Disabled",
                "networkAcls": {"defaultAction": "Deny", "bypass": "None", "ipRules": [], "virtualNetworkRules": []},
                "restrictOutboundNetworkAccess": True,
                "allowedFqdnList": [],
            },
        }
    }
    declared = {resource.type for resource in graph.resources if resource.type.startswith(MODULE)}
    assert declared == {f"{MODULE}{name}" for name in ("Account", "RaiPolicy", "Deployment")}


def test_its_private_endpoint_comes_after_the_models_with_the_zones_of_every_account(
    record_program: Record, inputs_by_name: Inputs
) -> None:
    graph = record_program(lambda: AIAccount("ai", openai()))

    [endpoint] = graph.of_type("azure-native:network:PrivateEndpoint")
    [deployment] = graph.of_type(f"{MODULE}Deployment")
    [zone_group] = inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup").values()
    assert deployment.urn in endpoint.dependencies
    assert {config["privateDnsZoneId"] for config in zone_group["privateDnsZoneConfigs"]} == set(ZONE_IDS.values())


def test_it_answers_under_openais_address_alone(record_program: Record) -> None:
    def program() -> dict[str, Any]:
        account = AIAccount("ai", openai())
        names = ("account_id", "foundry_endpoint", "openai_endpoint", "project_ids", "project_endpoints")
        return {name: getattr(account, name) for name in names}

    graph = record_program(program)

    assert graph.outputs == {
        "account_id": ACCOUNT_ID,
        "foundry_endpoint": "",
        "openai_endpoint": "https://aif-chat.openai.azure.com/",
        "project_ids": {},
        "project_endpoints": {},
    }
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({"projects": [{"project_name": "chat"}]}, ["projects"], id="projects"),
        pytest.param({"agent_subnet_id": f"{NETWORK_ID}/subnets/agents"}, ["agent_subnet_id"], id="agent-subnet"),
        pytest.param({"managed_network": {"firewall_sku": "Basic"}}, ["managed_network"], id="managed-network"),
        pytest.param(
            {"projects": [{"project_name": "chat"}], "agent_subnet_id": "subnet"},
            ["projects", "agent_subnet_id"],
            id="all-at-once",
        ),
        pytest.param({"managed_network": {}}, ["managed_network"], id="empty-managed-network"),
    ],
)
def test_what_only_foundry_has_is_refused(record_program: Record, changes: dict[str, Any], named: list[str]) -> None:
    args: Any = {**defaults(), **OPENAI, **changes}

    with pytest.raises(ProgramError) as refused:
        record_program(lambda: AIAccount("ai", args))

    for name in named:
        assert f"no projects and no agents, leave out {name}" in str(refused.value)


def test_no_projects_are_no_problem(record_program: Record) -> None:
    args: Any = {**defaults(), **OPENAI, "projects": []}

    graph = record_program(lambda: AIAccount("ai", args))

    assert len(graph.of_type(f"{MODULE}Account")) == 1


def test_a_kind_that_azure_does_not_know_is_refused(record_program: Record) -> None:
    args: Any = {**defaults(), "kind": "SpeechServices"}

    with pytest.raises(ProgramError, match="SpeechServices"):
        record_program(lambda: AIAccount("ai", args))
