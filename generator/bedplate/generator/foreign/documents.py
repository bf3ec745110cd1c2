"""What the Pulumi CLI writes, as far as it is read: the shapes of `sdk/go/common/apitype` and `pkg/display`.

Resources stay raw until their turn, so that a file of several hundred megabytes never stands in memory twice.
"""

from __future__ import annotations

from typing import Any

import msgspec

ABSENT = msgspec.Raw()


class CustomTimeouts(msgspec.Struct):
    """How long operations may take, in seconds."""

    create: float = 0
    update: float = 0
    delete: float = 0


class Frame(msgspec.Struct, rename="camel"):
    """One frame of the stack at a registration."""

    source_position: str = ""


class State(msgspec.Struct, rename="camel"):
    """One resource (`ResourceV3`, or `StepEventStateMetadata`, which says less)."""

    urn: str
    type: str = ""
    custom: bool = False
    delete: bool = False
    id: str | None = None
    inputs: dict[str, Any] | None = None
    outputs: dict[str, Any] | None = None
    parent: str | None = None
    protect: bool = False
    external: bool = False
    dependencies: list[str] | None = None
    init_errors: list[str] | None = None
    provider: str | None = None
    property_dependencies: dict[str, list[str] | None] | None = None
    pending_replacement: bool = False
    additional_secret_outputs: list[str] | None = None
    aliases: list[str] | None = None
    custom_timeouts: CustomTimeouts | None = None
    import_id: str | None = msgspec.field(name="importID", default=None)
    retain_on_delete: bool = False
    deleted_with: str | None = None
    source_position: str | None = None
    stack_trace: list[Frame] | None = None
    ignore_changes: list[str] | None = None
    replace_on_changes: list[str] | None = None
    resource_hooks: dict[str, list[str] | None] | None = None


class FormerState(msgspec.Struct):
    """What a step needs of the state before it."""

    id: str | None = None
    outputs: dict[str, Any] | None = None


class Step(msgspec.Struct, rename="camel"):
    """One step of a preview (`PreviewStep`)."""

    op: str
    urn: str
    old_state: FormerState | None = None
    new_state: State | None = None


class Operation(msgspec.Struct):
    """An operation that was running when the state was written (`OperationV2`)."""

    resource: State
    type: str


class Deployment(msgspec.Struct):
    """The state of a stack (`DeploymentV3`)."""

    resources: list[msgspec.Raw] | None = None
    pending_operations: list[Operation] | None = None


class EventMetadata(msgspec.Struct):
    """One step in an event (`StepEventMetadata`)."""

    op: str
    urn: str
    old: FormerState | None = None
    new: State | None = None


class StepEvent(msgspec.Struct):
    """An event about one step."""

    metadata: EventMetadata


class SummaryEvent(msgspec.Struct, rename="camel"):
    """The end of a run."""

    resource_changes: dict[str, int] | None = None


class PreludeEvent(msgspec.Struct):
    """The start of a run."""

    config: dict[str, Any] | None = None


class Event(msgspec.Struct, rename="camel"):
    """One line of a log of events (`EngineEvent`)."""

    prelude_event: PreludeEvent | None = None
    resource_pre_event: StepEvent | None = None
    res_outputs_event: StepEvent | None = None
    summary_event: SummaryEvent | None = None
