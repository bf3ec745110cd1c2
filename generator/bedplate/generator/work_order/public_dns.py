"""The public name of the application: records that somebody must make in a zone on the Internet."""

from __future__ import annotations

from bedplate.blueprints.settings.traffic import IngressKind
from bedplate.generator.graph import Resource
from bedplate.generator.render.properties import at
from bedplate.generator.work_order.markdown import Section, checklist, code, section, table
from bedplate.generator.work_order.recorded_zone import RecordedZone

_PUBLIC_ADDRESS = "azure-native:network:PublicIPAddress"
_GATEWAY = "azure-native:network:ApplicationGateway"
_ENDPOINT = "azure-native:cdn:AFDEndpoint"
_TITLE = "Public name and certificate"


def public_dns(zone: RecordedZone) -> Section:
    """Return the section on the application's record in public DNS, and on its certificate."""
    ingress = zone.settings.ingress
    if ingress.kind is IngressKind.INTERNAL:
        return section(_TITLE, "The application has no public address: nothing to do.")
    name = ingress.host_name or "the application's name"
    rows = _gateway_rows(zone, name) if ingress.kind is IngressKind.APPLICATION_GATEWAY else _door_rows(zone, name)
    tasks = [f"Make the record of {code(name)} after the first deployment, which shows the value."]
    if ingress.certificate is not None:
        tasks.append(
            f"The certificate {code(ingress.certificate.name)} in {code(ingress.certificate.key_vault_id)} names"
            f" {code(name)}, renews itself there, and the vault lets trusted Microsoft services pass its firewall."
        )
    return section(_TITLE, table(("Name", "Type", "Value"), rows), checklist(tasks))


def _gateway_rows(zone: RecordedZone, name: str) -> list[tuple[str, str, str]]:
    addresses = [address for gateway in zone.of_type(_GATEWAY) for address in _addresses(zone, gateway)]
    return [
        (code(name), "A", f"address of {code(zone.arm_id(address))}, known after the deployment")
        for address in addresses
    ]


def _addresses(zone: RecordedZone, gateway: Resource) -> list[Resource]:
    configurations = at(gateway.inputs, "frontendIPConfigurations") or ()
    ids = [at(each, "publicIPAddress", "id") for each in configurations]
    return [found for each in ids if (found := zone.by_id(each)) is not None and found.type == _PUBLIC_ADDRESS]


def _door_rows(zone: RecordedZone, name: str) -> list[tuple[str, str, str]]:
    return [
        row
        for endpoint in zone.of_type(_ENDPOINT)
        for row in (
            (code(name), "CNAME", f"host name of {code(zone.arm_id(endpoint))}, known after the deployment"),
            (code(f"_dnsauth.{name}"), "TXT", "validation token of the custom domain, known after the deployment"),
        )
    ]
