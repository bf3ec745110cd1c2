from __future__ import annotations

from typing import Any

import pulumi
import pytest
from pulumi_azure_native import authorization, network, resources

from bedplate.generator.engine import Program, record, record_inline
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Secret
from tests.generator.engine.graphs import STACK, Thing, named

SUBSCRIPTION = "11111111-1111-1111-1111-111111111111"
GROUP_ID = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-there"


@pytest.mark.parametrize("mode", Mode)
def test_a_read_resource_is_recorded_as_read(mode: Mode) -> None:
    there = named(record_inline(lambda: resources.ResourceGroup.get("there", GROUP_ID), mode=mode), "there")
    assert (there.read, there.custom, there.id, there.parent) == (True, True, GROUP_ID, STACK)
    assert dict(there.inputs) == {}
    assert there.outputs["name"] == "rg-there"


def test_reading_what_the_program_made_tells_what_it_made() -> None:
    def program() -> dict[str, Any]:
        made = resources.ResourceGroup("made", resource_group_name="rg-made", location="west")
        return {"location": resources.ResourceGroup.get("again", made.id).location}

    assert record_inline(program).outputs["location"] == "west"


def referring(outputs: dict[str, dict[str, Any]] | None, mode: Mode) -> Graph:
    def program() -> dict[str, Any]:
        other = pulumi.StackReference("organization/other/dev")
        return {"plain": other.get_output("plain"), "hush": other.get_output("hush")}

    return record(Program.inline(program), stack="dev", config={}, mode=mode, stack_outputs=outputs)


@pytest.mark.parametrize("mode", Mode)
def test_outputs_of_another_stack_are_those_given(mode: Mode) -> None:
    graph = referring({"organization/other/dev": {"plain": {"a": (1,)}, "hush": Secret("s")}}, mode)
    assert graph.outputs == {"plain": {"a": (1,)}, "hush": Secret("s")}
    assert named(graph, "organization/other/dev").read


@pytest.mark.parametrize("mode", Mode)
def test_outputs_of_a_stack_that_is_not_given_are_unknown(mode: Mode) -> None:
    assert referring(None, mode).outputs == {"plain": UNKNOWN, "hush": UNKNOWN}


@pytest.mark.parametrize("mode", Mode)
def test_the_client_is_answered_and_recorded(mode: Mode) -> None:
    def program() -> dict[str, Any]:
        return {"subscription": authorization.get_client_config().subscription_id}

    graph = record_inline(program, mode=mode, config={"azure-native:subscriptionId": SUBSCRIPTION})
    assert graph.outputs["subscription"] == SUBSCRIPTION
    assert [(call.token, dict(call.arguments)) for call in graph.invokes] == [
        ("azure-native:authorization:getClientConfig", {})
    ]


def test_looking_a_resource_up_tells_its_id() -> None:
    def program() -> dict[str, Any]:
        found = network.get_virtual_network_output(resource_group_name="rg", virtual_network_name="vnet")
        return {"id": found.id}

    graph = record_inline(program, config={"azure-native:subscriptionId": SUBSCRIPTION})
    expected = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet"
    assert graph.outputs["id"] == expected


def test_a_call_with_an_unknown_argument_is_not_made() -> None:
    def program() -> dict[str, Any]:
        return {"x": pulumi.runtime.invoke_output("demo:index:look", {"id": Thing("one").id})}

    graph = record_inline(program, mode=Mode.UNKNOWN)
    assert graph.outputs["x"] is UNKNOWN
    assert graph.invokes == ()


def test_calls_are_sorted() -> None:
    def program() -> None:
        for argument in "bca":
            pulumi.runtime.invoke("demo:index:look", {"x": argument})

    assert [call.arguments["x"] for call in record_inline(program).invokes] == ["a", "b", "c"]


@pytest.mark.parametrize("mode", Mode)
def test_secret_arguments_of_functions_stay_secret(mode: Mode) -> None:
    def program() -> None:
        hush = pulumi.Output.secret("hush")
        pulumi.runtime.invoke_output("demo:index:look", {"deep": [{"word": hush}], "open": "open", "word": hush})

    [call] = record_inline(program, mode=mode).invokes
    assert call.arguments == {"deep": Secret(({"word": "hush"},)), "open": "open", "word": Secret("hush")}
