"""The project's own stacks as ARM."""

from __future__ import annotations

from bedplate.generator.arm.documents import arm_documents
from bedplate.generator.graph import Graph, Mode


def test_nothing_of_a_stack_is_lost(stack_graph: Graph) -> None:
    manifest = arm_documents(stack_graph).manifest

    assert [(each["pulumiType"], each["lost"]) for each in manifest["resources"] if each["lost"]] == []
    assert manifest["untranslated"] == []
    assert manifest["counts"]["resources"] == sum(
        each.custom and each.type.startswith("azure-native:") for each in stack_graph.resources
    )
    assert {each["certainty"] for each in manifest["resources"]} == {"sure"}


def test_every_id_is_the_one_that_azure_gives(stack_graph: Graph) -> None:
    by_urn = {each["urn"]: each for each in arm_documents(stack_graph).manifest["resources"]}
    known = [each for each in stack_graph.resources if each.urn in by_urn and isinstance(each.id, str)]

    assert all(not each["unknownNames"] and not each["inferredNames"] for each in by_urn.values())
    assert [by_urn[each.urn]["armId"] for each in known] == [each.id for each in known]
    assert len(known) == (len(by_urn) if stack_graph.mode is Mode.KNOWN else 0)
