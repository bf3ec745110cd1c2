"""Validates what `bedplate arm` wrote against the published ARM schemas: `python -m tools.arm_table.validate --help`.

Every resource is held against the schema of its own type and API version, or of the nearest version that is published.
The schemas let unknown keys pass, so every key is also looked for in them.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import referencing
from referencing.retrieval import to_cached_resource

from tools.arm_table.schemas import Node, ObjectDefinition, SchemaFolder

_ADDRESS = "https://schema.management.azure.com/schemas/"
_OF_THE_TEMPLATE = ("dependsOn", "metadata", "scope")
_COMBINING = ("oneOf", "anyOf", "allOf")
_TRIED = 4
"""How deep to follow the best alternative of a `oneOf` for words that say what is wrong."""
_OPEN_ENUMS: Mapping[tuple[str, str], Sequence[str]] = {
    # Azure takes more than the schema lists, as the samples of github.com/azure-ai-foundry/foundry-samples show
    # (infrastructure/infrastructure-setup-bicep, read 2026-11-21).
    ("microsoft.cognitiveservices/accounts/projects/connections", "/properties/category"): (
        "AppInsights",
        "AzureStorageAccount",
    ),
}


class Validator:
    """Validates resources against the schemas of one folder."""

    def __init__(self, schemas: Path) -> None:
        """Notes the folder; reads nothing yet."""
        self._root = schemas
        self._folder = SchemaFolder(schemas)
        self._registry: referencing.Registry[Any] = referencing.Registry(retrieve=to_cached_resource()(self._read))
        self._validators: dict[int, jsonschema.Draft4Validator] = {}

    def version(self, resource: Mapping[str, Any]) -> str | None:
        """The API version of the schema a resource is held against, None where its type has none."""
        found = self._folder.resource(resource["type"], resource["apiVersion"])
        return found.version if found else None

    def problems(self, resource: Mapping[str, Any]) -> list[str]:
        """What is wrong with a resource, as `pointer: words`."""
        version = self.version(resource)
        if version is None:
            return [f": no schema of {resource['type']}"]
        nodes = self._folder.nodes(resource["type"], version)
        body = {key: value for key, value in resource.items() if key not in _OF_THE_TEMPLATE}
        # Some schemas describe the full name of a child and some the last part of it.
        names = dict.fromkeys((resource["name"], resource["name"].rsplit("/", 1)[-1]))
        tries = [(node, {**body, "apiVersion": version, "name": name}) for node in nodes for name in names]
        found = min((self._invalid(node, each) for node, each in tries), key=len)
        found = [words for words in found if not _is_other_case(words, resource["type"])]
        return [*found, *unknown_keys(self._folder.at(resource["type"], version), body)]

    def _invalid(self, node: Node, body: Mapping[str, Any]) -> list[str]:
        if node.identity not in self._validators:
            schema = _relaxed({**node.raw, "definitions": node.document.raw.get("definitions", {})})
            schema["id"] = _ADDRESS + node.document.path
            self._validators[node.identity] = jsonschema.Draft4Validator(schema, registry=self._registry)
        errors = self._validators[node.identity].iter_errors(body)
        return sorted({_words(error) for error in errors if not _is_open(body, error)})

    def _read(self, address: str) -> str:
        file = self._root / address.removeprefix(_ADDRESS).removesuffix("#")
        return json.dumps(
            {"$schema": "http://json-schema.org/draft-04/schema#", **_relaxed(json.loads(file.read_text("utf-8")))}
        )


def _relaxed(raw: Any) -> Any:
    """Return a schema without limits on keys beside or in a combination of schemas, which no object could keep.

    The schemas are written for the keys of one part and hold for those of all; keys are looked for apart from this.
    """
    if isinstance(raw, list):
        return [_relaxed(item) for item in raw]
    if not isinstance(raw, dict):
        return raw
    # The words are names of properties too, which hold objects.
    combines = any(isinstance(raw.get(word), list) for word in _COMBINING)
    parts = {key: _relaxed(value) for key, value in raw.items() if not (combines and key == "additionalProperties")}
    for part in parts["allOf"] if isinstance(parts.get("allOf"), list) else ():
        part.pop("additionalProperties", None)
    return parts


def _is_other_case(words: str, arm_type: str) -> bool:
    """Return whether a schema only writes the type in another case than the rest of Azure does."""
    return words.startswith("/type: ") and words.lower().count(f"'{arm_type.lower()}'") > 1


def _is_open(body: Mapping[str, Any], error: jsonschema.ValidationError) -> bool:
    pointer = "".join(f"/{step}" for step in _deepest(error).absolute_path)
    value = _deepest(error).instance
    return isinstance(value, str) and value in _OPEN_ENUMS.get((body["type"].lower(), pointer), ())


def unknown_keys(definitions: Sequence[ObjectDefinition], value: Any, pointer: str = "") -> Iterator[str]:
    """Yield every key that none of the definitions has, as `pointer: words`."""
    if not isinstance(value, Mapping) or not definitions:
        return
    fitting = [each for each in definitions if _agrees(each, value)] or definitions
    for key, item in value.items():
        nodes = [node for each in fitting for node in ([each.keys[key]] if key in each.keys else each.values)]
        is_empty = key == "properties" and not item
        if not nodes and not is_empty and any(each.keys for each in fitting):
            yield f"{pointer}/{key}: no such key"
        inner = [variant for node in nodes for variant in node.objects()]
        yield from unknown_keys(inner, item, f"{pointer}/{key}")
        for index, element in enumerate(item if isinstance(item, list) else ()):
            elements = [variant for node in nodes for part in node.items() for variant in part.objects()]
            yield from unknown_keys(elements, element, f"{pointer}/{key}/{index}")


def _agrees(definition: ObjectDefinition, value: Mapping[str, Any]) -> bool:
    return all(value.get(key, constant) == constant for key, constant in definition.constants.items())


def _deepest(error: jsonschema.ValidationError) -> jsonschema.ValidationError:
    """Return the error in the alternative that came nearest, where the schema has alternatives."""
    for _ in range(_TRIED):
        inner = [each for each in error.context or () if each.validator != "pattern"]
        if not inner:
            break
        error = max(inner, key=lambda each: len(each.absolute_path))
    return error


def _words(error: jsonschema.ValidationError) -> str:
    deepest = _deepest(error)
    pointer = "".join(f"/{step}" for step in deepest.absolute_path)
    return f"{pointer}: {deepest.message[:300]}"


def main() -> int:
    """Validate, report on stdout; 0 when nothing is wrong and no key is lost, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.arm_table.validate", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--schemas", type=Path, required=True, help="folder with one folder of schemas per API version")
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR", help="folder that `bedplate arm` wrote")
    arguments = parser.parse_args()
    validator = Validator(arguments.schemas)
    resources, other_versions, wrong = 0, Counter[str](), 0
    for folder in arguments.folders:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        templates = {
            each["file"]: json.loads((folder / each["file"]).read_text("utf-8")) for each in manifest["templates"]
        }
        for entry in manifest["resources"]:
            resource = templates[entry["template"]]["resources"][int(entry["pointer"].rsplit("/", 1)[-1])]
            resources += 1
            if (version := validator.version(resource)) != resource["apiVersion"]:
                other_versions[f"{resource['type']} {resource['apiVersion']}: {version}"] += 1
            for problem in [*validator.problems(resource), *(f"{lost['input']}: lost" for lost in entry["lost"])]:
                wrong += 1
                print(f"{folder.name}: {resource['type']} {resource['name']}{problem}")
    for words, count in sorted(other_versions.items()):
        print(f"other version: {words} ({count})")
    print(f"{resources} resources, {wrong} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
