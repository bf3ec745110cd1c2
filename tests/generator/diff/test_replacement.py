"""The data on what forces a replacement."""

import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.diff import Decider, Effect
from bedplate.generator.diff.replacement import consequences, described_types, replaces_by_itself, verdict
from bedplate.generator.graph import UNKNOWN
from tests.generator.diff.graphs import ENDPOINT, ROOT, STORAGE, VAULT, resource

DATA: dict[str, Any] = tomllib.loads(
    (ROOT / "generator/bedplate/generator/diff/replacement.toml").read_text(encoding="utf-8")
)
ACCOUNT = "azure-native:cognitiveservices:Account"
DEPLOYMENT = "azure-native:cognitiveservices:Deployment"
WORKSPACE = "azure-native:operationalinsights:Workspace"


@pytest.mark.parametrize(
    ("token", "path", "before", "after", "effect", "decider"),
    [
        pytest.param(VAULT, "vaultName", "a", "b", Effect.REPLACE, Decider.PROVIDER, id="name-in-the-id"),
        pytest.param(VAULT, "location", "a", "b", Effect.REPLACE, Decider.PROVIDER, id="location"),
        pytest.param(VAULT, "tags.owner", "a", "b", Effect.IN_PLACE, None, id="tag"),
        pytest.param(VAULT, "properties.sku.name", "a", "b", Effect.IN_PLACE, None, id="below-a-rule"),
        pytest.param(VAULT, "properties.createMode", "a", "b", Effect.NOT_KNOWN, None, id="unlisted"),
        pytest.param(VAULT, "properties.softDeleteRetentionInDays", 7, 90, Effect.NOT_KNOWN, None, id="condition"),
        pytest.param(VAULT, "propertiesOfMine", 7, 90, Effect.NOT_KNOWN, None, id="no-rule-by-half-a-name"),
        pytest.param(DEPLOYMENT, "properties.model.name", "a", "b", Effect.REPLACE, Decider.AZURE, id="model"),
        pytest.param(DEPLOYMENT, "properties.model.version", "1", "2", Effect.IN_PLACE, None, id="model-version"),
        pytest.param(DEPLOYMENT, "sku.name", "a", "b", Effect.IN_PLACE, None, id="deployment-sku"),
        pytest.param(DEPLOYMENT, "sku.capacity", 1, 2, Effect.IN_PLACE, None, id="capacity"),
        pytest.param(ACCOUNT, "properties.networkInjections", (), UNKNOWN, Effect.REPLACE, Decider.AZURE, id="agents"),
        pytest.param(ENDPOINT, "subnet.id", "a", "b", Effect.REPLACE, Decider.PROVIDER, id="endpoint-subnet"),
        pytest.param(ENDPOINT, "privateLinkServiceConnections", (), (1,), Effect.REPLACE, Decider.AZURE, id="whole"),
        pytest.param(STORAGE, "sku.name", "Standard_LRS", "Standard_GRS", Effect.IN_PLACE, None, id="within-zoneless"),
        pytest.param(STORAGE, "sku.name", "Standard_LRS", "Standard_ZRS", Effect.NOT_KNOWN, None, id="to-zones"),
        pytest.param(STORAGE, "sku.name", "Standard_LRS", UNKNOWN, Effect.NOT_KNOWN, None, id="to-unknown"),
        pytest.param(WORKSPACE, "sku.name", "PerGB2018", "Free", Effect.REPLACE, Decider.AZURE, id="across-groups"),
        pytest.param(
            "azure-native:cognitiveservices:ProjectCapabilityHost",
            "storageConnections",
            ("a",),
            ("b",),
            Effect.REPLACE,
            Decider.AZURE,
            id="every-input",
        ),
        pytest.param("azure-native:nobody:Knows", "size", 1, 2, Effect.NOT_KNOWN, None, id="type-without-data"),
        pytest.param("azure-native:nobody:Knows", "location", 1, 2, Effect.REPLACE, Decider.PROVIDER, id="any-type"),
        pytest.param("aws:s3:Bucket", "location", 1, 2, Effect.NOT_KNOWN, None, id="another-provider"),
    ],
)
def test_verdict(token: str, path: str, before: Any, after: Any, effect: Effect, decider: Decider | None) -> None:
    found = verdict(token, path, before, after)

    assert (found.effect, found.decider) == (effect, decider)
    assert found.source.startswith("https://") or effect is Effect.NOT_KNOWN
    assert found.reason or effect is Effect.IN_PLACE


@pytest.mark.parametrize(
    ("token", "name", "expected"),
    [
        pytest.param(VAULT, "resourceGroupName", True, id="path"),
        pytest.param(ENDPOINT, "subnet", True, id="provider"),
        pytest.param(ENDPOINT, "privateLinkServiceConnections", False, id="azure-alone"),
        pytest.param(VAULT, "properties", False, id="other"),
        pytest.param("aws:s3:Bucket", "location", False, id="another-provider"),
    ],
)
def test_what_the_provider_replaces_by_itself(token: str, name: str, *, expected: bool) -> None:
    assert replaces_by_itself(token, name) is expected


def test_what_is_lost_says_the_retention_of_this_vault() -> None:
    (lost,) = consequences(resource(VAULT, "v", properties={"softDeleteRetentionInDays": 30.0}))

    assert lost.text.endswith("until its soft-delete retention ends (30 days)")
    assert lost.source == "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview"


@pytest.mark.parametrize("token", sorted(described_types()))
def test_every_row_names_inputs_that_the_provider_has(token: str) -> None:
    row = DATA["types"][token]
    listed = [name for kind in ("provider", "replace", "inPlace") for name in row.get(kind, [])]
    listed += [each["input"] for kind in ("special", "groups") for each in row.get(kind, [])]

    assert {name.split(".")[0] for name in listed} - _inputs(token) - {"*"} == set()
    assert len(set(listed)) == len(listed)
    path_parameters = set(described.path_parameters) if (described := arm_type(token)) else set()
    assert path_parameters & set(listed) - {"scope"} == set()


@pytest.mark.parametrize("token", sorted(described_types()))
def test_every_source_of_a_row_is_there(token: str) -> None:
    row = DATA["types"][token]
    sources = [row["source"], row.get("providerSource", "provider")]
    sources += [
        each.get("source", row["source"]) for kind in ("special", "groups", "lost") for each in row.get(kind, [])
    ]

    assert [each for each in sources if each not in DATA["sources"] and not each.startswith("azurerm ")] == []


def _inputs(token: str) -> set[str]:
    """Return the inputs of a type, read from the SDK's source: importing all of them takes minutes."""
    _, module, name = token.split(":")
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)).lower()
    spec = importlib.util.find_spec("pulumi_azure_native")
    assert spec is not None
    assert spec.origin is not None
    source = (Path(spec.origin).parent / module / f"{words}.py").read_text(encoding="utf-8")
    arguments = source.split(f"\nclass {name}(")[0]
    renamed = re.findall(r'@pulumi\.getter\(name="(\w+)"\)', arguments)
    return {*renamed, *re.findall(r"@pulumi\.getter\n    def (\w+)\(", arguments)}
