"""JSON Schema of stack files, for editors."""

from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from bedplate.blueprints.settings.checks.tags import REQUIRED_TAGS
from bedplate.blueprints.settings.joined_blueprints import joined_blueprints
from bedplate.blueprints.settings.landing_zone import SETTINGS_MODELS
from bedplate.blueprints.settings.stack_file import KEY, POLICY_PACK_KEY, WAIVERS_KEY
from bedplate.blueprints.settings.waivers import WaiverSettings
from bedplate.blueprints.settings.zone import ZoneSettings
from bedplate.components.facts.regions import region_names
from bedplate.components.joining import Fault, note
from bedplate.components.shared.error_words import error_words

_PULUMI_KEYS: dict[str, Any] = {
    "secretsprovider": {"type": "string", "description": "Where Pulumi's encryption key is kept."},
    "encryptedkey": {"type": "string", "description": "Pulumi's data key, encrypted by the secrets provider."},
    "encryptionsalt": {"type": "string", "description": "Salt of the passphrase that Pulumi encrypts with."},
    "environment": {"description": "Pulumi ESC environments that the stack imports."},
}


def settings_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a whole stack file, Pulumi's own keys included."""
    definitions: dict[str, Any] = {}
    variants: list[dict[str, str]] = []
    for prefix, model in _models():
        found = _definitions(model, prefix)
        if found is not None:
            definitions |= found
            variants.append({"$ref": f"#/$defs/{prefix}{model.__name__}"})
    definitions[WaiverSettings.__name__] = WaiverSettings.model_json_schema(schema_generator=_Plain)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Stack file of a bedplate project",
        "type": "object",
        "properties": {
            "config": {
                "type": "object",
                "description": "Configuration of the stack, by namespace:name.",
                "properties": _configuration(variants),
                "required": [KEY],
                "propertyNames": {"pattern": ":"},
            },
            **_PULUMI_KEYS,
        },
        "required": ["config"],
        "$defs": dict(sorted(definitions.items())),
    }


def _configuration(variants: list[dict[str, str]]) -> dict[str, Any]:
    """Return the keys under `config` that are ours, in the order in which editors offer them."""
    return {
        KEY: {"description": "The landing zone.", "oneOf": variants},
        POLICY_PACK_KEY: {
            "description": "Pack of policy rules that the stack is held to; baseline by default.",
            "type": "string",
        },
        WAIVERS_KEY: {
            "description": "Failures of policy rules that somebody answers for, until a day.",
            "type": "array",
            "items": {"$ref": f"#/$defs/{WaiverSettings.__name__}"},
        },
    }


def _models() -> Iterator[tuple[str, type[ZoneSettings]]]:
    """Yield the model of each blueprint, and what goes before its definitions' names, as others may have the same."""
    yield from (("", model) for model in SETTINGS_MODELS.values())
    yield from ((f"{name}.", part.value.settings) for name, part in joined_blueprints().items())


def _definitions(model: type[ZoneSettings], prefix: str) -> dict[str, Any] | None:
    try:
        schema = model.model_json_schema(ref_template=f"#/$defs/{prefix}{{model}}", schema_generator=_Plain)
    except Exception as error:
        part = joined_blueprints().get(prefix.removesuffix("."))
        if part is None:
            raise
        problem = f"its settings have no JSON Schema: {error_words(error)}"
        note(Fault(part.origin, problem, "write types that pydantic knows a schema for"))
        return None
    definitions = {f"{prefix}{name}": each for name, each in schema.pop("$defs", {}).items()}
    schema["properties"]["location"]["enum"] = list(region_names())
    schema["properties"]["tags"]["required"] = list(REQUIRED_TAGS)
    return {**definitions, f"{prefix}{model.__name__}": schema}


class _Plain(GenerateJsonSchema):
    """Leaves out titles, which only repeat the names of keys."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Return that no field gets a title."""
        del schema
        return False
