"""Arrows within a network: rows of subnets where they begin and end, and the lanes between two columns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from bedplate.generator.render.diagram_model import Diagram, Flow, FlowEnd, Network, Subnet
from bedplate.generator.render.svg_shapes import Canvas, Point

_FIRST_LANE, _LANE = 14.0, 9.0


@dataclass(slots=True)
class Lanes:
    """Arrows that run between the two columns of a network."""

    ends: dict[tuple[str, Flow], Point] = field(default_factory=dict[tuple[str, Flow], Point])
    """By subnet and flow, where it leaves or enters the subnet; the outside has the key of no subnet."""

    def draw(self, canvas: Canvas, flows: list[Flow], x: float) -> None:
        """Draw arrows in lanes from `x` on; those that lead one way out share a lane."""
        spans = [
            (self.ends[flow.source.subnet or "", flow], self.ends[flow.target.subnet or "", flow], flow)
            for flow in flows
        ]
        trunks: dict[Point, list[tuple[Point, Point, Flow]]] = defaultdict(list)
        for span in spans:
            if span[2].route:
                trunks[span[1]].append(span)
        others = [span for span in spans if not span[2].route]
        # Short brackets lie inside long ones; then lower sources take lanes farther right: no two arrows cross twice.
        brackets = sorted(
            (span for span in others if span[0].x == span[1].x),
            key=lambda span: (abs(span[0].y - span[1].y), span[0].y),
        )
        across = sorted((span for span in others if span[0].x != span[1].x), key=_slope)
        lanes = [*trunks.values(), *([span] for span in (*brackets, *across))]
        for number, lane in enumerate(lanes):
            place = x + _FIRST_LANE + number * _LANE
            for source, target, flow in lane:
                points = (source, (place, source.y), (place, target.y), target)
                canvas.line(*points, css=css_of(flow), tooltip=told(flow))


def _slope(span: tuple[Point, Point, Flow]) -> tuple[bool, float]:
    source, target, _ = span
    return (source.y < target.y, -source.y if source.y < target.y else source.y)


def lanes_width(flows: list[Flow]) -> float:
    """Return how much room lanes take at most."""
    return 2 * _FIRST_LANE + _LANE * (len(flows) - 1) if flows else 0


def inner_flows(diagram: Diagram, network: Network) -> list[Flow]:
    """Return flows between two subnets of one network."""
    keys = {subnet.key for subnet in network.subnets}
    return [
        flow
        for flow in diagram.flows
        if {flow.source.subnet, flow.target.subnet} <= keys and flow.source != flow.target
    ]


def outer_flows(diagram: Diagram, network: Network, subnet: Subnet) -> list[Flow]:
    """Return flows between a subnet and what is outside its network."""
    inner = inner_flows(diagram, network)
    return [
        flow
        for flow in diagram.flows
        if subnet.key in (flow.source.subnet, flow.target.subnet) and flow not in inner and flow.source != flow.target
    ]


def nested(network: Network, subnet: Subnet, inner: list[Flow]) -> list[Flow]:
    """Order flows of a subnet so that their lanes nest like brackets and do not cross."""
    places = {each.key: index for index, each in enumerate(network.subnets)}
    here = places[subnet.key]

    def order(flow: Flow) -> tuple[bool, int, str]:
        there = places[str(other_end(flow, subnet).subnet)]
        if subnet.endpoints:
            return (False, there, flow.ports)
        return (there > here, -abs(there - here) if there > here else abs(there - here), flow.ports)

    return sorted(inner, key=order)


def other_end(flow: Flow, subnet: Subnet) -> FlowEnd:
    """Return the end of a flow that is not the subnet."""
    return flow.target if flow.source.subnet == subnet.key else flow.source


def outside_name(diagram: Diagram, end: FlowEnd) -> str:
    """Return what to call an end outside a network: a subnet of another one is told with its network."""
    homes = [net.name for net in diagram.networks if end.subnet in {each.key for each in net.subnets}]
    return " in ".join([end.name, *homes])


def css_of(flow: Flow) -> str:
    """Return the classes of a flow's arrow."""
    return "route" if flow.route else "flow" if flow.agreed else "flow one-sided"


def told(flow: Flow) -> str:
    """Return a flow in words."""
    return f"{flow.source.name} → {flow.target.name}: {flow.ports}"
