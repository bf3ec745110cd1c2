"""The one door: from a file to its graph."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bedplate.generator.diff.recorded import NotARecordError
from bedplate.generator.diff.recorded import graph_of as graph_of_record
from bedplate.generator.engine.urn import is_urn
from bedplate.generator.foreign.documents import Deployment, Event, State, Step
from bedplate.generator.foreign.errors import ForeignFileError
from bedplate.generator.foreign.exports import found_in_state
from bedplate.generator.foreign.found import InconsistentError
from bedplate.generator.foreign.json_file import EXPECTED, JsonFile
from bedplate.generator.foreign.previews import found_in_steps, steps_in
from bedplate.generator.graph import Graph, Mode, Origin

_Part = TypeVar("_Part", Step, State)
_DEPLOYMENT_VERSIONS = (3, 4)
"""Versions of the format of exports that are read; the fourth only adds features."""
_SOMETHING_ELSE = {
    "checkpoint": "the file in which a backend keeps a stack's state (write it with `pulumi stack export`)",
    "resourcePlans": "an update plan (write the preview with `pulumi preview --json`)",
    "terraform_version": "a file of Terraform",
    "$schema": "a document of another schema",
    "bomFormat": "a bill of materials",
}
"""What other documents are, by a key that only they have."""


def read_foreign(path: Path) -> Graph:
    """Return the graph that a file describes.

    It holds what `pulumi preview --json` or `pulumi stack export` wrote for any program, with secrets shown,
    encrypted or masked, or what `bedplate preview STACK --json` printed. Words around a preview do no harm. The events
    are read too that `pulumi` writes with `--event-log` or PULUMI_ENABLE_STREAMING_JSON_PREVIEW; they tell no
    dependencies, and no contents of assets.

    After a preview the graph holds what will be declared, in `Mode.UNKNOWN`; after an export what is deployed, in
    `Mode.KNOWN`. Resources of other packages are kept as they are. Default providers are no resources:
    `provider_defaults` tells what they are configured with. `notes` says what was left out, and what to mind.

    Raises:
        ForeignFileError: the file cannot be read, or is something else.
    """
    file = JsonFile(path)
    try:
        with _without_collection():
            return _events(file) if file.has_events() else _document(file)
    except RecursionError as error:
        raise ForeignFileError(f"{path}: nested too deeply to be {EXPECTED}") from error
    except (InconsistentError, NotARecordError) as error:
        raise ForeignFileError(f"{path}: {error}") from error


@contextmanager
def _without_collection() -> Generator[None]:
    """Keep Python from searching for garbage: millions of values come up, none of them in a circle."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _document(file: JsonFile) -> Graph:
    members = file.members()
    if "deployment" in members:
        return _export(file, members)
    if "steps" in members or "changeSummary" in members:
        return _preview(file, members)
    if "formatVersion" in members:
        return graph_of_record({name: file.decode(raw, Any, name) for name, raw in members.items()})
    what = next((words for key, words in _SOMETHING_ELSE.items() if key in members), "another JSON document")
    raise ForeignFileError(f"{file.path}: {what}, expected {EXPECTED}")


def _preview(file: JsonFile, members: dict[str, msgspec.Raw]) -> Graph:
    config = file.member(members, "config", dict[str, Any]) or {}
    changes = file.member(members, "changeSummary", dict[str, int]) or {}
    raw = file.member(members, "steps", list[msgspec.Raw]) or []
    steps = (_checked(file, file.decode(each, Step, f"steps[{at}]"), f"steps[{at}]") for at, each in enumerate(raw))
    return found_in_steps(steps, config, changes).graph(Mode.UNKNOWN, Origin.PREVIEW)


def _export(file: JsonFile, members: dict[str, msgspec.Raw]) -> Graph:
    version = file.member(members, "version", int)
    if version not in _DEPLOYMENT_VERSIONS:
        raise ForeignFileError(
            f"{file.path}: version: is {version}, expected 3 or 4 (export the stack again with a current Pulumi CLI)"
        )
    deployment = file.member(members, "deployment", Deployment) or Deployment()
    found = found_in_state(_states(file, deployment.resources or ()), deployment.pending_operations or ())
    return found.graph(Mode.KNOWN, Origin.EXPORT)


def _states(file: JsonFile, resources: Iterable[msgspec.Raw]) -> Iterator[State]:
    for number, raw in enumerate(resources):
        at = f"deployment.resources[{number}]"
        yield _checked(file, file.decode(raw, State, at), at)


def _events(file: JsonFile) -> Graph:
    events: list[Event] = [file.decode(line, Event, f"line {number}") for number, line in file.lines()]
    preludes = [each.prelude_event.config or {} for each in events if each.prelude_event]
    summaries = [each.summary_event.resource_changes or {} for each in events if each.summary_event]
    steps = (_checked(file, step, "metadata") for step in steps_in(events))
    config: Mapping[str, Any] = preludes[0] if preludes else {}
    changes: Mapping[str, int] = summaries[-1] if summaries else {}
    return found_in_steps(steps, config, changes).graph(Mode.UNKNOWN, Origin.PREVIEW)


def _checked(file: JsonFile, part: _Part, at: str) -> _Part:
    for urn in (part.urn, *([part.new_state.urn] if isinstance(part, Step) and part.new_state else ())):
        if not is_urn(urn):
            raise ForeignFileError(
                f"{file.path}: {at}.urn: {urn!r}, expected a URN such as urn:pulumi:dev::project::acme:zone:Area::name"
            )
    return part
