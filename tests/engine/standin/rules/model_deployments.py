"""A model deployment names only what its account has."""

from __future__ import annotations

from tests.engine.standin.rules.arm_ids import name_of, parent_of, type_of
from tests.engine.standin.rules.model import Operation, Refusal, World, value_at

_DEPLOYMENT = "microsoft.cognitiveservices/accounts/deployments"
_POLICY = "microsoft.cognitiveservices/accounts/raipolicies"
_BUILT_IN = "Microsoft."


def spillover_exists(operation: Operation, world: World) -> Refusal | None:
    """What overflows goes to a deployment that exists, in the same account.

    Source: https://learn.microsoft.com/azure/ai-foundry/openai/how-to/spillover-traffic-management
    """
    target = value_at(operation.inputs, "properties.spilloverDeploymentName")
    if operation.kind == "delete" or type_of(operation.id) != _DEPLOYMENT or not target:
        return None
    if world.get(f"{parent_of(operation.id)}/deployments/{target}"):
        return None
    message = f"The spillover deployment '{target}' of '{name_of(operation.id)}' does not exist."
    return Refusal(400, "InvalidResourceProperties", message)


def content_filter_exists(operation: Operation, world: World) -> Refusal | None:
    """A content filter of one's own exists before the deployments it filters.

    Source: https://github.com/Azure/terraform-azurerm-avm-res-cognitiveservices-account/issues/115
    """
    policy = value_at(operation.inputs, "properties.raiPolicyName")
    if operation.kind == "delete" or type_of(operation.id) != _DEPLOYMENT or not policy:
        return None
    if policy.startswith(_BUILT_IN) or world.get(f"{parent_of(operation.id)}/raiPolicies/{policy}"):
        return None
    return Refusal(400, "InvalidResourceProperties", f"The RAI policy '{policy}' does not exist.")


def spillover_is_unused(operation: Operation, world: World) -> Refusal | None:
    """No deployment or content filter goes while another deployment names it."""
    if operation.kind != "delete":
        return None
    own, account = name_of(operation.id), parent_of(operation.id).lower()
    kind = {_DEPLOYMENT: "spilloverDeploymentName", _POLICY: "raiPolicyName"}.get(type_of(operation.id))
    for other in world.of_type(_DEPLOYMENT) if kind else ():
        if parent_of(other.id).lower() == account and value_at(other.inputs, f"properties.{kind}") == own:
            return Refusal(400, "InvalidResourceProperties", f"'{own}' is in use by deployment '{name_of(other.id)}'.")
    return None
