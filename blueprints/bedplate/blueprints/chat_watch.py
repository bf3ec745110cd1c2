"""What watches, shows and governs the parts of a chat landing zone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi

from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.blueprints.zone_operations import (
    GovernedGroup,
    declare_budget,
    declare_defender,
    declare_policy_assignments,
    declare_workbook,
)
from bedplate.components.alerts import Alerts, AlertTargetArgs
from bedplate.components.facts.alert_rules import watched_types
from bedplate.components.facts.policy_catalogue import governed_types
from bedplate.components.facts.workbook_sections import shown_types
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup

_ACCOUNT = "Microsoft.CognitiveServices/accounts"
_FIREWALL = "Microsoft.Network/azureFirewalls"
_AGENT_SUBNETS = ("agents",)


@dataclass(frozen=True, slots=True)
class Part:
    """One resource of the zone that people watch over."""

    name: str
    """Short name that tells its alerts apart."""
    group: str
    """Purpose of its resource group."""
    azure_type: str
    """Its ARM type."""
    resource_id: pulumi.Output[str]
    """Its ARM id."""


def watch(
    zone: Zone,
    settings: ChatSettings,
    *,
    groups: Mapping[str, ResourceGroup],
    monitoring: Monitoring,
    network: ZoneNetwork,
    parts: Sequence[Part],
) -> None:
    """Declare alerts, workbook, policies, budget and Defender plans over everything in the zone.

    Args:
        zone: the landing zone.
        settings: its settings.
        groups: its resource groups by purpose.
        monitoring: where logs are, and who is told.
        network: the network, whose denied traffic is watched.
        parts: the resources.
    """
    if network.firewall is not None:
        firewall = Part("firewall", "network", _FIREWALL, network.firewall.firewall_id)
        parts = [*parts, firewall]
    Alerts(
        "alerts",
        {
            **zone.place(groups["monitoring"]),
            "name_prefix": zone.naming.name("metricAlert"),
            "action_group_id": monitoring.action_group_id,
            "resource_group_ids": [group.resource_group_id for group in groups.values()],
            "targets": [_target(settings, network, part) for part in parts if part.azure_type in watched_types()],
        },
        zone.options(),
    )
    shown = [(part.azure_type, part.resource_id) for part in parts if part.azure_type in shown_types()]
    declare_workbook(zone, groups["monitoring"], monitoring, shown)
    declare_policy_assignments(zone, [_governed(purpose, group, parts) for purpose, group in groups.items()])
    declare_budget(zone, monitoring, list(groups.values()))
    declare_defender(zone)


def _target(settings: ChatSettings, network: ZoneNetwork, part: Part) -> AlertTargetArgs:
    target: AlertTargetArgs = {
        "name": part.name,
        "target_id": part.resource_id,
        "target_type": part.azure_type,
    }
    if part.azure_type == _ACCOUNT:
        target["has_provisioned_throughput"] = any(model.sku.provisioned for model in settings.models)
    if part.azure_type == _FIREWALL:
        agents = [network.subnet_prefixes[purpose] for purpose in _AGENT_SUBNETS if purpose in network.subnet_prefixes]
        if agents:
            target["watched_source_prefixes"] = list(agents)
    return target


def _governed(purpose: str, group: ResourceGroup, parts: Sequence[Part]) -> GovernedGroup:
    there = {part.azure_type for part in parts if part.group == purpose}
    return GovernedGroup(purpose=purpose, group=group, azure_types=tuple(sorted(there & set(governed_types()))))
