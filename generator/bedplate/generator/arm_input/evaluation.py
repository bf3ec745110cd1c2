"""What the values of a template say: expressions evaluated as far as the template tells."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bedplate.generator.arm_input.deployed_functions import DEPLOYED, State, at_runtime
from bedplate.generator.arm_input.deployment import Deployment
from bedplate.generator.arm_input.expressions import (
    Access,
    Call,
    Expression,
    ExpressionError,
    Literal,
    expression_in,
    parse,
    plain_text,
)
from bedplate.generator.arm_input.functions import WITH_UNTOLD
from bedplate.generator.arm_input.loops import LIMIT, is_loops
from bedplate.generator.arm_input.plain_functions import PLAIN
from bedplate.generator.arm_input.untold import Untold, Value, computed, is_told, letters_of, spelled, untold_in
from bedplate.generator.engine.values import is_array, is_object

_WRONG_ARGUMENTS = (TypeError, ValueError, IndexError, KeyError, AttributeError, ZeroDivisionError, OverflowError)
"""What functions raise for arguments that Azure refuses too."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """The outputs of a deployment."""

    of: Deployment


def evaluate(deployment: Deployment, raw: Any, loops: Mapping[str, Value], asking: str) -> Value:
    """Return what a value of a template says, with `Untold` where the template does not tell.

    Args:
        deployment: where it stands.
        raw: the value as the file has it.
        loops: the indexes of the loops that it stands in, by their names; that of the resource also as an empty name.
        asking: who asks, which tells values apart that are made anew each time.
    """
    return Evaluation(deployment, loops, asking).value(raw)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The evaluation of the values in one place."""

    deployment: Deployment
    loops: Mapping[str, Value]
    asking: str

    def value(self, raw: Any) -> Value:
        """Return what a value says."""
        if isinstance(raw, str):
            return self._text(raw)
        if is_object(raw):
            return self._object(raw)
        return [self.value(item) for item in raw] if is_array(raw) else raw

    def _text(self, raw: str) -> Value:
        expression = expression_in(raw)
        if expression is None:
            return plain_text(raw)
        try:
            found = self.result(parse(expression))
        except (ExpressionError, RecursionError):
            return computed(raw)
        return computed(f"{found.of.key} {type(found).__name__}") if isinstance(found, State | Outputs) else found

    def _object(self, raw: Mapping[str, Any]) -> Value:
        evaluated: dict[str, Value] = {}
        for key, item in raw.items():
            if key == "copy" and is_loops(item):
                evaluated.update({str(loop["name"]): self._loop(loop) for loop in item})
                continue
            evaluated[letters_of(self._text(key))] = self.value(item)
        return evaluated

    def _loop(self, loop: Mapping[str, Any]) -> Value:
        name, count = str(loop["name"]), self.value(loop["count"])
        if not isinstance(count, int) or not 0 <= count <= LIMIT:
            once = self._inside(name, computed("copyindex", name)).value(loop["input"])
            return computed(f"{self.deployment.key} copy {name}", count, *untold_in(once))
        return [self._inside(name, index).value(loop["input"]) for index in range(count)]

    def _inside(self, loop: str, index: Value) -> Evaluation:
        loops = {**self.loops, loop.casefold(): index}
        return Evaluation(self.deployment, {"": index, **loops}, self.asking)

    def result(self, tree: Expression) -> Value:
        """Return the value of an expression."""
        match tree:
            case Literal(value):
                return value
            case Access(of, key, optional):
                return _member(self.result(of), self.result(key), optional=optional)
            case Call(function, arguments):
                return self._call(function, arguments)

    def _call(self, function: str, arguments: tuple[Expression, ...]) -> Value:
        match function:
            case "if" if len(arguments) == len(("condition", "then", "else")):
                return self._if(*arguments)
            case "and" | "or":
                return self._logical(arguments, deciding=function == "or")
            case "coalesce":
                return self._coalesce(arguments)
            case _:
                return self._of_values(function, [self.result(each) for each in arguments])

    def _of_values(self, function: str, values: list[Value]) -> Value:
        with suppress(*_WRONG_ARGUMENTS):
            if function in DEPLOYED:
                return DEPLOYED[function](self.deployment, self.loops, values)
            if function in WITH_UNTOLD:
                return WITH_UNTOLD[function](*values)
            if function in PLAIN and all(map(is_told, values)):
                return PLAIN[function](*values)
        if function == "newguid":
            return computed(f"newguid {self.asking}")
        if function.startswith("list") and values:
            return at_runtime(self.deployment, function, values, secret=True)
        return computed(function, *values)

    def _if(self, condition: Expression, then: Expression, otherwise: Expression) -> Value:
        decided = self.result(condition)
        if isinstance(decided, bool):
            return self.result(then if decided else otherwise)
        both = [self.result(then), self.result(otherwise)]
        return both[0] if len({spelled(each) for each in both}) == 1 else computed("if", decided, *both)

    def _logical(self, arguments: tuple[Expression, ...], *, deciding: bool) -> Value:
        values = [self.result(each) for each in arguments]
        if deciding in [each for each in values if isinstance(each, bool)]:
            return deciding
        return not deciding if all(isinstance(each, bool) for each in values) else computed("logical", *values)

    def _coalesce(self, arguments: tuple[Expression, ...]) -> Value:
        values: list[Value] = []
        for each in arguments:
            value = self.result(each)
            values += [] if value is None else [value]
            if value is not None and not isinstance(value, Untold):
                break
        return None if not values else values[0] if len(values) == 1 else computed("coalesce", *values)


def _member(value: Value, key: Value, *, optional: bool) -> Value:
    match value:
        case State(of):
            return Outputs(of) if str(key).casefold() == "outputs" else computed(f"{of.key} {key}")
        case Outputs(of):
            return {"value": of.output(str(key))}
        case Untold():
            return computed("member", value, key)
        case _ if isinstance(key, Untold):
            return computed("member", value, key)
        case _ if is_object(value):
            found = {name.casefold(): item for name, item in value.items()}.get(str(key).casefold())
        case _:
            found = value[key] if is_array(value) and isinstance(key, int) and key < len(value) else None
    return found if found is not None or optional else _absent(value, key)


def _absent(value: Value, key: Value) -> Value:
    """Return null where that is what stands there; Azure refuses a template that reads what is not there."""
    if is_object(value) and any(name.casefold() == str(key).casefold() for name in value):
        return None
    return computed("member", value, key)
