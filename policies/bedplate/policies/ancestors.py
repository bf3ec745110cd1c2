"""The resource of some type above another one, and the resources below one at any depth."""

from __future__ import annotations

from bedplate.policies.resource import Resource, Resources, parent_id


def ancestor(resources: Resources, resource: Resource, type_: str) -> Resource | None:
    """Return the declared resource of a type that another one lies below; `None` where none can be told.

    Where the id of the lower one is not known, it is the only resource of the type that its values are made from, or
    that the resources are made from which its values are made from.
    """
    if resource.id is not None:
        return _by_id(resources, resource.id, type_)
    sources = resources.sources(resource)
    further = dict.fromkeys(found.key for each in sources for found in resources.sources(each))
    for nearby in (sources, tuple(filter(None, map(resources.get, further)))):
        found = [each for each in nearby if each.type.casefold() == type_.casefold()]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def below(resources: Resources, above: Resource, *types: str) -> tuple[Resource, ...]:
    """Return the resources of some types that lie below another one, at any depth, in the order of the types."""
    return tuple(each for each in resources.of_type(*types) if ancestor(resources, each, above.type) is above)


def _by_id(resources: Resources, id_: str, type_: str) -> Resource | None:
    above = parent_id(id_)
    while above:
        found = resources.with_id(above)
        if found is not None and found.type.casefold() == type_.casefold():
            return found
        above = parent_id(above)
    return None
