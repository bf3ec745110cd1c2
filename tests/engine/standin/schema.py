"""The package schema that a YAML program needs: what it names itself, with properties of any type.

Programs in other languages bring their own SDK and never ask for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_ANY = {"$ref": "pulumi.json#/Any"}
_INTERPOLATION = re.compile(r"\$\{([^}]*)\}")
_ACCESS = re.compile(r"\.([A-Za-z]\w*)")
_MODULES = {"azure-native": "(.*)"}
"""How a package writes the module into its tokens, where it is not as bridged Terraform providers do."""


def package_schema(package: str, version: str, program: Path) -> str:
    """Return the schema as JSON text.

    Args:
        package: the package.
        version: its version.
        program: folder of the program that asks.
    """
    file = program / "Pulumi.yaml"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    content = YAML(typ="safe").load(text) or {}
    read = {name for inner in _INTERPOLATION.findall(text) for name in _ACCESS.findall(inner)}
    configured = {"subscriptionId", "tenantId", "clientId", "environment", "location"}
    resources: dict[str, Any] = {}
    functions: dict[str, Any] = {}
    for node in _objects(content):
        if node.get("type") == f"pulumi:providers:{package}":
            configured |= _keys(node, "properties")
        token = _full_token(node.get("type"), package)
        if token:
            before = resources.get(token, {}).get("inputProperties", {})
            resources[token] = _resource(_keys(node, "properties") | set(before), read)
        for called, arguments, returned in _calls(node):
            token = _full_token(called, package)
            if token:
                read.add(returned)  # the same function may be called for another part of its result too
                functions[token] = _function(arguments, read)
    return json.dumps(
        {
            "name": package,
            "version": version,
            "meta": {"moduleFormat": _MODULES.get(package, "(.*)(?:/[^/]*)")},
            "provider": _resource(configured, set()),
            "resources": resources,
            "functions": functions,
        }
    )


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every mapping in a YAML document."""
    if isinstance(value, Mapping):
        yield value
    for item in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _objects(item)


def _calls(node: Mapping[str, Any]) -> Iterator[tuple[object, set[str], str]]:
    """Yield the functions that a mapping calls, in the long form or the short: token, arguments, what is returned."""
    for key, value in node.items():
        form, _, called = str(key).partition("::")
        if form.lower() != "fn" or not isinstance(value, Mapping):
            continue
        if called.lower() != "invoke":
            yield called, {str(name) for name in value}, "id"
            continue
        # Older programs spell these keys with capitals.
        call = {str(name).lower(): item for name, item in value.items()}
        yield call.get("function"), _keys(call, "arguments"), str(call.get("return", "id"))


def _full_token(token: object, package: str) -> str | None:
    """Return a token with its module, as its package writes it; `None` for other packages' tokens."""
    head, *rest = str(token).split(":")
    if head != package or not rest or rest[0] == "providers":
        return None
    if len(rest) > 1:
        return f"{head}:{rest[0]}:{rest[1]}"
    return f"{head}:index/{rest[0][:1].lower()}{rest[0][1:]}:{rest[0]}"


def _keys(node: Mapping[str, Any], field: str) -> set[str]:
    return set(node.get(field) or ())


def _resource(given: set[str], read: set[str]) -> dict[str, Any]:
    return {
        "inputProperties": _properties(given),
        "properties": _properties(given | read),
        # Otherwise the program would have to say what to do where one is missing.
        "required": sorted((given | read) - {"id", "urn"}),
    }


def _function(given: set[str], read: set[str]) -> dict[str, Any]:
    return {"inputs": {"properties": _properties(given)}, "outputs": {"properties": _properties(given | read)}}


def _properties(names: set[str]) -> dict[str, Any]:
    return dict.fromkeys(sorted(names - {"id", "urn"}), _ANY)
