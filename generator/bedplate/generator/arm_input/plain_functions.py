"""The functions of the expression language that only say something of known arguments.

They raise whatever they raise for wrong ones; texts are found and compared without regard to case, as Azure does.
Source: learn.microsoft.com/azure/azure-resource-manager/templates/template-functions, read 2026-11-21.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bedplate.generator.arm_input.untold import text_of
from bedplate.generator.engine.values import is_array

_LONGEST_RANGE = 10_000
"""Items that Azure makes at most (…/templates/template-functions-array, under `range`)."""


def _false() -> bool:
    return False


def _true() -> bool:
    return True


def _null() -> None:
    return None


def _bool(value: Any) -> bool:
    return value.casefold() in {"true", "1"} if isinstance(value, str) else bool(value)


def _div(left: int, right: int) -> int:
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _mod(left: int, right: int) -> int:
    return left - right * _div(left, right)


def _of_whole_numbers(operate: Callable[[int, int], int]) -> Callable[[Any, Any], int]:
    """Return a calculation that refuses what else Python's own would take, such as texts."""

    def calculated(left: Any, right: Any) -> int:
        if type(left) is not int or type(right) is not int:
            raise TypeError("not two whole numbers")
        return operate(left, right)

    return calculated


def _range(start: int, count: int) -> list[int]:
    if count > _LONGEST_RANGE:
        raise ValueError(count)
    return list(range(start, start + count))


def _max(*values: Any) -> Any:
    return max(_operands(values))


def _min(*values: Any) -> Any:
    return min(_operands(values))


def _operands(values: Sequence[Any]) -> Sequence[Any]:
    return values[0] if is_array(values[0]) else values


def _intersection(left: Sequence[Any], right: Sequence[Any]) -> list[Any]:
    return [each for each in left if each in right]


def _object_keys(value: Mapping[str, Any]) -> list[str]:
    return sorted(value)


def _join(items: Sequence[Any], between: str) -> str:
    return between.join(map(text_of, items))


def _pad_left(value: Any, width: int, by: str = " ") -> str:
    return text_of(value).rjust(width, by)


def _replace(text: str, old: str, new: str) -> str:
    return text.replace(old, new)


def _trim(text: str) -> str:
    return text.strip()


def _starts_with(text: str, start: str) -> bool:
    return text.casefold().startswith(start.casefold())


def _ends_with(text: str, end: str) -> bool:
    return text.casefold().endswith(end.casefold())


def _index_of(text: str, part: str) -> int:
    return text.casefold().find(part.casefold())


def _substring(text: str, start: int, length: int | None = None) -> str:
    return text[start : None if length is None else start + length]


def _skip(value: Any, count: int) -> Any:
    return value[max(count, 0) :]


def _take(value: Any, count: int) -> Any:
    return value[: max(count, 0)]


PLAIN: Mapping[str, Callable[..., Any]] = {
    "add": _of_whole_numbers(operator.add),
    "bool": _bool,
    "div": _of_whole_numbers(_div),
    "endswith": _ends_with,
    "false": _false,
    "float": float,
    "greater": operator.gt,
    "greaterorequals": operator.ge,
    "indexof": _index_of,
    "int": int,
    "intersection": _intersection,
    "join": _join,
    "json": json.loads,
    "less": operator.lt,
    "lessorequals": operator.le,
    "max": _max,
    "min": _min,
    "mod": _of_whole_numbers(_mod),
    "mul": _of_whole_numbers(operator.mul),
    "null": _null,
    "objectkeys": _object_keys,
    "padleft": _pad_left,
    "range": _range,
    "replace": _replace,
    "skip": _skip,
    "startswith": _starts_with,
    "sub": _of_whole_numbers(operator.sub),
    "substring": _substring,
    "take": _take,
    "trim": _trim,
    "true": _true,
}
