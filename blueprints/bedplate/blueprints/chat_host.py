"""The host of a chat landing zone: what runs the application, and how ingress reaches it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from bedplate.blueprints.chat_application import Application, ApplicationIdentity, describe_application
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.hosting import HostKind
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.ai_account import AIAccount
from bedplate.components.container_app import ContainerApp
from bedplate.components.container_apps_environment import ContainerAppsEnvironment
from bedplate.components.hosting.container_app_arguments import ContainerAppArgs
from bedplate.components.hosting.web_app_arguments import WebAppArgs
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.storage_account import StorageAccount
from bedplate.components.web_app import WebApp


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatHost:
    """What ingress and alerts need of the host."""

    fqdn: pulumi.Output[str]
    """Host under which the application answers; of Container Apps unknown until Azure has made it up."""
    health_path: str
    """Path that answers 200 without sign-in while the application is well."""
    private_link_target_id: pulumi.Output[str]
    """ARM id of what a private endpoint or Front Door's private link leads to."""
    private_link_group_id: str
    """Its sub-resource."""
    private_link_location: str
    """Region of the target."""
    resource_ids: Mapping[str, pulumi.Output[str]]
    """ARM ids of what alerts watch, by ARM type."""


def declare_host(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    *,
    network: ZoneNetwork,
    monitoring: Monitoring,
    identity: ApplicationIdentity,
    account: AIAccount,
    storage: StorageAccount,
) -> ChatHost | None:
    """Declare what runs the application, or nothing where something else calls the models.

    Args:
        zone: the landing zone.
        group: resource group of the application.
        settings: settings of the zone.
        network: the network, with a subnet for the kind of host.
        monitoring: where logs and telemetry go.
        identity: the application's identity, all of whose roles are granted.
        account: the AI account that the application calls.
        storage: the storage account of its documents.
    """
    if settings.host.kind is HostKind.NONE:
        return None
    application = describe_application(settings, identity, monitoring, account=account, storage=storage)
    declare = _declare_web_app if settings.host.kind is HostKind.APP_SERVICE else _declare_container_app
    return declare(zone, group, settings, network, application)


def _declare_web_app(
    zone: Zone, group: ResourceGroup, settings: ChatSettings, network: ZoneNetwork, application: Application
) -> ChatHost:
    host = settings.host
    args: WebAppArgs = {
        **zone.place(group),
        "app_name": zone.naming.name("webApp"),
        "plan_name": zone.naming.name("appServicePlan"),
        "autoscale_setting_name": zone.naming.name("autoscaleSetting"),
        "plan_sku": settings.sizing.host_sku,
        "zone_redundant": settings.sizing.zone_redundant,
        "minimum_instances": application.instances[0],
        "maximum_instances": application.instances[1],
        "identity_id": application.identity.identity_id,
        "identity_client_id": application.identity.client_id,
        "outbound_subnet_id": network.subnet_ids["app"],
        "health_check_path": host.health_path,
        "app_settings": application.app_settings,
        "application_insights_connection_string": application.monitoring.application_insights_connection_string,
        "log_analytics_workspace_id": application.monitoring.workspace_id,
        "private_endpoint": zone.private_endpoint(
            "web-app", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
        ),
    }
    if host.image is None:
        args["runtime"] = host.runtime
    else:
        args["image"] = host.image
        args["port"] = host.port
        args["pull_image_by_identity"] = application.registry_server is not None
    if host.package_url is not None:
        args["package_url"] = host.package_url
    if application.sign_in is not None:
        args["sign_in"] = application.sign_in
    web_app = WebApp("web-app", args, zone.options())
    return ChatHost(
        fqdn=web_app.default_host_name,
        health_path=host.health_path,
        private_link_target_id=web_app.app_id,
        private_link_group_id="sites",
        private_link_location=settings.location,
        resource_ids={"Microsoft.Web/sites": web_app.app_id, "Microsoft.Web/serverfarms": web_app.plan_id},
    )


def _declare_container_app(
    zone: Zone, group: ResourceGroup, settings: ChatSettings, network: ZoneNetwork, application: Application
) -> ChatHost:
    environment = _declare_environment(zone, group, settings, network, application.monitoring)
    host = settings.host
    args: ContainerAppArgs = {
        **zone.place(group),
        "container_app_name": zone.naming.name("containerApp"),
        "environment_id": environment.environment_id,
        "environment_default_domain": environment.default_domain,
        "identity_id": application.identity.identity_id,
        "identity_client_id": application.identity.client_id,
        "target_port": host.port,
        "health_check_path": host.health_path,
        "minimum_instances": application.instances[0],
        "maximum_instances": application.instances[1],
        "app_settings": application.app_settings,
        "application_insights_connection_string": application.monitoring.application_insights_connection_string,
    }
    if host.image is not None:
        args["image"] = host.image
    if application.registry_server is not None:
        args["registry_server"] = application.registry_server
    if application.sign_in is not None:
        args["sign_in"] = application.sign_in
    container_app = ContainerApp("container-app", args, zone.options())
    return ChatHost(
        fqdn=container_app.fqdn,
        # Without an image of one's own Microsoft's page answers, which knows no other path.
        health_path=host.health_path if host.image is not None else "/",
        private_link_target_id=environment.environment_id,
        private_link_group_id="managedEnvironments",
        private_link_location=settings.location,
        resource_ids={"Microsoft.App/containerApps": container_app.container_app_id},
    )


def _declare_environment(
    zone: Zone, group: ResourceGroup, settings: ChatSettings, network: ZoneNetwork, monitoring: Monitoring
) -> ContainerAppsEnvironment:
    return ContainerAppsEnvironment(
        "container-apps",
        {
            **zone.place(group),
            "environment_name": zone.naming.name("containerAppsEnvironment"),
            "infrastructure_subnet_id": network.subnet_ids["containerApps"],
            "infrastructure_resource_group_name": zone.naming.name("resourceGroup", "container-apps"),
            "zone_redundant": settings.sizing.zone_redundant,
            "log_analytics_workspace_id": monitoring.workspace_id,
            "private_endpoint": zone.private_endpoint(
                "container-apps", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
            ),
        },
        zone.options(),
    )
