"""Templates: the resources of a graph as ARM JSON, one template for each scope that Azure deploys to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bedplate.generator.arm.dependencies import dependency
from bedplate.generator.arm.parameters import Parameters, Uses
from bedplate.generator.arm.scopes import ScopeKind, TemplateScope
from bedplate.generator.arm.translation import ArmResource
from bedplate.generator.graph import Resource
from bedplate.generator.render.json import portable

_SCHEMAS: Mapping[ScopeKind, str] = {
    # https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax, read 2026-11-21
    ScopeKind.RESOURCE_GROUP: "2019-04-01/deploymentTemplate.json#",
    ScopeKind.SUBSCRIPTION: "2018-05-01/subscriptionDeploymentTemplate.json#",
    ScopeKind.MANAGEMENT_GROUP: "2019-08-01/managementGroupDeploymentTemplate.json#",
    ScopeKind.TENANT: "2019-08-01/tenantDeploymentTemplate.json#",
    ScopeKind.UNKNOWN: "2019-04-01/deploymentTemplate.json#",
}
GENERATOR: Mapping[str, str] = {"name": "bedplate"}
"""By what templates are known as ours; the key under `metadata` is the one that Bicep uses."""


@dataclass(slots=True)
class Template:
    """One template and what stands where in it."""

    file: str
    """Name of its file, which differs from those of all other templates also where case does not count."""
    scope: TemplateScope
    document: dict[str, Any]
    """The template as JSON holds it."""
    resources: list[ArmResource] = field(default_factory=list[ArmResource])
    """What its resources were made of, in the same order."""
    uses: list[Uses] = field(default_factory=list[Uses])
    """Where parameters stand in its resources, in the same order."""


def build_templates(resources: Sequence[ArmResource]) -> list[Template]:
    """Return the templates that hold these resources, by the names of their files; resources keep their order."""
    templates: dict[str, Template] = {}
    for each in resources:
        key = f"{each.identity.scope.kind} {each.identity.scope.id}".casefold()
        if key not in templates:
            templates[key] = _empty(each.identity.scope, {template.file.casefold() for template in templates.values()})
        templates[key].resources.append(each)
    for template in templates.values():
        _fill(template)
    return sorted(templates.values(), key=lambda template: template.file)


def source_of(resource: Resource) -> str | None:
    """Return where a resource is declared, as `file:line` without folders of this machine."""
    return f"{portable(resource.source.file)}:{resource.source.line}" if resource.source else None


def _empty(scope: TemplateScope, taken: set[str]) -> Template:
    document = {
        "$schema": f"https://schema.management.azure.com/schemas/{_SCHEMAS[scope.kind]}",
        "contentVersion": "1.0.0.0",
        "metadata": {"_generator": GENERATOR, "scope": scope.id or "unknown"},
    }
    return Template(_file(scope, taken), scope, document)


def _fill(template: Template) -> None:
    parameters = Parameters()
    here = {each.resource.urn: each for each in template.resources}
    written: list[dict[str, Any]] = []
    for each in template.resources:
        uses = Uses()
        written.append(_resource(each, parameters, uses, here))
        template.uses.append(uses)
    if parameters.declared:
        template.document["parameters"] = parameters.declared
    template.document["resources"] = written


def _resource(each: ArmResource, parameters: Parameters, uses: Uses, here: Mapping[str, ArmResource]) -> dict[str, Any]:
    identity, placed = each.identity, each.placed
    written = parameters.written(each.resource.name, placed.body, placed.markers, uses)
    properties = written.pop("properties", {})
    depends_on = [dependency(here[urn].identity) for urn in each.resource.dependencies if urn in here]
    source = source_of(each.resource)
    return {
        "type": identity.type,
        "apiVersion": each.kind.api_version,
        "name": identity.name,
        **({"scope": identity.extends} if identity.extends else {}),
        **written,
        # Also where nothing is set: schemas and scanners ask for it.
        "properties": properties,
        **({"dependsOn": depends_on} if depends_on else {}),
        "metadata": {"urn": each.resource.urn, **({"source": source} if source else {})},
    }


def _file(scope: TemplateScope, taken: set[str]) -> str:
    words = {
        ScopeKind.RESOURCE_GROUP: f"resource-group.{scope.subscription}.{scope.name}",
        ScopeKind.SUBSCRIPTION: f"subscription.{scope.subscription}",
        ScopeKind.MANAGEMENT_GROUP: f"management-group.{scope.name}",
        ScopeKind.TENANT: "tenant",
    }.get(scope.kind, "unknown-scope")
    stem = re.sub(r"[^\w.()-]", "_", words, flags=re.ASCII)
    if stem != words or f"{stem}.json".casefold() in taken:
        stem += "." + hashlib.sha256(scope.id.casefold().encode()).hexdigest()[:8]
    return f"{stem}.json"
