from __future__ import annotations

import pulumi
import pytest

from bedplate.generator.engine import ProgramError, record_inline
from bedplate.generator.engine.urn import make_urn, name_of, type_of
from tests.generator.engine.graphs import STACK, Group, Thing, named, urn


def nested() -> None:
    outer = Group("outer")
    inner = Group("inner", pulumi.ResourceOptions(parent=outer), type_="demo:index:Inner")
    one = Thing("one", pulumi.ResourceOptions(parent=inner))
    Thing("two", pulumi.ResourceOptions(parent=one))
    Thing("free")


@pytest.mark.parametrize(
    ("name", "chain", "parent"),
    [
        pytest.param("outer", "demo:index:Group", STACK, id="component-without-parent"),
        pytest.param(
            "inner", "demo:index:Group$demo:index:Inner", urn("demo:index:Group", "outer"), id="nested-component"
        ),
        pytest.param(
            "one",
            "demo:index:Group$demo:index:Inner$demo:index:Thing",
            urn("demo:index:Group$demo:index:Inner", "inner"),
            id="resource-in-nested-component",
        ),
        pytest.param(
            "two",
            "demo:index:Group$demo:index:Inner$demo:index:Thing$demo:index:Thing",
            urn("demo:index:Group$demo:index:Inner$demo:index:Thing", "one"),
            id="child-of-a-resource",
        ),
        pytest.param("free", "demo:index:Thing", STACK, id="resource-without-parent"),
    ],
)
def test_urn_holds_the_types_of_all_parents_but_the_stack(name: str, chain: str, parent: str) -> None:
    resource = named(record_inline(nested), name)
    assert (resource.urn, resource.parent) == (urn(chain, name), parent)


def test_the_stack_is_the_root() -> None:
    stack = record_inline(nested).resources[0]
    assert (stack.urn, stack.parent, stack.custom, stack.id, stack.source) == (STACK, None, False, None, None)


def test_resources_come_parents_and_dependencies_first_then_by_urn() -> None:
    def program() -> None:
        last = Thing("z")
        Thing("a", pulumi.ResourceOptions(depends_on=[last]))
        Thing("y")
        Group("b")

    order = [resource.name for resource in record_inline(program).resources]
    assert order == ["project-dev", "b", "y", "z", "a"]


def test_an_odd_name_is_kept_whole() -> None:
    name = "a::b $ c/ü"
    resource = record_inline(lambda: Thing(name)).of_type("demo:index:Thing")[0]
    assert (resource.name, name_of(resource.urn), type_of(resource.urn)) == (name, name, "demo:index:Thing")


def test_make_urn_leaves_out_the_type_of_the_stack() -> None:
    assert make_urn("dev", "project", STACK, "a:b:C", "n") == "urn:pulumi:dev::project::a:b:C::n"


def test_a_second_resource_with_the_same_urn_is_refused_at_its_line() -> None:
    def program() -> None:
        Thing("same")
        Thing("same")

    with pytest.raises(ProgramError) as caught:
        record_inline(program)
    first = program.__code__.co_firstlineno
    assert caught.value.line == first + 2
    assert caught.value.message == (
        "Duplicate resource URN 'urn:pulumi:dev::project::demo:index:Thing::same'; try giving it a unique name"
    )


def test_the_same_name_under_another_parent_is_another_resource() -> None:
    def program() -> None:
        Thing("same")
        Thing("same", pulumi.ResourceOptions(parent=Group("group")))

    assert len(record_inline(program).of_type("demo:index:Thing")) == 2
