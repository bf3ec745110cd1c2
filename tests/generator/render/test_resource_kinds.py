"""What is said of each kind of resource."""

import pytest

from bedplate.components.facts import read_facts
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Secret, Value, frozen
from bedplate.generator.render.preview_tree import preview_tree
from bedplate.generator.render.resource_kinds import KINDS, kind_of
from tests.generator.render.hand_made import GROUP, resource
from tests.generator.render.kind_cases import CASES
from tests.generator.render.more_kind_cases import MORE_CASES

KEY_VAULT = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-zone"
COSMOS = f"{GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/cosno-zone"
SUBNET = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-zone/subnets/snet-app"


def facts_of(token: str, inputs: dict[str, Value]) -> list[str]:
    described = resource(f"{token}::x", parent=None, inputs=inputs)
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(described,), outputs={})
    (entry,) = preview_tree(graph).entries
    return ["".join(span.text for span in fact) for fact in entry.facts]


@pytest.mark.parametrize(("token", "inputs", "facts"), [*CASES, *MORE_CASES])
def test_facts(token: str, inputs: dict[str, Value], facts: list[str]) -> None:
    assert facts_of(token, inputs) == facts


@pytest.mark.parametrize("token", sorted(KINDS))
@pytest.mark.parametrize("inputs", [{}, UNKNOWN, Secret("x"), "text", 7, [], [UNKNOWN], [[]], None], ids=repr)
def test_no_kind_fails_on_odd_properties(token: str, inputs: Value) -> None:
    keys = ["properties", "sku", "criteria", "condition", "logs", "metrics", "scopes", "subnets", "securityRules"]
    odd = {} if inputs == {} else dict.fromkeys([*keys, "severity", "windowSize", "roleDefinitionId", "scope"], inputs)

    assert isinstance(facts_of(token, odd), list)


def test_every_type_that_components_declare_has_a_kind() -> None:
    assert set(read_facts("arm_types")["types"]) - set(KINDS) == set()


@pytest.mark.parametrize(
    ("token", "label"),
    [
        ("aws:s3/bucketObjectv2:BucketObjectv2", "bucket objectv2"),
        ("azure-native:web:WebAppVnetConnection", "web app vnet connection"),
        ("azure-native:network:DNSZone", "DNS zone"),
        ("pulumi:providers:azure-native", "provider"),
        ("odd", "odd"),
        ("a:b:", "a:b:"),
    ],
)
def test_label_of_other_kinds(token: str, label: str) -> None:
    assert kind_of(token).label == label


@pytest.mark.parametrize(
    ("token", "plural"),
    [
        ("azure-native:managedidentity:UserAssignedIdentity", "identities"),
        ("azure-native:keyvault:Key", "keys"),
        ("azure-native:keyvault:Vault", "key vaults"),
        ("x:y:PublicAddress", "public addresses"),
        ("x:y:Alias", "aliases"),
        ("azure-native:monitor:DiagnosticSetting", "diagnostics"),
    ],
)
def test_plural(token: str, plural: str) -> None:
    assert kind_of(token).counted(2) == plural
    assert kind_of(token).counted(1) == kind_of(token).label


def test_subnets_are_rows_of_their_network() -> None:
    described = resource(
        "azure-native:network:VirtualNetwork::n",
        parent=None,
        inputs={
            "subnets": [
                {
                    "name": "snet-app",
                    "addressPrefix": "10.0.0.0/26",
                    "routeTable": {"id": f"{GROUP}/providers/Microsoft.Network/routeTables/rt-zone"},
                    "defaultOutboundAccess": True,
                },
                UNKNOWN,
            ]
        },
    )
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(described,), outputs=frozen({}))
    (entry,) = preview_tree(graph).entries

    rows = [(row.name.text, ["".join(span.text for span in fact) for fact in row.facts]) for row in entry.rows]
    assert rows == [
        ("snet-app", ["10.0.0.0/26", "routes rt-zone", "default Internet access"]),
        ("(known after deployment)", []),
    ]


def test_labels_are_short_enough_for_a_tree() -> None:
    # Longer ones push every name of the tree to the right, and long names off a page of 80 columns.
    assert {label for kind in KINDS.values() if len(label := kind.short or kind.label) > 16} == set()


def test_a_long_list_of_categories_is_cut() -> None:
    logs: list[Value] = [{"category": name, "enabled": True} for name in "abcde"]

    assert facts_of("azure-native:monitor:DiagnosticSetting", {"logs": logs[:4]}) == ["a, b, c, d"]
    assert facts_of("azure-native:monitor:DiagnosticSetting", {"logs": logs}) == ["a, b, c and 2 more"]


@pytest.mark.parametrize(
    ("replicas", "said"),
    [pytest.param(1, "1 replica", id="one"), pytest.param(3.0, "3 replicas", id="several")],
)
def test_amounts_agree_with_their_number(replicas: float, said: str) -> None:
    assert facts_of("azure-native:search:Service", {"replicaCount": replicas}) == [said]
