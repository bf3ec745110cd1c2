"""What is said of every resource, whatever its kind: public access, keys, protection, unknowns, secrets."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from bedplate.generator.graph import UNKNOWN, PropertyPath, Resource, Secret, secret_paths
from bedplate.generator.render.phrases import Phrase, Subject, switch
from bedplate.generator.render.preview_model import Fact, Span, Tone, shown
from bedplate.generator.render.properties import at, dotted, is_marker, unknown_places

_PUBLIC_ACCESS = (
    (("publicNetworkAccess",), "public access"),
    (("properties", "publicNetworkAccess"), "public access"),
    (("publicNetworkAccessForIngestion",), "public ingestion"),
    (("publicNetworkAccessForQuery",), "public query"),
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
    """Return whether a resource's data plane is public in any way; `None` where it has no such switch set."""
    found = {access for _, access in _accesses(resource)}
    if PublicAccess.ON in found:
        return PublicAccess.ON
    return PublicAccess.UNDECIDED if PublicAccess.UNDECIDED in found else next(iter(found), None)


def posture(subject: Subject) -> Iterator[Fact]:
    """Yield what matters of any resource."""
    for words, access in _accesses(subject.resource):
        yield _access_fact(words, access)
    for phrase in _KEYS:
        yield from phrase(subject)
    yield from _options(subject.resource)


def marked(resource: Resource) -> Iterator[Fact]:
    """Yield the paths of all inputs that are unknown, of all that are secret, and of all that are both."""
    unknown, secret = set(unknown_places(resource.inputs)), set(secret_paths(resource.inputs))
    for paths, markers in (
        (unknown - secret, (UNKNOWN,)),
        (secret - unknown, (Secret(None),)),
        (secret & unknown, (Secret(None), UNKNOWN)),
    ):
        if paths:
            marks = (part for marker in markers for part in (Span(" "), shown(marker)))
            yield (Span(_listed(paths)), *marks)


def _listed(paths: Iterable[PropertyPath]) -> str:
    names = sorted(shown(dotted(path)).text for path in paths)
    more = f" and {len(names) - _MOST_PATHS} more" if len(names) > _MOST_PATHS else ""
    return ", ".join(names[:_MOST_PATHS]) + more


def _accesses(resource: Resource) -> Iterator[tuple[str, PublicAccess]]:
    for path, words in _PUBLIC_ACCESS:
        found = at(resource.inputs, *path)
        if is_marker(found):
            yield words, PublicAccess.UNDECIDED
        elif found is not None:
            yield words, PublicAccess.OFF if str(found).lower() == "disabled" else PublicAccess.ON


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
