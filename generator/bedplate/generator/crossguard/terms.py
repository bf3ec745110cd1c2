"""What a program is held to: the pack of rules and the waivers, as the pack's configuration and the stack's say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pulumi_policy import PolicyConfigSchema
from pydantic import ValidationError

from bedplate.blueprints.settings.stack_file import POLICY_PACK_KEY, WAIVERS_KEY
from bedplate.blueprints.settings.waivers import WaiverList
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.foreign.values import value_of
from bedplate.generator.rulebook import NoSuchPack, rulebook
from bedplate.generator.scan.waivers import waivers_from_settings
from bedplate.policies.pack import Pack
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.waiver import Waiver

_PACK, _WAIVERS = "pack", "waivers"


class TermsError(Exception):
    """The waivers cannot be read, or there is no such pack; the text says why."""


def terms_schema() -> PolicyConfigSchema:
    """Return the form of the configuration that chooses pack and waivers."""
    return PolicyConfigSchema(
        {
            _PACK: {
                "type": "string",
                "enum": list(rulebook().packs),
                "description": "The rules that programs are held to; by default what the stack file says.",
            },
            _WAIVERS: {
                "type": "array",
                "items": {"type": "object"},
                "description": "Failures that somebody answers for, as under bedplate:waivers in a stack file.",
            },
        }
    )


def chosen_pack(configuration: Mapping[str, Any]) -> Pack | None:
    """Return the pack that a configuration names, if it names one; the schema admits only those that there are."""
    name = configuration.get(_PACK)
    return rulebook().pack(name) if isinstance(name, str) else None


def pack_of_stack(name: str | None) -> Pack | None:
    """Return the pack that a stack's configuration value names, if there is one.

    Raises:
        TermsError: there is no pack of this name, or a package that it needs is broken.
    """
    try:
        return rulebook().pack(name) if name is not None else None
    except NoSuchPack as error:
        raise TermsError(f"{POLICY_PACK_KEY}: {error}") from error


def chosen_waivers(configuration: Mapping[str, Any]) -> tuple[Waiver, ...]:
    """Return the waivers in a configuration.

    Raises:
        TermsError: they are wrong.
    """
    return waivers_of(configuration.get(_WAIVERS) or [])


def waivers_in_stack(text: str | None) -> tuple[Waiver, ...]:
    """Return the waivers in the JSON text of a stack's configuration value.

    Raises:
        TermsError: they are wrong.
    """
    try:
        return waivers_of(json.loads(text)) if text else ()
    except json.JSONDecodeError as error:
        raise TermsError(f"{WAIVERS_KEY}: is no JSON: {error}") from error


def waivers_of(rows: Any) -> tuple[Waiver, ...]:
    """Return waivers written as plain objects.

    Raises:
        TermsError: they are wrong.
    """
    try:
        settings = WaiverList.model_validate({"waivers": _plain(rows)}).waivers
    except ValidationError as error:
        said = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors(include_url=False))
        raise TermsError("; ".join(said)) from error
    return waivers_from_settings(settings)


def given_parameters(rule: Rule, configuration: Mapping[str, Any]) -> Parameters:
    """Return the values of a rule's parameters in its policy's configuration; whole numbers arrive as floats."""
    return {name: value_of(_plain(configuration[name])) for name in rule.parameters if name in configuration}


def _plain(value: Any) -> Any:
    if is_object(value):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if is_array(value) else value
