"""The functions of the expression language that say something also of arguments that are not known.

They need nothing but their arguments, raise whatever they raise for wrong ones, and return `Untold` where they cannot
tell.
Source: learn.microsoft.com/azure/azure-resource-manager/templates/template-functions, read 2026-11-21.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bedplate.generator.arm_input.untold import Untold, Value, changed, computed, is_told, joined, spelled, text_of
from bedplate.generator.engine.values import is_array, is_object

_PLACE = re.compile(r"\{\{|\}\}|\{(\d+)(?::D(\d+))?\}")


def _concat(*parts: Value) -> Value:
    if any(is_array(part) for part in parts):
        return [item for part in parts for item in part] if all(map(is_array, parts)) else computed("concat", *parts)
    return joined(parts) if all(isinstance(each, str | int | Untold) for each in parts) else computed("concat", *parts)


def _format(pattern: Value, *values: Value) -> Value:
    if not isinstance(pattern, str):
        return computed("format", pattern, *values)
    parts: list[Value] = []
    end = 0
    for found in _PLACE.finditer(pattern):
        parts += [pattern[end : found.start()], _filled(found, values)]
        end = found.end()
    return joined([*parts, pattern[end:]])


def _filled(found: re.Match[str], values: tuple[Value, ...]) -> Value:
    if found[1] is None:
        return found[0][0]
    value = values[int(found[1])]
    if found[2] is None:
        return value if isinstance(value, Untold) or is_told(value) else computed("string", value)
    return computed(found[0], value) if isinstance(value, Untold) else f"{int(value):0{int(found[2])}}"


def _lower(value: Value) -> Value:
    return changed(value, value.text.lower()) if isinstance(value, Untold) else str(value).lower()


def _upper(value: Value) -> Value:
    # Ids ignore case, and so do the names in them.
    return value if isinstance(value, Untold) else str(value).upper()


def _string(value: Value) -> Value:
    return value if isinstance(value, Untold) else text_of(value) if is_told(value) else computed("string", value)


def _equals(left: Value, right: Value) -> Value:
    told = is_told(left) and is_told(right)
    # Texts of values that are not known are the same whatever their case.
    return spelled(left) == spelled(right) if told else computed("equals", left, right)


def _create_object(*parts: Value) -> Value:
    pairs = dict(zip(parts[::2], parts[1::2], strict=True))
    return pairs if all(isinstance(key, str) for key in pairs) else computed("createobject", *parts)


def _array(value: Value) -> Value:
    return value if is_array(value) or isinstance(value, Untold) else [value]


def _union(*parts: Value) -> Value:
    if all(map(is_object, parts)):
        together: dict[str, Value] = {}
        for part in parts:
            for key, value in part.items():
                old = together.get(key)
                together[key] = _union(old, value) if is_object(old) and is_object(value) else value
        return together
    if all(is_array(part) and is_told(part) for part in parts):
        return list({spelled(item): item for part in parts for item in part}.values())
    return computed("union", *parts)


def _length(value: Value) -> Value:
    return computed("length", value) if isinstance(value, Untold) else len(value)


def _empty(value: Value) -> Value:
    if isinstance(value, Untold):
        # There are letters of it that are known.
        return False if not value.text.startswith("unknown-") else computed("empty", value)
    return value is None or len(value) == 0


def _contains(value: Value, wanted: Value) -> Value:
    if isinstance(value, Untold) or isinstance(wanted, Untold):
        return computed("contains", value, wanted)
    if is_object(value):
        return str(wanted).casefold() in {key.casefold() for key in value}
    if is_array(value) and not is_told(value):
        return spelled(wanted) in map(spelled, value) or computed("contains", value, wanted)
    return wanted in value


def _first(value: Value) -> Value:
    return computed("first", value) if isinstance(value, Untold) else value[0] if len(value) else None


def _last(value: Value) -> Value:
    return computed("last", value) if isinstance(value, Untold) else value[-1] if len(value) else None


def _split(value: Value, by: Value) -> Value:
    if isinstance(value, Untold):
        # Only ids are known to have no more separators than are seen: names hold none.
        if by != "/" or not value.text.startswith("/"):
            return computed("split", value, by)
        return [changed(value, part) if "unknown-" in part else part for part in value.text.split("/")]
    return re.split("|".join(map(re.escape, by if is_array(by) else [by])), value)


def _try_get(value: Value, *keys: Value) -> Value:
    for key in keys:
        if isinstance(value, Untold) or isinstance(key, Untold):
            return computed("tryget", value, *keys)
        if is_object(value):
            value = {name.casefold(): item for name, item in value.items()}.get(str(key).casefold())
        else:
            value = value[key] if is_array(value) and key < len(value) else None
    return value


def _not(value: Value) -> Value:
    return not value if isinstance(value, bool) else computed("not", value)


def _items(value: Value) -> Value:
    return (
        [{"key": key, "value": value[key]} for key in sorted(value)] if is_object(value) else computed("items", value)
    )


def _create_array(*items: Value) -> Value:
    return list(items)


WITH_UNTOLD: Mapping[str, Callable[..., Value]] = {
    "array": _array,
    "concat": _concat,
    "contains": _contains,
    "createarray": _create_array,
    "createobject": _create_object,
    "empty": _empty,
    "equals": _equals,
    "first": _first,
    "format": _format,
    "items": _items,
    "last": _last,
    "length": _length,
    "not": _not,
    "split": _split,
    "string": _string,
    "tolower": _lower,
    "toupper": _upper,
    "tryget": _try_get,
    "union": _union,
}
