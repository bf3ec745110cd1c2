"""Arguments of the AI account component."""

from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi

from bedplate.components.ai.content_policy import ContentBlocklistArgs
from bedplate.components.ai.managed_network import ManagedAgentNetworkArgs, managed_network_problems
from bedplate.components.ai.model_deployment import ModelDeploymentArgs, planned
from bedplate.components.ai.project import AIProjectArgs, project_problems
from bedplate.components.ai.project import with_secrets as project_with_secrets
from bedplate.components.planning.content_filter import ContentFilterArgs, content_filter_problems
from bedplate.components.planning.deployment_plan import deployment_problems
from bedplate.components.planning.uniqueness import repeated_names
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs


class AIAccountKind(StrEnum):
    """Which generation of Azure's AI service an account is of."""

    AI_SERVICES = "AIServices"
    """A Microsoft Foundry account, with models of many makers, projects and agents."""
    OPENAI = "OpenAI"
    """An Azure OpenAI account, with OpenAI's models alone."""


class AIAccountKeyArgs(TypedDict):
    """The customer's own key, with which an account encrypts what it stores.

    Azure takes RSA keys of 2048 bits only, in a vault of the account's region with purge protection that lets trusted
    services pass. It stays with the version that is named here: after a rotation the account must be given the new
    one, and the old one must stay enabled until then. An account can never go back to Microsoft's keys.
    Source: microsoft-foundry/foundry-samples, infrastructure-setup-bicep,
    32-customer-managed-keys-user-assigned-identity; learn.microsoft.com/azure/foundry/concepts/encryption-keys-portal.
    """

    key_vault_uri: pulumi.Input[str]
    """Address of the vault."""
    key_name: pulumi.Input[str]
    """Name of the key."""
    key_version: pulumi.Input[str]
    """Version of the key."""
    identity_id: NotRequired[pulumi.Input[str]]
    """ARM id of the user-assigned identity that may use the key, which the account then has beside its own."""
    identity_client_id: NotRequired[pulumi.Input[str]]
    """Client id of the user-assigned identity that may use the key; the account's own identity by default.

    A new account's own identity cannot have the role yet, so a key from the start needs one that exists already.
    """


class AIAccountArgs(AzureResourceArgs):
    """Arguments of `AIAccount`."""

    account_name: pulumi.Input[str]
    """Name of the account: 2 to 64 letters, digits and hyphens, unique in the world."""
    kind: NotRequired[AIAccountKind]
    """Generation of the account; a Foundry account by default."""
    custom_sub_domain_name: NotRequired[pulumi.Input[str]]
    """First part of the account's addresses; the account's name by default. It can never change."""
    user_assigned_identity_ids: NotRequired[list[pulumi.Input[str]]]
    """ARM ids of identities that the account has beside its own."""
    agent_subnet_id: NotRequired[pulumi.Input[str]]
    """ARM id of the subnet, delegated to `Microsoft.App/environments`, from which agents work.

    It can never change, and the subnet can serve no second account.
    """
    managed_network: NotRequired[ManagedAgentNetworkArgs]
    """The network that Microsoft manages for the account's agents, instead of a subnet; it can never change back."""
    trust_azure_services: NotRequired[bool]
    """Whether services that Microsoft lists as trusted may pass the firewall; false by default."""
    allowed_fqdns: NotRequired[list[pulumi.Input[str]]]
    """Hosts that the account may call by itself, beside those that its projects are connected to."""
    encryption_key: NotRequired[AIAccountKeyArgs]
    """The customer's own key; Microsoft's by default."""
    restore: NotRequired[bool]
    """Whether to bring back the deleted account of this name; false by default."""
    blocklists: NotRequired[list[ContentBlocklistArgs]]
    """Words and patterns that content filters can use."""
    content_filters: NotRequired[list[ContentFilterArgs]]
    """Filter policies that model deployments can name."""
    deployments: NotRequired[list[ModelDeploymentArgs]]
    """Models that the account serves, in any order."""
    projects: NotRequired[list[AIProjectArgs]]
    """Projects, in any order."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the account's logs."""
    private_endpoint: NotRequired[PrivateEndpointPlacementArgs]
    """Where the private endpoint lies; without one nobody can reach the account, as public access stays off."""


def ai_account_problems(args: AIAccountArgs) -> list[str]:
    """Return what is wrong with the parts of one account, one sentence each."""
    blocklists = [blocklist["blocklist_name"] for blocklist in args.get("blocklists", [])]
    policies = args.get("content_filters", [])
    deployments = [planned(deployment) for deployment in args.get("deployments", [])]
    return [
        *_kind_problems(args),
        *_network_problems(args),
        *repeated_names("blocklist", blocklists),
        *content_filter_problems(policies, blocklists),
        *deployment_problems(deployments, [policy["policy_name"] for policy in policies]),
        *project_problems(args.get("projects", [])),
    ]


def kind_of(args: AIAccountArgs) -> AIAccountKind:
    """Return which generation an account is of.

    Raises:
        ValueError: its kind is none of the enumeration.
    """
    return AIAccountKind(args.get("kind", AIAccountKind.AI_SERVICES))


def _kind_problems(args: AIAccountArgs) -> list[str]:
    if kind_of(args) is AIAccountKind.AI_SERVICES:
        return []
    given = {
        "projects": bool(args.get("projects")),
        "agent_subnet_id": "agent_subnet_id" in args,
        "managed_network": "managed_network" in args,
    }
    return [
        f"an account of kind OpenAI has no projects and no agents, leave out {argument} or take kind AIServices"
        for argument, is_given in given.items()
        if is_given
    ]


def _network_problems(args: AIAccountArgs) -> list[str]:
    if "managed_network" not in args:
        return []
    problems = managed_network_problems(args["managed_network"])
    if "agent_subnet_id" in args:
        problems.append("agents work either in agent_subnet_id or in managed_network, leave out one of them")
    return problems


def with_secrets(args: AIAccountArgs) -> AIAccountArgs:
    """Return the arguments with every credential in them marked as a secret."""
    if "projects" not in args:
        return args
    return {**args, "projects": [project_with_secrets(project) for project in args["projects"]]}
