"""Arguments of a container app."""

from enum import StrEnum
from typing import NotRequired

import pulumi

from bedplate.components.hosting.sign_in import SignInArgs
from bedplate.components.shared.arguments import AzureResourceArgs


class RevisionMode(StrEnum):
    """How many versions of an app run at a time."""

    SINGLE = "Single"
    """A new version takes the old one's place once it is ready."""
    MULTIPLE = "Multiple"
    """Versions run side by side until somebody stops them; the latest gets all traffic."""


class ContainerAppArgs(AzureResourceArgs):
    """Arguments of `ContainerApp`."""

    container_app_name: pulumi.Input[str]
    """Name of the app: 2 to 32 lower-case letters, digits and hyphens, letter first; the host's first label."""
    environment_id: pulumi.Input[str]
    """ARM id of the Container Apps environment."""
    environment_default_domain: pulumi.Input[str]
    """Domain of the environment, which Azure makes up; the app's host is known when it is."""
    identity_id: pulumi.Input[str]
    """ARM id of the user-assigned identity under which the app works, with its roles already granted."""
    identity_client_id: pulumi.Input[str]
    """Client id of that identity."""
    image: NotRequired[pulumi.Input[str]]
    """Container image with its registry, for example `contoso.azurecr.io/chat@sha256:…`.

    Without one Microsoft's quickstart page runs, on port 80 and without health probes, until there is one.
    """
    registry_server: NotRequired[pulumi.Input[str]]
    """Login server of the Azure Container Registry that the identity pulls from; none for public images."""
    target_port: NotRequired[pulumi.Input[int]]
    """Port on which the container listens; 8000 by default."""
    health_check_path: NotRequired[pulumi.Input[str]]
    """Path that answers 200 while the application is well, open without sign-in; `/health` by default."""
    reachable_from_network: NotRequired[bool]
    """Whether callers outside the environment reach the app; true by default. The environment stays private."""
    minimum_instances: NotRequired[int]
    """Replicas that always run; 3 by default."""
    maximum_instances: NotRequired[int]
    """Most replicas under load; the minimum by default."""
    concurrent_requests: NotRequired[int]
    """Requests at a time above which a replica is added; 50 by default."""
    cpu: NotRequired[pulumi.Input[float]]
    """Virtual processors of a replica; 1 by default. The Consumption profile wants twice as many GiB as processors."""
    memory: NotRequired[pulumi.Input[str]]
    """Memory of a replica; `2Gi` by default."""
    workload_profile_name: NotRequired[pulumi.Input[str]]
    """Profile of the environment that the app runs on; `Consumption` by default."""
    revision_mode: NotRequired[RevisionMode]
    """How many versions run at a time; a single one by default."""
    app_settings: NotRequired[dict[str, pulumi.Input[str]]]
    """Environment variables of the application."""
    secret_settings: NotRequired[dict[str, pulumi.Input[str]]]
    """Environment variables whose values are secrets in a key vault: address of the secret by name of the variable."""
    application_insights_connection_string: NotRequired[pulumi.Input[str]]
    """Connection string of the Application Insights that receives telemetry, sent with the identity's token."""
    sign_in: NotRequired[SignInArgs]
    """Who may sign in; without it the application itself must check who calls."""
