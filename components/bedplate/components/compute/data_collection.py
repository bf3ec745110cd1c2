"""What the agent of Azure Monitor sends from a machine."""

import pulumi
from pulumi_azure_native import monitor

from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known_id
from bedplate.components.shared.options import stateless_child

_STREAM = "Microsoft-Syslog"
_DESTINATION = "workspace"


def collect_sign_ins(
    name: str,
    owner: AzureResourceArgs,
    *,
    rule_name: pulumi.Input[str],
    workspace_id: pulumi.Input[str],
    machine_id: pulumi.Output[str],
    parent: pulumi.Resource,
) -> None:
    """Declare the rule that sends sign-ins and the use of `sudo` to the workspace's table Syslog.

    Args:
        name: logical name of the machine.
        owner: arguments of the component that it belongs to; the rule goes to its region, where the workspace must be.
        rule_name: name of the rule.
        workspace_id: ARM id of the workspace.
        machine_id: ARM id of the machine, once its agent is there.
        parent: the component.
    """
    rule = monitor.DataCollectionRule(
        name,
        resource_group_name=owner["resource_group_name"],
        data_collection_rule_name=rule_name,
        location=owner["location"],
        kind=monitor.KnownDataCollectionRuleResourceKind.LINUX,
        description="Who signed in to the machine and who became root",
        data_sources={
            "syslog": [
                {
                    "name": "sign-ins",
                    "streams": [_STREAM],
                    "facility_names": ["auth", "authpriv"],
                    "log_levels": ["Info", "Notice", "Warning", "Error", "Critical", "Alert", "Emergency"],
                }
            ]
        },
        destinations={"log_analytics": [{"name": _DESTINATION, "workspace_resource_id": workspace_id}]},
        data_flows=[{"streams": [_STREAM], "destinations": [_DESTINATION]}],
        tags=owner.get("tags"),
        opts=stateless_child(parent),
    )
    rule_id = known_id(
        rule,
        owner.get("subscription_id"),
        resourceGroupName=owner["resource_group_name"],
        dataCollectionRuleName=rule_name,
    )
    diagnose(
        f"{name}-data-collection",
        target_type="Microsoft.Insights/dataCollectionRules",
        target_id=rule_id,
        workspace_id=workspace_id,
        opts=stateless_child(parent),
    )
    monitor.DataCollectionRuleAssociation(
        name,
        association_name="sign-ins",
        resource_uri=machine_id,
        data_collection_rule_id=rule_id,
        opts=stateless_child(parent),
    )
