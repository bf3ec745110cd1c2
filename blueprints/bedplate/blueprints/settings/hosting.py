"""Settings of the chat application's host and of who may sign in to it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from bedplate.blueprints.settings.base import Choice, Count, SettingsModel, Switch, Text
from bedplate.blueprints.settings.values import ContainerRegistryId, Guid, UrlPath


class HostKind(Choice):
    """What runs the chat application."""

    APP_SERVICE = "appService"
    """A web app in an App Service plan, from a package or a container image."""
    CONTAINER_APPS = "containerApps"
    """A container app in an environment of the zone's own."""
    NONE = "none"
    """No host: something else calls the models."""


class SignInMode(Choice):
    """Who checks that a user has signed in."""

    ENTRA = "entra"
    """The host, with Microsoft Entra ID, before a request reaches the application."""
    APPLICATION = "application"
    """The application itself."""


class SignIn(SettingsModel):
    """How users prove who they are."""

    mode: SignInMode = SignInMode.ENTRA
    """`entra` lets only signed-in users through to the application; `application` leaves it to the application."""
    client_id: Guid | None = None
    """Client id of the application's registration in Microsoft Entra ID."""


class Host(SettingsModel):
    """What runs the chat application."""

    kind: HostKind = HostKind.APP_SERVICE
    """`appService`, `containerApps`, or `none` where something else calls the models."""
    sku: Text | None = None
    """App Service plan's size, for example `P1v3`; by environment by default."""
    minimum_instances: Annotated[Count, Field(ge=1, le=30)] | None = None
    """Instances that always run; 3 where zone-redundant, else 1 by default."""
    maximum_instances: Annotated[Count, Field(ge=1, le=30)] | None = None
    """Most instances under load; by environment by default."""
    runtime: Text = "PYTHON|3.12"
    """Language and version of App Service, as `az webapp list-runtimes` writes it; an image takes its place."""
    image: Text | None = None
    """Container image with its registry, for example `contoso.azurecr.io/chat:1.4.2`."""
    port: Annotated[Count, Field(ge=1, le=65535)] = 8000
    """Port on which the container listens."""
    health_path: UrlPath = "/health"
    """Path that answers 200 while the application is well."""
    package_url: Text | None = None
    """Address of the application's zip package in the zone's storage account; App Service only."""
    app_settings: Mapping[Text, Text] = Field(default_factory=dict)
    """Environment variables of the application; secrets belong in the key vault."""
    sign_in: SignIn = SignIn()
    """How users prove who they are."""
    container_registry: Switch | None = None
    """Whether the zone has a container registry of its own; only with Container Apps by default."""
    existing_container_registry_id: ContainerRegistryId | None = None
    """ARM id of a registry to pull from instead."""

    @property
    def owns_registry(self) -> bool:
        """Whether the zone has a container registry of its own, with the default filled in."""
        if self.existing_container_registry_id is not None:
            return False
        if self.container_registry is not None:
            return self.container_registry
        return self.kind is HostKind.CONTAINER_APPS
