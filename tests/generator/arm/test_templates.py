"""Templates and their manifest, as finished documents."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bedplate.generator.arm.documents import ArmDocuments, arm_documents
from bedplate.generator.graph import UNKNOWN, Resource, Secret, SourcePosition
from tests.generator.arm.made import SUBSCRIPTION, graph, made

pytestmark = pytest.mark.usefixtures("made_table")

GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg"
NET = {"resourceGroupName": "rg", "netName": "n1"}
GROUP_FILE = f"resource-group.{SUBSCRIPTION}.rg.json"


def entry(documents: ArmDocuments, name: str) -> dict[str, Any]:
    (found,) = (each for each in documents.manifest["resources"] if each["urn"].endswith(f"::{name}"))
    return dict(found)


def resource(documents: ArmDocuments, name: str) -> dict[str, Any]:
    """Return a resource of a template by the way that the manifest names."""
    where = entry(documents, name)
    _, key, index = where["pointer"].split("/")
    return dict(documents.templates[where["template"]][key][int(index)])


def test_a_template_is_what_scanners_read() -> None:
    net = made(
        "Net",
        "net",
        inputs={**NET, "limit": 5.0, "owner": "[me]", "location": "x"},
        source=SourcePosition(file="/home/me/app/net.py", line=7),
    )
    rule = made("NetRule", "rule", inputs={**NET, "ruleName": "r'1", "port": 1.5}, dependencies=(net.urn,))
    grant_inputs = {"scope": f"{GROUP}/providers/Made.Net/nets/n1", "grantName": "g", "who": "me"}
    grant = made("Grant", "grant", inputs=grant_inputs, dependencies=(rule.urn,))
    after = made("Service", "service", inputs={**NET, "on": True}, dependencies=(grant.urn, "urn:of-nobody"))
    documents = arm_documents(graph(net, rule, grant, after))

    assert list(documents.templates) == [GROUP_FILE]
    assert documents.templates[GROUP_FILE] == {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "metadata": {"_generator": {"name": "bedplate"}, "scope": GROUP},
        "resources": [
            {
                "type": "Made.Net/nets",
                "apiVersion": "2025-01-01",
                "name": "n1",
                "location": "x",
                "properties": {"limit": 5, "owner": "[[me]"},
                "metadata": {"urn": net.urn, "source": "net.py:7"},
            },
            {
                "type": "Made.Net/nets/rules",
                "apiVersion": "2025-01-01",
                "name": "n1/r'1",
                "properties": {"port": 1.5},
                "dependsOn": ["[resourceId('Made.Net/nets', 'n1')]"],
                "metadata": {"urn": rule.urn},
            },
            {
                "type": "Made.Net/grants",
                "apiVersion": "2025-01-01",
                "name": "g",
                "scope": f"{GROUP}/providers/Made.Net/nets/n1",
                "properties": {"who": "me"},
                "dependsOn": ["[resourceId('Made.Net/nets/rules', 'n1', 'r''1')]"],
                "metadata": {"urn": grant.urn},
            },
            {
                "type": "Made.Net/nets/services",
                "apiVersion": "2025-01-01",
                "name": "n1/default",
                "properties": {"on": True},
                "dependsOn": [f"[extensionResourceId('{GROUP}/providers/Made.Net/nets/n1', 'Made.Net/grants', 'g')]"],
                "metadata": {"urn": after.urn},
            },
        ],
    }
    assert json.dumps(documents.templates[GROUP_FILE])[:10] == '{"$schema"'


MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/mg"


@pytest.mark.parametrize(
    ("made_resource", "file", "schema", "scope"),
    [
        pytest.param(made("Net", "r", inputs=NET), GROUP_FILE, "deploymentTemplate", None, id="resource-group"),
        pytest.param(
            made("Group", "r", inputs={"resourceGroupName": "rg"}),
            f"subscription.{SUBSCRIPTION}.json",
            "subscriptionDeploymentTemplate",
            None,
            id="resource-groups-lie-in-a-subscription",
        ),
        pytest.param(
            made("Grant", "r", inputs={"scope": GROUP, "grantName": "g"}),
            GROUP_FILE,
            "deploymentTemplate",
            None,
            id="extension-of-a-resource-group",
        ),
        pytest.param(
            made("Grant", "r", inputs={"scope": MANAGEMENT_GROUP, "grantName": "g"}),
            "management-group.mg.json",
            "managementGroupDeploymentTemplate",
            None,
            id="management-group",
        ),
        pytest.param(
            made("Tenantly", "r", inputs={"worldName": "w"}),
            "tenant.json",
            "tenantDeploymentTemplate",
            None,
            id="tenant",
        ),
        pytest.param(
            made("Grant", "r", inputs={"scope": "/", "grantName": "g"}),
            "tenant.json",
            "tenantDeploymentTemplate",
            None,
            id="extension-of-the-tenant",
        ),
        pytest.param(
            made(
                "Grant",
                "r",
                inputs={"scope": f"/subscriptions/{SUBSCRIPTION}/providers/Made.Net/plans/p", "grantName": "g"},
            ),
            f"subscription.{SUBSCRIPTION}.json",
            "subscriptionDeploymentTemplate",
            f"/subscriptions/{SUBSCRIPTION}/providers/Made.Net/plans/p",
            id="extension-of-a-resource-in-a-subscription",
        ),
    ],
)
def test_one_template_for_each_scope(made_resource: Resource, file: str, schema: str, scope: str | None) -> None:
    documents = arm_documents(graph(made_resource))

    assert list(documents.templates) == [file]
    assert documents.templates[file]["$schema"].endswith(f"/{schema}.json#")
    assert resource(documents, "r").get("scope") == scope


def test_groups_that_differ_in_case_are_one_and_names_make_files() -> None:
    names = ("rg", "RG", "rg (ü)")
    documents = arm_documents(graph(*(made("Net", name, inputs={**NET, "resourceGroupName": name}) for name in names)))

    assert [each["resources"] for each in documents.manifest["templates"]] == [2, 1]
    assert all(name.isascii() and "/" not in name for name in documents.templates)


def test_secrets_are_parameters_and_nowhere_else() -> None:
    inputs = {**NET, "limit": Secret(UNKNOWN), "owner": Secret("c4n4ry"), "parts": Secret({"p": {"size": "c4n4ry"}})}
    documents = arm_documents(graph(made("Net", "net", inputs=inputs)))

    assert resource(documents, "net")["properties"] == {
        "limit": "[parameters('secret_net_limit')]",
        "owner": "[parameters('secret_net_owner')]",
        "parts": "[json(parameters('secret_net_parts'))]",
    }
    declared = documents.templates[GROUP_FILE]["parameters"]
    assert {name: (each["type"], "defaultValue" in each) for name, each in declared.items()} == dict.fromkeys(
        ("secret_net_limit", "secret_net_owner", "secret_net_parts"), ("securestring", False)
    )
    assert entry(documents, "net")["secret"][1] == {
        "pointer": "/properties/owner",
        "input": "/owner",
        "parameter": "secret_net_owner",
    }
    assert b"c4n4ry" not in b"".join(documents.files().values())


def test_a_secret_name_is_a_placeholder() -> None:
    secret_id = f"{GROUP}/providers/Made.Net/nets/c4n4ry"
    documents = arm_documents(graph(made("Net", "net", secret_id, inputs={**NET, "netName": Secret("c4n4ry")})))

    assert entry(documents, "net")["unknownNames"] == ["netName"]
    assert b"c4n4ry" not in b"".join(documents.files().values())


def test_unknown_values_are_parameters_that_the_manifest_lists() -> None:
    inputs = {**NET, "limit": UNKNOWN, "rules": (UNKNOWN, {"effect": "Allow", "port": UNKNOWN}), "tags": UNKNOWN}
    twin = made("Net", "NET", inputs={**NET, "netName": "n2", "limit": UNKNOWN})
    documents = arm_documents(graph(made("Net", "net", inputs=inputs), twin))

    assert resource(documents, "net")["properties"]["rules"] == [
        "[parameters('unknown_net_rules_0')]",
        {"effect": "Allow", "properties": {"port": "[parameters('unknown_net_rules_1_port')]"}},
    ]
    declared = documents.templates[GROUP_FILE]["parameters"]
    assert {name: each["type"] for name, each in declared.items()} == {
        "unknown_net_limit": "string",
        "unknown_net_rules_0": "object",
        "unknown_net_rules_1_port": "string",
        "unknown_net_tags": "object",
        "unknown_NET_limit_2": "string",
    }
    assert [use["pointer"] for use in entry(documents, "net")["unknown"]] == [
        "/properties/limit",
        "/properties/rules/0",
        "/properties/rules/1/properties/port",
        "/tags",
    ]


def test_names_that_a_preview_does_not_know_come_of_what_they_name() -> None:
    group = made("Group", "group", UNKNOWN, inputs={"resourceGroupName": "rg"})
    net = made(
        "Net",
        "net",
        UNKNOWN,
        inputs={"resourceGroupName": UNKNOWN},
        property_dependencies={"resourceGroupName": (group.urn,)},
    )
    rule = made(
        "NetRule",
        "rule",
        UNKNOWN,
        inputs={"resourceGroupName": UNKNOWN, "netName": UNKNOWN, "ruleName": "r"},
        property_dependencies={"resourceGroupName": (group.urn,), "netName": (group.urn, net.urn)},
        dependencies=(net.urn,),
    )
    documents = arm_documents(graph(group, net, rule))
    placeholder = resource(documents, "net")["name"]

    assert placeholder.startswith("unknown-net-")
    assert resource(documents, "rule")["name"] == f"{placeholder}/r"
    assert resource(documents, "rule")["dependsOn"] == [f"[resourceId('Made.Net/nets', '{placeholder}')]"]
    assert entry(documents, "rule")["template"] == GROUP_FILE
    assert (entry(documents, "net")["inferredNames"], entry(documents, "net")["unknownNames"]) == (
        ["resourceGroupName"],
        ["netName"],
    )
    assert (entry(documents, "rule")["inferredNames"], entry(documents, "rule")["unknownNames"]) == (
        ["resourceGroupName"],
        ["netName"],
    )


def test_names_that_the_provider_chose_come_of_the_id() -> None:
    net = made("Net", "net", f"{GROUP}/providers/made.net/NETS/chosen", inputs={"resourceGroupName": "rg"})
    documents = arm_documents(graph(net))

    assert resource(documents, "net")["name"] == "chosen"
    assert entry(documents, "net")["unknownNames"] == []


def test_an_unknown_scope_has_a_template_of_its_own() -> None:
    net = made("Net", "net", UNKNOWN, inputs=NET)
    inputs = {"scope": UNKNOWN, "grantName": "g"}
    of_net = made("Grant", "of-net", UNKNOWN, inputs=inputs, property_dependencies={"scope": (net.urn,)})
    of_any = made("Grant", "of-any", UNKNOWN, inputs=inputs)
    documents = arm_documents(graph(net, of_net, of_any))

    assert entry(documents, "of-net")["template"] == entry(documents, "of-any")["template"] == "unknown-scope.json"
    assert resource(documents, "of-net")["scope"] == f"{GROUP}/providers/Made.Net/nets/n1"
    assert resource(documents, "of-any")["scope"].startswith("/unknown-of-any-")
    assert [entry(documents, name)["unknownNames"] for name in ("of-net", "of-any")] == [["scope"], ["scope"]]


def test_a_subscription_comes_of_other_resources_of_the_same_provider() -> None:
    here = made("Net", "here", f"{GROUP}/providers/Made.Net/nets/n1", inputs=NET, provider="urn:default::1")
    there = made("Net", "there", UNKNOWN, inputs={**NET, "netName": "n2"}, provider="urn:default::1")
    lost = made("Net", "lost", UNKNOWN, inputs={**NET, "netName": "n3"}, provider="urn:other::1")
    documents = arm_documents(graph(here, there, lost))

    assert entry(documents, "there")["armId"] == f"{GROUP}/providers/Made.Net/nets/n2"
    assert entry(documents, "lost")["armId"].startswith("/subscriptions/00000000-0000-0000-0000-000000000000/")
    assert entry(documents, "lost")["unknownNames"] == ["subscriptionId"]


def test_inputs_may_choose_the_type() -> None:
    inputs = {"resourceGroupName": "rg", "space": "Made.Net", "parentPath": "nets/n1", "kind": "rules", "name": "r"}
    documents = arm_documents(graph(made("Anything", "any", inputs=inputs)))

    assert (resource(documents, "any")["type"], resource(documents, "any")["name"]) == ("Made.Net/nets/rules", "n1/r")


@pytest.mark.parametrize(
    ("made_resource", "reason"),
    [
        pytest.param(made("Blob", "r"), "it is data", id="not-arm"),
        pytest.param(made("Missing", "r"), "azure-native 3.29 has no such type", id="unknown-type"),
        pytest.param(made("random:index:Id", "r"), "provider `random` is not azure-native", id="other-provider"),
        pytest.param(
            made("azure:storage/account:Account", "r"),
            "the classic provider `azure` is built on Terraform and does not name ARM's properties; use azure-native",
            id="classic",
        ),
        pytest.param(made("Net", "r", inputs=NET, read=True), "the program reads it and does not manage it", id="read"),
    ],
)
def test_what_has_no_arm_form_is_named_with_the_reason(made_resource: Resource, reason: str) -> None:
    documents = arm_documents(graph(made_resource))

    assert documents.templates == {}
    assert documents.manifest["untranslated"] == [
        {"urn": made_resource.urn, "pulumiType": made_resource.type, "reason": reason}
    ]


@pytest.mark.parametrize(
    "made_resource",
    [
        pytest.param(made("my:index:Component", "c", custom=False), id="component"),
        pytest.param(made("pulumi:providers:azure-native", "west"), id="provider"),
        pytest.param(made("pulumi:pulumi:StackReference", "acme/network/prod", read=True), id="stack-reference"),
    ],
)
def test_what_is_nobodys_resource_is_in_neither_list(made_resource: Resource) -> None:
    documents = arm_documents(graph(made_resource))

    assert (documents.manifest["resources"], documents.manifest["untranslated"]) == ([], [])


def test_keys_of_the_template_itself_are_never_overwritten() -> None:
    documents = arm_documents(graph(made("Plan", "plan", inputs={"planName": "p", "metadata": {"urn": "mine"}})))

    assert resource(documents, "plan")["metadata"] == {"urn": entry(documents, "plan")["urn"]}
    assert [each["input"] for each in entry(documents, "plan")["lost"]] == ["/metadata"]


def test_identities_are_the_keys_of_an_object() -> None:
    identity = {"type": "UserAssigned", "userAssignedIdentities": ("/id/1", UNKNOWN)}
    documents = arm_documents(graph(made("Site", "site", inputs={**NET, "name": "s", "identity": identity})))

    parameter = "unknown_site_identity_userAssignedIdentities"
    assert resource(documents, "site")["identity"]["userAssignedIdentities"] == {
        "/id/1": {},
        f"[parameters('{parameter}')]": {},
    }
    assert entry(documents, "site")["unknown"] == [
        {
            "pointer": "/identity/userAssignedIdentities",
            "input": "/identity/userAssignedIdentities/1",
            "parameter": parameter,
        }
    ]


def test_a_site_shows_the_configuration_that_is_declared_apart() -> None:
    own = {"minTlsVersion": "1.0", "alwaysOn": True, "ftpsState": UNKNOWN}
    site = made("Site", "site", inputs={**NET, "name": "s", "siteConfig": own})
    config = made(
        "SiteConfig", "config", inputs={**NET, "name": "s", "minTlsVersion": UNKNOWN, "ftpsState": "Disabled"}
    )
    documents = arm_documents(graph(site, config))

    assert resource(documents, "site")["properties"]["siteConfig"] == {
        "alwaysOn": True,
        "ftpsState": "Disabled",
        "minTlsVersion": "[parameters('unknown_site_siteConfig_minTlsVersion')]",
    }
    assert entry(documents, "site")["siteConfigFrom"] == config.urn
    assert resource(documents, "config")["name"] == "s/web"
    assert resource(documents, "config")["properties"]["ftpsState"] == "Disabled"


def test_the_manifest_counts_what_it_holds() -> None:
    inputs = {**NET, "surprise": 1, "notify": True, "limit": UNKNOWN, "owner": Secret("s")}
    documents = arm_documents(
        graph(made("Net", "net", inputs=inputs), made("Service", "s", inputs=NET), made("Blob", "b"))
    )

    assert documents.manifest["counts"] == {
        "resources": 2,
        "templates": 1,
        "untranslated": 1,
        "sure": 1,
        "likely": 1,
        "unknown": 0,
        "lostKeys": 1,
        "outsideKeys": 1,
        "unknownValues": 1,
        "secretValues": 1,
    }


def test_the_bytes_are_those_of_json_and_always_the_same() -> None:
    given = graph(made("Net", "net", inputs={**NET, "owner": "grüße \ud800", "limit": 1e300}))
    files = arm_documents(given).files()

    assert files == arm_documents(given).files()
    assert list(files)[-1] == "manifest.json"
    assert json.loads(files[GROUP_FILE])["resources"][0]["properties"] == {"owner": "grüße \ud800", "limit": 1e300}
