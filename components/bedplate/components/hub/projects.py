"""The projects of a hub, each with the roles of the identity that it works under."""

from dataclasses import dataclass

import pulumi

from bedplate.components.hub.hub_arguments import AIHubArgs, HubProjectArgs
from bedplate.components.hub.workspace_roles import grant, grant_on_itself, project_grants
from bedplate.components.hub.workspaces import declare_project_workspace, workspace_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredHubProjects:
    """Projects once they are declared."""

    ids: dict[str, pulumi.Output[str]]
    """ARM ids of their workspaces by their short names, sorted."""
    last: pulumi.Resource
    """The workspace declared last, or what came before where there is none."""
    own_roles: list[pulumi.Resource]
    """Roles of the projects' identities on the projects themselves."""


def declare_hub_projects(
    name: str, args: AIHubArgs, *, hub_id: pulumi.Output[str], after: pulumi.Resource, parent: pulumi.Resource
) -> DeclaredHubProjects:
    """Declare the projects one after another, as each is a write to the hub that it joins.

    Args:
        name: the component's logical name.
        args: its arguments.
        hub_id: ARM id of the hub.
        after: what comes before the first project.
        parent: the component.
    """
    last, ids, own_roles = after, dict[str, pulumi.Output[str]](), list[pulumi.Resource]()
    for project in sorted(args.get("projects", []), key=lambda each: each["project_name"]):
        last, project_id, roles = _declare(name, args, project, hub_id=hub_id, after=last, parent=parent)
        ids[project["project_name"]] = project_id
        own_roles.append(roles)
    return DeclaredHubProjects(ids=ids, last=last, own_roles=own_roles)


def _declare(
    name: str,
    args: AIHubArgs,
    project: HubProjectArgs,
    *,
    hub_id: pulumi.Output[str],
    after: pulumi.Resource,
    parent: pulumi.Resource,
) -> tuple[pulumi.Resource, pulumi.Output[str], pulumi.Resource]:
    # The slash keeps a project's names apart from those of the hub's other parts.
    short_name, identity = project["project_name"], project["identity"]
    roles = grant(f"{name}/{short_name}", identity, project_grants(args), parent=parent)
    workspace = declare_project_workspace(
        f"{name}/{short_name}", args, project, hub_id=hub_id, after=[after, roles], parent=parent
    )
    project_id = workspace_id(workspace, args, project["workspace_name"])
    own = grant_on_itself(f"{name}-self/{short_name}", identity, project_id, approves=False, parent=parent)
    return workspace, project_id, own
