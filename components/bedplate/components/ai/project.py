"""Projects of an AI account: where a team's agents, files and connections live."""

from collections.abc import Iterable, Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.ai.account_children import AccountChildren
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
        problems += [prefix + problem for problem in found]
    return problems


def with_secrets(project: AIProjectArgs) -> AIProjectArgs:
    """Return the project with its connections' credentials marked as secrets."""
    if "connections" not in project:
        return project
    return {**project, "connections": [with_secret(connection) for connection in project["connections"]]}


def declare_projects(
    children: AccountChildren, projects: Iterable[AIProjectArgs]
) -> dict[str, cognitiveservices.Project]:
    """Declare projects sorted by name, then their connections, and return the projects by name."""
    ordered = sorted(projects, key=lambda project: project["project_name"])
    declared = {project["project_name"]: _declare(children, project) for project in ordered}
    for project in ordered:
        name = project["project_name"]
        for connection in sorted(project.get("connections", []), key=lambda each: each["connection_name"]):
            declare_project_connection(
                children, project=name, project_name=known(declared[name], name), connection=connection
            )
    return declared


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
