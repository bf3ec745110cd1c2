"""Who may talk to whom in a chat landing zone."""

from bedplate.blueprints.container_flows import container_platform_flows
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.traffic import BastionKind, EgressKind, IngressKind
from bedplate.components.facts.egress_catalogue import hosts_of_pack, packs_of_subnet
from bedplate.components.planning.flows import Protocol
from bedplate.components.planning.platform_flows import application_gateway_flows, bastion_flows
from bedplate.components.virtual_network import FlowArgs

_WORKLOADS = ("app", "containerApps", "agents", "build", "jump")
"""Subnets in which something of the landing zone runs, in the order of their flows."""
_AZURE_HOST = "168.63.129.16/32"
"""Where a Bastion of the developer tier comes from.

Source: learn.microsoft.com/azure/bastion/quickstart-developer-sku, checked 2026-11-21.
"""
_CONTAINER_PLATFORMS = ("containerApps", "agents")
"""Those of them that are nodes of Azure Container Apps."""
_HTTPS = "443"
"""Port of every host that the settings allow by name."""


def chat_flows(settings: ChatSettings) -> list[FlowArgs]:
    """Return the flows of the subnets in use, in order of priority; whatever they do not name is denied."""
    needed = settings.needed_subnets
    flows = [flow for subnet in _WORKLOADS if subnet in needed for flow in _flows_of_workload(settings, subnet)]
    flows += [flow for subnet in _CONTAINER_PLATFORMS if subnet in needed for flow in container_platform_flows(subnet)]
    return [*flows, *_flows_of_users(settings), *_flows_of_administrators(settings)]


def _flows_of_workload(settings: ChatSettings, subnet: str) -> list[FlowArgs]:
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
    if not settings.monitor_private_link:
        flows.append({"source": subnet, "destination": "AzureMonitor", "ports": ["443"], "purpose": "Telemetry"})
    if settings.egress_kind is not EgressKind.NONE:
        flows.append(
            {
                "source": subnet,
                "destination": "Internet",
                "ports": _ports_of_hosts(settings, subnet),
                "purpose": "Hosts that the firewall on the way out lets through",
            }
        )
    if settings.topology.hub is not None:
        flows += [_flow_of_names(subnet, str(resolver)) for resolver in settings.topology.hub.resolvers]
    return flows


def _flow_of_names(subnet: str, resolver: str) -> FlowArgs:
    # A name is asked for over UDP, and over TCP where the answer is long.
    return {
        "source": subnet,
        "destination": resolver,
        "ports": ["53"],
        "protocol": Protocol.ANY,
        "purpose": "Names, resolved by the platform's DNS servers",
    }


def _ports_of_hosts(settings: ChatSettings, subnet: str) -> list[str]:
    """Return the ports of the hosts that a subnet may call: what the firewall lets through must get to it."""
    hosts = [host for pack in packs_of_subnet(subnet) for host in hosts_of_pack(pack, settings.location)]
    ports = {_HTTPS, *(port.rpartition(":")[2] for host in hosts for port in host.ports)}
    return sorted(ports, key=int)


def _flows_of_users(settings: ChatSettings) -> list[FlowArgs]:
    clients = [str(block) for block in settings.ingress.allowed_clients]
    if settings.ingress.kind is IngressKind.APPLICATION_GATEWAY:
        to_application: FlowArgs = {
            "source": "applicationGateway",
            "destination": "privateEndpoints",
            "ports": ["443"],
            "purpose": "Requests that the web application firewall has let through",
        }
        return [*application_gateway_flows(clients), to_application]
    if settings.ingress.kind is IngressKind.INTERNAL:
        return [
            {
                "source": client,
                "destination": "privateEndpoints",
                "ports": ["443"],
                "purpose": "Users of the chat application",
            }
            for client in clients
        ]
    return []


def _flows_of_administrators(settings: ChatSettings) -> list[FlowArgs]:
    needed = settings.needed_subnets
    flows: list[FlowArgs] = []
    if "bastion" in needed:
        flows += bastion_flows([str(block) for block in settings.access.allowed_clients])
    hub = settings.topology.hub
    if "jump" in needed and hub is not None:
        flows += [_flow_of_administrators(str(block), "from the hub") for block in hub.address_space]
    if "jump" in needed and settings.access.bastion is BastionKind.DEVELOPER:
        flows.append(_flow_of_administrators(_AZURE_HOST, "through Bastion"))
    if "jump" in needed and "bastion" in needed:
        flows.append(_flow_of_administrators("bastion", "through Bastion"))
    return flows


def _flow_of_administrators(source: str, way: str) -> FlowArgs:
    return {"source": source, "destination": "jump", "ports": ["22"], "purpose": f"Administrators, {way}"}
