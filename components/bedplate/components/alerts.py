"""Alerts on a landing zone, compiled from the one table of alerts."""

from typing import NotRequired, TypedDict

import pulumi

from bedplate.components.facts.alert_rules import (
    ActivityScope,
    activity_alert_rules,
    log_alert_rules,
    metric_alert_rules,
    threshold_names,
    watched_types,
)
from bedplate.components.facts.arm_types import subscription_of
from bedplate.components.monitor.alert_declarations import (
    AlertContext,
    declare_activity_alert,
    declare_log_alert,
    declare_metric_alert,
)
from bedplate.components.shared.arguments import AzureResourceArgs


class AlertTargetArgs(TypedDict):
    """One resource to watch."""

    name: str
    """Short name that tells the resource's alerts apart from those of others."""
    target_id: pulumi.Input[str]
    """ARM id of the resource."""
    target_type: str
    """ARM type of the resource, for example `Microsoft.KeyVault/vaults`."""
    has_provisioned_throughput: NotRequired[bool]
    """Whether an AI account has deployments with provisioned throughput; false by default."""
    watched_source_prefixes: NotRequired[list[pulumi.Input[str]]]
    """Address ranges of subnets whose denied traffic a firewall reports at once, for example those of agents."""


class AlertsArgs(AzureResourceArgs):
    """Arguments of `Alerts`."""

    name_prefix: pulumi.Input[str]
    """Start of every rule's name in Azure; the rest is the target's name, if any, and the alert's."""
    action_group_id: pulumi.Input[str]
    """ARM id of the action group that hears of every alert."""
    resource_group_ids: list[pulumi.Input[str]]
    """ARM ids of the zone's resource groups, all of one subscription, whose activity and health are watched."""
    targets: NotRequired[list[AlertTargetArgs]]
    """Resources to watch one by one."""
    thresholds: NotRequired[dict[str, pulumi.Input[float]]]
    """Thresholds to use in place of the table's, by name of the alert, for example `throttled-requests`."""


class Alerts(pulumi.ComponentResource):
    """Every alert of the table that applies: per resource on metrics, logs and key listing; on the zone as a whole.

    Raises:
        ValueError: there is no resource group, a target's type has no alerts, or a threshold is of no alert.
    """

    def __init__(self, name: str, args: AlertsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        _refuse_wrong_arguments(name, args)
        super().__init__("bedplate:index:Alerts", name, dict(args), opts)
        context = AlertContext(
            parent=self,
            owner=args,
            name_prefix=args["name_prefix"],
            action_group_id=args["action_group_id"],
            thresholds=args.get("thresholds", {}),
        )
        for target in args.get("targets", []):
            _watch_target(f"{name}-{target['name']}", context.for_target(target["name"]), target)
        _watch_zone(name, context, args["resource_group_ids"])
        self.register_outputs({})


def _watch_target(name: str, context: AlertContext, target: AlertTargetArgs) -> None:
    target_type, target_id = target["target_type"], target["target_id"]
    source_prefixes = target.get("watched_source_prefixes", [])
    features = _features(target)
    for metric_rule in metric_alert_rules():
        if metric_rule.target_type == target_type and features.issuperset(metric_rule.requires):
            declare_metric_alert(name, context, metric_rule, target_id)
    for log_rule in log_alert_rules():
        if log_rule.target_type == target_type and features.issuperset(log_rule.requires):
            declare_log_alert(name, context, log_rule, target_id, source_prefixes)
    for activity_rule in activity_alert_rules():
        if activity_rule.target_type == target_type:
            declare_activity_alert(name, context, activity_rule, [target_id])


def _features(target: AlertTargetArgs) -> set[str]:
    present = {
        "provisionedThroughput": target.get("has_provisioned_throughput", False),
        "sourcePrefixes": bool(target.get("watched_source_prefixes")),
    }
    return {feature for feature, is_present in present.items() if is_present}


def _watch_zone(name: str, context: AlertContext, resource_group_ids: list[pulumi.Input[str]]) -> None:
    subscription_id = pulumi.Output.from_input(resource_group_ids[0]).apply(subscription_of)
    scopes: dict[ActivityScope, list[pulumi.Input[str]]] = {
        ActivityScope.ZONE: resource_group_ids,
        ActivityScope.SUBSCRIPTION: [subscription_id],
    }
    for rule in activity_alert_rules():
        if rule.scope in scopes:
            declare_activity_alert(name, context, rule, scopes[rule.scope])


def _refuse_wrong_arguments(name: str, args: AlertsArgs) -> None:
    problems = [
        f"no alerts for the type {target['target_type']!r} of target {target['name']!r}; "
        f"there are some for {', '.join(watched_types())}"
        for target in args.get("targets", [])
        if target["target_type"] not in watched_types()
    ]
    problems += [
        f"no alert {threshold!r} to set a threshold for; there are {', '.join(threshold_names())}"
        for threshold in args.get("thresholds", {})
        if threshold not in threshold_names()
    ]
    if not args["resource_group_ids"]:
        problems.append("resource_group_ids is empty; name at least one resource group to watch")
    if problems:
        raise ValueError(f"alerts {name!r}: " + "; ".join(problems))
