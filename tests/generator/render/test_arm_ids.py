"""Short forms of ARM ids, names in Azure, property paths."""

import pytest

from bedplate.generator.graph import UNKNOWN, Secret, Value
from bedplate.generator.render.arm_ids import azure_name, short_id
from bedplate.generator.render.properties import dotted, pointer, unknown_places
from tests.generator.render.hand_made import GROUP, SUBSCRIPTION, resource


@pytest.mark.parametrize(
    ("arm_id", "short"),
    [
        (f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-zone", "kv-zone"),
        (f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/snet", "vnet/snet"),
        (f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv/providers/Microsoft.Authorization/locks/l", "l"),
        (GROUP, "rg-zone"),
        (GROUP.lower(), "rg-zone"),
        (SUBSCRIPTION, "subscription 11111111-1111-4111-8111-111111111111"),
        ("not an id", "not an id"),
        ("/providers/", "/providers/"),
        ("", ""),
    ],
)
def test_short_id(arm_id: str, short: str) -> None:
    assert short_id(arm_id) == short


@pytest.mark.parametrize(
    ("token", "fields", "name"),
    [
        pytest.param("azure-native:keyvault:Vault", {"inputs": {"vaultName": "kv"}}, "kv", id="path-parameter"),
        pytest.param("azure-native:keyvault:Vault", {"inputs": {"vaultName": UNKNOWN}}, UNKNOWN, id="unknown"),
        pytest.param("azure-native:keyvault:Vault", {"id": f"{GROUP}/providers/x/y/kv"}, "kv", id="from-the-id"),
        pytest.param("azure-native:keyvault:Vault", {"id": UNKNOWN}, "logical", id="autonamed"),
        pytest.param(
            "azure-native:web:WebApp", {"inputs": {"name": "app", "resourceGroupName": "rg"}}, "app", id="name-input"
        ),
        pytest.param("azure-native:x:Y", {"inputs": {"yName": "y", "resourceGroupName": "rg"}}, "y", id="only-name"),
        pytest.param("azure-native:x:Y", {"inputs": {"yName": "y", "zName": "z"}}, "logical", id="several-names"),
        pytest.param("random:index:Pet", {}, "logical", id="no-name"),
    ],
)
def test_azure_name(token: str, fields: dict[str, Value], name: Value) -> None:
    assert azure_name(resource(f"{token}::logical", parent=None, **fields)) == name


def test_a_secret_name_stays_secret() -> None:
    named = resource("azure-native:keyvault:Vault::logical", parent=None, inputs={"vaultName": Secret("kv")})

    assert azure_name(named) == Secret("kv")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("subnets", 0, "id"), "subnets[0].id"),
        (("a.b", "c"), '["a.b"].c'),
        (('q"uote', ""), '["q\\"uote"][""]'),
    ],
)
def test_dotted(path: tuple[str | int, ...], text: str) -> None:
    assert dotted(path) == text


def test_pointer_escapes_as_rfc_6901_says() -> None:
    assert pointer("inputs", "a/b~c", 0) == "/inputs/a~1b~0c/0"


def test_an_unknown_inside_a_secret_counts_as_the_secret() -> None:
    properties = {"a": Secret({"b": UNKNOWN, "c": [UNKNOWN]}), "d": {"e": UNKNOWN}, "f": Secret("known")}

    assert unknown_places(properties) == (("a",), ("d", "e"))
