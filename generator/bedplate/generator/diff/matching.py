"""Which resource of the old graph is which of the new one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bedplate.generator.graph import Graph, Resource
from bedplate.generator.render.properties import is_managed


def managed(graph: Graph) -> Mapping[str, Resource]:
    """Return the cloud's resources that a program manages, by URN; what it only reads is not among them."""
    return MappingProxyType({each.urn: each for each in graph.resources if is_managed(each) and not each.read})


def former_urns(before: Mapping[str, Resource], after: Mapping[str, Resource]) -> Mapping[str, str]:
    """Return the old URN of each new resource that was there before: the same one, or one of its aliases.

    As Pulumi's engine does, a resource is first looked for under its own URN, then under its aliases in their order,
    and no old resource is found twice.
    """
    found = {urn: urn for urn in after if urn in before}
    taken = set(found)
    for urn, resource in after.items():
        alias = next((each for each in resource.options.aliases if each in before and each not in taken), None)
        if urn not in found and alias is not None:
            found[urn] = alias
            taken.add(alias)
    return MappingProxyType(found)
