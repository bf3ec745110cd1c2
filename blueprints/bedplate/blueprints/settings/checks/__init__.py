"""Checks across fields. Each looks at one matter and yields every finding it has.

A check reads the settings it needs; where one of them is invalid, reading it raises `partial.Unusable`
and the check, or the one item it was looking at, is passed over.
"""

from collections.abc import Callable, Iterator

from bedplate.blueprints.settings.checks import (
    access,
    addresses,
    egress,
    existing,
    generation,
    hosting,
    ingress,
    location,
    model_deployments,
    operations,
    quota,
    references,
    subnets,
    tags,
    topology,
)
from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.zone import ZoneSettings

Check = Callable[[Settings, Context], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    location.check_location,
    location.check_cloud,
    location.check_availability_zones,
    topology.check_hub,
    topology.check_hub_connection,
    topology.check_private_dns_mode,
    topology.check_private_dns_zones,
    topology.check_existing_zones,
    addresses.check_own_blocks,
    addresses.check_reserved_ranges,
    addresses.check_region_accepts_ten,
    addresses.check_neighbours,
    addresses.check_numbers,
    addresses.check_firewall_in_hub,
    subnets.check_sizes,
    subnets.check_containment,
    subnets.check_overlap,
    subnets.check_use,
    subnets.check_room_for_the_rest,
    model_deployments.check_catalogue,
    model_deployments.check_retirement,
    model_deployments.check_offer,
    model_deployments.check_provisioned_units,
    model_deployments.check_chat_model,
    references.check_unique_names,
    references.check_repeated_words,
    references.check_content_filters,
    references.check_spillover,
    quota.check_entries,
    quota.check_uniqueness,
    quota.check_sums,
    operations.check_workspace,
    generation.check_generation,
    generation.check_projects,
    hosting.check_host_reads,
    hosting.check_instances,
    hosting.check_package,
    hosting.check_app_settings,
    ingress.check_ingress_needs,
    ingress.check_ingress_reads,
    ingress.check_front_door_region,
    ingress.check_sign_in,
    egress.check_egress_kind,
    egress.check_allowed_fqdns,
    existing.check_existing_network,
    existing.check_existing_subnets,
    existing.check_agent_stores,
    existing.check_encryption,
    existing.check_ddos_plan,
    access.check_access,
    operations.check_workload,
    tags.check_required_tags,
    tags.check_tag_rules,
)
"""Every check of a landing zone, in no particular order."""

ZONE_CHECKS: tuple[Callable[[ZoneSettings, Context], Iterator[Finding]], ...] = (
    location.check_location,
    operations.check_workload,
    tags.check_required_tags,
    tags.check_tag_rules,
)
"""Those of them that the settings of every blueprint are held to, whoever brings it."""

__all__ = ["CHECKS", "ZONE_CHECKS", "Check", "Context"]
