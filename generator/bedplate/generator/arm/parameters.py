"""Parameters of one template: what stands in it for secrets and for values that only a deployment can tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bedplate.generator.arm.placing import Marker
from bedplate.generator.arm.values import is_set, is_untold, literal
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import UNKNOWN, PropertyPath, Secret, Value
from bedplate.generator.render.properties import pointer


@dataclass(frozen=True, slots=True)
class Use:
    """A place in a resource where a parameter stands."""

    pointer: str
    """Where in the ARM resource."""
    input: str
    """Where in the resource's inputs."""
    parameter: str


@dataclass(slots=True)
class Uses:
    """The places in one resource where parameters stand."""

    unknown: list[Use] = field(default_factory=list[Use])
    secret: list[Use] = field(default_factory=list[Use])


class Parameters:
    """The parameters of one template, declared as resources are written."""

    def __init__(self) -> None:
        self.declared: dict[str, dict[str, Any]] = {}
        """Declarations by name, as the template holds them; none has a default."""
        self._taken: set[str] = set()

    def written(self, owner: str, body: Mapping[str, Value], markers: Mapping[PropertyPath, Marker], uses: Uses) -> Any:
        """Return a body as the template holds it, with a parameter for every marker.

        Args:
            owner: logical name of the resource, from which parameters get their names.
            body: ARM properties with markers in place.
            markers: what is to be said of each marker, by its path in the body.
            uses: takes note of every parameter that stands in the result.
        """
        return _Writing(self, owner, markers, uses).value(body, ())

    def declare(self, words: str, kind: str, description: str) -> str:
        """Declare a parameter and return its name, which no other parameter of the template has."""
        stem = re.sub(r"\W+", "_", words, flags=re.ASCII).strip("_")
        name, number = stem, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}_{number}"
        self._taken.add(name.casefold())
        self.declared[name] = {"type": kind, "metadata": {"description": description}}
        return name


@dataclass(frozen=True, slots=True)
class _Writing:
    """The writing of one resource."""

    parameters: Parameters
    owner: str
    markers: Mapping[PropertyPath, Marker]
    uses: Uses

    def value(self, value: Value, path: PropertyPath) -> Any:
        if value is UNKNOWN:
            return self._unknown(path)
        if isinstance(value, Secret):
            return self._secret(value, path)
        if is_object(value):
            return {key: self.value(value[key], (*path, key)) for key in sorted(value)}
        if is_array(value) and is_set(path):
            return {str(self.value(item, path)): dict[str, Any]() for item in value}
        if is_array(value):
            return [self.value(item, (*path, index)) for index, item in enumerate(value)]
        return literal(value)

    def _unknown(self, path: PropertyPath) -> str:
        marker = self.markers[path]
        name = self._declare("unknown", path, marker.kind, "Only a deployment can tell this value.")
        self.uses.unknown.append(Use(pointer(*path), pointer(*marker.input), name))
        return f"[parameters('{name}')]"

    def _secret(self, secret: Secret, path: PropertyPath) -> str:
        marker = self.markers[path]
        name = self._declare("secret", path, "securestring", "A secret, which no template holds.")
        self.uses.secret.append(Use(pointer(*path), pointer(*marker.input), name))
        is_text = marker.kind == "string" and (is_untold(secret.value) or isinstance(secret.value, str))
        return f"[parameters('{name}')]" if is_text else f"[json(parameters('{name}'))]"

    def _declare(self, what: str, path: PropertyPath, kind: str, description: str) -> str:
        words = "_".join(str(part) for part in (what, self.owner, *path) if part != "properties")
        return self.parameters.declare(words, kind, description)
