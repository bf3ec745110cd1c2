"""Model deployments of an AI account."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.ai.account_children import AccountChildren
from bedplate.components.planning.content_filter import DEFAULT_POLICY
from bedplate.components.planning.deployment_plan import (
    DeploymentSku,
    PlannedDeployment,
    VersionUpgradeOption,
    deployment_order,
)
from bedplate.components.shared.known import known


class ModelDeploymentArgs(TypedDict):
    """One model that an account serves."""

    deployment_name: str
    """Name by which programs ask for the model."""
    model_name: pulumi.Input[str]
    """The model, for example `gpt-4.1`."""
    model_version: pulumi.Input[str]
    """Its version, for example `2025-04-14`; pinned, so that a new one is a decision."""
    model_format: NotRequired[pulumi.Input[str]]
    """Maker's format of the model, `OpenAI` by default."""
    sku: DeploymentSku
    """How it is hosted."""
    capacity: pulumi.Input[int]
    """Thousands of tokens per minute, or throughput units where they are reserved."""
    version_upgrade_option: NotRequired[VersionUpgradeOption]
    """When Azure may change the version; never by default."""
    content_filter: NotRequired[str]
    """Filter policy: one of the account's own or Azure's `Microsoft.DefaultV2`, the default."""
    spillover_deployment_name: NotRequired[str]
    """Deployment that takes the requests which this one, with reserved throughput units, has no room for.

    It serves the same model, pays per token and processes data in the same place.
    """


def planned(deployment: ModelDeploymentArgs) -> PlannedDeployment:
    """Return what the plan must know of a deployment.

    Raises:
        ValueError: its SKU is none of the enumeration.
    """
    name, version = deployment["model_name"], deployment["model_version"]
    return PlannedDeployment(
        name=deployment["deployment_name"],
        sku=DeploymentSku(deployment["sku"]),
        model=f"{name} {version}" if isinstance(name, str) and isinstance(version, str) else None,
        spillover=deployment.get("spillover_deployment_name"),
        content_filter=deployment.get("content_filter"),
    )


def declare_model_deployments(
    children: AccountChildren,
    deployments: Sequence[ModelDeploymentArgs],
    content_filters: Mapping[str, pulumi.Output[str]],
) -> dict[str, pulumi.Output[str]]:
    """Declare deployments, spillover targets first and then by name, and return their names as outputs of them.

    Args:
        children: the account's children so far.
        deployments: the deployments, in any order.
        content_filters: names of the account's own filter policies, as outputs of them.
    """
    by_name = {deployment["deployment_name"]: deployment for deployment in deployments}
    names: dict[str, pulumi.Output[str]] = {}
    for name in deployment_order(planned(deployment) for deployment in deployments):
        deployment = by_name[name]
        policy = deployment.get("content_filter", DEFAULT_POLICY)
        properties: cognitiveservices.DeploymentPropertiesArgsDict = {
            "model": {
                "format": deployment.get("model_format", "OpenAI"),
                "name": deployment["model_name"],
                "version": deployment["model_version"],
            },
            "rai_policy_name": content_filters.get(policy, policy),
            "version_upgrade_option": VersionUpgradeOption(
                deployment.get("version_upgrade_option", VersionUpgradeOption.NO_AUTO_UPGRADE)
            ).value,
        }
        if "spillover_deployment_name" in deployment:
            properties["spillover_deployment_name"] = names[deployment["spillover_deployment_name"]]
        names[name] = _declare(children, deployment, properties)
    return names


def _declare(
    children: AccountChildren,
    deployment: ModelDeploymentArgs,
    properties: cognitiveservices.DeploymentPropertiesArgsDict,
) -> pulumi.Output[str]:
    name = deployment["deployment_name"]
    declared = children.add(
        cognitiveservices.Deployment(
            f"{children.name}-{name}",
            resource_group_name=children.owner["resource_group_name"],
            account_name=children.account_name,
            deployment_name=name,
            sku={"name": DeploymentSku(deployment["sku"]).value, "capacity": deployment["capacity"]},
            properties=properties,
            tags=children.owner.get("tags"),
            opts=children.next_options(),
        )
    )
    return known(declared, name)
