"""An AI account that only private callers with a role can use, with its models, content filters and projects."""

from typing import Any

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.ai.account_arguments import (
    AIAccountArgs,
    AIAccountKind,
    ai_account_problems,
    kind_of,
    with_secrets,
)
from bedplate.components.ai.account_children import AccountChildren
from bedplate.components.ai.account_declaration import declare_ai_account
from bedplate.components.ai.content_policy import declare_blocklists, declare_content_filters
from bedplate.components.ai.managed_network import declare_managed_network
from bedplate.components.ai.model_deployment import declare_model_deployments
from bedplate.components.ai.project import DeclaredProjects, declare_projects
from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.service_host import service_host

__all__ = ["AIAccount", "AIAccountArgs", "AIAccountKind"]

_ACCOUNT_TYPE = "Microsoft.CognitiveServices/accounts"


class AIAccount(pulumi.ComponentResource):
    """An account without keys and public access, whose outgoing calls are listed.

    Its children are made one at a time, and the private endpoint after the last of them.

    Raises:
        ValueError: blocklists, content filters, deployments and projects do not fit together; all problems at once.
    """

    account_id: pulumi.Output[str]
    """ARM id of the account."""
    account_name: pulumi.Output[str]
    """Name of the account."""
    principal_id: pulumi.Output[str]
    """Object id of the account's own identity, unknown until Azure has made it."""
    foundry_endpoint: pulumi.Output[str]
    """Address of models and projects, `https://<subdomain>.services.ai.azure.com/` in the public cloud.

    Empty for an account of kind `OpenAI`, which has only the other.
    """
    openai_endpoint: pulumi.Output[str]
    """Address of models in OpenAI's protocol, `https://<subdomain>.openai.azure.com/` in the public cloud."""
    content_filter_names: pulumi.Output[list[str]]
    """Names of the account's own filter policies, sorted."""
    deployment_names: pulumi.Output[list[str]]
    """Names of the model deployments, in the order in which they are made."""
    project_ids: pulumi.Output[dict[str, str]]
    """ARM ids of the projects by name."""
    project_endpoints: pulumi.Output[dict[str, str]]
    """Addresses of the projects by name, `https://<subdomain>.services.ai.azure.com/api/projects/<name>`."""
    project_principal_ids: pulumi.Output[dict[str, str]]
    """Object ids of the projects' own identities by project name, unknown until Azure has made them.

    A project that works under given identities has none of its own and is left out.
    """
    capability_host_ids: pulumi.Output[dict[str, str]]
    """ARM ids of the capability hosts by project name; projects without one are left out."""

    def __init__(self, name: str, args: AIAccountArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        problems = ai_account_problems(args)
        if problems:
            raise ValueError(f"AI account {name!r}:\n  " + "\n  ".join(problems))
        args = with_secrets(args)
        super().__init__("bedplate:index:AIAccount", name, dict(args), opts)
        account = declare_ai_account(name, args, parent=self)
        self._describe_account(account, args)
        children = AccountChildren(name, args, account=account, account_name=args["account_name"], parent=self)
        declare_blocklists(children, args.get("blocklists", []))
        filters = declare_content_filters(children, args.get("content_filters", []))
        deployments = declare_model_deployments(children, args.get("deployments", []), filters)
        if "managed_network" in args:
            declare_managed_network(
                children,
                args["managed_network"],
                account_id=self.account_id,
                principal_id=self.principal_id,
                parent=self,
            )
        agents_have_network = "agent_subnet_id" in args or "managed_network" in args
        projects = declare_projects(children, args.get("projects", []), agents_have_network=agents_have_network)
        self.content_filter_names = pulumi.Output.all(*filters.values())
        self.deployment_names = pulumi.Output.all(*deployments.values())
        self._describe_projects(projects, args)
        self._observe_and_connect(name, args, children)
        self.register_outputs(
            {
                "account_id": self.account_id,
                "account_name": self.account_name,
                "principal_id": self.principal_id,
                "foundry_endpoint": self.foundry_endpoint,
                "openai_endpoint": self.openai_endpoint,
                "content_filter_names": self.content_filter_names,
                "deployment_names": self.deployment_names,
                "project_ids": self.project_ids,
                "project_endpoints": self.project_endpoints,
                "project_principal_ids": self.project_principal_ids,
                "capability_host_ids": self.capability_host_ids,
            }
        )

    def _describe_account(self, account: cognitiveservices.Account, args: AIAccountArgs) -> None:
        subdomain = args.get("custom_sub_domain_name", args["account_name"])
        self.account_name = known(account, args["account_name"])
        self.account_id = known_id(
            account,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            accountName=args["account_name"],
        )
        self.principal_id = account.identity.apply(_principal_id)
        openai = service_host(subdomain, "openAI", args["location"])
        self.openai_endpoint = known(account, pulumi.Output.format("https://{0}/", openai))
        self.foundry_endpoint = known(account, "")
        if kind_of(args) is AIAccountKind.AI_SERVICES:
            foundry = service_host(subdomain, "aiServices", args["location"])
            self.foundry_endpoint = known(account, pulumi.Output.format("https://{0}/", foundry))

    def _describe_projects(self, declared: DeclaredProjects, args: AIAccountArgs) -> None:
        account = {"resourceGroupName": args["resource_group_name"], "accountName": args["account_name"]}
        subscription_id = args.get("subscription_id")
        arguments = {project["project_name"]: project for project in args.get("projects", [])}
        self.project_ids = _by_name(
            {
                name: known_id(project, subscription_id, **account, projectName=name)
                for name, project in declared.projects.items()
            }
        )
        self.project_endpoints = _by_name(
            {
                name: known(project, pulumi.Output.format("{0}api/projects/{1}", self.foundry_endpoint, name))
                for name, project in declared.projects.items()
            }
        )
        self.project_principal_ids = _by_name(
            {
                name: project.identity.apply(_principal_id)
                for name, project in declared.projects.items()
                if not arguments[name].get("user_assigned_identity_ids")
            }
        )
        self.capability_host_ids = _by_name(
            {
                project: known_id(
                    host,
                    subscription_id,
                    **account,
                    projectName=project,
                    capabilityHostName=name,
                )
                for project, (name, host) in declared.capability_hosts.items()
            }
        )

    def _observe_and_connect(self, name: str, args: AIAccountArgs, children: AccountChildren) -> None:
        # An account that is still taking a child answers a private endpoint with 400 `AccountProvisioningStateInvalid`.
        account_id = children.after_last(self.account_id)
        if "log_analytics_workspace_id" in args:
            diagnose(
                name,
                target_type=_ACCOUNT_TYPE,
                target_id=account_id,
                workspace_id=args["log_analytics_workspace_id"],
                opts=children.next_options(),
            )
        if "private_endpoint" in args:
            place_private_endpoint(
                name,
                args,
                args["private_endpoint"],
                target_id=account_id,
                target_type=_ACCOUNT_TYPE,
                group_id="account",
                opts=children.next_options(),
            )


def _by_name(outputs: dict[str, pulumi.Output[str]]) -> pulumi.Output[dict[str, str]]:
    return pulumi.Output.all(*outputs.values()).apply(lambda values: dict(zip(outputs, values, strict=True)))


def _principal_id(identity: Any) -> str:
    principal_id: str = identity.principal_id
    return principal_id
