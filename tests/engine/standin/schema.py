"""The package schema that a YAML program needs: only the types and functions that the tests name.

Programs in Python bring their own SDK and never ask for it.
"""

from __future__ import annotations

import json
from typing import Any

_STRING = {"type": "string"}
_TAGS = {"type": "object", "additionalProperties": _STRING}


def package_schema(package: str, version: str) -> str:
    """Return the schema as JSON text."""
    schema: dict[str, Any] = {"name": package, "version": version, "resources": {}, "types": {}}
    if package == "azure-native":
        schema["resources"] = {
            "azure-native:resources:ResourceGroup": _resource("resourceGroupName", "location", tags=True),
            "azure-native:managedidentity:UserAssignedIdentity": _resource(
                "resourceGroupName",
                "resourceName",
                "location",
                tags=True,
                computed=("clientId", "principalId", "tenantId"),
            ),
        }
    return json.dumps(schema)


def _resource(*inputs: str, tags: bool, computed: tuple[str, ...] = ()) -> dict[str, Any]:
    given: dict[str, Any] = dict.fromkeys(inputs, _STRING)
    if tags:
        given["tags"] = _TAGS
    outputs = dict.fromkeys(("name", "type", *computed), _STRING)
    return {
        "inputProperties": given,
        "requiredInputs": [],
        "properties": {**given, **outputs},
        "required": list(outputs),
    }
