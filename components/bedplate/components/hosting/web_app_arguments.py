"""Arguments of a web app, and what is wrong with them before Azure says so."""

from typing import NotRequired

import pulumi

from bedplate.components.hosting.sign_in import SignInArgs
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs

DEFAULT_HEALTH_CHECK_PATH = "/health"
"""Path that answers 200 while the application is well, where the caller names none."""


class WebAppArgs(AzureResourceArgs):
    """Arguments of `WebApp`."""

    app_name: pulumi.Input[str]
    """Name of the app: 2 to 60 letters, digits and hyphens, unique in the world; the host's first label."""
    plan_name: pulumi.Input[str]
    """Name of the App Service plan."""
    autoscale_setting_name: NotRequired[pulumi.Input[str]]
    """Name of the autoscale setting; `<plan name>-load` by default."""
    plan_sku: NotRequired[pulumi.Input[str]]
    """Size of the plan's instances; `P1v3` by default.

    Premium v3 is offered in every region, Premium v4 (`P0v4` and up) is not; zones need one of them.
    """
    zone_redundant: NotRequired[bool]
    """Whether instances are spread over the region's zones; true by default."""
    minimum_instances: NotRequired[int]
    """Instances that always run, 2 or more where zone-redundant; 3 by default there, else 1."""
    maximum_instances: NotRequired[int]
    """Most instances under load; the minimum by default."""
    identity_id: pulumi.Input[str]
    """ARM id of the user-assigned identity under which the app works, with its roles already granted."""
    identity_client_id: pulumi.Input[str]
    """Client id of that identity."""
    outbound_subnet_id: pulumi.Input[str]
    """ARM id of the subnet through which the app reaches out, delegated to `Microsoft.Web/serverFarms`."""
    runtime: NotRequired[str]
    """Language and version, for example `PYTHON|3.12`; either this or an image is needed."""
    image: NotRequired[pulumi.Input[str]]
    """Container image with its registry, for example `contoso.azurecr.io/chat@sha256:…`."""
    pull_image_by_identity: NotRequired[bool]
    """Whether the identity pulls the image from an Azure Container Registry; false by default, for public images."""
    port: NotRequired[pulumi.Input[int]]
    """Port on which the container listens; App Service finds it out by itself if it is 80 or 8080."""
    startup_command: NotRequired[pulumi.Input[str]]
    """Command that starts the application, where the runtime does not find it."""
    package_url: NotRequired[pulumi.Input[str]]
    """Address of the zip package in Blob Storage that the app runs from, read by the identity.

    Azure offers it for neither Python nor Java.
    """
    health_check_path: NotRequired[pulumi.Input[str]]
    """Path that answers 200 while the application is well, open without sign-in; `/health` by default."""
    web_sockets: NotRequired[bool]
    """Whether the app speaks WebSocket; false by default."""
    app_settings: NotRequired[dict[str, pulumi.Input[str]]]
    """Environment variables of the application."""
    secret_settings: NotRequired[dict[str, pulumi.Input[str]]]
    """Environment variables whose values are secrets in a key vault: address of the secret by name of the variable."""
    application_insights_connection_string: NotRequired[pulumi.Input[str]]
    """Connection string of the Application Insights that receives telemetry, sent with the identity's token."""
    sign_in: NotRequired[SignInArgs]
    """Who may sign in; without it the application itself must check who calls."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the logs of app and scaling."""
    private_endpoint: NotRequired[PrivateEndpointPlacementArgs]
    """Where the private endpoint lies; without one nobody can reach the app, as public access stays off."""
