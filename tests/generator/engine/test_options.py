from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pulumi
import pytest
from pulumi_azure_native import Provider, resources

from bedplate.generator.engine import ProgramError, record_inline
from bedplate.generator.graph import CustomTimeouts, Mode, Resource, ResourceOptions
from tests.generator.engine.graphs import Group, Thing, named, urn

Options = pulumi.ResourceOptions


def of_one(options: pulumi.ResourceOptions) -> ResourceOptions:
    return named(record_inline(lambda: Thing("one", options)), "one").options


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(Options(), ResourceOptions(), id="none"),
        pytest.param(Options(protect=True), ResourceOptions(protect=True), id="protect"),
        pytest.param(Options(retain_on_delete=True), ResourceOptions(retain_on_delete=True), id="retain"),
        pytest.param(Options(ignore_changes=["a"]), ResourceOptions(ignore_changes=("a",)), id="ignore-changes"),
        pytest.param(Options(replace_on_changes=["a"]), ResourceOptions(replace_on_changes=("a",)), id="replace"),
        pytest.param(Options(delete_before_replace=True), ResourceOptions(delete_before_replace=True), id="order"),
        pytest.param(Options(import_="the-id"), ResourceOptions(import_id="the-id"), id="import"),
        pytest.param(
            Options(custom_timeouts=pulumi.CustomTimeouts(create="1h30m", delete="5m")),
            ResourceOptions(custom_timeouts=CustomTimeouts(create="1h30m", delete="5m")),
            id="timeouts",
        ),
    ],
)
def test_options(options: pulumi.ResourceOptions, expected: ResourceOptions) -> None:
    assert of_one(options) == expected


@pytest.mark.parametrize("duration", ["soon", "5", "1h 5m", "5 minutes", "-"])
def test_a_timeout_that_is_no_duration_is_refused(duration: str) -> None:
    with pytest.raises(ProgramError, match="is no duration; write for example '1h30m'"):
        of_one(Options(custom_timeouts=pulumi.CustomTimeouts(create=duration)))


def test_children_inherit_protection_and_may_refuse_it() -> None:
    def program() -> None:
        group = Group("group", Options(protect=True))
        Thing("child", Options(parent=group))
        Thing("open", Options(parent=group, protect=False))

    graph = record_inline(program)
    assert [named(graph, name).options.protect for name in ("group", "child", "open")] == [True, True, False]


def test_deleted_with_is_a_urn_and_children_inherit_it() -> None:
    def program() -> None:
        first = Thing("first")
        group = Group("group", Options(deleted_with=first))
        Thing("child", Options(parent=group))

    child = named(record_inline(program), "child")
    assert child.options.deleted_with == urn("demo:index:Thing", "first")


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        pytest.param(pulumi.Alias(name="old"), urn("demo:index:Group$demo:index:Thing", "old"), id="name"),
        pytest.param(pulumi.Alias(type_="demo:index:Old"), urn("demo:index:Group$demo:index:Old", "one"), id="type"),
        pytest.param(pulumi.Alias(parent=None), urn("demo:index:Thing", "one"), id="no-parent"),
        pytest.param(
            pulumi.Alias(stack="old", project="other"),
            "urn:pulumi:old::other::demo:index:Group$demo:index:Thing::one",
            id="stack-and-project",
        ),
        pytest.param("urn:pulumi:dev::project::a:b:C::x", "urn:pulumi:dev::project::a:b:C::x", id="urn"),
    ],
)
def test_aliases_are_resolved(alias: pulumi.Alias | str, expected: str) -> None:
    def program() -> None:
        Thing("one", Options(parent=Group("group"), aliases=[alias]))

    assert named(record_inline(program), "one").options.aliases == (expected,)


def test_children_were_under_their_parents_former_urns() -> None:
    def program() -> None:
        group = Group("new", Options(aliases=[pulumi.Alias(name="old"), pulumi.Alias(type_="demo:index:Old")]))
        Thing("new-child", Options(parent=group))
        Thing("other", Options(parent=group, aliases=[pulumi.Alias(name="former")]))

    graph = record_inline(program)
    assert named(graph, "new-child").options.aliases == (
        urn("demo:index:Group$demo:index:Thing", "old-child"),
        urn("demo:index:Old$demo:index:Thing", "new-child"),
    )
    assert named(graph, "other").options.aliases == (
        urn("demo:index:Group$demo:index:Thing", "former"),
        urn("demo:index:Group$demo:index:Thing", "other"),
        urn("demo:index:Old$demo:index:Thing", "other"),
        urn("demo:index:Old$demo:index:Thing", "former"),
    )


def test_aliases_of_other_api_versions_are_left_out() -> None:
    def program() -> None:
        resources.ResourceGroup("one", resource_group_name="rg", opts=Options(aliases=[pulumi.Alias(name="old")]))

    one = named(record_inline(program), "one")
    assert one.options.aliases == (urn("azure-native:resources:ResourceGroup", "old"),)


def test_depends_on_a_component_means_all_resources_in_it() -> None:
    def program() -> None:
        outer = Group("outer")
        inner = Group("inner", Options(parent=outer))
        one = Thing("one", Options(parent=inner))
        Thing("grandchild", Options(parent=one))
        Thing("two", Options(parent=outer))
        Thing("last", Options(depends_on=[outer]))

    last = named(record_inline(program), "last")
    assert last.dependencies == (
        urn("demo:index:Group$demo:index:Group$demo:index:Thing", "one"),
        urn("demo:index:Group$demo:index:Thing", "two"),
    )
    assert last.property_dependencies == {}


def test_property_dependencies_are_per_input_and_count_as_dependencies() -> None:
    def program() -> None:
        one, two = Thing("one"), Thing("two")
        Thing("user", Options(depends_on=[two]), a=one.id, b=["x", {"c": one.urn}], d="plain")

    one, two = urn("demo:index:Thing", "one"), urn("demo:index:Thing", "two")
    user = named(record_inline(program), "user")
    assert user.dependencies == (one, two)
    assert user.property_dependencies == {"a": (one,), "b": (one,)}


def explicit_provider() -> None:
    provider = Provider("other", subscription_id="11111111-1111-1111-1111-111111111111")
    group = Group("group", Options(providers=[provider]))
    resources.ResourceGroup("inherits", resource_group_name="rg-a", opts=Options(parent=group))
    resources.ResourceGroup("names", resource_group_name="rg-b", opts=Options(provider=provider))
    resources.ResourceGroup("default", resource_group_name="rg-c")


def provider_of(mode: Mode) -> tuple[Resource, dict[str, Resource]]:
    graph = record_inline(explicit_provider, mode=mode)
    return named(graph, "other"), {name: named(graph, name) for name in ("inherits", "names", "default")}


def test_an_explicit_provider_is_a_resource_and_decides_the_subscription() -> None:
    provider, groups = provider_of(Mode.KNOWN)
    assert provider.urn == urn("pulumi:providers:azure-native", "other")
    assert dict(provider.inputs) == {
        "environment": "public",
        "subscriptionId": "11111111-1111-1111-1111-111111111111",
        "version": "3.29.0",
    }
    assert {name: group.provider for name, group in groups.items()} == {
        "inherits": f"{provider.urn}::{provider.id}",
        "names": f"{provider.urn}::{provider.id}",
        "default": None,
    }
    assert {name: group.id for name, group in groups.items()} == {
        "inherits": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-a",
        "names": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-b",
        "default": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-c",
    }


def test_before_the_deployment_a_providers_id_is_unknown() -> None:
    provider, groups = provider_of(Mode.UNKNOWN)
    assert groups["names"].provider == f"{provider.urn}::04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def test_a_provider_with_an_unknown_input_tells_nothing_in_a_preview() -> None:
    def program() -> None:
        provider = Provider("other", subscription_id=Thing("one").id)
        resources.ResourceGroup("group", resource_group_name="rg", location="x", opts=Options(provider=provider))

    assert dict(named(record_inline(program, mode=Mode.UNKNOWN), "group").outputs) == {}


def test_hooks_are_recorded_by_name_and_not_called() -> None:
    called: list[Any] = []

    def program() -> None:
        before = pulumi.ResourceHook("before", called.append)
        retry = pulumi.ErrorHook("retry", lambda _arguments: bool(called.append("retry")))
        binding = pulumi.ResourceHookBinding(before_create=[before], after_delete=[before], on_error=[retry])
        Thing("one", Options(hooks=binding))

    hooks = named(record_inline(program), "one").options.hooks
    assert hooks == MappingProxyType({"beforeCreate": ("before",), "afterDelete": ("before",), "onError": ("retry",)})
    assert called == []
