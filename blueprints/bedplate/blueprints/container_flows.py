"""What the container platform needs, under injected agents and under an environment of Container Apps alike."""

from bedplate.components.planning.flows import Protocol
from bedplate.components.virtual_network import FlowArgs


def container_platform_flows(subnet: str) -> list[FlowArgs]:
    """Return what Azure Container Apps needs in the subnet that its nodes stand in.

    Source: learn.microsoft.com/azure/container-apps/firewall-integration, checked 2026-11-21.
    """
    return [
        {
            "source": subnet,
            "destination": subnet,
            "ports": ["*"],
            "protocol": Protocol.ANY,
            "purpose": "Nodes of the container platform among themselves",
        },
        {
            "source": "AzureLoadBalancer",
            "destination": subnet,
            "ports": ["30000-32767"],
            "purpose": "Probes of the container platform's load balancer",
        },
        {
            "source": subnet,
            "destination": "MicrosoftContainerRegistry",
            "ports": ["443"],
            "purpose": "Images of the container platform",
        },
        {
            "source": subnet,
            "destination": "AzureFrontDoor.FirstParty",
            "ports": ["443"],
            "purpose": "Delivery network of Microsoft's container registry",
        },
    ]
