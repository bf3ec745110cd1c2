from __future__ import annotations

from typing import Any

import pulumi
import pytest

from bedplate.generator.engine import ProgramError, record_inline
from bedplate.generator.graph import UNKNOWN, Mode, Secret
from tests.generator.engine.graphs import Group, Thing, named, urn

Options = pulumi.ResourceOptions
Arguments = pulumi.ResourceTransformArgs
Result = pulumi.ResourceTransformResult


def adding(key: str, value: Any) -> Any:
    def transform(arguments: Arguments) -> Result | None:
        return Result({**arguments.props, key: value}, arguments.opts) if arguments.custom else None

    return transform


def test_own_then_parents_then_the_stacks_transforms_run() -> None:
    order: list[str] = []

    def noting(label: str) -> Any:
        return lambda arguments: order.append(f"{label}:{arguments.name}")

    def program() -> None:
        pulumi.runtime.register_resource_transform(noting("stack"))
        outer = Group("outer", Options(transforms=[noting("outer")]))
        inner = Group("inner", Options(parent=outer, transforms=[noting("inner")]))
        Thing("one", Options(parent=inner, transforms=[noting("one")]))

    record_inline(program)
    assert order == [
        "outer:outer", "stack:outer",
        "inner:inner", "outer:inner", "stack:inner",
        "one:one", "inner:one", "outer:one", "stack:one",
    ]  # fmt: skip


@pytest.mark.parametrize("mode", Mode)
def test_a_transform_changes_inputs_and_options(mode: Mode) -> None:
    def protecting(arguments: Arguments) -> Result:
        return Result({**arguments.props, "added": 1}, Options.merge(arguments.opts, Options(protect=True)))

    one = named(record_inline(lambda: Thing("one", Options(transforms=[protecting]), a="x"), mode=mode), "one")
    assert dict(one.inputs) == {"a": "x", "added": 1}
    assert one.options.protect


def test_an_asynchronous_transform_is_awaited() -> None:
    async def slow(arguments: Arguments) -> Result:
        return Result({**arguments.props, "slow": True}, arguments.opts)

    assert named(record_inline(lambda: Thing("one", Options(transforms=[slow]))), "one").inputs["slow"] is True


def test_a_transform_that_returns_nothing_changes_nothing() -> None:
    def program(options: pulumi.ResourceOptions) -> None:
        first = Thing("first")
        Thing("one", options, a=first.id, s=pulumi.Output.secret(["x"]))

    plain = record_inline(lambda: program(Options()))
    transformed = record_inline(lambda: program(Options(transforms=[lambda _arguments: None])))
    assert named(transformed, "one").inputs == named(plain, "one").inputs
    assert named(transformed, "one").dependencies == named(plain, "one").dependencies
    assert named(transformed, "one").property_dependencies == named(plain, "one").property_dependencies


def test_values_keep_their_secrecy_and_dependencies_through_a_stacks_transform() -> None:
    def program() -> None:
        pulumi.runtime.register_resource_transform(adding("added", 1))
        first = Thing("first")
        Thing("one", None, a=first.id, s=pulumi.Output.secret("x"))

    one = named(record_inline(program, mode=Mode.UNKNOWN), "one")
    assert dict(one.inputs) == {"a": UNKNOWN, "added": 1, "s": Secret("x")}
    assert one.dependencies == (urn("demo:index:Thing", "first"),)
    assert one.property_dependencies == {"a": (urn("demo:index:Thing", "first"),)}


def test_a_dependency_that_a_transform_adds_is_recorded() -> None:
    def program() -> None:
        first = Thing("first")

        def depending(arguments: Arguments) -> Result:
            return Result(arguments.props, Options.merge(arguments.opts, Options(depends_on=[first])))

        Thing("one", Options(transforms=[depending]))

    assert named(record_inline(program), "one").dependencies == (urn("demo:index:Thing", "first"),)


def test_a_transform_that_fails_is_shown_at_its_own_line() -> None:
    def failing(_arguments: Arguments) -> Result:
        raise ValueError("not like this")

    with pytest.raises(ProgramError) as caught:
        record_inline(lambda: Thing("one", Options(transforms=[failing])))
    assert caught.value.message == "ValueError: not like this"
    assert caught.value.line == failing.__code__.co_firstlineno + 1


def test_transforms_of_function_calls_run() -> None:
    def changing(arguments: pulumi.InvokeTransformArgs) -> pulumi.InvokeTransformResult:
        return pulumi.InvokeTransformResult({**arguments.args, "added": 1}, arguments.opts)

    def program() -> None:
        pulumi.runtime.register_invoke_transform(changing)
        pulumi.runtime.invoke_output("demo:index:look", {"a": "x"})

    (call,) = record_inline(program).invokes
    assert dict(call.arguments) == {"a": "x", "added": 1}
