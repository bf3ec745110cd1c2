"""JSON Schema of stack files, for editors."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from bedplate.blueprints.settings.checks.tags import REQUIRED_TAGS
from bedplate.blueprints.settings.landing_zone import SETTINGS_MODELS
from bedplate.blueprints.settings.stack_file import KEY, POLICY_PACK_KEY, WAIVERS_KEY
from bedplate.blueprints.settings.waivers import WaiverSettings
from bedplate.components.facts.regions import region_names

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
    for model in SETTINGS_MODELS.values():
        schema = model.model_json_schema(ref_template="#/$defs/{model}", schema_generator=_Plain)
        definitions.update(schema.pop("$defs", {}))
        schema["properties"]["location"]["enum"] = list(region_names())
        schema["properties"]["tags"]["required"] = list(REQUIRED_TAGS)
        definitions[model.__name__] = schema
        variants.append({"$ref": f"#/$defs/{model.__name__}"})
    waiver = WaiverSettings.model_json_schema(schema_generator=_Plain)
    definitions[WaiverSettings.__name__] = waiver
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Stack file of a bedplate project",
        "type": "object",
        "properties": {
            "config": {
                "type": "object",
                "description": "Configuration of the stack, by namespace:name.",
                "properties": {
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
                },
                "required": [KEY],
                "propertyNames": {"pattern": ":"},
            },
            **_PULUMI_KEYS,
        },
        "required": ["config"],
        "$defs": dict(sorted(definitions.items())),
    }


class _Plain(GenerateJsonSchema):
    """Leaves out titles, which only repeat the names of keys."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Return that no field gets a title."""
        del schema
        return False
