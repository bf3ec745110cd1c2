"""Capability hosts: what turns the agent service on for a project, and where agents keep what they remember."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.ai.account_children import AccountChildren
from bedplate.components.ai.project_connection import ConnectionCategory, ProjectConnectionArgs

# Azure sets up the agents' runtime meanwhile, and answers nothing for up to two and a half hours:
# microsoft-foundry/foundry-samples, issues 254 and 810.
_TIMEOUTS = pulumi.CustomTimeouts(create="3h", delete="1h")
_ACCOUNT_HOST = "agents"


class AgentCapabilityHostArgs(TypedDict):
    """The capability host of one project: three of the project's connections, by name."""

    name: str
    """Name of the capability host: 1 to 255 letters, digits, hyphens and underscores."""
    vector_store_connection: str
    """Connection to the search service that keeps vectors."""
    storage_connection: str
    """Connection to the storage account that keeps files."""
    thread_storage_connection: str
    """Connection to the Cosmos DB account that keeps threads."""


def capability_host_problems(host: AgentCapabilityHostArgs, connections: Sequence[ProjectConnectionArgs]) -> list[str]:
    """Return what is wrong with one capability host beside its project's connections, one sentence each."""
    categories = {connection["connection_name"]: connection["category"] for connection in connections}
    wanted = (
        ("vector_store_connection", host["vector_store_connection"], ConnectionCategory.AI_SEARCH),
        ("storage_connection", host["storage_connection"], ConnectionCategory.STORAGE),
        ("thread_storage_connection", host["thread_storage_connection"], ConnectionCategory.COSMOS_DB),
    )
    problems: list[str] = []
    for role, name, category in wanted:
        if name not in categories:
            known = ", ".join(map(repr, sorted(categories))) or "none"
            problems.append(f"{role} names no connection {name!r} of the project; it has {known}")
        elif categories[name] != category:
            problems.append(f"{role} {name!r} must be of category {category.value}, not {categories[name]}")
    return problems


def declare_account_capability_host(children: AccountChildren) -> None:
    """Declare the account's own capability host, which an account without network injection needs before its projects'.

    With network injection Azure makes it by itself, as `<account>@aml_aiagentservice`, and takes no second one.
    Source: microsoft-foundry/foundry-samples, infrastructure-setup-bicep, 41-standard-agent-setup (one for the account,
    then one for the project) beside 15-private-network-standard-agent-setup (one for the project only).
    """
    children.add(
        cognitiveservices.AccountCapabilityHost(
            f"{children.name}-{_ACCOUNT_HOST}",
            resource_group_name=children.owner["resource_group_name"],
            account_name=children.account_name,
            capability_host_name=_ACCOUNT_HOST,
            capability_host_properties={"capability_host_kind": cognitiveservices.CapabilityHostKind.AGENTS},
            opts=_options(children),
        )
    )


def declare_project_capability_hosts(
    children: AccountChildren,
    hosts: Iterable[tuple[str, AgentCapabilityHostArgs]],
    project_names: Mapping[str, pulumi.Output[str]],
) -> dict[str, tuple[str, cognitiveservices.ProjectCapabilityHost]]:
    """Declare the capability hosts of projects, and return each with its name by project.

    Args:
        children: the account's children so far, with every connection among them.
        hosts: names of projects, each with its capability host.
        project_names: the projects' names as outputs of the projects.
    """
    declared: dict[str, tuple[str, cognitiveservices.ProjectCapabilityHost]] = {}
    for project, host in hosts:
        resource = children.add(
            cognitiveservices.ProjectCapabilityHost(
                f"{children.name}-{project}/{host['name']}",
                resource_group_name=children.owner["resource_group_name"],
                account_name=children.account_name,
                project_name=project_names[project],
                capability_host_name=host["name"],
                project_capability_host_properties={
                    "vector_store_connections": [host["vector_store_connection"]],
                    "storage_connections": [host["storage_connection"]],
                    "thread_storage_connections": [host["thread_storage_connection"]],
                },
                opts=_options(children),
            )
        )
        declared[project] = (host["name"], resource)
    return declared


def _options(children: AccountChildren) -> pulumi.ResourceOptions:
    # Azure changes no capability host and takes one at a time, so another one comes after the old one has gone:
    # learn.microsoft.com/azure/ai-foundry/agents/concepts/capability-hosts.
    return pulumi.ResourceOptions.merge(
        children.next_options(),
        pulumi.ResourceOptions(custom_timeouts=_TIMEOUTS, delete_before_replace=True, replace_on_changes=["*"]),
    )
