"""The manifest: what stands where in the templates, how sure it is, and what stands nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bedplate.generator.arm.parameters import Use, Uses
from bedplate.generator.arm.placing import Reported
from bedplate.generator.arm.templates import Template
from bedplate.generator.arm.translation import ArmResource, Untranslated
from bedplate.generator.graph import Graph, Resource
from bedplate.generator.render.json import portable
from bedplate.generator.render.properties import pointer

FORMAT_VERSION = "1.0"
"""The first number rises when a reader of the old format could misread the new one, the second with new fields."""
KIND = "bedplate arm"
"""What a manifest of ours says it is."""


def manifest(
    graph: Graph, templates: Sequence[Template], untranslated: Sequence[Untranslated], folded: Mapping[str, str]
) -> dict[str, Any]:
    """Return the manifest as JSON holds it.

    Args:
        graph: what was translated.
        templates: the templates that hold it.
        untranslated: what no template holds.
        folded: URN of a configuration that was laid over a site, by the site's URN.
    """
    resources = [
        _resource(template, index, each, uses, folded.get(each.resource.urn))
        for template in templates
        for index, (each, uses) in enumerate(zip(template.resources, template.uses, strict=True))
    ]
    return {
        "kind": KIND,
        "formatVersion": FORMAT_VERSION,
        "project": graph.project,
        "stack": graph.stack,
        "mode": graph.mode.value,
        "origin": graph.origin.value,
        "notes": list(graph.notes),
        "counts": _counts(resources, templates, untranslated),
        "templates": [_template(each) for each in templates],
        "resources": resources,
        "untranslated": [_untranslated(each) for each in untranslated],
    }


def _counts(
    resources: Sequence[Mapping[str, Any]], templates: Sequence[Template], untranslated: Sequence[Untranslated]
) -> dict[str, int]:
    return {
        "resources": len(resources),
        "templates": len(templates),
        "untranslated": len(untranslated),
        **{
            certainty: sum(each["certainty"] == certainty for each in resources)
            for certainty in ("sure", "likely", "unknown")
        },
        "lostKeys": sum(len(each["lost"]) for each in resources),
        "outsideKeys": sum(len(each["outside"]) for each in resources),
        "unknownValues": sum(len(each["unknown"]) for each in resources),
        "secretValues": sum(len(each["secret"]) for each in resources),
    }


def _template(template: Template) -> dict[str, Any]:
    return {
        "file": template.file,
        "scopeKind": template.scope.kind.value,
        "scope": template.scope.id or None,
        "resources": len(template.resources),
    }


def _resource(template: Template, index: int, each: ArmResource, uses: Uses, folded: str | None) -> dict[str, Any]:
    return {
        "urn": each.resource.urn,
        "pulumiType": each.resource.type,
        **_source(each.resource),
        "template": template.file,
        "pointer": f"/resources/{index}",
        "armId": each.identity.id,
        "certainty": each.kind.certainty,
        "evidence": list(each.kind.evidence),
        "inferredNames": list(each.identity.inferred),
        "unknownNames": list(each.identity.unknown),
        "unknown": [_use(use) for use in uses.unknown],
        "secret": [_use(use) for use in uses.secret],
        "lost": [_reported(item) for item in each.placed.lost],
        "outside": [_reported(item) for item in each.placed.outside],
        **({"siteConfigFrom": folded} if folded else {}),
    }


def _untranslated(each: Untranslated) -> dict[str, Any]:
    head = {"urn": each.resource.urn, "pulumiType": each.resource.type, **_source(each.resource)}
    return {**head, "reason": each.reason}


def _use(use: Use) -> dict[str, str]:
    return {"pointer": use.pointer, "input": use.input, "parameter": use.parameter}


def _reported(reported: Reported) -> dict[str, str]:
    return {"input": pointer(*reported.path), "reason": reported.reason}


def _source(resource: Resource) -> dict[str, Any]:
    if resource.source is None:
        return {}
    return {"source": {"file": portable(resource.source.file), "line": resource.source.line}}
