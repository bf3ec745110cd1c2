"""All that `bedplate arm` writes for one graph, as the bytes of its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from bedplate.generator.arm.manifest import manifest
from bedplate.generator.arm.templates import build_templates
from bedplate.generator.arm.translation import translate
from bedplate.generator.arm.web_config import fold_web_configs
from bedplate.generator.graph import Graph

MANIFEST = "manifest.json"
"""Name of the manifest's file."""


@dataclass(frozen=True, slots=True)
class ArmDocuments:
    """Templates by the names of their files, and their manifest."""

    templates: Mapping[str, Any]
    manifest: Mapping[str, Any]

    def files(self) -> dict[str, bytes]:
        """Return the text of every file by its name, the manifest last; always the same bytes for the same graph."""
        return {name: _json(document) for name, document in {**self.templates, MANIFEST: self.manifest}.items()}


def arm_documents(graph: Graph) -> ArmDocuments:
    """Return the templates of all resources of azure-native in a graph, and what is to be known of them."""
    resources, untranslated = translate(graph)
    folded = fold_web_configs(resources)
    templates = build_templates(resources)
    return ArmDocuments(
        {template.file: template.document for template in templates}, manifest(graph, templates, untranslated, folded)
    )


def _json(document: Any) -> bytes:
    try:
        return to_json(document, indent=2) + b"\n"
    except PydanticSerializationError:
        # Half a surrogate pair, which JSON can say and UTF-8 cannot.
        return json.dumps(document, indent=2).encode("ascii") + b"\n"
