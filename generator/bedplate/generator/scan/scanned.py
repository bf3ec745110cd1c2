"""What a scan judges, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from bedplate.generator.arm.translation import ArmResource, Untranslated, translate
from bedplate.generator.graph import Graph, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """Resources that are judged together."""

    project: str
    stack: str
    mode: Mode
    resources: tuple[ArmResource, ...]
    untranslated: tuple[Untranslated, ...]
    notes: tuple[str, ...] = ()


def scanned_graph(graph: Graph) -> Scanned:
    """Return the resources of a recorded program, from wherever."""
    resources, untranslated = translate(graph)
    return Scanned(
        project=graph.project,
        stack=graph.stack,
        mode=graph.mode,
        resources=tuple(resources),
        untranslated=tuple(untranslated),
        notes=graph.notes,
    )
