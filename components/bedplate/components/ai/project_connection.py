"""Connections of AI projects to the services that they use."""

from enum import StrEnum
from functools import cache
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.ai.account_children import AccountChildren
from bedplate.components.facts import read_facts
from bedplate.components.facts.clouds import cloud_of


class ConnectionCategory(StrEnum):
    """What kind of service a connection leads to."""

    APPLICATION_INSIGHTS = "AppInsights"
    """Traces of agents; the only category that needs a secret."""
    AI_SEARCH = "CognitiveSearch"
    """Vector stores and knowledge of agents."""
    COSMOS_DB = "CosmosDb"
    """Threads of agents."""
    STORAGE = "AzureStorageAccount"
    """Files of agents."""


class ProjectConnectionArgs(TypedDict):
    """One connection; the project's identity signs in at the target, save for Application Insights."""

    connection_name: str
    """Name of the connection, 3 to 33 letters, digits, hyphens and underscores, unique in the project."""
    category: ConnectionCategory
    """What the target is."""
    target_id: pulumi.Input[str]
    """ARM id of the target; its address follows from the name."""
    target_location: NotRequired[pulumi.Input[str]]
    """Region of the target, the account's by default."""
    connection_string: NotRequired[pulumi.Input[str]]
    """Connection string of Application Insights, required there and nowhere else; it is kept as a secret."""


def connection_problems(connection: ProjectConnectionArgs) -> list[str]:
    """Return what is wrong with one connection, one sentence each.

    Raises:
        ValueError: its category is none of the enumeration.
    """
    category = ConnectionCategory(connection["category"])
    needs_secret = category is ConnectionCategory.APPLICATION_INSIGHTS
    if needs_secret == ("connection_string" in connection):
        return []
    if needs_secret:
        return [f"{category.value} needs a connection_string"]
    return [f"{category.value} is used with the project's identity, leave out connection_string"]


def with_secret(connection: ProjectConnectionArgs) -> ProjectConnectionArgs:
    """Return the connection with its credential, if it has one, marked as a secret."""
    if "connection_string" not in connection:
        return connection
    return {**connection, "connection_string": pulumi.Output.secret(connection["connection_string"])}


def connection_host(
    connection: ProjectConnectionArgs, account_location: pulumi.Input[str]
) -> pulumi.Output[str] | None:
    """Return the host that an account in this region must reach for a connection, or `None` where it reaches none."""
    template = _facts()[connection["category"]].get("host")
    return None if template is None else _fill(template, connection["target_id"], account_location)


def declare_project_connection(
    children: AccountChildren,
    *,
    project: str,
    project_name: pulumi.Output[str],
    connection: ProjectConnectionArgs,
) -> None:
    """Declare one connection of one project.

    Args:
        children: the account's children so far.
        project: name of the project.
        project_name: the same as an output of the project.
        connection: the connection.
    """
    children.add(
        cognitiveservices.ProjectConnection(
            # The slash keeps project `a`, connection `b-c` apart from project `a-b`, connection `c`.
            f"{children.name}-{project}/{connection['connection_name']}",
            resource_group_name=children.owner["resource_group_name"],
            account_name=children.account_name,
            project_name=project_name,
            connection_name=connection["connection_name"],
            properties=_properties(connection, children.owner["location"]),
            opts=children.next_options(),
        )
    )


@cache
def _facts() -> dict[str, Any]:
    return read_facts("project_connections")


def _fill(template: str, target_id: pulumi.Input[str], location: pulumi.Input[str]) -> pulumi.Output[str]:
    # The target is in the account's cloud, whichever region of it: a sign-in does not cross clouds.
    return pulumi.Output.all(target_id, location).apply(
        lambda known: template.format(
            id=known[0], name=known[0].rsplit("/", 1)[-1].lower(), **cloud_of(known[1]).suffixes
        )
    )


def _properties(
    connection: ProjectConnectionArgs, location: pulumi.Input[str]
) -> cognitiveservices.AADAuthTypeConnectionPropertiesArgs | cognitiveservices.ApiKeyAuthConnectionPropertiesArgs:
    # Where the SDK takes one of several types it does not translate a dictionary's keys, so these are objects.
    category = ConnectionCategory(connection["category"])
    target = _fill(_facts()[category]["target"], connection["target_id"], location)
    metadata = {
        "ApiType": "Azure",
        "ResourceId": connection["target_id"],
        "location": connection.get("target_location", location),
    }
    # Azure's default is to share a connection with the account's other projects.
    if "connection_string" in connection:
        return cognitiveservices.ApiKeyAuthConnectionPropertiesArgs(
            auth_type="ApiKey",
            category=category.value,
            target=target,
            credentials=cognitiveservices.ConnectionApiKeyArgs(key=connection["connection_string"]),
            is_shared_to_all=False,
            metadata=metadata,
        )
    return cognitiveservices.AADAuthTypeConnectionPropertiesArgs(
        auth_type="AAD", category=category.value, target=target, is_shared_to_all=False, metadata=metadata
    )
