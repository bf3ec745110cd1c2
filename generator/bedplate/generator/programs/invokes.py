"""What provider functions answer without a provider: the documented table of `docs/programs.md`.

Who is signed in comes from the Azure model, and so does what a `get…` function looks up: the resource that the program
itself has deployed, or else one of those arguments. Azure-native's other functions answer with values in the shape of
their result: nobody knows the keys of a storage account, but a program that takes the first one has to find it.
Functions of other packages have no answer.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from pulumi import _types  # pyright: ignore[reportPrivateUsage]  # the SDK's own reading of its classes

from bedplate.generator.arm.resource_types import todays_modules
from bedplate.generator.engine import azure
from bedplate.generator.graph import UNKNOWN, Value
from bedplate.generator.programs.limits import Limit
from bedplate.generator.programs.made_up import Inventor

_SDK = "pulumi_azure_native"
_UNDECIDED = "unknown"
"""Name of the one property of a result of which nothing is known: a preview then knows nothing of the whole."""


def answer(
    token: str,
    arguments: Mapping[str, Value],
    *,
    subscription_id: str,
    known: bool,
    deployed: Callable[[str], Mapping[str, Value] | None],
) -> tuple[dict[str, Value], Limit]:
    """Return what a provider function returns, and which limit that is.

    Args:
        token: the function's token, for example `azure-native:storage:listStorageAccountKeys`.
        arguments: its arguments by wire name.
        subscription_id: the subscription of its provider.
        known: whether computed values are known; otherwise made-up ones are unknown.
        deployed: gives the outputs of a resource that the program has deployed, by its id.
    """
    if azure.is_azure(token):
        if token.endswith(":getClientConfig"):
            return azure.invoke_outputs(token, arguments, subscription_id=subscription_id), Limit.MODELLED
        declared = result_types(token)
        shaped = None if declared is None else Inventor(token, known).members(declared)
        resource = azure.looked_up(token)
        if resource is not None:
            id_ = azure.resource_id(resource, arguments, subscription_id=subscription_id)
            found = deployed(id_)
            if found is None:
                modelled = azure.invoke_outputs(token, arguments, subscription_id=subscription_id)
                return azure.merged(shaped or {}, modelled), Limit.MODELLED
            return {**found, "id": id_}, Limit.MODELLED
        if shaped is not None:
            return shaped, Limit.PLACEHOLDER
    return ({} if known else {_UNDECIDED: UNKNOWN}), Limit.UNDECIDED


def result_types(token: str) -> Mapping[str, Any] | None:
    """Return the properties of a function's result with their Python types; `None` where the SDK has no such one."""
    _, module, function = [*token.split(":"), "", ""][:3]
    for name in todays_modules(module):
        try:
            loaded = importlib.import_module(f"{_SDK}.{name}")
        except ImportError:
            continue
        result: Any = getattr(loaded, f"{function[:1].upper()}{function[1:]}Result", None)
        if result is not None and _types.is_output_type(result):
            return _types.output_type_types(result)
    return None
