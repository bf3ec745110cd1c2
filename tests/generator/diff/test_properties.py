"""What holds for the diff of any two graphs."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bedplate.generator.diff import Operation, diff
from bedplate.generator.diff.recorded import graph_of
from bedplate.generator.graph import UNKNOWN, Graph, Resource, ResourceOptions, Secret
from bedplate.generator.render import json as json_document
from tests.generator.diff.graphs import ENDPOINT, GROUP, STORAGE, VAULT, graph, resource, urn

NAMES = ("a", "b", "c")
LEAVES = st.one_of(
    st.sampled_from(["", "x", "y"]),
    st.booleans(),
    st.integers(0, 3),
    st.just(UNKNOWN),
    st.builds(Secret, st.sampled_from("st")),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["name", "p"]), inner, max_size=2)
    ),
    max_leaves=6,
)
INPUTS = st.dictionaries(
    st.sampled_from(["location", "tags", "resourceGroupName", "vaultName", "subnet", "sku", "other"]),
    VALUES,
    max_size=4,
)


@st.composite
def resources(draw: st.DrawFn) -> list[Resource]:
    """Draw resources that refer only to those before them, as a graph has them."""
    made: list[Resource] = []
    wanted = st.lists(
        st.tuples(st.sampled_from([GROUP, VAULT, STORAGE, ENDPOINT]), st.sampled_from(NAMES)), unique=True
    )
    for token, name in draw(wanted):
        inputs: dict[str, Any] = draw(INPUTS)
        before = [each.urn for each in made]
        comes_from = {key: (draw(st.sampled_from(before)),) for key in inputs if before and draw(st.booleans())}
        options = ResourceOptions(protect=draw(st.booleans()))
        made.append(resource(token, name, comes_from=comes_from, options=options, **inputs))
    return made


GRAPHS = resources().map(lambda made: graph(*made))


@given(GRAPHS)
def test_nothing_happens_between_a_graph_and_itself(one: Graph) -> None:
    found = diff(one, one)

    assert (found.changes, found.same) == ((), len(one.resources) - 1)


@given(GRAPHS, GRAPHS)
def test_the_way_back_creates_what_the_way_there_deletes(one: Graph, other: Graph) -> None:
    there, back = diff(one, other), diff(other, one)

    assert {each.urn for each in there.of(Operation.CREATE)} == {each.urn for each in back.of(Operation.DELETE)}
    assert {each.urn for each in there.of(Operation.DELETE)} == {each.urn for each in back.of(Operation.CREATE)}


@given(GRAPHS, GRAPHS)
def test_every_resource_is_told_once_or_stays(one: Graph, other: Graph) -> None:
    found = diff(one, other)
    told = [each.urn for each in found.changes]

    assert len(set(told)) == len(told)
    assert len(told) + found.same == len({each.urn for each in (*one.resources, *other.resources)}) - 1


@given(GRAPHS, GRAPHS)
def test_every_replacement_has_a_reason(one: Graph, other: Graph) -> None:
    for change in diff(one, other).of(Operation.REPLACE):
        assert change.forced_by or change.causes


@settings(max_examples=50)
@given(GRAPHS, GRAPHS)
def test_recorded_graphs_differ_as_the_graphs_do_but_for_secrets(one: Graph, other: Graph) -> None:
    def through_json(each: Graph) -> Graph:
        return graph_of(json.loads(json_document.render(each)))

    direct, recorded = diff(one, other), diff(through_json(one), through_json(other))

    for operation in (Operation.CREATE, Operation.DELETE):
        assert [each.urn for each in recorded.of(operation)] == [each.urn for each in direct.of(operation)]
    assert {each.urn for each in recorded.changes} <= {each.urn for each in direct.changes}
    assert "Secret" not in repr([each.properties for each in recorded.changes]).replace("Secret()", "")


def test_a_recorded_graph_is_the_graph() -> None:
    one = graph(
        resource(
            VAULT,
            "v",
            properties={"a": [1, UNKNOWN]},
            options=ResourceOptions(protect=True, aliases=(urn(VAULT, "w"),)),
        )
    )

    assert graph_of(json.loads(json_document.render(one))).resources == one.resources
