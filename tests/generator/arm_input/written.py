"""Templates for tests, and what is read from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bedplate.generator.arm.translation import ArmResource
from bedplate.generator.arm_input.templates import read_templates
from bedplate.generator.scan.scanned import Scanned

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
STORAGE = "Microsoft.Storage/storageAccounts"
ZEROS = "/subscriptions/00000000-0000-0000-0000-000000000000"


def template(resources: Any, **rest: Any) -> dict[str, Any]:
    """Return a template; resources as an object have symbolic names."""
    version = {"languageVersion": "2.0"} if isinstance(resources, dict) else {}
    return {"$schema": SCHEMA, **version, "contentVersion": "1.0.0.0", **rest, "resources": resources}


def account(name: str = "data", **rest: Any) -> dict[str, Any]:
    """Return a storage account."""
    return {"type": STORAGE, "apiVersion": "2023-05-01", "name": name, **rest}


def deployment(inner: dict[str, Any], name: str = "inner", **rest: Any) -> dict[str, Any]:
    """Return a nested deployment with parameters of its own."""
    parameters = rest.pop("parameters", {})
    scope = rest.pop("evaluated", "inner")
    properties = {
        "mode": "Incremental",
        "expressionEvaluationOptions": {"scope": scope},
        "parameters": {key: {"value": value} for key, value in parameters.items()},
        "template": inner,
    }
    kind = "Microsoft.Resources/deployments"
    return {"type": kind, "apiVersion": "2022-09-01", "name": name, "properties": properties, **rest}


def scanned(folder: Path, *documents: Any, parameters: Any = None) -> Scanned:
    """Return what templates declare that stand in one folder."""
    (folder / "templates").mkdir()
    for index, document in enumerate(documents):
        text = document if isinstance(document, str) else json.dumps(document, indent=2)
        (folder / "templates" / f"{index}.json").write_text(text, encoding="utf-8")
    if parameters is None:
        return read_templates(folder / "templates")
    file = folder / "parameters.json"
    file.write_text(json.dumps({"parameters": parameters}), encoding="utf-8")
    return read_templates(folder / "templates", file)


def only(found: Scanned) -> ArmResource:
    """Return the only resource."""
    (resource,) = found.resources
    return resource


def names(found: Scanned) -> list[tuple[str, str]]:
    """Return type and full name of every resource."""
    return [(each.identity.type, each.identity.name) for each in found.resources]


def pointer(each: ArmResource) -> str:
    """Return where a resource stands, in its file."""
    return each.resource.urn.partition("#")[2]


def by_name(found: Scanned, name: str) -> Any:
    """Return the resource with a full name."""
    return next(each for each in found.resources if each.identity.name == name)


def keys(found: Scanned, *named: str) -> tuple[str, ...]:
    """Return the keys of the resources with these names, sorted."""
    return tuple(sorted(by_name(found, name).resource.urn for name in named))
