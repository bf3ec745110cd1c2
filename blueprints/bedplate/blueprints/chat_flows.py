"""Who may talk to whom in a chat landing zone."""

from collections.abc import Collection
from ipaddress import IPv4Address

from bedplate.components.planning.flows import Protocol
from bedplate.components.virtual_network import FlowArgs


def chat_flows(
    subnets: Collection[str], *, public_telemetry: bool, resolvers: Collection[IPv4Address]
) -> list[FlowArgs]:
    """Return the flows of the subnets in use, in order of priority; whatever they do not name is denied.

    Args:
        subnets: purposes of the subnets.
        public_telemetry: whether telemetry goes to Azure Monitor's public addresses, not through a private endpoint.
        resolvers: DNS servers of the network; empty where Azure's own answer, which no security group stops.
    """
    flows = [
        flow
        for subnet in ("app", "agents", "build")
        if subnet in subnets
        for flow in (
            *_flows_of_workload(subnet, public_telemetry=public_telemetry),
            *(_flow_of_names(subnet, resolver) for resolver in resolvers),
        )
    ]
    return [*flows, *_flows_of_agent_platform()] if "agents" in subnets else flows


def _flows_of_workload(subnet: str, *, public_telemetry: bool) -> list[FlowArgs]:
    flows: list[FlowArgs] = [
        {
            "source": subnet,
            "destination": "privateEndpoints",
            "ports": ["443"],
            "purpose": "Models, secrets, documents and more, through their private endpoints",
        },
        {
            "source": subnet,
            "destination": "AzureActiveDirectory",
            "ports": ["443"],
            "purpose": "Tokens of managed identities",
        },
    ]
    if public_telemetry:
        flows.append({"source": subnet, "destination": "AzureMonitor", "ports": ["443"], "purpose": "Telemetry"})
    return flows


def _flow_of_names(subnet: str, resolver: IPv4Address) -> FlowArgs:
    return {
        "source": subnet,
        "destination": str(resolver),
        "ports": ["53"],
        # Names are asked for over UDP, and over TCP where the answer is long.
        "protocol": Protocol.ANY,
        "purpose": "Names, resolved by the platform's DNS servers",
    }


def _flows_of_agent_platform() -> list[FlowArgs]:
    """Return what the container platform under injected agents needs.

    Source: learn.microsoft.com/azure/container-apps/firewall-integration, checked 2026-11-21.
    """
    return [
        {
            "source": "agents",
            "destination": "agents",
            "ports": ["*"],
            "protocol": Protocol.ANY,
            "purpose": "Nodes of the container platform among themselves",
        },
        {
            "source": "AzureLoadBalancer",
            "destination": "agents",
            "ports": ["30000-32767"],
            "purpose": "Probes of the container platform's load balancer",
        },
        {
            "source": "agents",
            "destination": "MicrosoftContainerRegistry",
            "ports": ["443"],
            "purpose": "Images of the container platform",
        },
        {
            "source": "agents",
            "destination": "AzureFrontDoor.FirstParty",
            "ports": ["443"],
            "purpose": "Delivery network of Microsoft's container registry",
        },
    ]
