"""The graph: what a Pulumi program declares, as frozen plain data.

Everything after recording is a pure function of a `Graph`. A property value is `None`, a `bool`, an
`int`, a `float`, a `str`, a tuple of values, a read-only mapping from `str` to values, one of the two
markers `Unknown` and `Secret`, or one of the two file kinds `Asset` and `Archive`. The markers stand
in place, at the exact path that is unknown or secret, so a consumer that forgets them fails instead of
leaking.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias, cast

Value: TypeAlias = Any
"""A property value, as described in the module's docstring."""

PropertyPath: TypeAlias = tuple[str | int, ...]
"""Where a value lies in a resource's properties, for example `("subnets", 0, "id")`."""


class Mode(enum.Enum):
    """What computed outputs are while a program is recorded."""

    UNKNOWN = "unknown"
    """As in a real first preview: what only Azure can compute is unknown."""

    KNOWN = "known"
    """As after a deployment: the Azure model fills in what Azure would compute."""


class Unknown(enum.Enum):
    """The value that only a deployment can tell."""

    UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
    """The string by which `pulumi preview --json` writes an unknown value."""


UNKNOWN = Unknown.UNKNOWN


class Origin(enum.Enum):
    """Where a graph comes from."""

    RUN = "run"
    """bedplate ran the program; also read back from what `bedplate preview --json` printed."""
    PROGRAM = "program"
    """Somebody else's program was run, on a copy of its project."""
    PREVIEW = "pulumi preview"
    """The Pulumi CLI previewed the program."""
    EXPORT = "pulumi stack export"
    """The stack's state: what was deployed, not what the program declares now."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret value; its text never appears in `repr`."""

    value: Value = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file, text or remote address given as one input."""

    path: str | None = None
    text: str | None = None
    uri: str | None = None
    hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A folder, archive file or collection of assets given as one input."""

    path: str | None = None
    uri: str | None = None
    assets: Mapping[str, Value] | None = None
    hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePosition:
    """Where in the program a resource is declared."""

    file: str
    """Path relative to the project's folder where it lies inside, absolute otherwise."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomTimeouts:
    """How long each operation may take, as Pulumi durations such as `"1h30m"`; empty is the default."""

    create: str = ""
    update: str = ""
    delete: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceOptions:
    """What a program says of how a resource is handled, beside its inputs."""

    protect: bool = False
    aliases: tuple[str, ...] = ()
    """Former URNs, resolved, without those that the SDK adds for other API versions."""
    ignore_changes: tuple[str, ...] = ()
    replace_on_changes: tuple[str, ...] = ()
    additional_secret_outputs: tuple[str, ...] = ()
    custom_timeouts: CustomTimeouts = field(default_factory=CustomTimeouts)
    delete_before_replace: bool = False
    retain_on_delete: bool = False
    deleted_with: str | None = None
    import_id: str | None = None
    hooks: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Names of registered hooks by event, for example `{"onError": ("retry-conflict",)}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One registered resource."""

    urn: str
    type: str
    """Pulumi type token, for example `azure-native:keyvault:Vault`."""
    name: str
    """Logical name, the last part of the URN."""
    custom: bool
    """Whether a provider manages it; components and the stack itself are not custom."""
    read: bool = False
    """Whether the program reads it (`get`) and does not manage it."""
    parent: str | None = None
    """URN of the parent; `None` for the stack itself."""
    provider: str | None = None
    """Provider reference `<urn>::<id>` when the program names one explicitly."""
    id: str | Unknown | None = None
    """The provider's id, for Azure the ARM id; `None` for components."""
    inputs: Mapping[str, Value]
    outputs: Mapping[str, Value]
    """Inputs and computed values in known mode; in unknown mode only what a preview knows."""
    dependencies: tuple[str, ...] = ()
    """URNs that must exist before this one, sorted."""
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """URNs that each input's value depends on, sorted; inputs without any are left out."""
    options: ResourceOptions = field(default_factory=ResourceOptions)
    source: SourcePosition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoke:
    """A provider function that the program called."""

    token: str
    arguments: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What one program declares for one stack.

    Resources come parents and dependencies first, ties by URN, so that two records of the same
    program are equal whatever order the program happened to run in.
    """

    project: str
    stack: str
    mode: Mode
    resources: tuple[Resource, ...]
    outputs: Mapping[str, Value]
    """The stack's outputs."""
    invokes: tuple[Invoke, ...] = ()
    origin: Origin = Origin.RUN
    notes: tuple[str, ...] = ()
    """What a reader should know beside the resources: what was left out of a foreign file, and why."""
    provider_defaults: Mapping[str, Mapping[str, Value]] = field(default_factory=lambda: MappingProxyType({}))
    """Configuration of default providers by package, for example `{"azure-native": {"subscriptionId": "..."}}`, as far
    as a foreign file tells it."""
    _by_urn: Mapping[str, Resource] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the resources, so that finding one takes the same time in a graph of any size."""
        object.__setattr__(self, "_by_urn", {resource.urn: resource for resource in reversed(self.resources)})

    def __getitem__(self, urn: str) -> Resource:
        """Return the resource with this URN; `KeyError` when there is none."""
        return self._by_urn[urn]

    def of_type(self, token: str) -> tuple[Resource, ...]:
        """Return the resources of one Pulumi type token, in graph order."""
        return tuple(resource for resource in self.resources if resource.type == token)


def frozen(value: Value) -> Value:
    """Return `value` with every list a tuple and every dictionary a read-only mapping."""
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, Value]", value)
        return MappingProxyType({str(key): frozen(item) for key, item in mapping.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(item) for item in cast("Sequence[Value]", value))
    if isinstance(value, Secret):
        return Secret(frozen(value.value))
    return value


def walk(value: Value, path: PropertyPath = ()) -> Iterator[tuple[PropertyPath, Value]]:
    """Yield every leaf with its path; an `Unknown` and a `Secret` are leaves, an empty collection is one too."""
    if isinstance(value, Mapping) and value:
        for key, item in cast("Mapping[str, Value]", value).items():
            yield from walk(item, (*path, key))
    elif isinstance(value, tuple | list) and value:
        for index, item in enumerate(cast("Sequence[Value]", value)):
            yield from walk(item, (*path, index))
    else:
        yield path, value


def unknown_paths(properties: Mapping[str, Value]) -> tuple[PropertyPath, ...]:
    """Return the paths whose values are unknown, also inside secrets."""
    found: list[PropertyPath] = []
    for path, leaf in walk(properties):
        if leaf is UNKNOWN:
            found.append(path)
        elif isinstance(leaf, Secret):
            found.extend(path + inner for inner, value in walk(leaf.value) if value is UNKNOWN)
    return tuple(found)


def secret_paths(properties: Mapping[str, Value]) -> tuple[PropertyPath, ...]:
    """Return the paths whose values are secret."""
    return tuple(path for path, leaf in walk(properties) if isinstance(leaf, Secret))
