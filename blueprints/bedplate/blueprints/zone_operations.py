"""What governs and shows a landing zone: its budget, its workbook, Azure Policy, Defender for Cloud."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from bedplate.blueprints.settings.operations import PolicyEffect
from bedplate.blueprints.zone import Zone
from bedplate.components.budget import Budget
from bedplate.components.defender_plans import DefenderPlanName, DefenderPlans
from bedplate.components.monitoring import Monitoring
from bedplate.components.policy_assignments import PolicyAssignmentEffect, PolicyAssignments
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.workbook import Workbook, WorkbookResourceArgs

_EFFECTS = {PolicyEffect.AUDIT: PolicyAssignmentEffect.AUDIT, PolicyEffect.DENY: PolicyAssignmentEffect.DENY}


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernedGroup:
    """A resource group, and what the policies on it are about."""

    purpose: str
    """What the group is for, for example `ai`."""
    group: ResourceGroup
    azure_types: tuple[str, ...]
    """ARM types of resources in it that there are policies for."""


def declare_budget(zone: Zone, monitoring: Monitoring, groups: Sequence[ResourceGroup]) -> None:
    """Declare the budget of the zone's resource groups together, where the settings have one."""
    budget = zone.settings.budget
    if budget is None:
        return
    emails = budget.contact_emails or zone.settings.monitoring.alert_emails
    Budget(
        "budget",
        {
            "scope": _subscription_id(zone),
            "budget_name": zone.naming.name("budget"),
            "monthly_amount": budget.monthly_amount,
            "start_date": budget.start_date,
            "contact_emails": list(emails),
            "action_group_ids": [monitoring.action_group_id],
            "resource_group_names": [group.resource_group_name for group in groups],
        },
        zone.options(),
    )


def declare_workbook(
    zone: Zone, group: ResourceGroup, monitoring: Monitoring, resources: Sequence[tuple[str, pulumi.Input[str]]]
) -> None:
    """Declare the workbook on the zone's workspace, unless the settings want none.

    Args:
        zone: the landing zone.
        group: the resource group of its monitoring.
        monitoring: the workspace, and Application Insights, which the workbook always shows.
        resources: what else it shows, each by ARM type and ARM id.
    """
    if not zone.settings.monitoring.workbook:
        return
    shown: list[WorkbookResourceArgs] = [
        {"target_type": target_type, "target_id": target_id}
        for target_type, target_id in (
            *resources,
            ("Microsoft.Insights/components", monitoring.application_insights_id),
        )
    ]
    Workbook(
        "workbook",
        {
            **zone.place(group),
            "display_name": f"{zone.settings.workload} {zone.settings.environment.value} landing zone",
            "workspace_id": monitoring.workspace_id,
            "resources": shown,
        },
        zone.options(),
    )


def declare_policy_assignments(zone: Zone, groups: Sequence[GovernedGroup]) -> None:
    """Declare the built-in policies on the zone's resource groups, unless the settings want none."""
    sizing = zone.settings.sizing
    if sizing.policy_effect is PolicyEffect.NONE:
        return
    for governed in groups:
        PolicyAssignments(
            f"policy-{governed.purpose}",
            {
                "scope": governed.group.resource_group_id,
                "azure_types": list(governed.azure_types),
                "effect": _EFFECTS[sizing.policy_effect],
                "zone_redundant": sizing.zone_redundant,
            },
            zone.options(),
        )


def declare_defender(zone: Zone) -> None:
    """Declare the plans of Defender for Cloud that the settings name, on the zone's subscription."""
    plans = zone.settings.protection.defender
    if not plans:
        return
    DefenderPlans(
        "defender",
        {"scope": _subscription_id(zone), "plans": [DefenderPlanName(plan.value) for plan in plans]},
        zone.options(),
    )


def _subscription_id(zone: Zone) -> str:
    return f"/subscriptions/{zone.settings.subscription_id}"
