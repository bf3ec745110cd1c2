"""What leaves a hub's managed network, and the connections that use it."""

from collections.abc import Iterator

import pulumi
from pulumi_azure_native import machinelearningservices

from bedplate.components.hub.hub_arguments import AIHubArgs, HubConnectionArgs, HubConnectionCategory
from bedplate.components.hub.workspace_roles import connection_facts, target_scope_name
from bedplate.components.shared.options import stateless_child

_Rule = machinelearningservices.FqdnOutboundRuleArgs | machinelearningservices.PrivateEndpointOutboundRuleArgs


def declare_outbound_rules(
    name: str,
    args: AIHubArgs,
    *,
    hub_name: pulumi.Output[str],
    granted: pulumi.Output[dict[str, str]],
    after: pulumi.Resource,
    parent: pulumi.Resource,
) -> pulumi.Resource:
    """Declare the rules one after another and return the last, as each is a write to the hub.

    Storage, vault, registry and the hub itself have none here: in a network that allows only what is approved Azure
    makes their rules by itself and refuses a second one to the same target.
    Source: learn.microsoft.com/azure/machine-learning/how-to-managed-network, required rules;
    github.com/Azure/azureml-examples, pull request 2990.

    Args:
        name: the component's logical name.
        args: its arguments.
        hub_name: name of the hub.
        granted: ARM ids of the targets, once the hub's identity may approve private endpoints there.
        after: what comes before the first rule.
        parent: the component.
    """
    last = after
    for rule_name, rule in _rules(args, granted):
        last = machinelearningservices.ManagedNetworkSettingsRule(
            f"{name}-{rule_name}",
            resource_group_name=args["resource_group_name"],
            workspace_name=hub_name,
            rule_name=rule_name,
            properties=rule,
            opts=stateless_child(parent, depends_on=[last]),
        )
    return last


def declare_connections(
    name: str,
    args: AIHubArgs,
    *,
    hub_name: pulumi.Output[str],
    after: pulumi.Resource,
    parent: pulumi.Resource,
) -> pulumi.Resource:
    """Declare the connections one after another and return the last.

    Args:
        name: the component's logical name.
        args: its arguments.
        hub_name: name of the hub.
        after: what comes before the first connection.
        parent: the component.
    """
    last = after
    for connection in _sorted(args):
        last = machinelearningservices.WorkspaceConnection(
            f"{name}-{connection['connection_name']}",
            resource_group_name=args["resource_group_name"],
            workspace_name=hub_name,
            connection_name=connection["connection_name"],
            properties=_properties(connection, args["location"]),
            opts=stateless_child(parent, depends_on=[last]),
        )
    return last


def _sorted(args: AIHubArgs) -> list[HubConnectionArgs]:
    return sorted(args.get("connections", []), key=lambda connection: connection["connection_name"])


def _rules(args: AIHubArgs, granted: pulumi.Output[dict[str, str]]) -> Iterator[tuple[str, _Rule]]:
    # Where the SDK takes one of several types it does not translate a dictionary's keys, so these are objects.
    category = machinelearningservices.RuleCategory.USER_DEFINED
    for connection in _sorted(args):
        rule_name = connection["connection_name"]
        facts = connection_facts(HubConnectionCategory(connection["category"]))
        yield (
            rule_name,
            machinelearningservices.PrivateEndpointOutboundRuleArgs(
                type="PrivateEndpoint",
                category=category,
                destination=machinelearningservices.PrivateEndpointDestinationArgs(
                    service_resource_id=granted[target_scope_name(rule_name)],
                    subresource_target=facts["subresource"],
                    spark_enabled=False,
                ),
            ),
        )
    for rule_name, host in sorted(args.get("allowed_fqdns", {}).items()):
        yield (
            rule_name,
            machinelearningservices.FqdnOutboundRuleArgs(type="FQDN", category=category, destination=host),
        )


def _properties(
    connection: HubConnectionArgs, location: pulumi.Input[str]
) -> machinelearningservices.AADAuthTypeWorkspaceConnectionPropertiesArgs:
    return machinelearningservices.AADAuthTypeWorkspaceConnectionPropertiesArgs(
        auth_type="AAD",
        category=HubConnectionCategory(connection["category"]).value,
        target=connection["endpoint"],
        # Of the hub's projects: a project sees no connection of its hub that is not shared.
        is_shared_to_all=True,
        # The rule to the target stands above; `Required` would have the hub make another.
        pe_requirement=machinelearningservices.ManagedPERequirement.NOT_REQUIRED,
        use_workspace_managed_identity=True,
        metadata={"ApiType": "Azure", "ResourceId": connection["target_id"], "Location": location},
    )
