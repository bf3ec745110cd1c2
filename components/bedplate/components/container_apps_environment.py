"""A Container Apps environment that lies in a virtual network and has no public address."""

from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import app

from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.options import stateless_child

_ENVIRONMENT_TYPE = "Microsoft.App/managedEnvironments"
_CONSUMPTION = "Consumption"


class DedicatedProfileSize(StrEnum):
    """Size of the machines that a dedicated workload profile runs on."""

    D4 = "D4"
    D8 = "D8"
    D16 = "D16"
    D32 = "D32"
    E4 = "E4"
    E8 = "E8"
    E16 = "E16"
    E32 = "E32"


class DedicatedProfileArgs(TypedDict):
    """Machines that only this environment's apps run on."""

    profile_name: str
    """Name by which apps choose the profile."""
    size: DedicatedProfileSize
    """Size of its machines."""
    minimum_count: int
    """Machines that always run; 3 to have one in every zone."""
    maximum_count: int
    """Most machines under load."""


class ContainerAppsEnvironmentArgs(AzureResourceArgs):
    """Arguments of `ContainerAppsEnvironment`."""

    environment_name: pulumi.Input[str]
    """Name of the environment: 2 to 60 letters, digits and hyphens, letter first."""
    infrastructure_subnet_id: pulumi.Input[str]
    """ARM id of the environment's own subnet, /27 at least, delegated to `Microsoft.App/environments`."""
    infrastructure_resource_group_name: NotRequired[pulumi.Input[str]]
    """Resource group that Azure makes for load balancers and the like; by default Azure names it too."""
    dedicated_profiles: NotRequired[list[DedicatedProfileArgs]]
    """Dedicated machines beside the Consumption profile, which is always there; none by default."""
    zone_redundant: NotRequired[bool]
    """Whether replicas are spread over the region's zones; true by default. It can never change."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the logs of the environment and of all its apps."""
    private_endpoint: NotRequired[PrivateEndpointPlacementArgs]
    """Where the private endpoint lies, by which the apps' names resolve outside the environment."""


class ContainerAppsEnvironment(pulumi.ComponentResource):
    """An environment without public access, in which apps talk to each other over mutual TLS."""

    environment_id: pulumi.Output[str]
    """ARM id of the environment; what takes it comes after the private endpoint."""
    environment_name: pulumi.Output[str]
    """Name of the environment."""
    default_domain: pulumi.Output[str]
    """Domain that the apps' hosts end in, unknown until Azure has made it up."""

    def __init__(
        self, name: str, args: ContainerAppsEnvironmentArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("bedplate:index:ContainerAppsEnvironment", name, dict(args), opts)
        environment = _declare(name, args, parent=self)
        self.environment_name = known(environment, args["environment_name"])
        self.default_domain = environment.default_domain
        environment_id = known_id(
            environment,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            environmentName=args["environment_name"],
        )
        self.environment_id = self._serve(name, args, environment_id)
        self.register_outputs(
            {
                "environment_id": self.environment_id,
                "environment_name": self.environment_name,
                "default_domain": self.default_domain,
            }
        )

    def _serve(
        self, name: str, args: ContainerAppsEnvironmentArgs, environment_id: pulumi.Output[str]
    ) -> pulumi.Output[str]:
        if "log_analytics_workspace_id" in args:
            diagnose(
                name,
                target_type=_ENVIRONMENT_TYPE,
                target_id=environment_id,
                workspace_id=args["log_analytics_workspace_id"],
                opts=stateless_child(self),
            )
        if "private_endpoint" not in args:
            return environment_id
        endpoint = place_private_endpoint(
            name,
            args,
            args["private_endpoint"],
            target_id=environment_id,
            target_type=_ENVIRONMENT_TYPE,
            group_id="managedEnvironments",
            opts=stateless_child(self),
        )
        # Azure updates the environment to connect the endpoint, and makes no app in one that it is updating.
        return pulumi.Output.all(environment_id, endpoint.private_endpoint_id).apply(lambda ids: ids[0])


def _declare(name: str, args: ContainerAppsEnvironmentArgs, *, parent: pulumi.Resource) -> app.ManagedEnvironment:
    return app.ManagedEnvironment(
        name,
        resource_group_name=args["resource_group_name"],
        environment_name=args["environment_name"],
        location=args["location"],
        # Through diagnostic settings; the other destination wants the workspace's shared key.
        app_logs_configuration={"destination": "azure-monitor"},
        infrastructure_resource_group=args.get("infrastructure_resource_group_name"),
        peer_authentication={"mtls": {"enabled": True}},
        peer_traffic_configuration={"encryption": {"enabled": True}},
        public_network_access=app.PublicNetworkAccess.DISABLED,
        vnet_configuration={"internal": True, "infrastructure_subnet_id": args["infrastructure_subnet_id"]},
        workload_profiles=[
            {"name": _CONSUMPTION, "workload_profile_type": _CONSUMPTION},
            *(_dedicated(profile) for profile in args.get("dedicated_profiles", [])),
        ],
        zone_redundant=args.get("zone_redundant", True),
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _dedicated(profile: DedicatedProfileArgs) -> app.WorkloadProfileArgsDict:
    return {
        "name": profile["profile_name"],
        "workload_profile_type": profile["size"].value,
        "minimum_count": profile["minimum_count"],
        "maximum_count": profile["maximum_count"],
    }
