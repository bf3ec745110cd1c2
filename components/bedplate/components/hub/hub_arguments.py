"""Arguments of the AI hub component."""

import re
from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi

from bedplate.components.ai.managed_network import ManagedNetworkFirewallSku
from bedplate.components.planning.uniqueness import repeated_names
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs

_RULE_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}")
"""Of rules and connections alike: ARM JSON schema of API version 2025-12-01."""


class HubConnectionCategory(StrEnum):
    """What kind of service a hub's connection leads to."""

    AZURE_OPENAI = "AzureOpenAI"
    """Models of an Azure OpenAI account."""
    AI_SEARCH = "CognitiveSearch"
    """Indexes of an AI Search service."""


class WorkspaceIdentityArgs(TypedDict):
    """The user-assigned identity that a hub or a project works under, and that nothing else should work under."""

    identity_id: pulumi.Input[str]
    """ARM id of the identity."""
    principal_id: pulumi.Input[str]
    """Object id of its service principal, which receives the roles."""


class HubConnectionArgs(TypedDict):
    """A service that all projects of a hub use, each signed in with its own identity, never with a key."""

    connection_name: str
    """Name of the connection and of the outbound rule to its target: 3 to 33 letters, digits, hyphens, underscores."""
    category: HubConnectionCategory
    """What the target is."""
    target_id: pulumi.Input[str]
    """ARM id of the target."""
    endpoint: pulumi.Input[str]
    """Address of the target, for example `https://<name>.openai.azure.com/`."""


class HubProjectArgs(TypedDict):
    """One project of a hub."""

    project_name: str
    """Short name that tells the hub's projects apart."""
    workspace_name: pulumi.Input[str]
    """Name of the project's workspace: 3 to 33 letters, digits, hyphens and underscores.

    Azure keeps the name of a deleted one for 14 days.
    """
    display_name: NotRequired[pulumi.Input[str]]
    """Name that people see; the short name by default."""
    description: NotRequired[pulumi.Input[str]]
    """What the project is for."""
    identity: WorkspaceIdentityArgs
    """Identity that the project works under."""


class AIHubArgs(AzureResourceArgs):
    """Arguments of `AIHub`."""

    hub_name: pulumi.Input[str]
    """Name of the hub's workspace: 3 to 33 letters, digits, hyphens and underscores.

    Azure keeps the name of a deleted one for 14 days.
    """
    display_name: NotRequired[pulumi.Input[str]]
    """Name that people see; the hub's name by default."""
    identity: WorkspaceIdentityArgs
    """Identity that the hub works under."""
    storage_account_id: pulumi.Input[str]
    """ARM id of the account that keeps flows and files, reached privately as `blob` and as `file`.

    It cannot change, and must let services pass that Microsoft trusts.
    """
    key_vault_id: pulumi.Input[str]
    """ARM id of the vault that keeps the hub's secrets. It cannot change, and must let trusted services pass."""
    container_registry_id: pulumi.Input[str]
    """ARM id of the registry that keeps images of environments; it must let trusted services pass."""
    application_insights_id: pulumi.Input[str]
    """ARM id of the Application Insights resource that receives telemetry."""
    connections: NotRequired[list[HubConnectionArgs]]
    """Services that the projects use, in any order."""
    allowed_fqdns: NotRequired[dict[str, pulumi.Input[str]]]
    """Hosts that projects may call over ports 80 and 443, by the names of their rules; none by default.

    The first one has Azure make a firewall, which is paid for by the hour.
    """
    firewall_sku: NotRequired[ManagedNetworkFirewallSku]
    """Tier of that firewall; Standard by default. Used only where there are hosts."""
    projects: NotRequired[list[HubProjectArgs]]
    """Projects, in any order."""
    high_business_impact: NotRequired[bool]
    """Whether Microsoft collects less diagnostic data and encrypts scratch disks; false by default.

    It can never change.
    """
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the Log Analytics workspace that receives the logs of hub and projects."""
    private_endpoint: NotRequired[PrivateEndpointPlacementArgs]
    """Where the private endpoint of the hub and its projects lies.

    Without one nobody can reach them, as public access stays off.
    """
    lock: NotRequired[bool]
    """Whether hub and projects are locked against deletion; false by default.

    While they are, Azure refuses to take back any rule, connection or role on them.
    """


def ai_hub_problems(args: AIHubArgs) -> list[str]:
    """Return what is wrong with the parts of one hub, one sentence each."""
    connections = [connection["connection_name"] for connection in args.get("connections", [])]
    rules = [*connections, *args.get("allowed_fqdns", {})]
    return [
        *repeated_names("project", (project["project_name"] for project in args.get("projects", []))),
        *repeated_names("connection or outbound rule", rules),
        *(
            f"connection or outbound rule {name!r} must match {_RULE_NAME.pattern}"
            for name in rules
            if not _RULE_NAME.fullmatch(name)
        ),
    ]
