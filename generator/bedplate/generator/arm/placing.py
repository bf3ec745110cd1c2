"""Placing: the inputs of a Pulumi resource, put where ARM wants them.

Every input stands in exactly one list of its class's shape. One that stands in none is reported with its path and put
nowhere: a key at a place where Azure does not read it would look to a scanner as if it were set.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from bedplate.generator.arm.shapes import Child, MapOf, ObjectOf, Shape
from bedplate.generator.arm.unions import chosen_member, expected_kind, items_of
from bedplate.generator.arm.values import is_set, is_untold
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import UNKNOWN, Archive, Asset, PropertyPath, Secret, Value

NO_PLACE = "the resource type has no such property"
PLACE_TAKEN = "the object that it belongs in is unknown or secret as a whole"
FILE = "a file cannot stand in a template"
OF_REFERENCE = "a default that the SDK adds; the object only refers to another resource by its id"

_DEFAULTS_IN_REFERENCES: Mapping[str, Mapping[str, Value]] = {
    # The only class with an id and a name whose constructor sets anything by itself (pulumi-azure-native 3.29.0).
    "SubnetArgs": {"privateEndpointNetworkPolicies": "Disabled", "privateLinkServiceNetworkPolicies": "Enabled"},
}

_NOWHERE = object()
"""Stands for a value that a template cannot hold."""


@dataclass(frozen=True, slots=True)
class Reported:
    """An input that is not in the body."""

    path: PropertyPath
    """Where it stands in the resource's inputs."""
    reason: str


@dataclass(frozen=True, slots=True)
class Marker:
    """An unknown or secret value in the body."""

    input: PropertyPath
    """Where it stands in the resource's inputs."""
    kind: str
    """What the shape expects there: `object`, `array`, or `string` for anything that is neither."""


@dataclass(slots=True)
class Placed:
    """The body of an ARM resource and what is to be said of it."""

    body: dict[str, Any] = field(default_factory=dict[str, Any])
    """ARM properties; `UNKNOWN` and `Secret` stand in place, objects have sorted keys, files and nulls are left out."""
    markers: dict[PropertyPath, Marker] = field(default_factory=dict[PropertyPath, Marker])
    """The unknown and secret values, by their path in the body."""
    lost: list[Reported] = field(default_factory=list[Reported])
    """Inputs that no list of the shape holds."""
    outside: list[Reported] = field(default_factory=list[Reported])
    """Inputs that a template cannot hold."""


def place(shape: Shape, inputs: Mapping[str, Value], *, path_inputs: Collection[str] = ()) -> Placed:
    """Return the ARM body of a resource.

    Args:
        shape: the shape of the resource's own inputs.
        inputs: the inputs by wire name.
        path_inputs: inputs that stand in the resource's id; they are no part of the body unless the shape has them too.
    """
    placed = Placed()
    body_inputs = {key: value for key, value in inputs.items() if key in shape.places or key not in path_inputs}
    placed.body = _Placing(placed).object(shape, body_inputs, (), ())
    return placed


class _Placing:
    """One walk through the inputs of a resource; `here` is where they stand, `there` where they go."""

    def __init__(self, placed: Placed) -> None:
        self._placed = placed

    def object(
        self, shape: Shape, inputs: Mapping[str, Value], here: PropertyPath, there: PropertyPath
    ) -> dict[str, Any]:
        body: dict[str, Any] = {}
        for key in sorted(inputs):
            path, target = (*here, key), shape.places.get(key)
            if inputs[key] is None:
                continue
            if _is_default_of_reference(shape, inputs, key):
                self._placed.outside.append(Reported(path, OF_REFERENCE))
            elif target is not None:
                value = self._value(shape.children.get(key), inputs[key], path, (*there, *target))
                if value is not _NOWHERE and not _put(body, target, value):
                    self._placed.lost.append(Reported(path, PLACE_TAKEN))
            elif key in shape.outside:
                self._placed.outside.append(Reported(path, shape.outside[key]))
            else:
                self._placed.lost.append(Reported(path, NO_PLACE))
        return {key: body[key] for key in sorted(body)}

    def _value(self, child: Child | None, value: Value, here: PropertyPath, there: PropertyPath) -> Any:
        if value is UNKNOWN or isinstance(value, Secret):
            self._placed.markers[there] = Marker(here, _kind(child, value, there))
            return self._hidden(child, value, here, there) if isinstance(value, Secret) else value
        if isinstance(value, Asset | Archive):
            self._placed.outside.append(Reported(here, FILE))
            return _NOWHERE
        if is_object(value):
            return self._mapping(child, value, here, there)
        if is_array(value):
            return self._sequence(child, value, here, there)
        return value

    def _hidden(self, child: Child | None, secret: Secret, here: PropertyPath, there: PropertyPath) -> Any:
        """Return a secret placed inside as well; markers in it say nothing more, as all of it is one parameter."""
        inner = Placed(lost=self._placed.lost, outside=self._placed.outside)
        value = _Placing(inner)._value(child, secret.value, here, there)  # noqa: SLF001 - of its own class
        return _NOWHERE if value is _NOWHERE else value if isinstance(value, Secret) else Secret(value)

    def _mapping(
        self, child: Child | None, value: Mapping[str, Value], here: PropertyPath, there: PropertyPath
    ) -> dict[str, Any]:
        chosen = chosen_member(child, value)
        if isinstance(chosen, ObjectOf):
            return self.object(chosen.shape(), value, here, there)
        inner = chosen.value if isinstance(chosen, MapOf) else None
        given = {key: value[key] for key in sorted(value) if value[key] is not None}
        placed = {key: self._value(inner, item, (*here, key), (*there, key)) for key, item in given.items()}
        return {key: item for key, item in placed.items() if item is not _NOWHERE}

    def _sequence(
        self, child: Child | None, values: Sequence[Value], here: PropertyPath, there: PropertyPath
    ) -> list[Any]:
        inner, body = items_of(child), list[Any]()
        for index, item in enumerate(values):
            place = there if is_set(there) else (*there, len(body))
            placed = self._value(inner, item, (*here, index), place)
            if placed is not _NOWHERE:
                body.append(placed)
        return body


def _put(body: dict[str, Any], target: tuple[str, ...], value: Any) -> bool:
    """Put a value at a path, beside what stands there already; return whether there was room."""
    *way, last = target
    for segment in way:
        inner: Any = body.setdefault(segment, {})
        if not _is_dict(inner):  # an unknown or secret object
            return False
        body = inner
    there: Any = body.setdefault(last, value)
    if there is value:
        return True
    if not _is_dict(there) or not _is_dict(value) or there.keys() & value.keys():
        return False
    there.update(value)
    return True


def _is_dict(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_default_of_reference(shape: Shape, inputs: Mapping[str, Value], key: str) -> bool:
    refers = "id" in inputs and "name" not in inputs
    return refers and key in (defaults := _DEFAULTS_IN_REFERENCES.get(shape.name, {})) and inputs[key] == defaults[key]


def _kind(child: Child | None, value: Value, there: PropertyPath) -> str:
    """Return what stands at a place, by the value where that is known and by the shape where it is not."""
    inner = value.value if isinstance(value, Secret) else value
    if is_untold(inner):
        return "object" if there == ("tags",) or is_set(there) else expected_kind(child)
    return "object" if is_object(inner) else "array" if is_array(inner) else "string"
