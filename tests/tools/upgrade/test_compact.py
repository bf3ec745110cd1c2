"""What is frozen of a stack can be read back."""

import dataclasses
import json
from collections.abc import Callable

import pytest

from bedplate.generator.diff.recorded import graph_of
from bedplate.generator.graph import Graph, Mode, Resource, ResourceOptions, Secret, frozen
from bedplate.generator.render import json as record
from tests.conftest import STACKS
from tests.generator.diff.graphs import PREFIX, STACK, VAULT, graph, resource, urn
from tools.upgrade.compact import compact, expanded, short_urn


def _promised(each: Resource) -> Resource:
    """Return a resource with what an upgrade keeps of it."""
    kept = ResourceOptions(
        protect=each.options.protect,
        aliases=each.options.aliases,
        deleted_with=each.options.deleted_with,
        ignore_changes=each.options.ignore_changes,
        replace_on_changes=each.options.replace_on_changes,
        retain_on_delete=each.options.retain_on_delete,
    )
    return dataclasses.replace(
        each,
        inputs=each.inputs if each.custom else frozen({}),
        outputs=frozen({}),
        dependencies=(),
        property_dependencies=frozen({}),
        options=kept,
        source=None,
    )


@pytest.mark.parametrize("stack", STACKS)
def test_a_stack_comes_back_with_all_that_an_upgrade_keeps(
    record_stack: Callable[[str, Mode], Graph], stack: str
) -> None:
    recorded = record_stack(stack, Mode.KNOWN)
    whole = graph_of(json.loads(record.render(recorded)))
    back = expanded(compact(recorded))

    assert (back.project, back.stack, back.mode) == (whole.project, whole.stack, whole.mode)
    assert back.outputs.keys() == whole.outputs.keys()
    assert back.resources == tuple(_promised(each) for each in whole.resources)
    assert any('"secret": ["/inputs/' in line for line in compact(recorded).splitlines())


def test_an_input_is_a_line_and_references_are_short() -> None:
    options = ResourceOptions(
        protect=True,
        aliases=(urn(VAULT, "old"), "urn:pulumi:dev::elsewhere::" + VAULT + "::old"),
        deleted_with=urn(VAULT, "other"),
        hooks=frozen({"onError": ("retry",)}),
    )
    vault = resource(VAULT, "vault", id_="/subscriptions/1", options=options, tags={"a": "b"}, vaultName="kv")

    assert compact(graph(vault)) == (
        "{\n"
        ' "formatVersion": "1.1",\n'
        ' "project": "zone",\n'
        ' "stack": "dev",\n'
        ' "mode": "known",\n'
        ' "outputs": [],\n'
        ' "resources": {\n'
        '  "pulumi:pulumi:Stack::zone-dev": {\n'
        "  },\n"
        '  "azure-native:keyvault:Vault::vault": {\n'
        '   "parent": "pulumi:pulumi:Stack::zone-dev",\n'
        '   "id": "/subscriptions/1",\n'
        '   "protect": true,\n'
        '   "options": {"aliases": ["azure-native:keyvault:Vault::old", '
        '"urn:pulumi:dev::elsewhere::azure-native:keyvault:Vault::old"], '
        '"deletedWith": "azure-native:keyvault:Vault::other"},\n'
        '   "inputs": {\n'
        '    "tags": {"a": "b"},\n'
        '    "vaultName": "kv"\n'
        "   }\n"
        "  }\n"
        " }\n"
        "}\n"
    )
    back = expanded(compact(graph(vault)))[urn(VAULT, "vault")]
    assert back == _promised(vault)
    assert back.parent == STACK


def test_a_secret_has_no_text() -> None:
    vault = resource(VAULT, "vault", secretInput=Secret("hush"))
    text = compact(graph(vault))

    assert "hush" not in text
    assert isinstance(expanded(text)[urn(VAULT, "vault")].inputs["secretInput"], Secret)


def test_the_short_urn_is_types_and_name() -> None:
    assert short_urn(f"{PREFIX}a:b:C$d:e:F::name::with::colons") == "a:b:C$d:e:F::name::with::colons"
