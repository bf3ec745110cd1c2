"""Resources of packages whose providers do not run: they return their inputs, and what `packages.toml` lists.

What a provider would compute is made up from the resource's id, so two records agree.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeGuard

from bedplate.generator.engine.azure_values import deterministic_guid
from bedplate.generator.graph import Secret, Value

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 512
_LENGTH = 8
"""How many letters or digits there are where nobody asks for a number of them."""


def package_of(token: str) -> str:
    """Return the package of a type token or of a function's token."""
    return token.partition(":")[0]


def computed_outputs(token: str, inputs: Mapping[str, Value], id_: str) -> dict[str, Value]:
    """Return what a provider would compute for a deployed resource, its inputs aside.

    Args:
        token: Pulumi type token, in any of its spellings: `random:index/randomString:RandomString`, or without the
            middle part, as YAML programs write it.
        inputs: the resource's inputs by wire name.
        id_: the resource's id.
    """
    row = _table().get(_short(token), {})
    return {key: _MADE[kind](f"{id_}/{key}", inputs) for key, kind in row.items()}


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = Path(__file__).with_name("packages.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def _short(token: str) -> str:
    """Return a token without the part that only repeats the type: `random:RandomString`, `aws:s3:Bucket`."""
    package, module, type_ = [*token.split(":"), "", ""][:3]
    if not type_:
        return token
    module = module.split("/")[0]
    return f"{package}:{type_}" if module in {"", "index"} else f"{package}:{module}:{type_}"


def _text(seed: str, inputs: Mapping[str, Value]) -> Value:
    """Return lower-case letters, as many as the input `length` asks for."""
    asked = inputs.get("length")
    length = int(min(asked, _LONGEST)) if _is_above_zero(asked) else _LENGTH
    return "".join(_LETTERS[int(digit, 16)] for digit in _digits(seed, length))


def _guid(seed: str, _inputs: Mapping[str, Value]) -> Value:
    return deterministic_guid(seed)


def _number(_seed: str, inputs: Mapping[str, Value]) -> Value:
    """Return the smallest number that the inputs allow."""
    smallest = inputs.get("min")
    return smallest if isinstance(smallest, int | float) else 0


def _hexadecimal(seed: str, inputs: Mapping[str, Value]) -> Value:
    """Return two digits for each byte of the input `byteLength`."""
    asked = inputs.get("byteLength")
    return _digits(seed, 2 * int(min(asked, _LONGEST)) if _is_above_zero(asked) else _LENGTH)


def _is_above_zero(value: Value) -> TypeGuard[float]:
    return isinstance(value, int | float) and value > 0


def _digits(seed: str, number: int) -> str:
    """Return so many hexadecimal digits, always the same for a seed."""
    parts = (deterministic_guid(f"{seed}/{part}").replace("-", "") for part in range(number // 32 + 1))
    return "".join(parts)[:number]


def _secret(make: Callable[[str, Mapping[str, Value]], Value]) -> Callable[[str, Mapping[str, Value]], Value]:
    return lambda seed, inputs: Secret(make(seed, inputs))


_MADE: Mapping[str, Callable[[str, Mapping[str, Value]], Value]] = MappingProxyType(
    {
        "text": _text,
        "secret": _secret(_text),
        "guid": _guid,
        "number": _number,
        "hexadecimal": _hexadecimal,
    }
)
