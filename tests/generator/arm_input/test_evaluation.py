"""What values of a template say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.graph import UNKNOWN, Secret
from tests.generator.arm_input.written import ZEROS, account, only, scanned, template

PARAMETERS: dict[str, Any] = {
    "given": {"type": "string"},
    "plain": {"type": "string", "defaultValue": "Words"},
    "number": {"type": "int", "defaultValue": 2},
    "yes": {"type": "bool", "defaultValue": True},
    "none": {"type": "string", "nullable": True},
    "list": {"type": "array", "defaultValue": ["a", "b"]},
    "object": {"type": "object", "defaultValue": {"Inner": {"deep": [1, 2]}}},
    "password": {"type": "securestring"},
    "key": {"type": "SecureString", "defaultValue": "c4n4ry"},
    "typed": {"$ref": "#/definitions/hidden"},
    "region": {"type": "string", "defaultValue": "[resourceGroup().location]"},
    "turning": {"$ref": "#/definitions/one"},
}
VARIABLES: dict[str, Any] = {
    "joined": "[concat(parameters('plain'), '-', parameters('number'))]",
    "circle": "[variables('circle')]",
    "copy": [{"name": "looped", "count": 2, "input": "[concat('x', copyIndex('looped', 1))]"}],
}
KNOWN = [
    ("[parameters('PLAIN')]", "Words"),
    ("[variables('joined')]", "Words-2"),
    ("[variables('looped')]", ["x1", "x2"]),
    ("[format('{0}-{1:D3}-{{x}}', parameters('plain'), 7)]", "Words-007-{x}"),
    ("[format('{0}', true())]", "True"),
    ("[toLower(parameters('plain'))]", "words"),
    ("[toUpper('a')]", "A"),
    ("[if(parameters('yes'), 'a', parameters('given'))]", "a"),
    ("[if(equals(parameters('plain'), 'words'), 1, 2)]", 2),
    ("[and(false(), parameters('given'))]", False),
    ("[or(equals(1, 1), parameters('given'))]", True),
    ("[not(empty(parameters('list')))]", True),
    ("[empty(parameters('none'))]", True),
    ("[coalesce(parameters('none'), 'else')]", "else"),
    ("[createArray(1, 'two')]", [1, "two"]),
    ("[createObject('a', createArray(), 'b', 2)]", {"a": [], "b": 2}),
    (
        "[union(createObject('a', 1, 'b', createObject('c', 2)), createObject('b', createObject('d', 3)))]",
        {"a": 1, "b": {"c": 2, "d": 3}},
    ),
    ("[union(parameters('list'), createArray('b', 'c'))]", ["a", "b", "c"]),
    ("[parameters('object').inner.deep[1]]", 2),
    ("[parameters('object').?missing]", None),
    ("[tryGet(parameters('list'), 1)]", "b"),
    ("[last(split('a/b', '/'))]", "b"),
    ("[length(concat(parameters('list'), parameters('list')))]", 4),
    ("[int('4')]", 4),
    ("[bool('True')]", True),
    ("[string(1)]", "1"),
    ("[add(1, mul(2, 3))]", 7),
    ("[div(9007199254740993, 1)]", 9007199254740993),
    ("[div(-7, 2)]", -3),
    ("[mod(-7, 2)]", -1),
    ("[substring('abcdef', 1, 2)]", "bc"),
    ("[json('{\"a\": 1}')]", {"a": 1}),
    ("[contains(parameters('object'), 'INNER')]", True),
    ("[environment().suffixes.keyvaultDns]", ".vault.azure.net"),
    (
        "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'r')]",
        f"{ZEROS}/providers/Microsoft.Authorization/roleDefinitions/r",
    ),
    (
        "[tenantResourceId('Microsoft.Management/managementGroups', 'm')]",
        "/providers/Microsoft.Management/managementGroups/m",
    ),
    ("[resourceId('s', 'g', 'A.B/c/d', 'x', 'y')]", "/subscriptions/s/resourceGroups/g/providers/A.B/c/x/d/y"),
    ("[extensionResourceId('/subscriptions/s', 'A.B/c', 'x')]", "/subscriptions/s/providers/A.B/c/x"),
    ("[[not an expression]", "[not an expression]"),
]
UNTOLD = [
    "[parameters('given')]",
    "[parameters('nowhere')]",
    "[parameters('region')]",
    "[variables('circle')]",
    "[uniqueString('a')]",
    "[if(equals(parameters('given'), 'a'), 'x', 'y')]",
    "[equals(parameters('given'), toLower(parameters('given')))]",
    "[coalesce(parameters('given'), 'else')]",
    "[union(parameters('object'), parameters('given'))]",
    "[parameters('object').nothing]",
    "[first('a', 'b', 'c')]",
    "[no such language]",
    "[add('1', 2)]",
    "[mul('ab', 3)]",
    "[range(0, 10001)]",
    "[map(parameters('list'), lambda('x', lambdaVariables('x')))]",
]


def value(folder: Path, raw: Any) -> Any:
    """Return what a property is in the end; `None` where it is left out."""
    document = template(
        [account(properties={"it": raw})],
        parameters=PARAMETERS,
        variables=VARIABLES,
        definitions={
            "hidden": {"type": "secureObject"},
            "one": {"$ref": "#/definitions/other"},
            "other": {"$ref": "#/definitions/one"},
        },
    )
    return only(scanned(folder, document)).placed.body["properties"].get("it")


@pytest.mark.parametrize(("raw", "expected"), [pytest.param(*case, id=case[0]) for case in KNOWN])
def test_known(tmp_path: Path, raw: str, expected: Any) -> None:
    assert value(tmp_path, raw) == expected


@pytest.mark.parametrize("raw", UNTOLD)
def test_unknown(tmp_path: Path, raw: str) -> None:
    assert value(tmp_path, raw) is UNKNOWN


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(f"[{'not(' * 1000}true(){')' * 1000}]", id="calls"),
        pytest.param(f"[json('{'[' * 100_000}')]", id="json"),
        pytest.param("[parameters('turning')]", id="definitions-in-a-circle"),
    ],
)
def test_what_goes_too_deep_is_unknown(tmp_path: Path, raw: str) -> None:
    assert value(tmp_path, raw) is UNKNOWN


@pytest.mark.parametrize(
    "raw",
    [
        "[parameters('password')]",
        "[parameters('key')]",
        "[parameters('typed').inner]",
        "[concat('a', parameters('key'))]",
        "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'data'), '2023-05-01').keys[0].value]",
    ],
)
def test_secret(tmp_path: Path, raw: str) -> None:
    found = value(tmp_path, raw)

    assert found == Secret(UNKNOWN)


def test_values_of_parameters_come_from_a_file(tmp_path: Path) -> None:
    document = template(
        [
            account(
                properties={"a": "[parameters('given')]", "b": "[parameters('plain')]", "c": "[parameters('vault')]"}
            )
        ],
        parameters={**PARAMETERS, "vault": {"type": "string"}},
    )
    given = {"Given": {"value": "x"}, "plain": {"value": "y"}, "vault": {"reference": {"keyVault": {"id": "/v"}}}}

    found = only(scanned(tmp_path, document, parameters=given)).placed.body["properties"]

    assert found == {"a": "x", "b": "y", "c": Secret(UNKNOWN)}


def test_properties_are_repeated(tmp_path: Path) -> None:
    loops = [
        {"name": "two", "count": 2, "input": {"index": "[copyIndex('two')]"}},
        {"name": "many", "count": "[parameters('given')]", "input": {"index": "[copyIndex('many')]"}},
    ]
    document = template([account(properties={"copy": loops, "plain": 1})], parameters=PARAMETERS)

    found = only(scanned(tmp_path, document)).placed.body["properties"]

    assert found == {"two": [{"index": 0}, {"index": 1}], "many": UNKNOWN, "plain": 1}
