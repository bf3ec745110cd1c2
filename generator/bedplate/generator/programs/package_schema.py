"""The package schema that a YAML program's host asks for: the tokens that the program uses, every property of any type.

Inputs of azure-native's types come from the table of ARM types, outputs from the SDK's response types.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bedplate.generator.arm.resource_types import resource_type
from bedplate.generator.engine import azure
from bedplate.generator.engine.azure_shapes import response_types
from bedplate.generator.programs.invokes import result_types
from bedplate.generator.programs.packages import package_of
from bedplate.generator.programs.yaml_usage import read_usage

_ANY = {"$ref": "pulumi.json#/Any"}
_PROVIDERS = "pulumi:providers:"
_WITHOUT_TYPE_MODULES = frozenset({"azure-native", "aws-native", "kubernetes", "command", "docker-build", "eks"})
"""Packages not made from Terraform providers: their tokens name the module alone."""
_PARTS = 3


def package_schema(package: str, version: str, usage_file: Path) -> str:
    """Return the schema as JSON text."""
    usage = read_usage(usage_file)
    resources = {
        full_token(token): _resource(token, given, usage.properties)
        for token, given in sorted(usage.resources.items())
        if package_of(token) == package
    }
    functions = {
        full_token(token): _function(token, given, usage.properties)
        for token, given in sorted(usage.functions.items())
        if package_of(token) == package
    }
    configuration = usage.resources.get(f"{_PROVIDERS}{package}", set())
    schema: dict[str, Any] = {
        "name": package,
        "version": version,
        "provider": {"inputProperties": _any(configuration)},
        "resources": resources,
        "functions": functions,
    }
    return json.dumps(schema)


def full_token(token: str) -> str:
    """Return a token as its package spells it: `random:index/randomString:RandomString` for `random:RandomString`."""
    parts = token.split(":")
    if len(parts) == _PARTS:
        return token
    package, name = parts[0], parts[-1]
    if package in _WITHOUT_TYPE_MODULES:
        return f"{package}:index:{name}"
    return f"{package}:index/{name[:1].lower()}{name[1:]}:{name}"


def _resource(token: str, given: Iterable[str], reached: Iterable[str]) -> dict[str, Any]:
    inputs = {*given, *_azure_inputs(token)}
    outputs = {*inputs, *(response_types(azure.todays_token(token)) or reached)} - {"id", "urn"}
    return {"inputProperties": _any(inputs), "requiredInputs": [], "properties": _any(outputs), "required": []}


def _azure_inputs(token: str) -> set[str]:
    row = resource_type(token) if azure.is_azure(token) else None
    if row is None:
        return set()
    return {*row.shape.places, *row.shape.outside, *row.path_parameters} - {"subscriptionId"}


def _function(token: str, given: Iterable[str], reached: Iterable[str]) -> dict[str, Any]:
    return {
        "inputs": {"properties": _any(given)},
        "outputs": {"properties": _any(result_types(token) or reached)},
    }


def _any(names: Iterable[str]) -> dict[str, Any]:
    return dict.fromkeys(sorted(names), _ANY)
