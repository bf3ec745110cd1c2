"""Short forms of ARM ids and names of resources in Azure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.graph import Resource, Value
from bedplate.generator.render.properties import at

_SUBSCRIPTION = re.compile(r"/subscriptions/([^/]+)", re.IGNORECASE)
_GROUP = re.compile(r"/subscriptions/[^/]+/resourceGroups/([^/]+)", re.IGNORECASE)


def short_id(arm_id: str) -> str:
    """Return the part of an ARM id that tells people what it names.

    Names of nested resources are joined by slashes: a subnet is `vnet-chat/snet-agents`. A text that is no
    ARM id is returned as it is.
    """
    if "/providers/" in arm_id and arm_id.startswith("/"):
        _provider, *segments = arm_id.rsplit("/providers/", 1)[1].split("/")
        return "/".join(segments[1::2]) or arm_id
    for pattern, form in ((_GROUP, "{}"), (_SUBSCRIPTION, "subscription {}")):
        match = pattern.fullmatch(arm_id)
        if match:
            return form.format(match.group(1))
    return arm_id


def azure_name(resource: Resource) -> Value:
    """Return a resource's name in Azure, `UNKNOWN` or a `Secret` where it is one.

    A type whose ARM path is not in the table, for example another cloud's, is named by its input `name` or
    by the only input whose key ends in `Name`; failing that, by its logical name.
    """
    candidates = (at(resource.inputs, *path) for path in _name_paths(resource.type, resource.inputs))
    found = next((value for value in candidates if value is not None), None)
    if found is not None:
        return found
    if isinstance(resource.id, str) and resource.id.startswith("/subscriptions/"):
        return resource.id.rsplit("/", 1)[-1]
    return resource.name


def _name_paths(token: str, inputs: Mapping[str, Value]) -> list[tuple[str, ...]]:
    described = arm_type(token)
    if described is not None:
        return [(described.path_parameters[-1],)]
    ending = [key for key in inputs if key.endswith("Name") and key != "resourceGroupName"]
    return [("name",), *([(ending[0],)] if len(ending) == 1 else [])]
