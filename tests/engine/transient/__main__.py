"""For each documented transient error a resource that meets it, on a clock that never waits."""

import pulumi

from bedplate.components.shared.retry.hazards import hazard_behind, hazards
from bedplate.components.shared.retry.hooks import transient_error_retries

TOKENS = (
    "azure-native:app:ManagedEnvironment",
    "azure-native:authorization:RoleAssignment",
    "azure-native:cognitiveservices:Account",
    "azure-native:cognitiveservices:ProjectCapabilityHost",
    "azure-native:cosmosdb:DatabaseAccount",
    "azure-native:keyvault:Vault",
    "azure-native:monitor:PrivateLinkScope",
    "azure-native:network:ApplicationGateway",
    "azure-native:network:AzureFirewall",
    "azure-native:network:PrivateEndpoint",
    "azure-native:network:VirtualNetwork",
    "azure-native:privatedns:VirtualNetworkLink",
    "azure-native:resources:ResourceGroup",
    "azure-native:search:SharedPrivateLinkResource",
    "azure-native:storage:StorageAccount",
    "azure-native:web:AppServicePlan",
)


async def at_once(_seconds: float) -> None:
    """Do not wait."""


def token_of(hazard_id: str, example: str) -> str:
    """Return a type whose resources meet a hazard."""
    for token in TOKENS:
        for operation in ("create", "delete"):
            met = hazard_behind(token, operation, example)
            if met and met.id == hazard_id:
                return token
    raise LookupError(hazard_id)


class Unready(pulumi.CustomResource):
    """A resource of any type with hardly an input."""

    def __init__(self, token: str, name: str, opts: pulumi.ResourceOptions) -> None:
        super().__init__(token, name, {"location": "swedencentral"}, opts)


root = pulumi.ComponentResource(
    "acme:zone:Zone", "zone", {}, pulumi.ResourceOptions(transformations=[transient_error_retries(at_once)])
)
for hazard in hazards():
    Unready(token_of(hazard.id, hazard.example), hazard.id, pulumi.ResourceOptions(parent=root))
