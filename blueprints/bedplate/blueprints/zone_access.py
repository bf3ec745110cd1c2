"""How administrators get into a landing zone, and the perimeter that keeps others out of its services."""

from collections import Counter
from collections.abc import Sequence

import pulumi

from bedplate.blueprints.settings.network import DdosProtectionKind
from bedplate.blueprints.settings.operations import PerimeterMode
from bedplate.blueprints.settings.traffic import BastionKind
from bedplate.blueprints.settings.traffic import JumpBox as JumpBoxSettings
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.bastion import BastionHost, BastionHostArgs, BastionTier
from bedplate.components.facts.bastion import bastion_zone_regions
from bedplate.components.facts.perimeter_members import perimeter_members
from bedplate.components.jump_box import JumpBox, JumpBoxArgs
from bedplate.components.monitoring import Monitoring
from bedplate.components.network_security_perimeter import (
    NetworkSecurityPerimeter,
    PerimeterAccessMode,
    PerimeterResourceArgs,
)
from bedplate.components.resource_group import ResourceGroup

_MODES = {PerimeterMode.LEARNING: PerimeterAccessMode.LEARNING, PerimeterMode.ENFORCED: PerimeterAccessMode.ENFORCED}


def declare_access(zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring) -> None:
    """Declare the Bastion and the jump box that the settings ask for.

    Args:
        zone: the landing zone.
        group: the resource group of its network.
        network: the network, with the subnets `bastion` and `jump` where they are needed.
        monitoring: where the logs go.
    """
    access = zone.settings.access
    if access.bastion is not BastionKind.NONE:
        args: BastionHostArgs = {
            **zone.place(group),
            "bastion_host_name": zone.naming.name("bastion"),
            "log_analytics_workspace_id": monitoring.workspace_id,
        }
        _describe_bastion(zone, network, args)
        BastionHost("bastion", args, zone.options())
    if access.jump_box is not None:
        _declare_jump_box(zone, group, network, monitoring, access.jump_box)


def declare_perimeter(
    zone: Zone, group: ResourceGroup, monitoring: Monitoring, resources: Sequence[tuple[str, pulumi.Input[str]]]
) -> None:
    """Declare the perimeter around the zone's services, unless the settings want none.

    The zone's own workspace is inside: services in a perimeter send their logs to no other. One of the platform is left
    to the platform, as it can be in one perimeter only. Managed identities of the zone's subscription may cross the
    perimeter, and the services may call the hosts that the settings allow agents.

    Args:
        zone: the landing zone.
        group: the resource group of the perimeter.
        monitoring: where the logs go.
        resources: the zone's services by ARM type and ARM id; those that no perimeter can hold are left outside.
    """
    mode = _MODES.get(zone.settings.protection.network_security_perimeter)
    if mode is None:
        return
    inside = list(resources)
    if _owns_workspace(zone):
        inside.append(("Microsoft.OperationalInsights/workspaces", monitoring.workspace_id))
    NetworkSecurityPerimeter(
        "perimeter",
        {
            **zone.place(group),
            "perimeter_name": zone.naming.name("networkSecurityPerimeter"),
            "mode": mode,
            "resources": _members(inside),
            "inbound_subscription_ids": [zone.settings.subscription_id],
            "outbound_fqdns": list(zone.settings.egress.allowed_fqdns.get("agents", ())),
            "log_analytics_workspace_id": monitoring.workspace_id,
        },
        zone.options(),
    )


def _describe_bastion(zone: Zone, network: ZoneNetwork, args: BastionHostArgs) -> None:
    if zone.settings.access.bastion is BastionKind.DEVELOPER:
        args["tier"] = BastionTier.DEVELOPER
        args["virtual_network_id"] = network.virtual_network_id
        return
    args["subnet_id"] = network.subnet_ids["bastion"]
    args["public_ip_address_name"] = zone.naming.name("publicIpAddress", "bastion")
    args["zone_redundant"] = zone.settings.sizing.zone_redundant and zone.settings.location in bastion_zone_regions()
    args["ddos_ip_protection"] = zone.settings.network.ddos_protection.kind is DdosProtectionKind.ADDRESSES
    # `az network bastion ssh`, without which nobody can sign in with Entra ID from a shell.
    args["tunneling"] = True


def _declare_jump_box(
    zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring, settings: JumpBoxSettings
) -> None:
    args: JumpBoxArgs = {
        **zone.place(group),
        "virtual_machine_name": zone.naming.name("virtualMachine", "jump"),
        "network_interface_name": zone.naming.name("networkInterface", "jump"),
        "subnet_id": network.subnet_ids["jump"],
        "ssh_public_key": settings.ssh_public_key,
        "size": settings.size,
    }
    if _takes_logs_of_machines(zone):
        args["log_analytics_workspace_id"] = monitoring.workspace_id
        args["data_collection_rule_name"] = zone.naming.name("dataCollectionRule", "jump")
    JumpBox("jump", args, zone.options())


def _owns_workspace(zone: Zone) -> bool:
    return zone.settings.monitoring.existing_log_analytics_workspace_id is None


def _takes_logs_of_machines(zone: Zone) -> bool:
    """Return whether the workspace is in the zone's region for sure and takes logs from the Internet."""
    return _owns_workspace(zone) and not zone.settings.monitor_private_link


def _members(resources: Sequence[tuple[str, pulumi.Input[str]]]) -> list[PerimeterResourceArgs]:
    members: list[PerimeterResourceArgs] = []
    seen: Counter[str] = Counter()
    for target_type, target_id in resources:
        if target_type in perimeter_members():
            kind = target_type.rsplit("/", 1)[-1]
            seen[kind] += 1
            name = kind if seen[kind] == 1 else f"{kind}-{seen[kind]}"
            members.append({"association_name": name, "target_type": target_type, "target_id": target_id})
    return members
