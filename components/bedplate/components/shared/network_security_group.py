"""The security group of one subnet."""

from collections.abc import Iterable

import pulumi
from pulumi_azure_native import network

from bedplate.components.planning.flows import SecurityRule
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known_id


def declare_network_security_group(
    name: str,
    owner: AzureResourceArgs,
    *,
    network_security_group_name: str,
    rules: Iterable[SecurityRule],
    log_analytics_workspace_id: pulumi.Input[str] | None,
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    """Declare a security group with exactly these rules, and its diagnostics where a workspace is given.

    Returns:
        The group's ARM id, known by construction.
    """
    group = network.NetworkSecurityGroup(
        name,
        resource_group_name=owner["resource_group_name"],
        network_security_group_name=network_security_group_name,
        location=owner["location"],
        security_rules=[_security_rule(rule) for rule in rules],
        tags=owner.get("tags"),
        opts=opts,
    )
    group_id = known_id(
        group,
        owner.get("subscription_id"),
        resourceGroupName=owner["resource_group_name"],
        networkSecurityGroupName=network_security_group_name,
    )
    if log_analytics_workspace_id is not None:
        diagnose(
            name,
            target_type="Microsoft.Network/networkSecurityGroups",
            target_id=group_id,
            workspace_id=log_analytics_workspace_id,
            opts=opts,
        )
    return group_id


def _security_rule(rule: SecurityRule) -> network.SecurityRuleArgsDict:
    declared: network.SecurityRuleArgsDict = {
        "name": rule.name,
        "priority": rule.priority,
        "direction": rule.direction,
        "access": rule.access,
        "protocol": rule.protocol,
        "source_address_prefix": rule.source,
        "source_port_range": "*",
        "destination_address_prefix": rule.destination,
        "description": rule.description,
    }
    # Azure takes `*` only in the singular, and answers a list of one in the singular too.
    if len(rule.ports) == 1:
        declared["destination_port_range"] = rule.ports[0]
    else:
        declared["destination_port_ranges"] = list(rule.ports)
    return declared
