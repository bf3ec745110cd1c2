"""Helpers for tests of recorded graphs."""

from __future__ import annotations

from typing import Any

import pulumi

from bedplate.generator.graph import Graph, Resource

STACK = "urn:pulumi:dev::project::pulumi:pulumi:Stack::project-dev"


class Thing(pulumi.CustomResource):
    """A resource of no particular cloud."""

    answer: pulumi.Output[Any]

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None, **inputs: Any) -> None:
        super().__init__("demo:index:Thing", name, {"answer": None, **inputs}, opts)


class Group(pulumi.ComponentResource):
    """A component of no particular purpose."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None, type_: str = "demo:index:Group") -> None:
        super().__init__(type_, name, None, opts)


def named(graph: Graph, name: str) -> Resource:
    """Return the one resource with a logical name."""
    (found,) = (resource for resource in graph.resources if resource.name == name)
    return found


def urn(chain: str, name: str) -> str:
    """Return the URN of a resource in the default project and stack."""
    return f"urn:pulumi:dev::project::{chain}::{name}"
