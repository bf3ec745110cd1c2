"""Policies of the platform that the landing zone may meet: what to exempt, and what to know."""

from __future__ import annotations

from bedplate.blueprints.settings.network import PrivateDnsMode
from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.graph import Resource, walk
from bedplate.generator.render.properties import at
from bedplate.generator.work_order.markdown import Section, checklist, code, codes, section
from bedplate.generator.work_order.recorded_zone import RecordedZone
from bedplate.generator.work_order.subnets import subnets_of

_TITLE = "Policy"
_KEYS_ALLOWED = {"disableLocalAuth": False, "allowSharedKeyAccess": True, "adminUserEnabled": True}
"""Values by which a resource says that it takes keys or passwords."""


def policy(zone: RecordedZone) -> Section:
    """Return the section with one box for each policy that could refuse or change what the deployment makes."""
    return section(
        _TITLE,
        "Exempt the zone's resource groups from each policy that you have assigned, or tell us that it does not hold.",
        checklist([*_refusals(zone), *_changes(zone), *_facts(zone)]),
    )


def _refusals(zone: RecordedZone) -> list[str]:
    addresses = [zone.name(each) for each in zone.of_type("azure-native:network:PublicIPAddress")]
    zones = [zone.name(each) for each in zone.of_type("azure-native:privatedns:PrivateZone")]
    bare = [each.name for each in subnets_of(zone) if each.made and each.security_group_id is None]
    unrouted = [each.name for each in subnets_of(zone) if each.made and each.route_table_id is None]
    anywhere = sorted({_arm_type(each) for each in zone.resources if at(each.inputs, "location") == "global"})
    found = [
        (addresses, "Deny public IP addresses", codes(addresses)),
        (zones, "Deny private DNS zones (Azure Landing Zones: `Deny-Private-DNS-Zones`)", f"{len(zones)} zones"),
        (bare, "Deny subnets without a security group (Azure allows none there)", codes(bare)),
        (unrouted, "Deny subnets without a route table", codes(unrouted)),
        (
            anywhere,
            "Allowed locations: `global` must be among them",
            codes(anywhere),
        ),
    ]
    return [f"{title}: {names}." for there, title, names in found if there]


def _changes(zone: RecordedZone) -> list[str]:
    found = [
        (
            "Policies that *modify* or *append* tags: every difference to the settings shows as drift;"
            f" the zone's own tags are {codes(sorted({*zone.settings.tags, 'environment', 'workload'}))}."
        ),
    ]
    if zone.settings.private_dns_mode is PrivateDnsMode.PLATFORM_POLICY:
        found.append(
            "The policies under *DNS* act some minutes after an endpoint is made. Until then its names do not resolve,"
            " and the first start of agents and application can fail: deploy again."
        )
    elif zone.of_type("azure-native:network:PrivateDnsZoneGroup"):
        found.append(
            "Deploy if not exists for private DNS zone groups (Azure Landing Zones: `Deploy-Private-DNS-Zones`): the"
            " deployment writes the group `default` of every endpoint, and an endpoint takes only one. Exempt the"
            " endpoints, or choose `privateDns.mode: platformPolicy`."
        )
    if zone.of_type("azure-native:monitor:DiagnosticSetting"):
        found.append(
            "Deploy if not exists for diagnostic settings: the deployment writes one for every resource; a second to"
            " the same workspace is refused, one to another workspace is billed again."
        )
    return found


def _facts(zone: RecordedZone) -> list[str]:
    locks = zone.of_type("azure-native:authorization:ManagementLockByScope")
    assignments = zone.of_type("azure-native:authorization:PolicyAssignment")
    found: list[str] = []
    if locks:
        names = codes(dict.fromkeys(str(at(each.inputs, "scope")).rsplit("/", 1)[-1] for each in locks))
        found.append(f"Locks against deletion lie on {names}; clean-up jobs of the platform will fail on them.")
    if assignments:
        found.append(
            f"The deployment assigns {len(assignments)} built-in policies to its own resource groups:"
            f" {codes(zone.name(each) for each in assignments)}."
        )
    with_keys = [zone.name(each) for each in zone.resources if _takes_keys(each)]
    if with_keys:
        found.append(f"Deny shared keys and local authentication: {codes(with_keys)} take keys.")
    else:
        found.append("Deny shared keys and local authentication: met, no resource takes a key.")
    plans = zone.of_type("azure-native:security:Pricing")
    if plans:
        names = codes(zone.name(each) for each in plans)
        found.append(f"Defender plans {names} are set on the whole subscription; policies that set others contradict.")
    for peering in zone.of_type("azure-native:network:VirtualNetworkPeering"):
        remote = at(peering.inputs, "remoteVirtualNetwork", "id")
        found.append(f"Deny peering with other networks: {code(str(remote))} must be allowed.")
    return found


def _takes_keys(resource: Resource) -> bool:
    switches = ((path[-1], value) for path, value in walk(resource.inputs) if path)
    return any(
        name in _KEYS_ALLOWED and value is _KEYS_ALLOWED[name] for name, value in switches if isinstance(name, str)
    )


def _arm_type(resource: Resource) -> str:
    described = arm_type(resource.type)
    return described.name if described is not None else resource.type
