"""Reading back what `bedplate preview --json` printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, cast

from bedplate.generator.diff.values import MASKED
from bedplate.generator.graph import (
    UNKNOWN,
    CustomTimeouts,
    Graph,
    Mode,
    Resource,
    ResourceOptions,
    Secret,
    SourcePosition,
    Value,
    frozen,
)
from bedplate.generator.render.json import FORMAT_VERSION
from bedplate.generator.render.properties import is_list, is_mapping, pointer

_MAJOR = FORMAT_VERSION.split(".", maxsplit=1)[0]
_UPPER = re.compile(r"(?=[A-Z])")


class NotARecordError(Exception):
    """The document is no record of ours; the text says what it should be."""


def graph_of(document: Any) -> Graph:
    """Return the graph that a parsed document of `bedplate preview --json` describes.

    Secrets come back without their text, which the document never held.

    Raises:
        NotARecordError: the document is something else, or of a format that this version cannot read.
    """
    if not is_mapping(document):
        raise NotARecordError("expected an object, as `bedplate preview STACK --json` prints it")
    if "steps" in document and "resources" not in document:
        raise NotARecordError("it is of `pulumi preview --json` (write the output of `bedplate preview STACK --json`)")
    version = document.get("formatVersion")
    if not isinstance(version, str) or version.split(".")[0] != _MAJOR:
        raise NotARecordError(f"formatVersion is {version!r}, expected {_MAJOR}.x (record it again with this version)")
    try:
        return _graph(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotARecordError(f"it is not as docs/preview.schema.json describes it: {error!r}") from error


def _graph(document: Mapping[str, Any]) -> Graph:
    return Graph(
        project=document["project"],
        stack=document["stack"],
        mode=Mode(document["mode"]),
        resources=tuple(_resource(each) for each in document["resources"]),
        outputs=_bag(document["outputs"], "outputs", document["secret"], document["unknown"]),
        notes=tuple(document.get("notes", ())),
    )


def _resource(row: Mapping[str, Any]) -> Resource:
    secret, unknown = row["secret"], row["unknown"]
    return Resource(
        urn=row["urn"],
        type=row["type"],
        name=row["name"],
        custom=row["custom"],
        read=row["read"],
        parent=row["parent"],
        provider=row["provider"],
        id=UNKNOWN if "/id" in unknown else row["id"],
        inputs=_bag(row["inputs"], "inputs", secret, unknown),
        outputs=_bag(row["outputs"], "outputs", secret, unknown),
        dependencies=tuple(row["dependencies"]),
        property_dependencies=frozen(row["propertyDependencies"]),
        options=_options(row["options"], protect=row["protect"]),
        source=_source(row["source"]),
    )


def _source(row: Mapping[str, Any] | None) -> SourcePosition | None:
    return None if row is None else SourcePosition(file=row["file"], line=row["line"])


def _options(row: Mapping[str, Any], *, protect: bool) -> ResourceOptions:
    given: dict[str, Any] = {_snake(key): frozen(value) for key, value in row.items()}
    if "custom_timeouts" in given:
        given["custom_timeouts"] = CustomTimeouts(**given["custom_timeouts"])
    return ResourceOptions(protect=protect, **given)


def _snake(name: str) -> str:
    return _UPPER.sub("_", name).lower()


def _bag(bag: Mapping[str, Any], root: str, secret: Collection[str], unknown: Collection[str]) -> Mapping[str, Value]:
    marked: Mapping[str, Value] = _marked(bag, (root,), frozenset(secret), frozenset(unknown))
    return cast("Mapping[str, Value]", frozen(marked))


def _marked(value: Any, path: tuple[str | int, ...], secret: frozenset[str], unknown: frozenset[str]) -> Value:
    """Return a value with the markers that the document lists by their places."""
    place = pointer(*path)
    if place in secret:
        return Secret(MASKED)
    if place in unknown:
        return UNKNOWN
    if is_mapping(value):
        return {key: _marked(item, (*path, key), secret, unknown) for key, item in value.items()}
    if is_list(value):
        return [_marked(item, (*path, index), secret, unknown) for index, item in enumerate(value)]
    return value
