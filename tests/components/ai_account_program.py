"""Arguments and expectations that the tests of ai account share."""

from collections.abc import Callable
from typing import Any

import pytest

from bedplate.components.ai_account import AIAccount, AIAccountArgs
from bedplate.generator.graph import Graph, Resource
from tests.components.ai_account_cases import (
    MODULE,
    defaults,
    maximum,
    waf_aligned,
)

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]

CHILD_TYPES = {
    f"{MODULE}{name}"
    for name in (
        "AccountCapabilityHost",
        "Deployment",
        "ManagedNetworkSetting",
        "OutboundRule",
        "Project",
        "ProjectCapabilityHost",
        "ProjectConnection",
        "RaiBlocklist",
        "RaiBlocklistItem",
        "RaiPolicy",
    )
}


CASES = [
    pytest.param(defaults, id="defaults"),
    pytest.param(waf_aligned, id="waf_aligned"),
    pytest.param(maximum, id="max"),
]
each_case = pytest.mark.parametrize("arguments", CASES)


def program(args: AIAccountArgs) -> Callable[[], dict[str, Any]]:
    def declare() -> dict[str, Any]:
        account = AIAccount("ai", args)
        return {output: getattr(account, output) for output in AIAccount.__annotations__}

    return declare


def account_children(graph: Graph) -> list[Resource]:
    return [resource for resource in graph.resources if resource.type in CHILD_TYPES]


def ancestors(graph: Graph, resource: Resource) -> set[str]:
    """Return the URNs of all that a resource waits for, directly or through others."""
    found: set[str] = set()
    waiting = list(resource.dependencies)
    while waiting:
        urn = waiting.pop()
        if urn not in found:
            found.add(urn)
            waiting.extend(graph[urn].dependencies)
    return found
