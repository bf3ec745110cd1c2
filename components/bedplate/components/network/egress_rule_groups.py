"""Rule collection groups of a firewall policy, one after another."""

from collections.abc import Iterable, Sequence

import pulumi
from pulumi_azure_native import network

from bedplate.components.planning.egress_rules import EgressRule, EgressRuleCollection, EgressSource, egress_rules

_GROUPS = (("platform", 200), ("workload", 300))


def declare_egress_rule_groups(
    name: str,
    *,
    resource_group_name: pulumi.Input[str],
    firewall_policy_name: pulumi.Input[str],
    location: pulumi.Input[str],
    sources: Sequence[EgressSource],
    after: pulumi.Resource,
    parent: pulumi.Resource,
) -> list[pulumi.Resource]:
    """Declare one group for what the platform needs and one for what the user allows; none that would be empty.

    Azure takes one write to a policy at a time and answers another with 409 AnotherOperationInProgress, so the first
    group waits for `after` and each further one for the group before it.

    Args:
        name: leading part of the logical names.
        resource_group_name: resource group of the policy.
        firewall_policy_name: the policy.
        location: region of the firewall; some hosts differ by region and by cloud.
        sources: subnets and what they may call.
        after: the last resource before that writes to the policy.
        parent: the component that owns the groups.
    """
    wanted = {
        "platform": any(source.packs for source in sources),
        "workload": any(source.fqdns for source in sources),
    }
    groups: list[pulumi.Resource] = []
    for kind, priority in _GROUPS:
        if wanted[kind]:
            group = network.FirewallPolicyRuleCollectionGroup(
                f"{name}-{kind}",
                name=kind,
                resource_group_name=resource_group_name,
                firewall_policy_name=firewall_policy_name,
                rule_collection_group_name=kind,
                priority=priority,
                rule_collections=_rule_collections(kind, sources, location),
                opts=pulumi.ResourceOptions(parent=parent, depends_on=[groups[-1] if groups else after]),
            )
            groups.append(group)
    return groups


def _rule_collections(
    kind: str, sources: Sequence[EgressSource], location: pulumi.Input[str]
) -> "pulumi.Output[Sequence[network.FirewallPolicyFilterRuleCollectionArgs]]":
    def compiled(region: str) -> Sequence[network.FirewallPolicyFilterRuleCollectionArgs]:
        rules = egress_rules(sources, region)
        return _declared(rules.platform if kind == "platform" else rules.workload)

    return pulumi.Output.from_input(location).apply(compiled)


def _declared(
    collections: Iterable[EgressRuleCollection],
) -> Sequence[network.FirewallPolicyFilterRuleCollectionArgs]:
    return [
        network.FirewallPolicyFilterRuleCollectionArgs(
            rule_collection_type="FirewallPolicyFilterRuleCollection",
            name=collection.name,
            priority=collection.priority,
            action=network.FirewallPolicyFilterRuleCollectionActionArgs(
                type=network.FirewallPolicyFilterRuleCollectionActionType.ALLOW
            ),
            rules=[_application_rule(rule) for rule in collection.rules],
        )
        for collection in collections
    ]


def _application_rule(rule: EgressRule) -> network.ApplicationRuleArgs:
    return network.ApplicationRuleArgs(
        rule_type="ApplicationRule",
        name=rule.name,
        description=rule.description,
        source_addresses=list(rule.sources),
        target_fqdns=list(rule.fqdns),
        protocols=[
            network.FirewallPolicyRuleApplicationProtocolArgs(protocol_type=protocol, port=port)
            for protocol, port in rule.ports
        ],
        terminate_tls=False,
    )
