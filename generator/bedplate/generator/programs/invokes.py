"""What provider functions answer without a provider: the documented table of `docs/programs.md`.

Who is signed in and what a `get…` function looks up come from the Azure model. Azure-native's other functions
answer with values in the shape of their result: nobody knows the keys of a storage account, but a program that
takes the first one has to find it. Functions of other packages have no answer.
"""

from __future__ import annotations

import collections.abc
import importlib
import typing
from collections.abc import Mapping
from typing import Any

from pulumi import _types  # pyright: ignore[reportPrivateUsage]  # the SDK's own reading of its classes

from bedplate.generator.engine import azure
from bedplate.generator.engine.config import SECRET_TEXT
from bedplate.generator.graph import UNKNOWN, Value
from bedplate.generator.programs.limits import Limit

_SDK = "pulumi_azure_native"
_DEPTH = 6
"""How deep a made-up result goes; some of Azure's types hold themselves."""
_UNDECIDED = "unknown"
"""Name of the one property of a result of which nothing is known: a preview then knows nothing of the whole."""


def answer(
    token: str, arguments: Mapping[str, Value], *, subscription_id: str, known: bool
) -> tuple[dict[str, Value], Limit]:
    """Return what a provider function returns, and which limit that is.

    Args:
        token: the function's token, for example `azure-native:storage:listStorageAccountKeys`.
        arguments: its arguments by wire name.
        subscription_id: the subscription of its provider.
        known: whether computed values are known; otherwise made-up ones are unknown.
    """
    if azure.is_azure(token):
        if _is_modelled(token):
            return azure.invoke_outputs(token, arguments, subscription_id=subscription_id), Limit.MODELLED
        shaped = _shaped_result(token, known=known)
        if shaped is not None:
            return shaped, Limit.PLACEHOLDER
    return ({} if known else {_UNDECIDED: UNKNOWN}), Limit.UNDECIDED


def _is_modelled(token: str) -> bool:
    return token.rpartition(":")[2] == "getClientConfig" or azure.looked_up(token) is not None


def result_types(token: str) -> Mapping[str, Any] | None:
    """Return the properties of a function's result with their Python types; `None` where the SDK has no such one."""
    _, module, function = [*token.split(":"), "", ""][:3]
    try:
        loaded = importlib.import_module(".".join([_SDK, *module.split("/")]))
    except ImportError:
        return None
    result: Any = getattr(loaded, f"{function[:1].upper()}{function[1:]}Result", None)
    return _types.output_type_types(result) if result is not None and _types.is_output_type(result) else None


def _shaped_result(token: str, *, known: bool) -> dict[str, Value] | None:
    declared = result_types(token)
    if declared is None:
        return None
    return {key: _made_up(kind, known=known, depth=_DEPTH) for key, kind in declared.items()}


def _made_up(declared: Any, *, known: bool, depth: int) -> Value:
    """Return a value of a declared type: one element in each list, a placeholder for each text."""
    expected: Any = _types.unwrap_type(declared)
    if _types.is_output_type(expected):
        if not depth:
            return {}
        fields = _types.output_type_types(expected)
        return {key: _made_up(kind, known=known, depth=depth - 1) for key, kind in fields.items()}
    origin = typing.get_origin(expected)
    if origin in {list, collections.abc.Sequence}:
        return (_made_up(typing.get_args(expected)[0], known=known, depth=depth),) if depth else ()
    if origin in {dict, collections.abc.Mapping}:
        return {}
    if not known:
        return UNKNOWN
    return {bool: False, int: 0, float: 0}.get(expected, SECRET_TEXT)
