"""Ids that the engine never tells a policy pack, found where other resources name them.

A provider that signs in as a person has no subscription in its configuration. After a first preview the ids in values
are whole all the same, and would lead to nothing that is declared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from bedplate.generator.arm.identity import UNKNOWN_SUBSCRIPTION
from bedplate.generator.arm.translation import translate
from bedplate.generator.graph import Graph, walk

_NOWHERE = f"/subscriptions/{UNKNOWN_SUBSCRIPTION}"
_ID = re.compile(r"/subscriptions/[0-9a-fA-F-]{36}(?P<rest>/.+)")


def with_told_ids(graph: Graph) -> Graph:
    """Return a graph in which resources of an unknown subscription have the ids by which others name them.

    One that is named with several subscriptions keeps none: only one of them can be its own.
    """
    resources, _ = translate(graph)
    urns = {
        each.identity.id.removeprefix(_NOWHERE).casefold(): each.resource.urn
        for each in resources
        if each.identity.id.startswith(f"{_NOWHERE}/")
    }
    named: defaultdict[str, set[str]] = defaultdict(set)
    for resource in graph.resources if urns else ():
        for _, value in walk(resource.inputs):
            found = _ID.fullmatch(value) if isinstance(value, str) else None
            if found and (urn := urns.get(found["rest"].casefold())) is not None:
                named[urn].add(value)
    ids = {urn: min(values) for urn, values in named.items() if len({value.casefold() for value in values}) == 1}
    if not ids:
        return graph
    return replace(graph, resources=tuple(replace(each, id=ids.get(each.urn, each.id)) for each in graph.resources))
