"""A public IP address, made for the one service that stands behind it."""

from collections.abc import Sequence

import pulumi
from pulumi_azure_native import network

from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known_id


def declare_public_ip_address(
    name: str,
    owner: AzureResourceArgs,
    *,
    public_ip_address_name: pulumi.Input[str],
    zones: Sequence[str] | None,
    ddos_ip_protection: bool,
    log_analytics_workspace_id: pulumi.Input[str] | None,
    opts: pulumi.ResourceOptions,
) -> "pulumi.Output[str]":
    """Declare a static Standard address, and its diagnostics where a workspace is given.

    Args:
        name: logical name.
        owner: arguments of the component that uses the address.
        public_ip_address_name: name in Azure.
        zones: availability zones that the address survives the loss of, such as `["1", "2", "3"]`; `None` leaves
            the choice to Azure. They cannot be changed later without a new address.
        ddos_ip_protection: whether the address has DDoS protection of its own, beside what a plan gives its network.
        log_analytics_workspace_id: ARM id of the workspace that receives the logs.
        opts: the parent at least.

    Returns:
        The address's ARM id, known by construction.
    """
    address = network.PublicIPAddress(
        name,
        resource_group_name=owner["resource_group_name"],
        public_ip_address_name=public_ip_address_name,
        location=owner["location"],
        sku={
            "name": network.PublicIPAddressSkuName.STANDARD,
            "tier": network.PublicIPAddressSkuTier.REGIONAL,
        },
        public_ip_address_version=network.IPVersion.I_PV4,
        public_ip_allocation_method=network.IPAllocationMethod.STATIC,
        ddos_settings={
            "protection_mode": network.DdosSettingsProtectionMode.ENABLED
            if ddos_ip_protection
            else network.DdosSettingsProtectionMode.VIRTUAL_NETWORK_INHERITED,
        },
        zones=list(zones) if zones else None,
        tags=owner.get("tags"),
        opts=opts,
    )
    address_id = known_id(
        address,
        owner.get("subscription_id"),
        resourceGroupName=owner["resource_group_name"],
        publicIpAddressName=public_ip_address_name,
    )
    if log_analytics_workspace_id is not None:
        diagnose(
            name,
            target_type="Microsoft.Network/publicIPAddresses",
            target_id=address_id,
            workspace_id=log_analytics_workspace_id,
            opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(protect=False)),
        )
    return address_id
