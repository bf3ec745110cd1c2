"""Names: private DNS zones and their records, forwarding, DNS servers, and the public record of the application."""

from __future__ import annotations

from collections.abc import Iterable

from bedplate.blueprints.settings.network import PrivateDnsMode
from bedplate.components.facts.clouds import cloud_of
from bedplate.components.facts.private_dns_policies import private_dns_policy
from bedplate.generator.render.properties import at, items
from bedplate.generator.work_order.markdown import Section, bullets, checklist, code, codes, plain, section, table
from bedplate.generator.work_order.private_endpoints import RecordedEndpoint, endpoints_of
from bedplate.generator.work_order.recorded_zone import RecordedZone
from bedplate.generator.work_order.subnets import NETWORK, subnets_of

_AGENT_SERVICES = ("cosmos", "search", "blob")
_AZURE_DNS = "168.63.129.16"
_FORWARDING_SOURCE = "github.com/Azure-Samples/microsoft-foundry-baseline-landing-zone, README (prerequisites)"


def private_dns(zone: RecordedZone) -> Section:
    """Return the section on who must be able to resolve which name, and what makes that so."""
    endpoints = endpoints_of(zone)
    return section(
        "DNS",
        *_servers(zone),
        "### Private DNS zones",
        *_zones(zone, endpoints),
        "### Records that will appear" if endpoints else "",
        _records(zone, endpoints),
        _unlisted(endpoints),
        *_forwarding(zone, endpoints),
    )


def _servers(zone: RecordedZone) -> list[str]:
    hub = zone.settings.topology.hub
    networks = zone.of_type(NETWORK)
    given = [at(network.inputs, "dhcpOptions", "dnsServers") for network in networks]
    servers = [str(server) for each in given for server in items(each)]
    if not networks and hub is not None:
        wanted = codes(str(server) for server in hub.resolvers) or f"{code(_AZURE_DNS)} (Azure's own)"
        return [checklist([f"The platform's network uses the DNS servers {wanted}."])]
    if not servers:
        return [f"The network asks Azure's own resolver ({code(_AZURE_DNS)}); each zone must be linked to it."]
    return [
        f"The network asks the DNS servers {codes(servers)} on port 53, UDP and TCP.",
        checklist(
            [f"{codes(servers)}: reachable from the zone's subnets, and able to resolve every private DNS zone below."]
        ),
    ]


def _zones(zone: RecordedZone, endpoints: Iterable[RecordedEndpoint]) -> list[str]:
    mode = zone.settings.private_dns_mode
    if mode is PrivateDnsMode.CREATE:
        return _own_zones(zone)
    if mode is PrivateDnsMode.EXISTING:
        return _existing_zones(zone)
    return _policy_zones(zone, endpoints)


def _own_zones(zone: RecordedZone) -> list[str]:
    names = [zone.name(each) for each in zone.of_type("azure-native:privatedns:PrivateZone")]
    return [
        (
            "The deployment makes these zones and links them to its own network. Only whoever calls the services from"
            " another network has something to do: link the zone there, or forward its names to a resolver here."
        ),
        bullets(code(name) for name in names),
    ]


def _existing_zones(zone: RecordedZone) -> list[str]:
    given = zone.settings.private_dns.zones
    rows = [
        (code(name), code(given[name]) if name in given else "**missing**")
        for name in zone.settings.private_dns_zone_names
    ]
    return [
        (
            "The zones exist already (mode `existing`): the deployment registers its endpoints in them,"
            " and neither makes nor links a zone."
        ),
        table(("Zone", "ARM id that the deployment registers in"), rows),
        checklist(
            [
                (
                    "Each zone is linked to the network of the DNS servers above, or to the zone's own network where"
                    " Azure's resolver answers it. Nobody else links a second zone of the same name there."
                ),
                "The deploying identity may join each zone (see *Role grants*).",
            ]
        ),
    ]


def _policy_zones(zone: RecordedZone, endpoints: Iterable[RecordedEndpoint]) -> list[str]:
    targets = sorted({(each.target_type, each.group_id, each.zones) for each in endpoints})
    rows = [
        (code(azure_type), code(group_id), codes(zones), _policy(azure_type, group_id))
        for azure_type, group_id, zones in targets
    ]
    gaps = [
        f"{code(azure_type)} ({code(group_id)}): {_gap(azure_type, group_id)}"
        for azure_type, group_id, _ in targets
        if _gap(azure_type, group_id)
    ]
    return [
        (
            "A policy of the platform registers the endpoints (mode `platformPolicy`): the deployment writes no"
            " DNS zone group. For every row a *deploy if not exists* policy must hold for the subscription"
            f" {code(zone.settings.subscription_id)} before the deployment."
        ),
        table(("Target", "Sub-resource", "Zones, all of them needed", "Built-in policy definition"), rows),
        checklist(
            [
                *gaps,
                "Each zone is linked to the network of the DNS servers above.",
                (
                    "The identity of each assignment has `Network Contributor` on the subscription and"
                    " `Private DNS Zone Contributor` on the zones."
                ),
            ]
        ),
    ]


def _policy(azure_type: str, group_id: str) -> str:
    policy = private_dns_policy(azure_type, group_id)
    if policy is None:
        return "**none known**"
    extra = "".join(f"; {code(name)} = {plain(value)}" for name, value in policy.parameters.items())
    return f"{plain(policy.display_name)} ({code(policy.definition)}){extra}"


def _gap(azure_type: str, group_id: str) -> str:
    policy = private_dns_policy(azure_type, group_id)
    if policy is None:
        return "we know of no built-in policy; assign one of your own."
    if policy.instead is None:
        return ""
    return (
        "the built-in policy registers an endpoint in one zone only, and Azure Landing Zones' initiative"
        " `Deploy-Private-DNS-Zones` covers no more (github.com/Azure/Azure-Landing-Zones, issues 201 and 4024)."
        f" Assign instead: {plain(policy.instead)}."
    )


def _records(zone: RecordedZone, endpoints: Iterable[RecordedEndpoint]) -> str:
    subnets = {subnet.arm_id.lower(): subnet for subnet in subnets_of(zone)}
    rows: list[tuple[str, ...]] = []
    for endpoint in endpoints:
        subnet = subnets.get(endpoint.subnet_id.lower())
        place = f" in {code(subnet.prefix)}" if subnet is not None else ""
        address = codes(endpoint.static_addresses) if endpoint.static_addresses else f"dynamic{place}"
        rows += [
            (code(endpoint.name), code(endpoint.group_id), code(host.fqdn), code(host.zone), code(host.record), address)
            for host in endpoint.hosts
        ]
    return table(("Private endpoint", "Sub-resource", "Name that clients call", "Zone", "A record", "Address"), rows)


def _unlisted(endpoints: Iterable[RecordedEndpoint]) -> str:
    return bullets(
        f"{code(each.name)} ({code(each.group_id)}) writes records of its own choice to {codes(each.zones)}."
        for each in endpoints
        if not each.hosts
    )


def _forwarding(zone: RecordedZone, endpoints: Iterable[RecordedEndpoint]) -> list[str]:
    settings = zone.settings
    if settings.topology.hub is None:
        return []
    domains = sorted({host.forwarded_domain for endpoint in endpoints for host in endpoint.hosts})
    suffixes = cloud_of(settings.location).suffixes
    agents = [suffixes[service] for service in _AGENT_SERVICES if service in suffixes]
    tasks = [
        (
            f"DNS servers outside Azure that users or pipelines ask forward {codes(domains)} to the inbound endpoint"
            " of the platform's Private Resolver."
        )
    ]
    if settings.agent_mode.standard:
        tasks.insert(
            0,
            f"The hub's DNS forwards {codes(agents)} conditionally to the inbound endpoint of the platform's Private"
            f" Resolver: the agent service looks its stores up by these names ({plain(_FORWARDING_SOURCE)}).",
        )
    return ["### Conditional forwarding", checklist(tasks)]
