"""What every part of one landing zone shares: names, place, tags, and the parent with its provider."""

from dataclasses import dataclass

import pulumi
import pulumi_azure_native as azure_native

from bedplate.blueprints.settings import LandingZone, ZoneSettings
from bedplate.components.facts.clouds import cloud_of
from bedplate.components.planning.naming import Naming
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.shared.retry.hooks import transient_error_retries


class LandingZoneComponent(pulumi.ComponentResource):
    """The root of a landing zone; everything in it is its child and uses its provider."""

    def __init__(self, blueprint: str, settings: ZoneSettings) -> None:
        # An explicit provider: the subscription that ids are written with is the one that is deployed to,
        # whoever runs the program and whatever their login's default is.
        provider = azure_native.Provider(
            "azure",
            subscription_id=settings.subscription_id,
            environment=cloud_of(settings.location).azure_environment,
        )
        options = pulumi.ResourceOptions(providers=[provider], transformations=[transient_error_retries()])
        super().__init__("bedplate:index:LandingZone", blueprint, None, options)
        self.register_outputs({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """One landing zone while it is declared."""

    settings: LandingZone
    naming: Naming
    root: LandingZoneComponent

    @classmethod
    def of(cls, blueprint: str, settings: LandingZone) -> "Zone":
        """Return the zone that the settings describe, with nothing in it yet but its root."""
        return cls(
            settings=settings,
            naming=settings.naming,
            root=LandingZoneComponent(blueprint, settings),
        )

    @property
    def tags(self) -> dict[str, pulumi.Input[str]]:
        """Tags of every resource: the user's, and what the resource belongs to."""
        return {
            **self.settings.tags,
            "environment": self.settings.environment.value,
            "workload": self.settings.workload,
        }

    def resource_group(self, purpose: str) -> ResourceGroup:
        """Declare the resource group of one purpose, for example `network`."""
        return ResourceGroup(
            purpose,
            {
                "resource_group_name": self.naming.name("resourceGroup", purpose),
                "location": self.settings.location,
                "subscription_id": self.settings.subscription_id,
                "tags": self.tags,
            },
            self.options(),
        )

    def place(self, group: ResourceGroup) -> AzureResourceArgs:
        """Return the arguments that say where a component of this zone goes."""
        return {
            "resource_group_name": group.resource_group_name,
            "location": self.settings.location,
            "subscription_id": self.settings.subscription_id,
            "tags": self.tags,
        }

    def options(self, *, holds_state: bool = False) -> pulumi.ResourceOptions:
        """Return the options of a component of this zone.

        Args:
            holds_state: whether Pulumi shall refuse to delete it where the settings protect state.
        """
        protect = True if holds_state and self.settings.sizing.pulumi_protect else None
        return pulumi.ResourceOptions(parent=self.root, protect=protect)

    def private_endpoint(
        self, target: str, subnet_id: pulumi.Input[str], private_dns_zone_ids: dict[str, pulumi.Output[str]] | None
    ) -> PrivateEndpointPlacementArgs:
        """Return where the private endpoint to `target` lies and which zones it may register in."""
        placement: PrivateEndpointPlacementArgs = {
            "private_endpoint_name": self.naming.name("privateEndpoint", target),
            "subnet_id": subnet_id,
        }
        if private_dns_zone_ids is not None:
            placement["private_dns_zone_ids"] = dict(private_dns_zone_ids)
        return placement
