"""What holds on the record of every combination of options; each check yields what is wrong."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network
from itertools import combinations
from typing import Any

from bedplate.blueprints.settings import ChatSettings
from bedplate.generator.engine.azure import resource_id
from bedplate.generator.graph import UNKNOWN, Graph, Resource, unknown_paths, walk
from tests.blueprints import option_facts as facts

_ARM_ID = re.compile(r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/", re.IGNORECASE)
_NATIVE = "azure-native:"


@dataclass(frozen=True)
class Record:
    """A graph with the settings that it comes from, and what several checks look up."""

    settings: ChatSettings
    graph: Graph

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """Return everything that Azure is asked to make."""
        return tuple(r for r in self.graph.resources if r.custom and r.type.startswith(_NATIVE))

    @cached_property
    def types(self) -> Counter[str]:
        """Return how many resources there are by type, without the package's name."""
        return Counter(resource.type.removeprefix(_NATIVE) for resource in self.resources)

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Return the ARM id of each resource by its URN, as its inputs say it."""
        subscription = self.settings.subscription_id
        return {r.urn: _id_of(r, subscription) for r in self.resources}

    @cached_property
    def owners(self) -> Mapping[str, Resource]:
        """Return the resource that makes each ARM id, subnets that stand in their network among them."""
        owners = {self.ids[resource.urn].lower(): resource for resource in self.resources}
        for network in self.of("network:VirtualNetwork"):
            for subnet in network.inputs["subnets"]:
                owners[f"{self.ids[network.urn]}/subnets/{subnet['name']}".lower()] = network
        return owners

    @cached_property
    def before(self) -> Mapping[str, frozenset[str]]:
        """Return for each URN everything that exists before it."""
        before: dict[str, frozenset[str]] = {}
        for resource in self.graph.resources:
            direct = {*resource.dependencies, *([resource.parent] if resource.parent else [])}
            before[resource.urn] = frozenset(direct).union(*(before[urn] for urn in direct))
        return before

    def of(self, token: str) -> tuple[Resource, ...]:
        """Return the resources of a type."""
        return self.graph.of_type(f"{_NATIVE}{token}")


def _id_of(resource: Resource, subscription: str) -> str:
    if isinstance(resource.id, str):
        return resource.id
    return resource_id(resource.type, resource.inputs, subscription_id=subscription)


def names_are_known(record: Record) -> Iterator[str]:
    """Find ids and inputs that nobody knows before a deployment, beside those that Azure alone makes up."""
    for resource in record.resources:
        if UNKNOWN.value in record.ids[resource.urn]:
            yield f"{resource.urn} has no name"
        for path in unknown_paths(resource.inputs):
            key = resource.type.removeprefix(_NATIVE), ".".join("[]" if isinstance(s, int) else s for s in path)
            if key not in facts.KNOWN_LATER:
                yield f"{key} is not known"


def ids_are_distinct(record: Record) -> Iterator[str]:
    """Find two resources under one id: Azure would take the second for an update of the first."""
    for arm_id, count in Counter(arm_id.lower() for arm_id in record.ids.values()).items():
        if count > 1:
            yield f"{count} resources are {arm_id}"


def subnets_fit(record: Record) -> Iterator[str]:
    """Find subnets outside the network or on top of each other, one too many, or one too few."""
    space = record.settings.network.address_space
    blocks = {str(subnet["name"]): IPv4Network(subnet["addressPrefix"]) for subnet in _subnets(record)}
    for one, other in combinations([*blocks.values(), *_existing_blocks(record.settings)], 2):
        if one.overlaps(other):
            yield f"subnets {one} and {other} overlap"
    for name, block in blocks.items():
        if not any(block.subnet_of(whole) for whole in space):
            yield f"subnet {name} ({block}) lies outside the network"
    wanted = {record.settings.naming.name("subnet", "private-endpoints")} - _existing_names(record.settings)
    if len(blocks) != len(record.settings.new_subnets) or not wanted <= {*blocks}:
        yield f"subnets {sorted(blocks)} for {record.settings.new_subnets}"


def subnets_are_guarded(record: Record) -> Iterator[str]:
    """Find subnets with Azure's own way out, or open at the end of their security group's rules."""
    groups = {record.ids[group.urn]: group for group in record.of("network:NetworkSecurityGroup")}
    for subnet in _subnets(record):
        if subnet["defaultOutboundAccess"] is not False:
            yield f"{subnet['name']} has Azure's default way out"
        if subnet["name"] in facts.SUBNETS_WITHOUT_SECURITY_GROUP:
            if "networkSecurityGroup" in subnet:
                yield f"Azure takes no security group on {subnet['name']}"
        elif not _ends_by_denying(groups[subnet["networkSecurityGroup"]["id"]].inputs["securityRules"]):
            yield f"the rules of {subnet['name']} do not end by denying"


def _subnets(record: Record) -> Iterator[Mapping[str, Any]]:
    for network in record.of("network:VirtualNetwork"):
        yield from network.inputs["subnets"]
    for subnet in record.of("network:Subnet"):
        yield {**subnet.inputs, "name": subnet.inputs["subnetName"]}


def _existing_blocks(settings: ChatSettings) -> list[IPv4Network]:
    placed = settings.network.subnets.private_endpoints
    return [placed] if placed is not None and settings.network.existing_subnets else []


def _existing_names(settings: ChatSettings) -> set[str]:
    return {settings.naming.name("subnet", "private-endpoints")} if settings.network.existing_subnets else set()


def _ends_by_denying(rules: Sequence[Mapping[str, Any]]) -> bool:
    last = {rule["direction"]: rule for rule in sorted(rules, key=lambda rule: rule["priority"])}
    wanted = {"access": "Deny", "sourceAddressPrefix": "*", "destinationAddressPrefix": "*", "protocol": "*"}
    return all(wanted.items() <= last[direction].items() for direction in ("Inbound", "Outbound"))


def endpoints_register(record: Record) -> Iterator[str]:
    """Find private endpoints in another region than the network's, or registered in other zones than they must be."""
    by_policy = record.settings.private_dns_mode.value == "platformPolicy"
    endpoints, groups = record.of("network:PrivateEndpoint"), record.of("network:PrivateDnsZoneGroup")
    zones = {
        group.inputs["privateEndpointName"]: {
            config["privateDnsZoneId"].rsplit("/", 1)[-1] for config in group.inputs["privateDnsZoneConfigs"]
        }
        for group in groups
    }
    if len(groups) != (0 if by_policy else len(endpoints)):
        yield f"{len(groups)} zone groups for {len(endpoints)} endpoints"
    for endpoint in endpoints:
        [connection] = endpoint.inputs["privateLinkServiceConnections"]
        [group_id] = connection["groupIds"]
        target = (_type_of(connection["privateLinkServiceId"]), group_id)
        expected = set[str]() if by_policy else facts.zones_of(*target, record.settings.location)
        if zones.get(endpoint.inputs["privateEndpointName"], set()) != expected:
            yield f"{endpoint.name} registers in {zones.get(endpoint.inputs['privateEndpointName'])}, not in {expected}"
        if endpoint.inputs["location"] != record.settings.location:
            yield f"{endpoint.name} lies in {endpoint.inputs['location']}"
    made = {zone.inputs["privateZoneName"] for zone in record.of("privatedns:PrivateZone")}
    needed = set().union(*zones.values()) if record.settings.private_dns_mode.value == "create" else set()
    if made != needed:
        yield f"zones made without need, or needed and not made: {made ^ needed}"


def _type_of(arm_id: str) -> str:
    provider, *segments = arm_id.rsplit("/providers/", maxsplit=1)[-1].split("/")
    return "/".join([provider, *segments[::2]])


def only_what_is_on_is_declared(record: Record) -> Iterator[str]:
    """Find types of what is switched off, and none of what is switched on."""
    for tokens, is_on in facts.switched(record.settings):
        for token in tokens:
            if bool(record.types[token]) is not is_on:
                yield f"{record.types[token]} of {token}, which is {'on' if is_on else 'off'}"


def everything_is_private(record: Record) -> Iterator[str]:
    """Find data planes that the Internet reaches, and keys that open them."""
    for token, expected in facts.PRIVATE.items():
        for resource in record.of(token):
            for path, value in expected.items():
                if _at(resource.inputs, path) != value:
                    yield f"{resource.urn}: {path} is {_at(resource.inputs, path)!r}, not {value!r}"
    ingestion = "Disabled" if record.settings.monitor_private_link else "Enabled"
    for token in ("operationalinsights:Workspace", "applicationinsights:Component"):
        for resource in record.of(token):
            if resource.inputs["publicNetworkAccessForIngestion"] != ingestion:
                yield f"{resource.urn} takes telemetry from the wrong side"
    for resource in record.resources:
        if resource.inputs.get("publicNetworkAccess", "Disabled") not in facts.CLOSED:
            yield f"{resource.urn} is public"


def _at(inputs: Mapping[str, Any], path: str) -> object:
    value: Any = inputs
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def ids_carry_their_dependency(record: Record) -> Iterator[str]:
    """Find ids of the zone's own resources that are used without waiting for the resource."""
    prefix = f"/subscriptions/{record.settings.subscription_id}/resourcegroups/rg-platform/"
    for resource in record.resources:
        for path, value in walk(resource.inputs):
            if not isinstance(value, str) or _ARM_ID.match(value) is None:
                continue
            if value.lower().startswith(prefix) or record.settings.subscription_id not in value:
                continue
            owner = _owner(record, value.lower())
            if owner is None:
                yield f"{resource.urn}: nothing makes {value} at {path}"
            elif owner.urn not in record.before[resource.urn] and owner is not resource:
                yield f"{resource.urn} does not wait for {owner.urn} at {path}"


def _owner(record: Record, arm_id: str) -> Resource | None:
    """Return what makes an id: the resource itself, or the one that it is a part of."""
    while arm_id not in record.owners and "/providers/" in arm_id:
        arm_id = arm_id.rsplit("/", 2)[0]
    return record.owners.get(arm_id)


def children_of_an_account_take_turns(record: Record) -> Iterator[str]:
    """Find children of the AI account that Azure would be asked to write at once."""
    children = [child for token in facts.ACCOUNT_CHILDREN for child in record.of(token)]
    for one, other in combinations(children, 2):
        if one.urn not in record.before[other.urn] and other.urn not in record.before[one.urn]:
            yield f"{one.urn} and {other.urn} are written at once"


CHECKS = (
    names_are_known,
    ids_are_distinct,
    subnets_fit,
    subnets_are_guarded,
    endpoints_register,
    only_what_is_on_is_declared,
    everything_is_private,
    ids_carry_their_dependency,
    children_of_an_account_take_turns,
)
"""Everything that a record is examined for."""


def violations(settings: ChatSettings, graph: Graph) -> list[str]:
    """Return everything that is wrong with one record, each with the check that finds it."""
    record = Record(settings, graph)
    found = [f"{check.__name__}: {message}" for check in CHECKS for message in check(record)]
    called = [f"a function of Azure is called: {invoke.token}" for invoke in graph.invokes]
    return [*found, *called]


def differences(known: Graph, unknown: Graph) -> list[str]:
    """Return what only one of the two records of a combination declares."""
    one, other = _declared(known), _declared(unknown)
    return [f"only {'known' if urn in one else 'unknown'}: {urn}" for urn in one.keys() ^ other.keys()] + [
        f"{urn} has other inputs: {one[urn] ^ other[urn]}"
        for urn in one.keys() & other.keys()
        if one[urn] != other[urn]
    ]


def _declared(graph: Graph) -> dict[str, frozenset[tuple[str | int, ...]]]:
    return {r.urn: frozenset(path for path, _ in walk(r.inputs)) for r in graph.resources}
