"""Private DNS zones, created here or owned by somebody else."""

from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import privatedns

from bedplate.components.shared.known import known, known_id


class PrivateDnsZonesArgs(TypedDict):
    """Arguments of `PrivateDnsZones`."""

    resource_group_name: pulumi.Input[str]
    """Resource group that holds the zones."""
    zone_names: list[str]
    """Names of all zones that the landing zone registers in."""
    virtual_network_id: pulumi.Input[str]
    """ARM id of the network in which the names shall resolve."""
    virtual_network_link_name: pulumi.Input[str]
    """Name of each zone's link to that network."""
    existing_zone_ids: NotRequired[dict[str, pulumi.Input[str]]]
    """ARM ids of zones that exist, by zone name; they are used as they are, neither created nor linked."""
    subscription_id: NotRequired[pulumi.Input[str]]
    """Subscription of the resource group, a GUID; given, every zone id is known in the first preview."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of every zone and link."""


class PrivateDnsZones(pulumi.ComponentResource):
    """Zones that resolve private endpoints' names, each linked to the network.

    Azure refuses a second zone of the same name in one network, so a zone is either created here or
    named in `existing_zone_ids`, whose owner links it.
    """

    zone_ids: dict[str, pulumi.Output[str]]
    """ARM ids by zone name, of all the zones asked for."""

    def __init__(self, name: str, args: PrivateDnsZonesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:PrivateDnsZones", name, dict(args), opts)
        existing = args.get("existing_zone_ids", {})
        self.zone_ids = {
            zone: pulumi.Output.from_input(existing[zone]) if zone in existing else self._create(name, zone, args)
            for zone in sorted(args["zone_names"])
        }
        self.register_outputs({"zone_ids": self.zone_ids})

    def _create(self, name: str, zone_name: str, args: PrivateDnsZonesArgs) -> pulumi.Output[str]:
        zone = privatedns.PrivateZone(
            f"{name}-{zone_name}",
            resource_group_name=args["resource_group_name"],
            private_zone_name=zone_name,
            location="global",
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        link = privatedns.VirtualNetworkLink(
            f"{name}-{zone_name}",
            resource_group_name=args["resource_group_name"],
            private_zone_name=zone_name,
            virtual_network_link_name=args["virtual_network_link_name"],
            location="global",
            registration_enabled=False,
            # Azure takes a policy for private link zones only and refuses it for any other.
            resolution_policy=privatedns.ResolutionPolicy.DEFAULT if "privatelink" in zone_name.split(".") else None,
            virtual_network={"id": args["virtual_network_id"]},
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[zone]),
        )
        zone_id = known_id(
            zone,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            privateZoneName=zone_name,
        )
        # Whoever registers a name in the zone does it for callers in the network, to whom it must resolve at once.
        return known(link, zone_id)
