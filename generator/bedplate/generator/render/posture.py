"""What is said of every resource, whatever its kind: public access, keys, protection, unknowns, secrets."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from bedplate.generator.graph import UNKNOWN, Resource, Secret, Value, secret_paths, unknown_paths
from bedplate.generator.render.phrases import Phrase, Subject, switch
from bedplate.generator.render.preview_model import Fact, Span, Tone, shown
from bedplate.generator.render.properties import at, dotted, is_marker

_PUBLIC_ACCESS = (("publicNetworkAccess",), ("properties", "publicNetworkAccess"))
_MONITOR_ACCESS = (
    ("publicNetworkAccessForIngestion", "public ingestion"),
    ("publicNetworkAccessForQuery", "public query"),
)
_MOST_PATHS = 6
_KEYS: tuple[Phrase, ...] = (
    switch("disableLocalAuth", on="no keys", off="keys ALLOWED", good=True),
    switch("properties.disableLocalAuth", on="no keys", off="keys ALLOWED", good=True),
    switch("features.disableLocalAuth", on="no keys", off="keys ALLOWED", good=True),
    switch("allowSharedKeyAccess", on="keys ALLOWED", off="no keys", good=False),
)


class PublicAccess(enum.Enum):
    """Whether a resource answers callers from the Internet."""

    OFF = "off"
    ON = "on"
    UNDECIDED = "undecided"
    """Only the deployment tells."""


def public_access(resource: Resource) -> PublicAccess | None:
    """Return whether a resource's data plane is public; `None` where it has no such switch set."""
    found = next((value for path in _PUBLIC_ACCESS if (value := at(resource.inputs, *path)) is not None), None)
    return None if found is None else _read(found)


def posture(subject: Subject) -> Iterator[Fact]:
    """Yield what matters of any resource."""
    inputs = subject.resource.inputs
    access = public_access(subject.resource)
    if access is not None:
        yield _access_fact("public access", access)
    for key, words in _MONITOR_ACCESS:
        if key in inputs:
            yield _access_fact(words, _read(inputs[key]))
    for phrase in _KEYS:
        yield from phrase(subject)
    yield from _options(subject.resource)


def marked(resource: Resource) -> Iterator[Fact]:
    """Yield the paths of all inputs that are unknown, then of all that are secret."""
    for paths, marker in ((unknown_paths(resource.inputs), UNKNOWN), (secret_paths(resource.inputs), Secret(None))):
        if paths:
            named = ", ".join(shown(dotted(path)).text for path in paths[:_MOST_PATHS])
            more = f" and {len(paths) - _MOST_PATHS} more" if len(paths) > _MOST_PATHS else ""
            yield (Span(f"{named}{more} "), shown(marker))


def _read(found: Value) -> PublicAccess:
    if is_marker(found):
        return PublicAccess.UNDECIDED
    return PublicAccess.OFF if str(found).lower() == "disabled" else PublicAccess.ON


def _access_fact(words: str, access: PublicAccess) -> Fact:
    if access is PublicAccess.OFF:
        return (Span(f"{words} off", Tone.GOOD),)
    if access is PublicAccess.ON:
        return (Span(f"{words} ON", Tone.WARNING),)
    return (Span(f"{words} "), shown(UNKNOWN))


def _options(resource: Resource) -> Iterator[Fact]:
    if resource.read:
        yield (Span("read, not managed"),)
    if resource.options.protect:
        yield (Span("protected from deletion", Tone.GOOD),)
    if resource.options.import_id is not None:
        yield (Span("imported"),)
