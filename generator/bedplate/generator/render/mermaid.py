"""The network diagram as Mermaid text, which wikis and code hosts draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bedplate.generator.graph import Graph
from bedplate.generator.render.diagram import diagram
from bedplate.generator.render.diagram_model import Diagram, Flow, FlowEnd, Network, Service, Subnet, ZoneSet

_CODES = str.maketrans(
    {character: f"#{ord(character)};" for character in '"#&<>`'} | {"\n": " ", "\t": " "},
)
"""Mermaid's own codes for characters that mean something in a label or in the HTML that it makes of one."""
_INTERNET = "Internet"
_CLASSES = (
    "classDef endpoint stroke:#2e8b4f,stroke-width:2px",
    "classDef appliance stroke:#c25a41,stroke-width:2px",
    "classDef guest stroke:#59636e,stroke-dasharray:3",
    "classDef service stroke:#59636e,stroke-width:2px",
    "classDef outside stroke:#b08420,stroke-width:2px",
    "classDef zones stroke:#8566bd,stroke-width:2px",
)


def render(graph: Graph) -> str:
    """Return the network diagram of a graph as a Mermaid flowchart."""
    return "".join(f"{line}\n" for line in _Flowchart(diagram(graph)).lines())


class _Flowchart:
    """Writes a diagram, and names its nodes by number: names in Azure hold what Mermaid's ids must not."""

    def __init__(self, drawn: Diagram) -> None:
        self._diagram = drawn
        self._subnets = _numbered("subnet", (subnet.key for subnet in drawn.subnets()))
        self._services = _numbered("service", (service.key for service in drawn.services()))
        self._endpoints = _numbered("endpoint", (endpoint.urn for endpoint in drawn.endpoints()))
        self._networks = _numbered("network", (network.key for network in drawn.networks))
        ends = (end for flow in drawn.flows for end in (flow.source, flow.target))
        names = [*(end.name for end in ends if not end.subnet), *(peer for net in drawn.networks for peer in net.peers)]
        names += [_INTERNET] if drawn.entrances else []
        self._outside = _numbered("outside", dict.fromkeys(names))
        self._entrances = _numbered("entrance", (entrance.card.urn for entrance in drawn.entrances))

    def lines(self) -> Iterator[str]:
        """Yield the lines of the flowchart."""
        yield "flowchart LR"
        for line in (*self._nodes(), *self._arrows(), *_CLASSES):
            yield f"  {line}"

    def _nodes(self) -> Iterator[str]:
        for name, node in self._outside.items():
            yield f"{_node(node, name, shape='([])')}:::outside"
        for entrance in self._diagram.entrances:
            card = entrance.card
            yield f"{_node(self._entrances[card.urn], card.name, card.label, *card.details)}:::appliance"
        groups = dict.fromkeys((net.group, net.managed) for net in self._diagram.networks)
        for number, (group, managed) in enumerate(groups, start=1):
            title = f"Resource group {group}" if managed else "Existing, not in this stack"
            members = [net for net in self._diagram.networks if (net.group, net.managed) == (group, managed)]
            inside = [line for net in members for line in self._network(net)]
            yield from _subgraph(f"networks{number}", (title,), inside)
        for number, services in enumerate(self._diagram.groups, start=1):
            inside = [self._service(service) for service in services.services]
            if services.counted or not inside:
                inside.append(_node(f"also{number}", f"also {', '.join(services.counted)}"))
            yield from _subgraph(f"group{number}", (services.title,), inside)
        for number, zones in enumerate(self._diagram.zone_sets, start=1):
            yield f"{_node(f'zones{number}', 'Private DNS zones', zones.title, *zones.zones)}:::zones"
        if self._diagram.legend:
            yield _node("legend", "Not drawn", *self._diagram.legend)

    def _network(self, network: Network) -> Iterator[str]:
        inside = [line for subnet in network.subnets for line in self._subnet(subnet)]
        words = " · ".join([network.name, *network.prefixes, *network.notes])
        empty = [_node(f"{self._networks[network.key]}_empty", "no subnets")]
        yield from _subgraph(self._networks[network.key], (words,), inside or empty)

    def _subnet(self, subnet: Subnet) -> Iterator[str]:
        node = self._subnets[subnet.key]
        within = [
            flow for flow in self._diagram.flows if flow.source == flow.target and flow.source.subnet == subnet.key
        ]
        notes = [*subnet.notes, *(f"within the subnet: {flow.ports}" for flow in within)]
        inside = [_node(f"{node}_notes", *(notes or ["subnet"]))]
        for number, resident in enumerate(subnet.residents, start=1):
            text = _node(f"{node}_resident{number}", resident.name, resident.label, *resident.details)
            inside.append(f"{text}:::appliance")
        for number, guest in enumerate(subnet.guests, start=1):
            inside.append(f"{_node(f'{node}_guest{number}', guest.name, guest.label)}:::guest")
        for endpoint in subnet.endpoints:
            text = _node(self._endpoints[endpoint.urn], endpoint.name, f"private endpoint · {endpoint.detail}")
            inside.append(f"{text}:::endpoint")
        yield from _subgraph(node, (" · ".join([subnet.name, *subnet.prefixes]),), inside)

    def _service(self, service: Service) -> str:
        facts = " · ".join([service.label, *service.facts])
        counted = [f"and {', '.join(service.counted)}"] if service.counted else []
        return f"{_node(self._services[service.key], service.name, facts, *service.children, *counted)}:::service"

    def _arrows(self) -> Iterator[str]:
        for flow in self._diagram.flows:
            if flow.source != flow.target:
                yield self._flow(flow)
        for entrance in self._diagram.entrances:
            node = self._entrances[entrance.card.urn]
            yield f"{self._outside[_INTERNET]} -- {_quoted('users')} --> {node}"
            if entrance.target in self._services:
                yield f"{node} ==> {self._services[entrance.target]}"
        for endpoint in self._diagram.endpoints():
            if endpoint.target:
                yield f"{self._endpoints[endpoint.urn]} ==> {self._services[endpoint.target]}"
        for network in self._diagram.networks:
            for peer in network.peers:
                yield f"{self._networks[network.key]} <-- {_quoted('peering')} --> {self._outside[peer]}"
        for number, zones in enumerate(self._diagram.zone_sets, start=1):
            yield from self._links(f"zones{number}", zones)

    def _flow(self, flow: Flow) -> str:
        ports = _quoted(flow.ports)
        arrow = f"-- {ports} -->" if flow.agreed else f"-. {ports} .->"
        return f"{self._end(flow.source)} {arrow} {self._end(flow.target)}"

    def _end(self, end: FlowEnd) -> str:
        return self._subnets[end.subnet] if end.subnet else self._outside[end.name]

    def _links(self, node: str, zones: ZoneSet) -> Iterator[str]:
        for key in zones.networks:
            if key in self._networks:
                yield f"{node} -.- {self._networks[key]}"


def _numbered(word: str, keys: Iterable[str]) -> dict[str, str]:
    return {key: f"{word}{number}" for number, key in enumerate(keys, start=1)}


def _node(node: str, *lines: str, shape: str = "[]") -> str:
    half = len(shape) // 2
    return f"{node}{shape[:half]}{_quoted(*lines)}{shape[half:]}"


def _subgraph(node: str, title: tuple[str, ...], inside: Iterable[str]) -> Iterator[str]:
    yield f"subgraph {node}[{_quoted(*title)}]"
    for line in inside:
        yield f"  {line}"
    yield "end"


def _quoted(*lines: str) -> str:
    return f'"{"<br/>".join(line.translate(_CODES) for line in lines)}"'
