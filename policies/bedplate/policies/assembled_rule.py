"""Rules that judge a resource together with its children, or with ids that only references tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias, Unpack

from bedplate.policies.conditions.answer import Condition
from bedplate.policies.property_rule import Wording, property_rule
from bedplate.policies.relations import Tie, children_of, link, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule, Scope
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, is_object, value_at
from bedplate.policies.verdict import Verdict

Assembly: TypeAlias = Callable[[Resource, Resources], Mapping[str, Value]]
"""Makes the ARM object to judge from a resource and what belongs to it."""


def assembled_rule(
    *requires: Condition, assemble: Assembly, when: Condition | None = None, **wording: Unpack[Wording]
) -> Rule:
    """Return a rule that wants conditions to hold of an assembled object.

    Args:
        requires: what is wanted of the object; each condition has a verdict of its own.
        assemble: what makes the object.
        when: to which objects it applies; all by default.
        wording: the other fields of `Rule`.
    """
    rule = property_rule(*requires, when=when, **wording)

    def judge(resource: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
        assembled = replace(resource, body=assemble(resource, resources))
        yield from rule.judge(assembled, resources, parameters)

    return replace(rule, judge=judge, scope=Scope.ALL)


def with_links(*paths: str) -> Assembly:
    """Return what puts ids at paths whose values are not known but are made from declared resources."""

    def assemble(resource: Resource, resources: Resources) -> Mapping[str, Value]:
        body = resource.body
        for path in paths:
            if resource.value(path) is UNKNOWN:
                found = link(resources, resource, path)
                if found.tie is Tie.DECLARED:
                    body = _placed(body, path.split("."), f"an id made from {name_of(found.targets[0]) or 'another'}")
        return body

    return assemble


def with_links_of_items(path: str, name: str, *types: str) -> Assembly:
    """Return what puts ids in the elements of an array, where these are not known but are made from declared resources.

    Args:
        path: dotted path of the array.
        name: name of the id in an element.
        types: ARM types that the id may be of.
    """

    def assemble(resource: Resource, resources: Resources) -> Mapping[str, Value]:
        items = resource.value(path)
        if not is_array(items):
            return resource.body
        linked = [
            _placed(item, [name], "an id made from another")
            if is_object(item)
            and value_at(item, name) is UNKNOWN
            and link(resources, resource, f"{path}[{index}].{name}", *types, value=UNKNOWN).tie is Tie.DECLARED
            else item
            for index, item in enumerate(items)
        ]
        return _placed(resource.body, path.split("."), linked)

    return assemble


def with_child(type_: str, name: str, *, at: str = "properties", of: str = "properties") -> Assembly:
    """Return what lays the values of a child over those of its parent, as Azure does.

    Args:
        type_: ARM type of the child; one that begins with a slash is below the type of its parent.
        name: name of the child below its parent.
        at: dotted path in the parent where they belong.
        of: dotted path in the child where they stand.
    """

    def assemble(resource: Resource, resources: Resources) -> Mapping[str, Value]:
        body = resource.body
        below = f"{resource.type}{type_}" if type_.startswith("/") else type_
        for child in children_of(resources, resource, below):
            if name_of(child).casefold() in {name.casefold(), ""}:
                body = _placed(body, at.split("."), _merged(value_at(body, at), child.value(of)))
        return body

    return assemble


def chained(*assemblies: Assembly) -> Assembly:
    """Return what puts an object together in several steps."""

    def assemble(resource: Resource, resources: Resources) -> Mapping[str, Value]:
        for each in assemblies:
            resource = replace(resource, body=each(resource, resources))
        return resource.body

    return assemble


def _merged(under: Value, over: Value) -> Value:
    if over is MISSING:
        return under
    if not is_object(over):
        return over
    if not is_object(under):
        return over
    hidden = {key.casefold() for key, value in over.items() if value is not MISSING}
    return {key: value for key, value in under.items() if key.casefold() not in hidden} | dict(over)


def _placed(value: Value, path: list[str], placed: Value) -> dict[str, Value]:
    body = dict(value) if is_object(value) else {}
    name, *rest = path
    key = next((each for each in body if each.casefold() == name.casefold()), name)
    body[key] = _placed(body.get(key), rest, placed) if rest else placed
    return body
