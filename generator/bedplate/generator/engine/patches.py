"""Faster equivalents of SDK functions whose work is thrown away, in place for the length of a run.

Four things make the SDK's cost per resource large and superlinear:

- `Resource.__init__` resolves every alias to a URN, which only engines without alias specs read;
- every alias goes through several futures although azure-native's name nothing but a type;
- the cycle check walks all transitive dependencies for each new one, recursively;
- waiting for outputs starts anew with each one that completes, and each declaration reads source files.

Each patch is used only while the upstream functions it stands for are, by hash, the ones it was written
against; otherwise the SDK runs as it is. `BEDPLATE_STOCK_SDK=1` switches all of them off. Requests on the
wire are identical, which a test holds.
"""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import os
from collections.abc import Callable, Generator, Mapping
from functools import cache
from typing import Any, TypeAlias

import pulumi
import pulumi.resource as sdk_resource
from pulumi.runtime import resource as runtime_resource
from pulumi.runtime import resource_cycle_breaker, rpc, stack
from pulumi.runtime.proto import alias_pb2

from bedplate.generator.engine.cycles import CycleCheck
from bedplate.generator.engine.stack_traces import get_stack_trace
from bedplate.generator.engine.waiting import wait_for_rpcs

_Functions: TypeAlias = tuple[tuple[Any, str], ...]
"""Functions by the module or class that holds them, and their name there."""

OPT_OUT = "BEDPLATE_STOCK_SDK"

ALIAS_SOURCES = (
    (sdk_resource.Resource, "__init__"),
    (runtime_resource, "prepare_aliases"),
    (runtime_resource, "create_alias_spec"),
    (runtime_resource, "collapse_alias_to_urn"),
)
CYCLE_SOURCES = (
    (rpc, "_add_dependency"),
    (resource_cycle_breaker, "declare_dependency"),
    (resource_cycle_breaker, "_reachable"),
    (resource_cycle_breaker, "_with_transitive_deps"),
)
WAITING_SOURCES = ((stack, "wait_for_rpcs"),)
TRACE_SOURCES = ((runtime_resource, "_get_stack_trace"), (runtime_resource, "_get_source_position_for_frame"))

CHECKED: Mapping[_Functions, str] = {
    ALIAS_SOURCES: "11bc14d4d37887dbe445afe2889aa58e78129ecaa5b9abe9c7834f349e7d676a",
    CYCLE_SOURCES: "2c622b5dae80e8cd0a5f4e7b9f81207163fc90d8f3329c83d874817e11a5218d",
    WAITING_SOURCES: "c0f9027f85ad09255ded0a1908033b490f76d303a3e40b50d3cf47a69265469d",
    TRACE_SOURCES: "0d11a1e45eee2efcb3d459373346c57b6e3f9b3a84c7600c3922034c45449c5c",
}
"""Hashes of the functions above in the release that the patches were checked with: 3.272.0."""


@contextlib.contextmanager
def patched_sdk(ages: Mapping[Any, int]) -> Generator[None]:
    """Run a block with the SDK's wasteful functions replaced, where they are the known ones.

    Args:
        ages: each resource's place in the order of creation; it grows while the program runs.
    """
    with contextlib.ExitStack() as replaced:
        if not os.environ.get(OPT_OUT):
            if unchanged(ALIAS_SOURCES):
                _replace(replaced, sdk_resource, "collapse_alias_to_urn", _unresolved)
                _replace(replaced, runtime_resource, "prepare_aliases", _prepare_aliases)
            if unchanged(WAITING_SOURCES):
                _replace(replaced, stack, "wait_for_rpcs", wait_for_rpcs)
            if unchanged(TRACE_SOURCES):
                _replace(replaced, runtime_resource, "_get_stack_trace", get_stack_trace)
            if unchanged(CYCLE_SOURCES):
                _replace(replaced, rpc, "declare_dependency", CycleCheck(ages).declare_dependency)
        yield


def _replace(replaced: contextlib.ExitStack, owner: Any, name: str, substitute: Callable[..., Any]) -> None:
    replaced.callback(setattr, owner, name, getattr(owner, name))
    setattr(owner, name, substitute)


def unchanged(functions: _Functions) -> bool:
    """Return whether upstream functions are still the ones that a patch stands for."""
    return source_hash(functions) == CHECKED[functions]


@cache
def source_hash(functions: _Functions) -> str:
    """Return a hash of functions' source text, empty where it cannot be read."""
    try:
        text = "".join(inspect.getsource(getattr(owner, name)) for owner, name in functions)
    except (OSError, TypeError, AttributeError):
        return ""
    return hashlib.sha256(text.encode()).hexdigest()


def _unresolved(alias: Any, *_defaults: Any) -> Any:
    """Stand for the URN of an alias that nobody will read."""
    return alias


async def _prepare_aliases(
    _resource: Any,
    options: Any,
    _supports_alias_specs: bool,  # noqa: FBT001 - the SDK's own signature
) -> list[alias_pb2.Alias]:
    """Return a resource's aliases as the SDK does for an engine that takes alias specs."""
    aliases: list[alias_pb2.Alias] = []
    for alias in options.aliases if options is not None and options.aliases is not None else ():
        if isinstance(alias, pulumi.Alias) and _names_only_a_type(alias):
            aliases.append(_type_alias(alias.type_))
            continue
        resolved: Any = await pulumi.Output.from_input(alias).future()
        if isinstance(resolved, str):
            aliases.append(alias_pb2.Alias(urn=resolved))
        elif resolved is not None:
            aliases.append(alias_pb2.Alias(spec=await runtime_resource.create_alias_spec(resolved)))
    return aliases


def _names_only_a_type(alias: pulumi.Alias) -> bool:
    others: tuple[Any, ...] = (alias.name, alias.parent, alias.stack, alias.project)
    return isinstance(alias.type_, str) and all(value is ... for value in others)


@cache
def _type_alias(type_: str) -> alias_pb2.Alias:
    # The SDK sends an empty parent, which is not the same on the wire as none.
    return alias_pb2.Alias(spec=alias_pb2.Alias.Spec(type=type_, parentUrn=""))
