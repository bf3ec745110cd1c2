"""Flows that Azure demands of the subnets of its own gateways, as lists that `VirtualNetwork` takes.

Azure refuses the security group, or leaves the gateway broken, where one of them is missing; so the addresses are
written as its documents write them. Pure functions over plain data. Sources, looked up 2026-11-21:
learn.microsoft.com/azure/application-gateway/configuration-infrastructure#network-security-groups,
learn.microsoft.com/azure/bastion/bastion-nsg (of 2026-02-24).
"""

from collections.abc import Sequence

from bedplate.components.planning.flows import FlowArgs, Protocol

_INTERNET = "Internet"
_BASTION_CHANNEL = ["8080", "5701"]


def application_gateway_flows(
    client_prefixes: Sequence[str], *, subnet: str = "applicationGateway", listener_ports: Sequence[str] = ("443",)
) -> list[FlowArgs]:
    """Return what the subnet of an Application Gateway v2 must allow; the way to its backends comes beside it.

    Args:
        client_prefixes: CIDR blocks of the clients; none means the whole Internet.
        subnet: name by which flows speak of the subnet.
        listener_ports: ports on which the gateway listens.
    """
    clients: list[FlowArgs] = [
        {
            "source": source,
            "destination": subnet,
            "ports": list(listener_ports),
            "purpose": "Clients of the gateway's listeners",
        }
        for source in client_prefixes or (_INTERNET,)
    ]
    return [
        *clients,
        {
            "source": "GatewayManager",
            "destination": subnet,
            "ports": ["65200-65535"],
            "purpose": "Azure manages the gateway and learns its health",
            "subnet_address": "*",
        },
        {
            "source": "AzureLoadBalancer",
            "destination": subnet,
            "ports": ["*"],
            "purpose": "Health probes of the load balancer in front of the gateway",
            "protocol": Protocol.ANY,
            "subnet_address": "*",
        },
        {
            "source": subnet,
            "destination": _INTERNET,
            "ports": ["*"],
            "purpose": "Management, logs and certificate checks: the gateway must not be cut off from the Internet",
            "protocol": Protocol.ANY,
            "subnet_address": "*",
        },
    ]


def bastion_flows(client_prefixes: Sequence[str], *, subnet: str = "bastion") -> list[FlowArgs]:
    """Return what AzureBastionSubnet must allow; the machines it reaches allow it in flows of their own.

    Args:
        client_prefixes: CIDR blocks of the administrators; none means the whole Internet.
        subnet: name by which flows speak of the subnet.
    """
    return [
        *(
            _bastion_flow(source, subnet, ["443"], "Administrators, signed in by Microsoft Entra ID")
            for source in client_prefixes or (_INTERNET,)
        ),
        _bastion_flow("GatewayManager", subnet, ["443"], "Control plane of Azure Bastion"),
        _bastion_flow("AzureLoadBalancer", subnet, ["443"], "Health probes of the load balancer in front of Bastion"),
        _bastion_channel("VirtualNetwork", subnet),
        _bastion_flow(subnet, "VirtualNetwork", ["22", "3389"], "Sessions on machines", protocol=Protocol.ANY),
        _bastion_flow(subnet, "AzureCloud", ["443"], "Diagnostics and metering of Azure Bastion"),
        _bastion_channel(subnet, "VirtualNetwork"),
        _bastion_flow(subnet, _INTERNET, ["80"], "Certificates and session information", protocol=Protocol.ANY),
    ]


def _bastion_channel(source: str, destination: str) -> FlowArgs:
    purpose = "Hosts of Azure Bastion among themselves"
    return _bastion_flow(
        source, destination, _BASTION_CHANNEL, purpose, protocol=Protocol.ANY, subnet_address="VirtualNetwork"
    )


def _bastion_flow(
    source: str,
    destination: str,
    ports: Sequence[str],
    purpose: str,
    *,
    protocol: Protocol = Protocol.TCP,
    subnet_address: str = "*",
) -> FlowArgs:
    return {
        "source": source,
        "destination": destination,
        "ports": list(ports),
        "purpose": purpose,
        "protocol": protocol,
        "subnet_address": subnet_address,
    }
