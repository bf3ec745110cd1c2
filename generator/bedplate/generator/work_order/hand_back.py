"""What the platform team hands back: each value with the key of the stack file that takes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bedplate.blueprints.settings.encryption import KeyOwner
from bedplate.blueprints.settings.hosting import HostKind, SignInMode
from bedplate.blueprints.settings.network import PrivateDnsMode
from bedplate.blueprints.settings.traffic import IngressKind
from bedplate.generator.work_order.markdown import Section, checklist, code, fenced, section, table
from bedplate.generator.work_order.recorded_zone import RecordedZone

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class HandedBack:
    """One value that others know."""

    path: tuple[str, ...]
    """Keys under `bedplate:landingZone`, for example `("topology", "hub", "virtualNetworkId")`; of a list, the entry is
    the last part."""
    value: str | None
    """What has been handed over; `None` where nothing has."""
    required: bool = True
    """Whether the zone cannot do without it."""

    @property
    def key(self) -> str:
        """The keys in one, for example `topology.hub.virtualNetworkId`."""
        *parents, last = self.path
        return ".".join(self.path) if not last.startswith("-") else f"{'.'.join(parents)}: {last.removeprefix('- ')}"


def values_of(zone: RecordedZone) -> tuple[HandedBack, ...]:
    """Return every value that others provide for these settings, given and missing, in the order of the sections."""
    return (
        *_platform(zone),
        *_network(zone),
        *_dns(zone),
        *_shared_resources(zone),
        *_application(zone),
        *_quota(zone),
    )


def hand_back(zone: RecordedZone) -> Section:
    """Return the section that lists what has been handed over, and what is missing."""
    values = values_of(zone)
    missing = [each for each in values if each.value is None and each.required]
    given = [(code(each.key), code(each.value)) for each in values if each.value is not None]
    optional = [each for each in values if each.value is None and not each.required]
    return section(
        "What to hand back",
        "The workload team writes each value into the stack file under `bedplate:landingZone`.",
        "### Missing",
        _snippet(missing),
        checklist(f"{code(each.key)}" for each in missing),
        checklist([f"{code(each.key)} (only if you have one)" for each in optional]),
        "### Handed over, please confirm" if given else "",
        table(("Key", "Value"), given),
    )


def _snippet(missing: Sequence[HandedBack]) -> str:
    """Return the lines of the stack file that wait for a value."""
    if not missing:
        return "Nothing: every value that the settings need is there."
    lines = ["config:", "  bedplate:landingZone:"]
    written: list[str] = []
    for each in missing:
        *parents, last = each.path
        for depth, parent in enumerate(parents):
            if written[: depth + 1] != parents[: depth + 1]:
                lines.append(f"{_INDENT * (depth + 2)}{parent}:")
        written = parents
        lines.append(f"{_INDENT * (len(parents) + 2)}{last}" + ("" if last.startswith("-") else ":"))
    return fenced("yaml", "\n".join(lines))


def _platform(zone: RecordedZone) -> Iterator[HandedBack]:
    hub = zone.settings.topology.hub
    if hub is None:
        return
    existing = zone.settings.network.existing_virtual_network_id is not None
    if hub.virtual_hub_id is None:
        yield HandedBack(("topology", "hub", "virtualNetworkId"), hub.virtual_network_id, required=not existing)
    else:
        yield HandedBack(("topology", "hub", "virtualHubId"), hub.virtual_hub_id)
    yield HandedBack(("topology", "hub", "addressSpace"), _joined(hub.address_space))
    if hub.virtual_hub_id is None:
        address = hub.firewall_private_ip_address
        yield HandedBack(
            ("topology", "hub", "firewallPrivateIpAddress"),
            str(address) if address is not None else None,
            required=hub.route_table_id is None,
        )
        yield HandedBack(("topology", "hub", "routeTableId"), hub.route_table_id, required=False)
    yield HandedBack(("topology", "hub", "dnsServers"), _joined(hub.dns_servers) or None, required=False)


def _network(zone: RecordedZone) -> Iterator[HandedBack]:
    network = zone.settings.network
    if zone.settings.topology.hub is not None:
        yield HandedBack(("network", "addressSpace"), _joined(network.address_space))
    if network.existing_virtual_network_id is not None:
        yield HandedBack(("network", "existingVirtualNetworkId"), network.existing_virtual_network_id)
    for purpose, subnet_id in sorted(network.existing_subnets.items()):
        yield HandedBack(("network", "existingSubnets", purpose), subnet_id)
    if network.ddos_protection.existing_plan_id is not None:
        yield HandedBack(("network", "ddosProtection", "existingPlanId"), network.ddos_protection.existing_plan_id)


def _dns(zone: RecordedZone) -> Iterator[HandedBack]:
    if zone.settings.private_dns_mode is PrivateDnsMode.EXISTING:
        for name in zone.settings.private_dns_zone_names:
            yield HandedBack(("privateDns", "zones", name), zone.settings.private_dns.zones.get(name))


def _shared_resources(zone: RecordedZone) -> Iterator[HandedBack]:
    settings = zone.settings
    stores = settings.agents.existing
    given = {
        "monitoring.existingLogAnalyticsWorkspaceId": settings.monitoring.existing_log_analytics_workspace_id,
        "existingKeyVaultId": settings.existing_key_vault_id,
        "agents.existing.searchServiceId": stores.search_service_id,
        "agents.existing.cosmosAccountId": stores.cosmos_account_id,
        "agents.existing.storageAccountId": stores.storage_account_id,
        "host.existingContainerRegistryId": settings.host.existing_container_registry_id,
    }
    yield from (HandedBack(tuple(key.split(".")), value) for key, value in given.items() if value is not None)
    key = settings.encryption.existing_key
    if settings.encryption.key is KeyOwner.EXISTING and key is not None:
        yield HandedBack(("encryption", "existingKey", "keyVaultId"), key.key_vault_id)
        yield HandedBack(("encryption", "existingKey", "name"), key.name)
        yield HandedBack(("encryption", "existingKey", "version"), key.version)


def _application(zone: RecordedZone) -> Iterator[HandedBack]:
    settings = zone.settings
    if settings.host.kind is not HostKind.NONE and settings.host.sign_in.mode is SignInMode.ENTRA:
        yield HandedBack(("host", "signIn", "clientId"), settings.host.sign_in.client_id)
    if settings.ingress.kind is not IngressKind.INTERNAL:
        yield HandedBack(("ingress", "hostName"), settings.ingress.host_name)
    if settings.ingress.certificate is not None:
        yield HandedBack(("ingress", "certificate", "keyVaultId"), settings.ingress.certificate.key_vault_id)
        yield HandedBack(("ingress", "certificate", "name"), settings.ingress.certificate.name)


def _quota(zone: RecordedZone) -> Iterator[HandedBack]:
    granted = {(entry.sku, entry.model): entry.limit for entry in zone.settings.quota}
    asked = dict.fromkeys((each.sku, None if each.sku.provisioned else each.model) for each in zone.settings.models)
    for sku, model in asked:
        what = f"sku: {sku.value}" + (f", model: {model}" if model is not None else "")
        limit = granted.get((sku, model))
        yield HandedBack(("quota", f"- {{ {what}, limit: }}"), str(limit) if limit is not None else None)


def _joined(values: tuple[object, ...]) -> str:
    return ", ".join(str(value) for value in values)
