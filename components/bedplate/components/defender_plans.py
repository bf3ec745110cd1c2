"""Plans of Microsoft Defender for Cloud on a subscription."""

from enum import StrEnum
from typing import Any, TypedDict

import pulumi
from pulumi_azure_native import security

from bedplate.components.facts import read_facts


class DefenderPlanName(StrEnum):
    """A plan of Microsoft Defender for Cloud."""

    AI = "ai"
    APP_SERVICES = "appServices"
    CONTAINERS = "containers"
    COSMOS_DB = "cosmosDb"
    KEY_VAULTS = "keyVaults"
    STORAGE_ACCOUNTS = "storageAccounts"


class DefenderPlansArgs(TypedDict):
    """Arguments of `DefenderPlans`."""

    scope: pulumi.Input[str]
    """ARM id of the subscription."""
    plans: list[DefenderPlanName]
    """Plans to switch on, each once."""


class DefenderPlans(pulumi.ComponentResource):
    """Plans that are switched on for a whole subscription, and stay on when the program no longer names them.

    Azure changes one plan of a subscription at a time and refuses the others meanwhile, so they follow one another; it
    does not let a subscription's plan be deleted either, and what watches other people's resources is not ours to end.

    Raises:
        ValueError: no plan is named, or one twice.
    """

    def __init__(self, name: str, args: DefenderPlansArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        if not args["plans"] or len(set(args["plans"])) < len(args["plans"]):
            named = ", ".join(DefenderPlanName(plan).value for plan in args["plans"])
            raise ValueError(f"defender plans {name!r}: name at least one plan, and each once, not [{named}]")
        super().__init__("bedplate:index:DefenderPlans", name, dict(args), opts)
        previous: list[pulumi.Resource] = []
        for plan in args["plans"]:
            previous = [_switch_on(name, args["scope"], DefenderPlanName(plan), parent=self, after=previous)]
        self.register_outputs({})


def _switch_on(
    name: str,
    scope: pulumi.Input[str],
    plan: DefenderPlanName,
    *,
    parent: pulumi.Resource,
    after: list[pulumi.Resource],
) -> security.Pricing:
    row = read_facts("defender_plans")[plan.value]
    return security.Pricing(
        f"{name}-{plan.value}",
        scope_id=scope,
        pricing_name=row["pricing"],
        pricing_tier=security.PricingTier.STANDARD,
        sub_plan=row.get("subPlan"),
        extensions=[_extension(extension) for extension in row.get("extensions", [])] or None,
        opts=pulumi.ResourceOptions(parent=parent, depends_on=after, protect=False, retain_on_delete=True),
    )


def _extension(row: dict[str, Any]) -> security.ExtensionArgs:
    return security.ExtensionArgs(
        name=row["name"],
        is_enabled=security.IsEnabled.TRUE,
        additional_extension_properties=row.get("properties"),
    )
