from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi
import pytest

from bedplate.generator.engine import ProgramError, record_inline
from bedplate.generator.engine.properties import from_wire, to_wire
from bedplate.generator.graph import UNKNOWN, Archive, Asset, Mode, Secret, frozen, secret_paths, unknown_paths
from tests.generator.engine.graphs import Group, Thing, named

secret = pulumi.Output.secret
_COLLECTION_HASH = "2875c01afd9a2e8efe3fc136b9057731f8d83ac2808e865866900b56f448e3bc"


def recorded(value: Callable[[], Any]) -> Any:
    """Record an input; outputs have to be made inside the program, so it comes as a function."""
    return named(record_inline(lambda: Thing("it", value=value())), "it").inputs["value"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(lambda: 3, 3, id="integer-comes-back-as-integer"),
        pytest.param(lambda: 3.5, 3.5, id="fraction"),
        pytest.param(lambda: 2**60, float(2**60), id="beyond-exact-integers"),
        pytest.param(lambda: True, True, id="boolean"),
        pytest.param(lambda: "", "", id="empty-text"),
        pytest.param(list, (), id="empty-array"),
        pytest.param(dict, {}, id="empty-object"),
        pytest.param(lambda: {"b": 1, "a": [None, {"c": None}]}, {"a": (None, {"c": None}), "b": 1}, id="null-inside"),
        pytest.param(lambda: secret("s"), Secret("s"), id="secret"),
        pytest.param(lambda: ["a", secret("s")], ("a", Secret("s")), id="secret-in-array"),
        pytest.param(lambda: {"a": [{"b": secret(5)}]}, {"a": ({"b": Secret(5)},)}, id="secret-deep"),
        pytest.param(lambda: secret({"a": [1]}), Secret({"a": (1,)}), id="secret-object"),
        pytest.param(lambda: secret([secret("s")]), Secret(("s",)), id="secret-in-secret"),
        pytest.param(
            lambda: pulumi.StringAsset("text"), Asset(text="text", hash=hashlib.sha256(b"text").hexdigest()), id="text"
        ),
        pytest.param(lambda: pulumi.RemoteAsset("https://x/y"), Asset(uri="https://x/y"), id="remote-asset"),
        pytest.param(
            lambda: pulumi.RemoteArchive("https://x/y.zip"), Archive(uri="https://x/y.zip"), id="remote-archive"
        ),
    ],
)
def test_input_values(given: Callable[[], Any], expected: Any) -> None:
    value = recorded(given)
    assert value == frozen(expected)
    assert type(value) is type(frozen(expected))


def test_files_are_assets_with_the_hash_of_their_content(tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    file.write_bytes(b"content")
    expected = Asset(path=str(file), hash=hashlib.sha256(b"content").hexdigest())
    assert recorded(lambda: pulumi.FileAsset(str(file))) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param(
            lambda: pulumi.FileAsset("no-such-file"),
            "the asset 'no-such-file' cannot be read: No such file or directory",
            id="asset",
        ),
        pytest.param(
            lambda: pulumi.FileArchive("no-such-folder"), "the archive 'no-such-folder' does not exist", id="archive"
        ),
    ],
)
def test_a_missing_file_is_refused(given: Callable[[], Any], message: str) -> None:
    with pytest.raises(ProgramError) as caught:
        recorded(given)
    assert caught.value.message == message


def test_unknown_elements_stand_in_their_place() -> None:
    def program() -> None:
        one = Thing("one")
        Thing("two", value=["a", one.id, {"deep": [one.id]}], hidden=secret(one.id))

    two = named(record_inline(program, mode=Mode.UNKNOWN), "two")
    assert two.inputs["value"] == frozen(("a", UNKNOWN, {"deep": (UNKNOWN,)}))
    assert unknown_paths(two.inputs) == (("hidden",), ("value", 1), ("value", 2, "deep", 0))
    assert secret_paths(two.inputs) == (("hidden",),)


def test_top_level_nulls_vanish() -> None:
    assert set(named(record_inline(lambda: Thing("it", a=None, b=1)), "it").inputs) == {"b"}


def test_a_resource_as_value_is_its_id_and_a_component_its_urn() -> None:
    def program() -> None:
        Thing("user", made=Thing("made"), group=Group("group"))

    graph = record_inline(program)
    made, group, user = (named(graph, name) for name in ("made", "group", "user"))
    assert dict(user.inputs) == {"made": made.id, "group": group.urn}
    assert named(record_inline(program, mode=Mode.UNKNOWN), "user").inputs["made"] is UNKNOWN


def test_stack_outputs_keep_secrets_and_unknowns() -> None:
    def program() -> dict[str, Any]:
        one = Thing("one")
        return {"plain": 1, "hush": secret("s"), "nested": {"list": [secret(2), one.id]}}

    graph = record_inline(program, mode=Mode.UNKNOWN)
    assert dict(graph.outputs) == {
        "plain": 1,
        "hush": Secret("s"),
        "nested": frozen({"list": (Secret(2), UNKNOWN)}),
    }
    assert graph.outputs == graph.resources[0].outputs


def test_additional_secret_outputs_are_secret() -> None:
    def program() -> dict[str, Any]:
        thing = Thing("it", pulumi.ResourceOptions(additional_secret_outputs=["answer"]), answer="42")
        return {"answer": thing.answer}

    graph = record_inline(program)
    assert named(graph, "it").outputs["answer"] == Secret("42")
    assert graph.outputs["answer"] == Secret("42")


def test_wire_form_and_plain_form_are_inverse() -> None:
    text = Asset(text="t", hash=hashlib.sha256(b"t").hexdigest())
    values = {
        "a": (1, 2.5, True, None, "x", UNKNOWN),
        "b": {"s": Secret({"deep": (UNKNOWN,)}), "empty": {}, "none": ()},
        "c": Archive(assets={"f": text}, hash=_COLLECTION_HASH),
    }
    assert frozen(from_wire(to_wire(values))) == frozen(values)


def test_no_secret_text_shows_in_a_printed_graph() -> None:
    graph = record_inline(lambda: Thing("it", value=[secret("canary")]))
    assert "canary" not in repr(graph)
