"""The subnets that a landing zone uses: its own, those it adds to a network of others, and those it finds there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bedplate.blueprints.settings import Settings
from bedplate.components.facts.subnet_catalogue import SubnetPurpose, subnet_purposes
from bedplate.generator.graph import Value
from bedplate.generator.render.properties import at, items
from bedplate.generator.work_order.recorded_zone import RecordedZone

NETWORK = "azure-native:network:VirtualNetwork"
_SUBNET = "azure-native:network:Subnet"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedSubnet:
    """One subnet."""

    purpose: str
    """What the zone uses it for, as `facts/subnets.toml` names it; its own name where the zone has no word for it."""
    name: str
    arm_id: str
    prefix: str
    """Address block."""
    delegation: str | None
    """Service that owns it, if one does."""
    route_table_id: str | None
    """ARM id of its route table, if it has one."""
    security_group_id: str | None
    """ARM id of its security group, if it has one."""
    made: bool
    """Whether the program makes it; otherwise it must exist, with these properties."""


def subnets_of(zone: RecordedZone) -> tuple[RecordedSubnet, ...]:
    """Return the subnets of a zone, those that the program makes first, each kind by name."""
    names = {_azure_name(zone.settings, entry): purpose for purpose, entry in subnet_purposes().items()}
    made = [
        RecordedSubnet(
            purpose=names.get(name, name),
            name=name,
            arm_id=arm_id,
            prefix=_text(at(properties, "addressPrefix")) or "",
            delegation=_text(at(properties, "delegations", 0, "serviceName")),
            route_table_id=_text(at(properties, "routeTable", "id")),
            security_group_id=_text(at(properties, "networkSecurityGroup", "id")),
            made=True,
        )
        for name, arm_id, properties in _declared(zone)
    ]
    return (*sorted(made, key=lambda each: each.name), *_existing(zone.settings))


def _declared(zone: RecordedZone) -> Iterator[tuple[str, str, Value]]:
    for network in zone.of_type(NETWORK):
        for subnet in items(network.inputs, "subnets"):
            name = _text(at(subnet, "name"))
            if name is not None:
                yield name, f"{zone.arm_id(network)}/subnets/{name}", subnet
    for subnet in zone.of_type(_SUBNET):
        yield zone.name(subnet), zone.arm_id(subnet), subnet.inputs


def _existing(settings: Settings) -> Iterator[RecordedSubnet]:
    chosen = settings.network.subnets
    blocks = {field.alias or name: getattr(chosen, name) for name, field in type(chosen).model_fields.items()}
    for purpose, arm_id in sorted(settings.network.existing_subnets.items()):
        entry = subnet_purposes()[purpose]
        yield RecordedSubnet(
            purpose=purpose,
            name=arm_id.rsplit("/", 1)[-1],
            arm_id=arm_id,
            prefix=str(blocks.get(purpose) or ""),
            delegation=entry.delegation,
            route_table_id=None,
            security_group_id=None,
            made=False,
        )


def _azure_name(settings: Settings, entry: SubnetPurpose) -> str:
    qualifier = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in entry.name)
    return entry.azure_name or settings.naming.name("subnet", qualifier)


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
