"""The names by which the engine would know a resource from before, resolved to URNs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from pulumi.runtime.proto import alias_pb2, resource_pb2

from bedplate.generator.engine.urn import STACK_TYPE, make_urn, name_of, type_of


def aliases_of(
    request: resource_pb2.RegisterResourceRequest, urn: str, former_parents: Sequence[str]
) -> tuple[str, ...]:
    """Return the former URNs that the program names for a resource or, through its parent, for its family.

    azure-native's classes add an alias for each other API version of their type. Those name nothing but
    another type of the package; they are left out.

    Args:
        request: the registration.
        urn: the resource's own URN.
        former_parents: the aliases of its parent.
    """
    package = request.type.partition(":")[0]
    given: list[alias_pb2.Alias] = list(cast("Any", request).aliases)
    own = [
        *request.aliasURNs,
        *(
            alias.urn if alias.WhichOneof("alias") == "urn" else _resolved(alias.spec, request, urn)
            for alias in given
            if not _is_version_alias(alias, package)
        ),
    ]
    inherited = (_under(former, name_of(request.parent), child) for former in former_parents for child in (urn, *own))
    return tuple(dict.fromkeys([*own, *inherited]))


def _is_version_alias(alias: alias_pb2.Alias, package: str) -> bool:
    if alias.WhichOneof("alias") != "spec" or package != "azure-native":
        return False
    spec = alias.spec
    only_type = bool(spec.type) and not (spec.name or spec.stack or spec.project or spec.parentUrn)
    return only_type and not spec.noParent and spec.type.startswith(f"{package}:")


def _resolved(spec: alias_pb2.Alias.Spec, request: resource_pb2.RegisterResourceRequest, urn: str) -> str:
    stack, project = _place(urn)
    parent = "" if spec.noParent else spec.parentUrn or request.parent
    if type_of(parent) == STACK_TYPE:
        parent = ""
    return make_urn(
        spec.stack or stack, spec.project or project, parent, spec.type or request.type, spec.name or request.name
    )


def _under(former: str, parent: str, child: str) -> str:
    """Return a child's URN under a former URN of its parent.

    A child whose name begins with its parent's is taken to be named after it, and was then named otherwise.
    """
    stack, project = _place(child)
    name = name_of(child)
    if name.startswith(parent):
        name = name_of(former) + name.removeprefix(parent)
    return make_urn(stack, project, former, type_of(child), name)


def _place(urn: str) -> tuple[str, str]:
    """Return the stack and the project of a URN."""
    stack, project, _ = urn.removeprefix("urn:pulumi:").split("::", 2)
    return stack, project
