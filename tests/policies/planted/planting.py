"""Defects that somebody could make, planted in the project's own stacks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bedplate.policies.resource import Resource
from bedplate.policies.values import MISSING
from tests.policies.clean_stacks import with_body
from tests.policies.places import matches, places, shown, with_value

_FOLDER = Path(__file__).parent / "defects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One mistake."""

    name: str
    stack: str
    changes: tuple[Mapping[str, Any], ...]
    """Each names resources by `type` and `where`, of which the first is meant, or `all`, and one of: `path` and `value`
    to set; `path` alone to delete; `copy`, the last part of the id of a second one; nothing, to take it away."""
    rules: tuple[str, ...]
    """Ids of the rules that newly fail, all of them."""
    crosses: bool
    """Whether it is wrong only in the eyes of another resource."""


def defects() -> tuple[Defect, ...]:
    """Return all defects, by file and then in the order given."""
    return tuple(
        Defect(
            name=row["name"],
            stack=row["stack"],
            changes=tuple(row["change"]),
            rules=tuple(row["rules"]),
            crosses=file.stem == "between_resources",
        )
        for file in sorted(_FOLDER.glob("*.toml"))
        for row in tomllib.loads(file.read_text("utf-8"))["defect"]
    )


def planted(resources: tuple[Resource, ...], defect: Defect) -> tuple[Resource, ...]:
    """Return the resources of a stack with a defect.

    Raises:
        LookupError: a change finds nothing to change.
    """
    for change in defect.changes:
        changed = _changed(resources, change)
        if changed == resources:
            raise LookupError(f"{defect.name}: nothing changes with {dict(change)}")
        resources = changed
    return resources


def _changed(resources: tuple[Resource, ...], change: Mapping[str, Any]) -> tuple[Resource, ...]:
    found = [each for each in resources if _is_meant(each, change)]
    meant = found if change.get("all") else found[:1]
    if "copy" in change:
        return (*resources, *(_altered(_copied(each, change["copy"]), change) for each in meant))
    if "path" not in change:
        return tuple(each for each in resources if each not in meant)
    return tuple(_altered(each, change) if each in meant else each for each in resources)


def _is_meant(resource: Resource, change: Mapping[str, Any]) -> bool:
    same_type = resource.type.casefold() == f"microsoft.{change['type']}".casefold()
    return same_type and matches({**resource.body, "id": resource.id}, change.get("where", ""))


def _copied(resource: Resource, name: str) -> Resource:
    above = (resource.id or "").rpartition("/")[0]
    parents = str(resource.value("name")).rpartition("/")[0]
    body = {**resource.body, "name": f"{parents}/{name}".lstrip("/")}
    return replace(resource, key=f"{resource.key}-{name}", id=f"{above}/{name}", body=body)


def _altered(resource: Resource, change: Mapping[str, Any]) -> Resource:
    if "path" not in change:
        return resource
    for place in list(places(resource.body, change["path"]))[:1]:
        value = change.get("value", MISSING)
        resource = with_body(resource, with_value(resource.body, place, value), shown(place))
    return resource
