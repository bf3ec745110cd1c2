"""Azure resources of single alert rules: metric, log and activity log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pulumi
from pulumi_azure_native import monitor

from bedplate.components.facts.alert_rules import ActivityAlertRule, LogAlertRule, MetricAlertRule
from bedplate.components.facts.regions import region
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.options import stateless_child


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertContext:
    """What all rules of a landing zone share."""

    parent: pulumi.Resource
    """The component that owns the rules."""
    owner: AzureResourceArgs
    """The component's own arguments; they say group, region and tags."""
    name_prefix: pulumi.Input[str]
    """Start of the names in Azure."""
    action_group_id: pulumi.Input[str]
    """ARM id of the action group that hears of the alerts."""
    thresholds: Mapping[str, pulumi.Input[float]]
    """Thresholds to use in place of the table's, by name of the alert."""
    target_name: str = ""
    """Name of the target whose rules these are; empty for those of the whole zone."""

    def for_target(self, target_name: str) -> "AlertContext":
        """Return the context of one target, whose name comes between the prefix and the alert's name."""
        prefix = pulumi.Output.format("{0}-{1}", self.name_prefix, target_name)
        return replace(self, name_prefix=prefix, target_name=target_name)

    def short_name(self, rule_name: str) -> str:
        """Return a rule's name without the target's, which a name that contains it says already."""
        return rule_name.removeprefix(f"{self.target_name}-")

    def azure_name(self, rule_name: str) -> pulumi.Output[str]:
        """Return the name of a rule in Azure."""
        return pulumi.Output.format("{0}-{1}", self.name_prefix, self.short_name(rule_name))


def declare_metric_alert(name: str, context: AlertContext, rule: MetricAlertRule, target_id: pulumi.Input[str]) -> None:
    """Declare an alert on a metric of one resource.

    Args:
        name: start of the logical name.
        context: what all rules share.
        rule: the row of the table.
        target_id: ARM id of the resource.
    """
    monitor.MetricAlert(
        f"{name}-{context.short_name(rule.name)}",
        resource_group_name=context.owner["resource_group_name"],
        rule_name=context.azure_name(rule.name),
        location="global",
        description=rule.why,
        enabled=True,
        severity=rule.severity,
        scopes=[target_id],
        window_size=rule.window,
        evaluation_frequency=rule.frequency,
        criteria=_metric_criteria(rule, context.thresholds.get(rule.name, rule.threshold)),
        auto_mitigate=True,
        actions=[{"action_group_id": context.action_group_id}],
        tags=context.owner.get("tags"),
        opts=stateless_child(context.parent),
    )


def declare_log_alert(
    name: str,
    context: AlertContext,
    rule: LogAlertRule,
    target_id: pulumi.Input[str],
    source_prefixes: Sequence[pulumi.Input[str]] = (),
) -> None:
    """Declare an alert on the number of records that a query finds among the logs of one resource.

    Args:
        name: start of the logical name.
        context: what all rules share.
        rule: the row of the table.
        target_id: ARM id of the resource; the query sees its logs alone, in whichever workspace they are.
        source_prefixes: address ranges, for a query that is about some.
    """
    monitor.ScheduledQueryRule(
        f"{name}-{context.short_name(rule.name)}",
        resource_group_name=context.owner["resource_group_name"],
        rule_name=context.azure_name(rule.name),
        display_name=context.azure_name(rule.name),
        location=context.owner["location"],
        kind=monitor.Kind.LOG_ALERT,
        description=rule.why,
        enabled=True,
        severity=rule.severity,
        scopes=[target_id],
        window_size=rule.window,
        evaluation_frequency=rule.frequency,
        criteria={
            "all_of": [
                {
                    "query": _query(rule, source_prefixes),
                    "time_aggregation": monitor.TimeAggregation.COUNT,
                    "operator": rule.operator,
                    "threshold": context.thresholds.get(rule.name, rule.threshold),
                    "failing_periods": {"number_of_evaluation_periods": 1, "min_failing_periods_to_alert": 1},
                }
            ]
        },
        auto_mitigate=True,
        check_workspace_alerts_storage_configured=False,
        # A table appears with its first record, so the query cannot be checked against a new resource.
        skip_query_validation=True,
        actions={"action_groups": [context.action_group_id]},
        tags=context.owner.get("tags"),
        opts=stateless_child(context.parent),
    )


def declare_activity_alert(
    name: str, context: AlertContext, rule: ActivityAlertRule, scopes: Sequence[pulumi.Input[str]]
) -> None:
    """Declare an alert on events of the activity log.

    Args:
        name: start of the logical name.
        context: what all rules share.
        rule: the row of the table.
        scopes: ARM ids of resources, resource groups or a subscription; events at or below one of them count.
    """
    conditions: list[monitor.AlertRuleAnyOfOrLeafConditionArgsDict] = [
        {"field": "category", "equals": rule.category},
        *(_condition(field, values) for field, values in rule.conditions),
    ]
    if rule.regional:
        conditions.append(_region_condition(context.owner["location"]))
    monitor.ActivityLogAlert(
        f"{name}-{context.short_name(rule.name)}",
        resource_group_name=context.owner["resource_group_name"],
        activity_log_alert_name=context.azure_name(rule.name),
        location="global",
        description=rule.why,
        enabled=True,
        scopes=list(scopes),
        condition={"all_of": conditions},
        actions={"action_groups": [{"action_group_id": context.action_group_id}]},
        tags=context.owner.get("tags"),
        opts=stateless_child(context.parent),
    )


def _metric_criteria(
    rule: MetricAlertRule, threshold: pulumi.Input[float]
) -> monitor.MetricAlertSingleResourceMultipleMetricCriteriaArgs:
    # Classes, not dictionaries: the property is a union of types, for which the SDK leaves a dictionary's keys as they
    # are (`all_of`), and Azure would not know them.
    return monitor.MetricAlertSingleResourceMultipleMetricCriteriaArgs(
        odata_type="Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        all_of=[
            monitor.MetricCriteriaArgs(
                criterion_type="StaticThresholdCriterion",
                name=rule.name,
                metric_namespace=rule.metric_namespace,
                metric_name=rule.metric,
                time_aggregation=rule.aggregation,
                operator=rule.operator,
                threshold=threshold,
                skip_metric_validation=False,
                dimensions=[
                    monitor.MetricDimensionArgs(name=dimension, operator="Include", values=list(values))
                    for dimension, values in rule.dimensions
                ],
            )
        ],
    )


def _query(rule: LogAlertRule, source_prefixes: Sequence[pulumi.Input[str]]) -> pulumi.Input[str]:
    if "{sourcePrefixes}" not in rule.query:
        return rule.query
    ranges = pulumi.Output.json_dumps(list(source_prefixes))
    return ranges.apply(lambda text: rule.query.replace("{sourcePrefixes}", text))


def _condition(field: str, values: tuple[str, ...]) -> monitor.AlertRuleAnyOfOrLeafConditionArgsDict:
    if len(values) == 1:
        return {"field": field, "equals": values[0]}
    return {"any_of": [{"field": field, "equals": value} for value in values]}


def _region_condition(location: pulumi.Input[str]) -> monitor.AlertRuleAnyOfOrLeafConditionArgsDict:
    display_name = pulumi.Output.from_input(location).apply(lambda name: region(name).display_name)
    return {
        "field": "properties.impactedServices[*].ImpactedRegions[*].RegionName",
        # Events of services without a region, Microsoft Entra among them, name `Global`.
        "contains_any": [display_name, "Global"],
    }
