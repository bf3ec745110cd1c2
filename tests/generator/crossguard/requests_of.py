"""What the engine would send to a policy pack for a recorded graph."""

from __future__ import annotations

from collections.abc import Iterator

from pulumi.runtime.proto import analyzer_pb2

from bedplate.generator.engine.properties import to_wire
from bedplate.generator.graph import Graph, Resource


def analyze_requests(graph: Graph) -> Iterator[analyzer_pb2.AnalyzeRequest]:
    """Yield one request for each resource that is registered, in the graph's order."""
    for resource in graph.resources:
        if resource.type.startswith("pulumi:providers:") or resource.read:
            continue
        yield analyzer_pb2.AnalyzeRequest(
            urn=resource.urn,
            type=resource.type,
            name=resource.name,
            properties=to_wire(resource.inputs),
            options=analyzer_pb2.AnalyzerResourceOptions(parent=resource.parent or ""),
            provider=_provider(graph, resource),
        )


def stack_request(graph: Graph) -> analyzer_pb2.AnalyzeStackRequest:
    """Return the request at the end of the program; its properties are outputs."""
    return analyzer_pb2.AnalyzeStackRequest(
        resources=[
            analyzer_pb2.AnalyzerResource(
                urn=each.urn,
                type=each.type,
                name=each.name,
                properties=to_wire(each.outputs),
                options=analyzer_pb2.AnalyzerResourceOptions(parent=each.parent or ""),
                provider=_provider(graph, each),
                parent=each.parent or "",
                dependencies=each.dependencies,
                propertyDependencies={
                    key: analyzer_pb2.AnalyzerPropertyDependencies(urns=urns)
                    for key, urns in each.property_dependencies.items()
                },
            )
            for each in graph.resources
        ]
    )


def _provider(graph: Graph, resource: Resource) -> analyzer_pb2.AnalyzerProviderResource | None:
    if not resource.custom:
        return None
    package = resource.type.split(":")[0]
    if resource.provider:
        named = graph[resource.provider.rpartition("::")[0]]
        return analyzer_pb2.AnalyzerProviderResource(
            urn=named.urn, type=named.type, name=named.name, properties=to_wire(named.inputs)
        )
    name = "default_3_29_0"
    return analyzer_pb2.AnalyzerProviderResource(
        urn=f"urn:pulumi:{graph.stack}::{graph.project}::pulumi:providers:{package}::{name}",
        type=f"pulumi:providers:{package}",
        name=name,
        properties=to_wire(graph.provider_defaults.get(package, {})),
    )
