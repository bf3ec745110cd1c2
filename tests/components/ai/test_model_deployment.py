from collections.abc import Callable
from typing import Any

import pytest

from bedplate.components.ai.model_deployment import ModelDeploymentArgs
from bedplate.components.ai_account import AIAccount
from bedplate.components.planning.deployment_plan import DeploymentSku, VersionUpgradeOption
from bedplate.generator.graph import Graph

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]

DEPLOYMENT = "azure-native:cognitiveservices:Deployment"


def deployment(**changes: Any) -> ModelDeploymentArgs:
    base: ModelDeploymentArgs = {
        "deployment_name": "chat",
        "model_name": "gpt-4.1",
        "model_version": "2025-04-14",
        "sku": DeploymentSku.DATA_ZONE_STANDARD,
        "capacity": 50,
    }
    base.update(changes)  # type: ignore[typeddict-item]  # each case is a whole deployment
    return base


def declare(*deployments: ModelDeploymentArgs) -> Callable[[], None]:
    def program() -> None:
        AIAccount(
            "ai",
            {
                "resource_group_name": "rg-chat",
                "location": "swedencentral",
                "account_name": "aif-chat",
                "content_filters": [{"policy_name": "strict"}],
                "deployments": list(deployments),
            },
        )

    return program


@pytest.mark.parametrize(
    ("changes", "sku", "properties"),
    [
        pytest.param({}, {"name": "DataZoneStandard", "capacity": 50}, {}, id="data-zone"),
        pytest.param({"sku": DeploymentSku.STANDARD}, {"name": "Standard", "capacity": 50}, {}, id="regional"),
        pytest.param({"sku": "GlobalStandard"}, {"name": "GlobalStandard", "capacity": 50}, {}, id="global-as-text"),
        pytest.param(
            {"sku": DeploymentSku.PROVISIONED_MANAGED, "capacity": 15},
            {"name": "ProvisionedManaged", "capacity": 15},
            {},
            id="provisioned",
        ),
        pytest.param(
            {"version_upgrade_option": VersionUpgradeOption.ONCE_CURRENT_VERSION_EXPIRED},
            {"name": "DataZoneStandard", "capacity": 50},
            {"versionUpgradeOption": "OnceCurrentVersionExpired"},
            id="upgrade-on-retirement",
        ),
        pytest.param(
            {"content_filter": "strict"},
            {"name": "DataZoneStandard", "capacity": 50},
            {"raiPolicyName": "strict"},
            id="own-filter",
        ),
        pytest.param(
            {"model_format": "Mistral AI", "model_name": "mistral-medium", "model_version": "1"},
            {"name": "DataZoneStandard", "capacity": 50},
            {"model": {"format": "Mistral AI", "name": "mistral-medium", "version": "1"}},
            id="another-maker",
        ),
    ],
)
def test_a_deployment_says_everything_that_azure_would_choose_otherwise(
    record_program: Record,
    inputs_by_name: Inputs,
    changes: dict[str, Any],
    sku: dict[str, Any],
    properties: dict[str, Any],
) -> None:
    graph = record_program(declare(deployment(**changes)))

    assert inputs_by_name(graph, DEPLOYMENT) == {
        "ai-chat": {
            "resourceGroupName": "rg-chat",
            "accountName": "aif-chat",
            "deploymentName": "chat",
            "sku": sku,
            "properties": {
                "model": {"format": "OpenAI", "name": "gpt-4.1", "version": "2025-04-14"},
                "raiPolicyName": "Microsoft.DefaultV2",
                "versionUpgradeOption": "NoAutoUpgrade",
                **properties,
            },
        }
    }


def test_spillover_is_an_edge_from_the_reserved_deployment_to_its_target(
    record_program: Record, inputs_by_name: Inputs
) -> None:
    reserved = deployment(
        deployment_name="a-reserved",
        sku=DeploymentSku.DATA_ZONE_PROVISIONED_MANAGED,
        capacity=15,
        spillover_deployment_name="overflow",
    )

    graph = record_program(declare(reserved, deployment(deployment_name="overflow")))

    assert inputs_by_name(graph, DEPLOYMENT)["ai-a-reserved"]["properties"]["spilloverDeploymentName"] == "overflow"
    by_name = {resource.name: resource for resource in graph.of_type(DEPLOYMENT)}
    assert by_name["ai-overflow"].urn in by_name["ai-a-reserved"].property_dependencies["properties"]
    assert by_name["ai-a-reserved"].urn not in by_name["ai-overflow"].dependencies


def test_a_filter_policy_is_an_edge_from_the_deployment_to_it(record_program: Record) -> None:
    graph = record_program(declare(deployment(content_filter="strict")))

    (policy,) = graph.of_type("azure-native:cognitiveservices:RaiPolicy")
    (declared,) = graph.of_type(DEPLOYMENT)
    assert policy.urn in declared.property_dependencies["properties"]
