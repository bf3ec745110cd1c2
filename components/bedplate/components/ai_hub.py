"""A hub of Azure Machine Learning with its projects, which only private callers with a role can use."""

import pulumi

from bedplate.components.hub.hub_arguments import AIHubArgs, ai_hub_problems
from bedplate.components.hub.outbound import declare_connections, declare_outbound_rules
from bedplate.components.hub.projects import DeclaredHubProjects, declare_hub_projects
from bedplate.components.hub.workspace_roles import grant, grant_on_itself, hub_grants
from bedplate.components.hub.workspaces import declare_hub_workspace, workspace_id
from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.shared.options import stateless_child

__all__ = ["AIHub", "AIHubArgs"]

_WORKSPACE_TYPE = "Microsoft.MachineLearningServices/workspaces"


class AIHub(pulumi.ComponentResource):
    """A hub in a network that Microsoft manages and that lets out only what is approved; deprecated.

    Deprecated, as what it is for goes away: development of prompt flow ended on 20 April 2026, and on 20 April 2027
    Microsoft retires it. It is there for estates that still run flows; a new one takes `AIAccount` with projects.
    Source: learn.microsoft.com/azure/machine-learning/prompt-flow/migrate-prompt-flow-to-agent-framework, 2026-11-21.

    Hub and projects work under identities that are given to them, whose roles are all granted here: Azure would give
    one of its own making its roles on the whole resource group. What writes to the hub comes one after another: its
    roles on itself, outbound rules, connections, projects, then the private endpoint, which serves the projects too.
    Azure provisions the managed network with the first compute, which takes half an hour once.

    Raises:
        ValueError: names are repeated, or Azure does not accept them; all problems at once.
    """

    hub_id: pulumi.Output[str]
    """ARM id of the hub's workspace."""
    hub_name: pulumi.Output[str]
    """Name of the hub's workspace."""
    project_ids: pulumi.Output[dict[str, str]]
    """ARM ids of the projects' workspaces by the projects' short names."""

    def __init__(self, name: str, args: AIHubArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        problems = ai_hub_problems(args)
        if problems:
            raise ValueError(f"AI hub {name!r}:\n  " + "\n  ".join(problems))
        super().__init__("bedplate:index:AIHub", name, dict(args), opts)
        granted = grant(name, args["identity"], hub_grants(args), parent=self).granted_scope_ids
        hub = declare_hub_workspace(name, args, granted, parent=self)
        self.hub_name = known(hub, args["hub_name"])
        self.hub_id = workspace_id(hub, args, args["hub_name"])
        own_roles = grant_on_itself(f"{name}-self", args["identity"], self.hub_id, approves=True, parent=self)
        rules = declare_outbound_rules(
            name, args, hub_name=self.hub_name, granted=granted, after=own_roles, parent=self
        )
        connections = declare_connections(name, args, hub_name=self.hub_name, after=rules, parent=self)
        projects = declare_hub_projects(name, args, hub_id=self.hub_id, after=connections, parent=self)
        self.project_ids = pulumi.Output.all(*projects.ids.values()).apply(
            lambda ids: dict(zip(projects.ids, ids, strict=True))
        )
        self._serve(name, args, projects)
        self.register_outputs({"hub_id": self.hub_id, "hub_name": self.hub_name, "project_ids": self.project_ids})

    def _serve(self, name: str, args: AIHubArgs, projects: DeclaredHubProjects) -> None:
        # The id comes from the last write to the hub, so that the private endpoint itself waits for it.
        hub_id: pulumi.Output[str] = known(projects.last, self.hub_id)
        workspaces = {name: hub_id, **{f"{name}/{project}": id_ for project, id_ in projects.ids.items()}}
        under_workspaces = [projects.last, *projects.own_roles]
        if "log_analytics_workspace_id" in args:
            under_workspaces += [
                diagnose(
                    logical_name,
                    target_type=_WORKSPACE_TYPE,
                    target_id=target_id,
                    workspace_id=args["log_analytics_workspace_id"],
                    opts=stateless_child(self),
                )
                for logical_name, target_id in workspaces.items()
            ]
        if "private_endpoint" in args:
            under_workspaces.append(
                place_private_endpoint(
                    name,
                    args,
                    args["private_endpoint"],
                    target_id=hub_id,
                    target_type=_WORKSPACE_TYPE,
                    group_id="amlworkspace",
                    opts=stateless_child(self),
                )
            )
        if args.get("lock"):
            for logical_name, target_id in workspaces.items():
                lock_against_deletion(logical_name, scope=target_id, parent=self, after=under_workspaces)
