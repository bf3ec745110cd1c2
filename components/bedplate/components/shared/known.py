"""Values that are known by construction.

Names and ARM ids follow from what the program itself says, yet a plain resource output is unknown
until Azure has answered. These helpers pass such values on as outputs that are known in the very
first preview and still carry the dependency on their resource: consumers wait for it in a
deployment, and the record shows the edge.
"""

from typing import TypeVar

import pulumi

from bedplate.components.facts.arm_types import arm_type

T = TypeVar("T")


def known(resource: pulumi.Resource, value: pulumi.Input[T], *others: pulumi.Resource) -> "pulumi.Output[T]":
    """Return `value` as an output of `resource`, known as soon as `value` itself is.

    Args:
        resource: what a consumer of the value waits for.
        value: the value.
        others: further resources that it waits for.
    """
    output = pulumi.Output.from_input(value)
    return pulumi.Output({resource, *others}, output.future(), output.is_known(), output.is_secret())  # type: ignore[arg-type]  # an unknown future gives None, which `is_known` covers


def known_id(
    resource: pulumi.CustomResource,
    subscription_id: pulumi.Input[str] | None,
    **path_parameters: pulumi.Input[str],
) -> "pulumi.Output[str]":
    """Return the ARM id of `resource`, known when the subscription and every name are.

    Args:
        resource: a resource whose token `arm.arm_type` knows.
        subscription_id: subscription of the resource group; `None` takes the default provider's. Where
            neither is known, the resource's own output is returned.
        path_parameters: the other placeholders of the ARM path, by their wire names.
    """
    azure_type = arm_type(resource.pulumi_resource_type)
    if azure_type is None:
        return resource.id
    if "subscriptionId" in azure_type.path_parameters:
        subscription_id = subscription_id or _default_subscription_id(resource)
        if subscription_id is None:
            return resource.id
        path_parameters["subscriptionId"] = subscription_id
    written = pulumi.Output.all(**path_parameters).apply(lambda values: azure_type.resource_id(**values))
    return known(resource, written)


def _default_subscription_id(resource: pulumi.CustomResource) -> str | None:
    if resource.get_provider(resource.pulumi_resource_type) is not None:
        # An explicit provider may serve another subscription than the configured one.
        return None
    return pulumi.Config("azure-native").get("subscriptionId")
