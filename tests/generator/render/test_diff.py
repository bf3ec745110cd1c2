"""The diff for people, for pull requests and for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from bedplate.generator.diff import Diff, diff
from bedplate.generator.graph import UNKNOWN, Graph, Resource, ResourceOptions, Secret
from bedplate.generator.render import diff_json, diff_markdown, diff_text
from tests.generator.diff.graphs import ENDPOINT, GROUP, LOCK, STORAGE, SUBSCRIPTION, VAULT, graph, resource, urn

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "diff"
SCHEMA = json.loads((ROOT / "docs" / "diff.schema.json").read_text(encoding="utf-8"))
AGAINST = "stacks/Pulumi.dev.yaml at main"
CANARY = "c4n4ry"
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
_NETWORK = f"{SUBSCRIPTION}/resourceGroups/rg-zone/providers/Microsoft.Network/virtualNetworks/vnet-zone"
_VAULT_ID = f"{SUBSCRIPTION}/resourceGroups/rg-zone/providers/Microsoft.KeyVault/vaults/kv-zone"


def _zone(*, new: bool) -> Graph:
    location, secret, subnet = ("westeurope", CANARY * 2, "pe") if new else ("swedencentral", CANARY, "old")
    group = resource(
        GROUP, "group", resourceGroupName="rg-zone", location="westeurope", tags={"o": "a|b" if new else "a"}
    )
    vault = resource(
        VAULT,
        "vault",
        id_=_VAULT_ID,
        options=ResourceOptions(protect=True),
        vaultName="kv-zone",
        location=location,
        properties={"softDeleteRetentionInDays": 90, "createMode": "default" if new else "recover"},
    )
    endpoint = resource(
        ENDPOINT,
        "endpoint",
        comes_from={"subnet": (group.urn,)},
        privateEndpointName="pep-zone",
        subnet={"id": f"{_NETWORK}/subnets/snet-{subnet}"},
    )
    logs = resource(
        "azure-native:monitor:DiagnosticSetting",
        "logs",
        comes_from={"resourceUri": (vault.urn,)},
        resourceUri=_VAULT_ID,
        workspaceId=UNKNOWN if new else "w",
    )
    return graph(group, vault, endpoint, logs, *_storage(new=new, secret=secret), *_roles(new=new))


def _storage(*, new: bool, secret: str) -> list[Resource]:
    rules = [{"name": "a", "priority": 100}, {"name": "b", "priority": 110}]
    nsg = resource(
        "azure-native:network:NetworkSecurityGroup",
        "nsg",
        networkSecurityGroupName="nsg-zone",
        securityRules=[*rules[::-1], {"name": "c", "priority": 120}] if new else rules,
    )
    account = resource(
        STORAGE,
        "data",
        accountName="stzone",
        sku={"name": "Standard_ZRS" if new else "Standard_LRS"},
        accessTier="Hot`" if new else "Cool",
        key=Secret(secret),
    )
    lock = resource(LOCK, "lock", scope=_VAULT_ID, lockName="keep", level="CanNotDelete")
    return [nsg, account, *([] if new else [resource(STORAGE, "gone", accountName="stgone")]), lock]


def _roles(*, new: bool) -> list[Resource]:
    token = "azure-native:authorization:RoleAssignment"  # noqa: S105 - a type token
    role = resource(
        token, "role", roleAssignmentName="r", roleDefinitionId="reader" if new else "owner", scope=_NETWORK
    )
    identity = "azure-native:managedidentity:UserAssignedIdentity"
    renamed = ResourceOptions(aliases=(urn(identity, "former"),))
    moved = resource(identity, "latter" if new else "former", options=renamed if new else None, resourceName="id-zone")
    many = [
        resource(identity, f"id{number}", resourceName=f"id-{number}", tags={"team": "b" if new else "a"})
        for number in range(5)
    ]
    tagged = resource(identity, "made", resourceName="id-made", note="*bold*")
    return [role, moved, *many, *([tagged] if new else [])]


@pytest.fixture(scope="module")
def found() -> Diff:
    return diff(_zone(new=False), _zone(new=True))


@pytest.mark.parametrize(
    ("name", "width"), [pytest.param("small.txt", None, id="unfolded"), pytest.param("small-80.txt", 80, id="80")]
)
def test_golden_text(found: Diff, name: str, width: int | None) -> None:
    assert diff_text.render(found, against=AGAINST, width=width) == (GOLDEN / name).read_text(encoding="utf-8")


def test_golden_markdown(found: Diff) -> None:
    assert diff_markdown.render(found, against=AGAINST) == (GOLDEN / "small.md").read_text(encoding="utf-8")


def test_golden_json_follows_its_schema(found: Diff) -> None:
    text = diff_json.render(found, against=AGAINST)

    assert text == (GOLDEN / "small.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_nothing_to_say() -> None:
    same = diff(_zone(new=True), _zone(new=True))

    assert diff_text.render(same, against="x").startswith("dev · no changes\n")
    assert diff_markdown.render(same, against="x").startswith("### `dev`: no changes\n")
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(diff_json.render(same, against="x")))


def test_no_rendering_shows_a_secret(found: Diff) -> None:
    texts = [
        diff_text.render(found, against="x"),
        diff_markdown.render(found, against="x"),
        diff_json.render(found, against="x"),
    ]

    assert all(CANARY not in text for text in texts)
    assert all("[secret]" in text for text in texts)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_terminal_shows_the_words_of_the_plain_text(found: Diff, width: int) -> None:
    painted = diff_text.render_painted(found, against=AGAINST, width=width)

    assert ESCAPES.sub("", painted) == diff_text.render(found, against=AGAINST, width=width)
    assert ESCAPES.search(painted)
