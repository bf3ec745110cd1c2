"""From declared resources to what a scan judges."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from bedplate.generator.arm.identity import Identity
from bedplate.generator.arm.placing import Marker, Placed
from bedplate.generator.arm.resource_types import ResourceType
from bedplate.generator.arm.scopes import is_whole_template, template_scope
from bedplate.generator.arm.shapes import Shape
from bedplate.generator.arm.translation import RESERVED, ArmResource
from bedplate.generator.arm.values import is_set
from bedplate.generator.arm_input.declared import Declared
from bedplate.generator.arm_input.deployed_functions import named
from bedplate.generator.arm_input.evaluation import Evaluation
from bedplate.generator.arm_input.untold import Untold, Value
from bedplate.generator.arm_input.walk import Walk
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import UNKNOWN, PropertyPath, Resource, Secret, SourcePosition

_OF_TEMPLATE = RESERVED | {"condition", "copy", "comments", "resources", "existing", "asserts", "@options"}
"""Keys that say how a resource is deployed and not how it is set."""
_PATH = "/{scope}/providers/{name}"


class Declarations:
    """All declared resources, found by what values name them by.

    Args:
        walk: a finished walk.
    """

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._by_id: defaultdict[str, list[str]] = defaultdict(list)
        for each in walk.declared:
            self._by_id[_text(each.place.id).casefold()].append(each.key)

    def keys_of(self, id_: str) -> list[str]:
        """Return the keys of what an id in lower case names, or of all that a deployment holds."""
        deployed = [each.key for each in self._walk.inside.get(id_, ())]
        return [*self._by_id.get(id_, ()), *deployed]

    def keys_near(self, id_: str) -> list[str]:
        """Return the keys of what an id in lower case names, or of what that is declared in."""
        while id_.count("/") > len(("", "providers", "namespace")):
            if id_ in self._by_id:
                return self._by_id[id_]
            id_ = id_.rsplit("/", 2)[0]
        return []

    def resource(self, each: Declared, source: SourcePosition) -> ArmResource:
        """Return one resource as a scan judges it."""
        here = Evaluation(each.deployment, each.loops, each.key)
        placed, references = Placed(), defaultdict[str, dict[str, None]](dict)
        body = _Body(self, placed, references)
        values = here.value({key: value for key, value in each.raw.items() if key not in _OF_TEMPLATE})
        placed.body = body.value(values, ()) if is_object(values) else {}
        waits = [*self._waits(here, each.raw.get("dependsOn")), *self._inherited(each)]
        waits += [*self._in_turn(each), *(key for keys in references.values() for key in keys)]
        if each.parent is not None:
            waits += self.keys_of(_text(each.parent.place.id).casefold())
        resource = Resource(
            urn=each.key,
            type=each.place.type,
            name=_spoken(each),
            custom=True,
            id=_text(each.place.id),
            inputs={},
            outputs={},
            dependencies=tuple(sorted({*waits} - {each.key})),
            property_dependencies={at: tuple(sorted({*keys} - {each.key})) for at, keys in references.items()},
            source=source,
        )
        return ArmResource(resource, _kind(each, here), _identity(each), placed)

    def _waits(self, here: Evaluation, depends_on: Any) -> Iterator[str]:
        for raw in depends_on if is_array(depends_on) else ():
            text = _text(here.value(raw))
            if text.startswith("/"):
                yield from self.keys_of(text.casefold())
                continue
            for each in named(here.deployment, text):
                yield from self.keys_of(_text(each.id).casefold())
            for id_ in _ids_of_short(_text(here.deployment.placement.id), text):
                yield from self.keys_of(id_.casefold())

    def _in_turn(self, each: Declared) -> Iterator[str]:
        """Yield the keys of what a serial loop makes before."""
        before = [key for repeated, keys in self._walk.after.items() if _is_in(each.key, repeated) for key in keys]
        if before:
            yield from (other.key for other in self._walk.declared if any(_is_in(other.key, key) for key in before))

    def _inherited(self, each: Declared) -> Iterator[str]:
        for here, depends_on in self._walk.waits.get(each.deployment.key, ()):
            yield from self._waits(here, depends_on)


class _Body:
    """The writing of one body."""

    def __init__(self, all_of: Declarations, placed: Placed, references: Mapping[str, dict[str, None]]) -> None:
        self._all, self._placed, self._references = all_of, placed, references

    def value(self, value: Value, path: PropertyPath) -> Any:
        if isinstance(value, Untold):
            return self._untold(value, path)
        if is_object(value) and is_set(path):
            return [self.value(key, (*path, index)) for index, key in enumerate(sorted(value))]
        if is_object(value):
            return {key: self.value(value[key], (*path, key)) for key in sorted(value) if value[key] is not None}
        if is_array(value):
            return [self.value(item, (*path, index)) for index, item in enumerate(value)]
        if isinstance(value, str):
            self._refers(value, path)
        return value

    def _untold(self, value: Untold, path: PropertyPath) -> Any:
        for source in sorted(value.sources):
            self._note(path, self._all.keys_of(source))
        if value.secret:
            self._placed.markers[path] = Marker(path, "string")
            return Secret(UNKNOWN)
        if self._refers(value.text, path) or (value.of_scope and value.text.startswith("/")):
            # An id of which only names are not known is as good as known: who has the same names is meant.
            return value.text
        self._placed.markers[path] = Marker(path, "string")
        return UNKNOWN

    def _refers(self, text: str, path: PropertyPath) -> bool:
        keys = self._all.keys_near(text.casefold()) if text.startswith("/") else []
        self._note(path, keys)
        return bool(keys)

    def _note(self, path: PropertyPath, keys: list[str]) -> None:
        at = ".".join(map(str, path[:2] if path[:1] == ("properties",) else path[:1]))
        self._references[at].update(dict.fromkeys(keys)) if keys else None


def _is_in(key: str, other: str) -> bool:
    """Return whether a key is another one, or of something in it."""
    return key == other or key.startswith(f"{other}/")


def _spoken(each: Declared) -> str:
    """Return how the template's reader names a resource: where its name is not known, as it is written."""
    written = each.raw.get("name")
    return each.symbol or (_text(each.place.name) if each.place.named or not written else str(written))


def _identity(each: Declared) -> Identity:
    id_, base = _text(each.place.id), _text(each.place.base)
    whole = is_whole_template(base or "/")
    return Identity(
        id=id_,
        type=each.place.type,
        name=_text(each.place.name),
        extends=None if whole else base,
        scope=template_scope(base or "/"),
        inferred=(),
        unknown=() if each.place.named else ("name",),
    )


def _kind(each: Declared, here: Evaluation) -> ResourceType:
    version = here.value(each.raw.get("apiVersion", ""))
    return ResourceType(
        token=each.place.type,
        path=_PATH,
        api_version=version if isinstance(version, str) else "",
        certainty="sure",
        evidence=("template",),
        shape=Shape(name=each.place.type, places={}, outside={}, children={}, constants={}),
        not_arm=None,
    )


def _ids_of_short(scope: str, text: str) -> Iterator[str]:
    """Yield the ids that a type with names may mean: `Microsoft.Web/sites/one`, `Microsoft.Web/sites/slots/one/two`."""
    segments = text.split("/")
    if "." not in segments[0] or len(segments) % 2 == 0:
        return
    half = len(segments) // 2
    kinds, names = segments[1 : half + 1], segments[half + 1 :]
    for pairs in (segments[1:], [part for pair in zip(kinds, names, strict=True) for part in pair]):
        yield f"{scope}/providers/{segments[0]}/{'/'.join(pairs)}"


def _text(value: Value) -> str:
    return value.text if isinstance(value, Untold) else re.sub("/{2,}", "/", str(value))
