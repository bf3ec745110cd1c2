"""The private endpoints of an AI Search service's own, one after another."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import search

from bedplate.components.facts.resource_names import name_rule
from bedplate.components.planning.uniqueness import repeated_names
from bedplate.components.shared.options import stateless_child


class SharedPrivateLinkArgs(TypedDict):
    """A private endpoint of the service's own, through which it reaches one resource."""

    shared_private_link_name: str
    """Name of the link: 1 to 60 letters, digits, underscores, periods and hyphens, with a letter or digit first."""
    target_id: pulumi.Input[str]
    """ARM id of the resource."""
    group_id: pulumi.Input[str]
    """Sub-resource of the target, in exact case, for example `blob` or `openai_account`."""
    request_message: NotRequired[pulumi.Input[str]]
    """What the target's owner reads who must approve the link."""


def declare_shared_private_links(
    name: str,
    links: Sequence[SharedPrivateLinkArgs],
    *,
    resource_group_name: pulumi.Input[str],
    search_service_name: pulumi.Input[str],
    after: pulumi.Resource,
    parent: pulumi.Resource,
) -> list[pulumi.Resource]:
    """Declare shared private links, each after the one before it.

    Azure neither makes nor deletes two links of one service at a time: hashicorp/terraform-provider-azurerm,
    issues 28601 and 32517.

    Args:
        name: logical name, with which those of the links begin.
        links: the links.
        resource_group_name: resource group of the service.
        search_service_name: name of the service.
        after: what the first link waits for: the service.
        parent: the component that owns the links.
    """
    declared: list[pulumi.Resource] = []
    for link in links:
        declared.append(
            search.SharedPrivateLinkResource(
                f"{name}-{link['shared_private_link_name']}",
                resource_group_name=resource_group_name,
                search_service_name=search_service_name,
                shared_private_link_resource_name=link["shared_private_link_name"],
                properties={
                    "private_link_resource_id": link["target_id"],
                    "group_id": link["group_id"],
                    "request_message": link.get(
                        "request_message", pulumi.Output.format("Access of search service {0}", search_service_name)
                    ),
                },
                opts=stateless_child(parent, depends_on=[declared[-1] if declared else after]),
            )
        )
    return declared


def shared_private_link_problems(links: Sequence[SharedPrivateLinkArgs]) -> list[str]:
    """Return what is wrong with the names of one service's links, one sentence each."""
    names = [link["shared_private_link_name"] for link in links]
    rule = name_rule("searchSharedPrivateLink")
    wrong = [(name, violation) for name in names if (violation := rule.violation(name)) is not None]
    return [
        *repeated_names("shared private link", names),
        *(f"name of shared private link {name!r} {violation}" for name, violation in wrong),
    ]
