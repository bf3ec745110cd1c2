"""Arguments of an Azure Front Door, and what is wrong with them."""

from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi

from bedplate.components.facts.clouds import programmatic_name
from bedplate.components.facts.front_door import private_link_regions
from bedplate.components.ingress.firewall_arguments import (
    WebFirewallArgs,
    firewall_problems,
    path_problems,
    range_problems,
)


class FrontDoorOriginKind(StrEnum):
    """What kind of app stands behind the door, by the sub-resource that a private link reaches it at."""

    WEB_APP = "sites"
    CONTAINER_APPS_ENVIRONMENT = "managedEnvironments"


class FrontDoorOriginArgs(TypedDict):
    """The app behind the door, reached through a private link alone."""

    host_name: pulumi.Input[str]
    """Host name of the app, by which it is called and which its certificate must hold."""
    target_id: pulumi.Input[str]
    """ARM id of the web app, or of the Container Apps environment that the app runs in.

    Pass on a value that depends on whatever else changes the target: the link is one more change.
    """
    kind: FrontDoorOriginKind
    """Whether the target is a web app or a Container Apps environment."""
    health_path: pulumi.Input[str]
    """Path of the app that answers with status 200, without sign-in, while it is healthy."""
    private_link_location: NotRequired[pulumi.Input[str]]
    """Region that the private link starts from; the `location` of the door by default.

    Azure Front Door has links in some regions only (`facts/front_door.toml`); elsewhere take the nearest of them.
    """
    request_message: NotRequired[pulumi.Input[str]]
    """What the target's owner reads who must approve the link."""


class FrontDoorDomainArgs(TypedDict):
    """A host name of one's own."""

    host_name: pulumi.Input[str]
    """Host name that clients ask for, for example `chat.contoso.com`."""
    dns_zone_id: NotRequired[pulumi.Input[str]]
    """ARM id of the public DNS zone in Azure that holds the host; left out where the zone is elsewhere."""


class FrontDoorParts(TypedDict):
    """Where parts of a door are declared."""

    resource_group_name: pulumi.Input[str]
    """Resource group of the profile."""
    profile_name: pulumi.Input[str]
    """Name of the profile."""


class FrontDoorArgs(WebFirewallArgs):
    """Arguments of `FrontDoor`.

    The door itself is in no region; `location` says where its private link starts.
    """

    profile_name: pulumi.Input[str]
    """Name of the profile."""
    endpoint_name: pulumi.Input[str]
    """Name of the endpoint, which begins the host name that Azure makes for it."""
    waf_policy_name: pulumi.Input[str]
    """Name of the firewall policy: letters and digits."""
    origin: FrontDoorOriginArgs
    """The app behind the door."""
    custom_domain: NotRequired[FrontDoorDomainArgs]
    """Host name of one's own; the endpoint's host name serves nothing then. By default only that one does."""
    request_timeout: NotRequired[pulumi.Input[int]]
    """Seconds that the app may take until it answers, 16 to 240; 240 by default."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the logs of door and firewall."""


def front_door_problems(args: FrontDoorArgs) -> list[str]:
    """Return what is wrong with the arguments, one sentence each."""
    origin = args["origin"]
    return [
        *firewall_problems(args),
        *path_problems("origin.health_path", origin["health_path"]),
        *_region_problems(origin.get("private_link_location", args["location"])),
        *range_problems("request_timeout", args.get("request_timeout"), 16, 240),
    ]


def _region_problems(location: pulumi.Input[str]) -> list[str]:
    regions = private_link_regions()
    if not isinstance(location, str) or programmatic_name(location) in regions:
        return []
    nearest = f"give origin.private_link_location the nearest of {', '.join(regions)}"
    return [f"Azure Front Door starts no private links in {location}: {nearest}"]
