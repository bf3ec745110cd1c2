"""A small table of made resource types, and graphs of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bedplate.generator.arm import resource_types
from bedplate.generator.graph import Graph, Mode, Resource, Unknown, frozen

SUBSCRIPTION = "11111111-2222-3333-4444-555555555555"
GROUP_PATH = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
RULES = {"direct": ["name"], "properties": ["port"]}
TABLE: Mapping[str, Any] = {
    "resources": {
        "Net": {
            "path": GROUP_PATH + "/providers/Made.Net/nets/{netName}",
            "apiVersion": "2025-01-01",
            "certainty": "sure",
            "evidence": ["url"],
            "shape": {
                "direct": ["location", "tags"],
                "properties": ["limit", "owner", "parts", "rules", "subnet"],
                "moved": {"kindName": "properties/type", "depth": "properties/inner/depth"},
                "outside": {"notify": "a query parameter"},
                "children": {
                    "rules": ["[AllowArgs]", "[DenyArgs]"],
                    "subnet": "SubnetArgs",
                    "parts": "{PartArgs}",
                },
            },
        },
        "NetRule": {
            "path": GROUP_PATH + "/providers/Made.Net/nets/{netName}/rules/{ruleName}",
            "apiVersion": "2025-01-01",
            "certainty": "sure",
            "shape": {"properties": ["port"]},
        },
        "Group": {
            "path": GROUP_PATH,
            "apiVersion": "2025-01-01",
            "certainty": "sure",
            "shape": {"direct": ["location"]},
        },
        "Service": {
            "path": GROUP_PATH + "/providers/Made.Net/nets/{netName}/services/default",
            "apiVersion": "2025-01-01",
            "certainty": "likely",
            "shape": {"properties": ["on"]},
        },
        "Grant": {
            "path": "/{scope}/providers/Made.Net/grants/{grantName}",
            "apiVersion": "2025-01-01",
            "certainty": "sure",
            "shape": {"properties": ["who"]},
        },
        "Tenantly": {
            "path": "/providers/Made.Net/worlds/{worldName}",
            "apiVersion": "2025-01-01",
            "certainty": "sure",
            "shape": {"properties": ["on"]},
        },
        "Plan": {
            "path": "/subscriptions/{subscriptionId}/providers/Made.Net/plans/{planName}",
            "apiVersion": "2025-01-01",
            "certainty": "sure",
            "shape": {"direct": ["metadata"], "properties": ["on"]},
        },
        "Site": {
            "path": GROUP_PATH + "/providers/Microsoft.Web/sites/{name}",
            "apiVersion": "2025-01-01",
            "certainty": "sure",
            "shape": {"direct": ["identity"], "properties": ["siteConfig"]},
        },
        "SiteConfig": {
            "path": GROUP_PATH + "/providers/Microsoft.Web/sites/{name}/config/web",
            "apiVersion": "2025-01-01",
            "certainty": "sure",
            "shape": {"properties": ["ftpsState", "minTlsVersion"]},
        },
        "Anything": {
            "path": GROUP_PATH + "/providers/{space}/{parentPath}/{kind}/{name}",
            "apiVersion": "2025-01-01",
            "certainty": "likely",
            "shape": {"properties": ["on"]},
        },
        "Blob": {"certainty": "sure", "notArm": "it is data"},
    },
    "shapes": {
        "AllowArgs": {**RULES, "constants": {"effect": "Allow"}, "direct": ["effect", "name"]},
        "DenyArgs": {"direct": ["effect", "name"], "constants": {"effect": "Deny"}, "moved": {"port": "closed"}},
        "SubnetArgs": {
            "direct": ["id", "name"],
            "properties": ["addressPrefix", "privateEndpointNetworkPolicies", "privateLinkServiceNetworkPolicies"],
        },
        "PartArgs": {"properties": ["size", "part"], "children": {"part": "PartArgs"}},
    },
}
FORMER = {"azure-native:oldmade:Net": "azure-native:made:Net"}


def table(folder: Path) -> resource_types._Table:
    """Write the table into a folder and return its reader."""
    (folder / "made.json").write_text(json.dumps(TABLE), encoding="utf-8")
    (folder / "former_modules.json").write_text(json.dumps(FORMER), encoding="utf-8")
    return resource_types._Table(folder)


def made(kind: str, name: str, id_: str | Unknown | None = None, **rest: Any) -> Resource:
    """Return a resource of a made type; `inputs`, `dependencies` and the like are those of a resource."""
    token = kind if ":" in kind else f"azure-native:made:{kind}"
    inputs = frozen(rest.pop("inputs", {}))
    return Resource(
        urn=f"urn:pulumi:dev::demo::{token}::{name}",
        type=token,
        name=name,
        custom=rest.pop("custom", True),
        id=id_,
        inputs=inputs,
        outputs={},
        provider=rest.pop("provider", f"{PROVIDER.urn}::some-id"),
        **rest,
    )


def graph(*resources: Resource) -> Graph:
    """Return a graph of these resources and the provider that they use."""
    return Graph(project="demo", stack="dev", mode=Mode.UNKNOWN, resources=(PROVIDER, *resources), outputs={})


PROVIDER = Resource(
    urn="urn:pulumi:dev::demo::pulumi:providers:azure-native::main",
    type="pulumi:providers:azure-native",
    name="main",
    custom=True,
    inputs={"subscriptionId": SUBSCRIPTION},
    outputs={},
)
