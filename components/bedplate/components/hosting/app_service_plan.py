"""The Linux plan that an application runs on, and the rules by which it grows and shrinks."""

import pulumi
from pulumi_azure_native import monitor, web

_RULES = (
    ("CpuPercentage", 70.0, 35.0),
    # A plan's workers and their system alone fill about half of the smallest size's memory.
    ("MemoryPercentage", 85.0, 60.0),
)
"""Metric of the plan, percentage above which an instance is added, percentage below which one is taken away."""


def declare_plan(  # noqa: PLR0913 -- each value stands for one property of the plan
    name: str,
    *,
    resource_group_name: pulumi.Input[str],
    plan_name: pulumi.Input[str],
    location: pulumi.Input[str],
    sku: pulumi.Input[str],
    instances: tuple[int, int],
    zone_redundant: bool,
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None,
    parent: pulumi.Resource,
) -> web.AppServicePlan:
    """Declare a plan that starts with the least number of instances.

    Args:
        name: logical name.
        resource_group_name: resource group of the plan.
        plan_name: name of the plan.
        location: region.
        sku: size of its instances, for example `P1v3`.
        instances: least and most instances.
        zone_redundant: whether they are spread over the region's zones.
        tags: tags of the plan.
        parent: the component that owns it.
    """
    least, most = instances
    return web.AppServicePlan(
        name,
        resource_group_name=resource_group_name,
        name=plan_name,
        location=location,
        kind="linux",
        reserved=True,
        sku={"name": sku, "capacity": least},
        per_site_scaling=False,
        zone_redundant=zone_redundant,
        tags=tags,
        # From its creation on the autoscale setting decides; a refresh must not call that a drift to be undone.
        opts=pulumi.ResourceOptions(parent=parent, ignore_changes=["sku.capacity"] if most > least else None),
    )


def declare_autoscale(
    name: str,
    *,
    resource_group_name: pulumi.Input[str],
    setting_name: pulumi.Input[str],
    location: pulumi.Input[str],
    plan_id: pulumi.Input[str],
    instances: tuple[int, int],
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None,
    opts: pulumi.ResourceOptions,
) -> monitor.AutoscaleSetting:
    """Declare the rules that follow the plan's load between the least and most instances.

    Args:
        name: logical name.
        resource_group_name: resource group of the setting.
        setting_name: name of the setting.
        location: region of the plan.
        plan_id: ARM id of the plan.
        instances: least and most instances.
        tags: tags of the setting.
        opts: the parent at least.
    """
    least, most = instances
    return monitor.AutoscaleSetting(
        name,
        resource_group_name=resource_group_name,
        autoscale_setting_name=setting_name,
        name=setting_name,
        location=location,
        enabled=True,
        target_resource_uri=plan_id,
        profiles=[
            {
                "name": "load",
                "capacity": {"default": str(least), "minimum": str(least), "maximum": str(most)},
                "rules": [
                    rule
                    for metric, high, low in _RULES
                    for rule in (_rule(plan_id, metric, above=high), _rule(plan_id, metric, below=low))
                ],
            }
        ],
        tags=tags,
        opts=opts,
    )


def _rule(
    plan_id: pulumi.Input[str], metric: str, *, above: float | None = None, below: float | None = None
) -> monitor.ScaleRuleArgsDict:
    comparison, direction = monitor.ComparisonOperationType, monitor.ScaleDirection
    grows = above is not None
    return {
        "metric_trigger": {
            "metric_name": metric,
            "metric_resource_uri": plan_id,
            "time_grain": "PT1M",
            "statistic": monitor.MetricStatisticType.AVERAGE,
            "time_window": "PT5M" if grows else "PT15M",
            "time_aggregation": monitor.TimeAggregationType.AVERAGE,
            "operator": comparison.GREATER_THAN if grows else comparison.LESS_THAN,
            "threshold": above if above is not None else below or 0.0,
        },
        "scale_action": {
            "direction": direction.INCREASE if grows else direction.DECREASE,
            "type": monitor.ScaleType.CHANGE_COUNT,
            "value": "1",
            "cooldown": "PT5M" if grows else "PT15M",
        },
    }
