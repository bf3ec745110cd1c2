"""A DDoS protection plan, which networks of the whole tenant can share."""

import pulumi
from pulumi_azure_native import network

from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known_id


class DdosProtectionPlanArgs(AzureResourceArgs):
    """Arguments of `DdosProtectionPlan`."""

    ddos_protection_plan_name: pulumi.Input[str]
    """Name of the plan."""


class DdosProtectionPlan(pulumi.ComponentResource):
    """A plan that protects every public address in the networks that join it, at one fixed price a month."""

    ddos_protection_plan_id: pulumi.Output[str]
    """ARM id of the plan."""

    def __init__(self, name: str, args: DdosProtectionPlanArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:DdosProtectionPlan", name, dict(args), opts)
        plan = network.DdosProtectionPlan(
            name,
            resource_group_name=args["resource_group_name"],
            ddos_protection_plan_name=args["ddos_protection_plan_name"],
            location=args["location"],
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.ddos_protection_plan_id = known_id(
            plan,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            ddosProtectionPlanName=args["ddos_protection_plan_name"],
        )
        self.register_outputs({"ddos_protection_plan_id": self.ddos_protection_plan_id})
