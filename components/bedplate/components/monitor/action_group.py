"""An action group: who hears of an alert."""

from collections.abc import Sequence
from typing import TypedDict

import pulumi
from pulumi_azure_native import monitor

from bedplate.components.facts.role_catalogue import notified_role_guid
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known_id
from bedplate.components.shared.options import stateless_child


class EmailReceiverArgs(TypedDict):
    """One mailbox that receives alerts."""

    name: pulumi.Input[str]
    """Name of the receiver, unique in the action group."""
    email_address: pulumi.Input[str]
    """Address of the mailbox."""


class WebhookReceiverArgs(TypedDict):
    """One web hook that receives alerts."""

    name: pulumi.Input[str]
    """Name of the receiver, unique in the action group."""
    service_uri: pulumi.Input[str]
    """Address of the hook, kept as a secret: whoever knows it can post to it."""


def seal(receivers: Sequence[WebhookReceiverArgs]) -> list[WebhookReceiverArgs]:
    """Return the receivers with their addresses marked as secrets."""
    return [
        {"name": receiver["name"], "service_uri": pulumi.Output.secret(receiver["service_uri"])}
        for receiver in receivers
    ]


def declare_action_group(
    name: str,
    owner: AzureResourceArgs,
    *,
    action_group_name: pulumi.Input[str],
    short_name: pulumi.Input[str],
    email_receivers: Sequence[EmailReceiverArgs],
    webhook_receivers: Sequence[WebhookReceiverArgs],
    notify_subscription_owners: bool,
    parent: pulumi.Resource,
) -> pulumi.Output[str]:
    """Declare an action group and return its ARM id.

    Every receiver gets the common alert schema, one form for all kinds of alert.

    Args:
        name: logical name.
        owner: the component's own arguments; they say group, subscription and tags.
        action_group_name: name in Azure.
        short_name: sender's name in messages, at most 12 characters.
        email_receivers: mailboxes.
        webhook_receivers: web hooks, sealed.
        notify_subscription_owners: whether whoever owns the subscription gets a mail.
        parent: the component that owns it.

    Raises:
        ValueError: there is no receiver, so that nobody would hear of an alert.
    """
    if not email_receivers and not webhook_receivers and not notify_subscription_owners:
        raise ValueError(
            f"action group {name!r} has no receiver, so nobody would hear of an alert; "
            "name at least one in email_receivers or webhook_receivers, or set notify_subscription_owners"
        )
    group = monitor.ActionGroup(
        name,
        resource_group_name=owner["resource_group_name"],
        action_group_name=action_group_name,
        group_short_name=short_name,
        # Notifications must not hang on one region.
        location="global",
        enabled=True,
        email_receivers=[
            {
                "name": receiver["name"],
                "email_address": receiver["email_address"],
                "use_common_alert_schema": True,
            }
            for receiver in email_receivers
        ],
        webhook_receivers=[
            {
                "name": receiver["name"],
                "service_uri": receiver["service_uri"],
                "use_aad_auth": False,
                "use_common_alert_schema": True,
            }
            for receiver in webhook_receivers
        ],
        arm_role_receivers=[_owners_receiver()] if notify_subscription_owners else [],
        tags=owner.get("tags"),
        opts=stateless_child(parent),
    )
    return known_id(
        group,
        owner.get("subscription_id"),
        resourceGroupName=owner["resource_group_name"],
        actionGroupName=action_group_name,
    )


def _owners_receiver() -> monitor.ArmRoleReceiverArgsDict:
    return {
        "name": "Subscription owners",
        "role_id": notified_role_guid("Owner"),
        "use_common_alert_schema": True,
    }
