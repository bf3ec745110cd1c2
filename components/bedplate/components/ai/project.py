"""Projects of an AI account: where a team's agents, files and connections live."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.ai.account_children import AccountChildren
from bedplate.components.ai.capability_host import (
    AgentCapabilityHostArgs,
    capability_host_problems,
    declare_account_capability_host,
    declare_project_capability_hosts,
)
from bedplate.components.ai.project_connection import (
    ProjectConnectionArgs,
    connection_problems,
    declare_project_connection,
    with_secret,
)
from bedplate.components.planning.uniqueness import repeated_names
from bedplate.components.shared.known import known


class AIProjectArgs(TypedDict):
    """One project of an account."""

    project_name: str
    """Name of the project, unique in the account."""
    display_name: NotRequired[pulumi.Input[str]]
    """Name that people see; the project's name by default."""
    description: NotRequired[pulumi.Input[str]]
    """What the project is for."""
    user_assigned_identity_ids: NotRequired[list[pulumi.Input[str]]]
    """ARM ids of identities under which the project works, whose roles survive its re-creation.

    Without any, the project has an identity of its own.
    """
    connections: NotRequired[list[ProjectConnectionArgs]]
    """Services that the project uses."""
    capability_host: NotRequired[AgentCapabilityHostArgs]
    """Connections with which agents keep their state in stores of the customer; without it Microsoft keeps it.

    Roles on the stores must be there before: take the connections' targets from `RoleGrants`.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredProjects:
    """Projects once they are declared, by name."""

    projects: dict[str, cognitiveservices.Project]
    """The projects themselves."""
    capability_hosts: dict[str, tuple[str, cognitiveservices.ProjectCapabilityHost]]
    """Capability hosts, each with its name, of those projects that have one."""


def project_problems(projects: Sequence[AIProjectArgs]) -> list[str]:
    """Return what is wrong with the projects of one account, one sentence each."""
    problems = repeated_names("project", (project["project_name"] for project in projects))
    for project in projects:
        prefix = f"project {project['project_name']!r}: "
        connections = project.get("connections", [])
        found = repeated_names("connection", (connection["connection_name"] for connection in connections))
        for connection in connections:
            label = f"connection {connection['connection_name']!r}: "
            found += [label + problem for problem in connection_problems(connection)]
        if "capability_host" in project:
            found += capability_host_problems(project["capability_host"], connections)
        problems += [prefix + problem for problem in found]
    return problems


def with_secrets(project: AIProjectArgs) -> AIProjectArgs:
    """Return the project with its connections' credentials marked as secrets."""
    if "connections" not in project:
        return project
    return {**project, "connections": [with_secret(connection) for connection in project["connections"]]}


def declare_projects(
    children: AccountChildren, projects: Iterable[AIProjectArgs], *, agents_have_network: bool
) -> DeclaredProjects:
    """Declare projects sorted by name, then their connections, then their capability hosts.

    Args:
        children: the account's children so far.
        projects: the projects.
        agents_have_network: whether the account's agents work in a network, the customer's or a managed one.
    """
    ordered = sorted(projects, key=lambda project: project["project_name"])
    declared = {project["project_name"]: _declare(children, project) for project in ordered}
    names = {name: known(project, name) for name, project in declared.items()}
    for project in ordered:
        name = project["project_name"]
        for connection in sorted(project.get("connections", []), key=lambda each: each["connection_name"]):
            declare_project_connection(children, project=name, project_name=names[name], connection=connection)
    hosts = [
        (project["project_name"], project["capability_host"]) for project in ordered if "capability_host" in project
    ]
    if hosts and not agents_have_network:
        declare_account_capability_host(children)
    return DeclaredProjects(
        projects=declared, capability_hosts=declare_project_capability_hosts(children, hosts, names)
    )


def _declare(children: AccountChildren, project: AIProjectArgs) -> cognitiveservices.Project:
    name = project["project_name"]
    identity_ids = project.get("user_assigned_identity_ids", [])
    identity: cognitiveservices.IdentityArgsDict = {"type": cognitiveservices.ResourceIdentityType.SYSTEM_ASSIGNED}
    if identity_ids:
        identity = {
            "type": cognitiveservices.ResourceIdentityType.USER_ASSIGNED,
            "user_assigned_identities": identity_ids,
        }
    return children.add(
        cognitiveservices.Project(
            f"{children.name}-{name}",
            resource_group_name=children.owner["resource_group_name"],
            account_name=children.account_name,
            project_name=name,
            location=children.owner["location"],
            identity=identity,
            properties={
                "display_name": project.get("display_name", name),
                "description": project.get("description", name),
            },
            tags=children.owner.get("tags"),
            opts=children.next_options(holds_state=True),
        )
    )
