"""The package schema: the public interface of the components for every language."""

from collections.abc import Mapping
from typing import Any, TypeGuard

from pulumi.provider.experimental.schema import generate_schema
from pulumi.provider.experimental.util import camel_case

from bedplate.components.package.analysis import analysis
from bedplate.components.package.packages import OWN, Package
from bedplate.components.package.wording import for_every_language

_OPTIONS = ("depends_on",)
"""Resource options that descriptions speak of."""


def package_schema(package: Package = OWN) -> dict[str, Any]:
    """Return the schema of a package, as plain JSON values in a fixed order."""
    found = analysis(package)
    inferred = generate_schema(
        package.name, package.version, None, found["component_definitions"], found["type_definitions"], []
    ).to_json()
    described: dict[str, Any] = _described({**inferred, "description": package.description}, _names(package))
    described = _renamed(described, f"{package.name}:index:")
    head = ("name", "displayName", "version", "description")
    parts = {key: dict(sorted(described[key].items())) for key in ("resources", "types")}
    # Without them Go's SDK names types that it does not define, those of the items of plain lists.
    described["language"]["go"]["generateExtraInputTypes"] = True
    return {key: described[key] for key in head} | {**described, **parts}


def _names(package: Package) -> Mapping[str, str]:
    """Return what every property is called in the package, by its name in Python."""
    found = analysis(package)
    mappings = [
        mapping
        for component in found["component_definitions"].values()
        for mapping in (component.inputs_mapping, component.outputs_mapping)
    ]
    mappings += [definition.properties_mapping for definition in found["type_definitions"].values()]
    of_properties = {python: name for mapping in mappings for name, python in mapping.items()}
    return of_properties | {option: camel_case(option) for option in _OPTIONS}


def _described(value: Any, names: Mapping[str, str]) -> Any:
    """Return part of a schema with its descriptions worded for everybody, and without what is empty."""
    if _is_array(value):
        return [_described(item, names) for item in value]
    if not _is_object(value):
        return value
    kept = {key: _described(item, names) for key, item in value.items() if item is not None}
    text = kept.get("description")
    # A property may be called `description` too; its value is then a mapping.
    return {**kept, "description": for_every_language(text, names)} if isinstance(text, str) else kept


def _renamed(value: Any, types: str) -> Any:
    """Return part of a schema whose types bear no `Args` at their end, since SDKs put it there themselves."""
    if _is_array(value):
        return [_renamed(item, types) for item in value]
    if not _is_object(value):
        is_type = isinstance(value, str) and value.startswith(f"#/types/{types}")
        return value.removesuffix("Args") if is_type else value
    return {
        key.removesuffix("Args") if key.startswith(types) else key: _renamed(item, types) for key, item in value.items()
    }


def _is_array(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)
