"""Templates in files, as what a scan judges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bedplate.generator.arm.templates import GENERATOR
from bedplate.generator.arm.translation import ArmResource, Untranslated
from bedplate.generator.arm_input.deployment import Deployment
from bedplate.generator.arm_input.evaluation import evaluate
from bedplate.generator.arm_input.located_json import LocatedJson
from bedplate.generator.arm_input.placement import placement_of
from bedplate.generator.arm_input.resources import Declarations
from bedplate.generator.arm_input.untold import Untold, Value, short_digest
from bedplate.generator.arm_input.walk import Walk
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.foreign.errors import ForeignFileError
from bedplate.generator.graph import Mode, Resource, SourcePosition
from bedplate.generator.scan.scanned import Scanned

_SCHEMA = "deploymenttemplate.json"
_PARAMETERS = "deploymentparameters.json"


def read_templates(path: Path, parameters: Path | None = None) -> Scanned:
    """Return what a template declares, or all templates of a folder together.

    Args:
        path: a template, or a folder whose files `*.json` are looked at; those in it that are no templates are not.
        parameters: a file with values for parameters.

    Raises:
        ForeignFileError: a file cannot be read, or there is no template.
    """
    if path.suffix == ".bicep":
        raise ForeignFileError(f"{path}: is Bicep (compile it with `az bicep build`, and name what that writes)")
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    read = [(file, LocatedJson(file)) for file in files]
    templates = [(file, located) for file, located in read if not path.is_dir() or _is_template(located.value)]
    if not templates:
        raise ForeignFileError(f"{path}: no ARM template in it (name a template, or a folder with *.json templates)")
    given = _given(parameters)
    walk, files_read = Walk(), dict[str, LocatedJson]()
    for file, located in templates:
        _refuse_what_is_none(file, located.value)
        name = _shown(file)
        files_read[name] = located
        walk.into(_deployment(name, located.value, given, walk))
    return _scanned(path, walk, files_read)


def _deployment(
    name: str, template: Mapping[str, Any], given: Mapping[str, Callable[[], Value]], walk: Walk
) -> Deployment:
    metadata: Any = template.get("metadata", {})
    ours = is_object(metadata) and metadata.get("_generator") == GENERATOR
    return Deployment(
        template=template,
        key=f"{name}#",
        placement=placement_of(template.get("$schema"), metadata.get("scope") if ours else None, short_digest(name)),
        given=given,
        evaluate=evaluate,
        nested=walk.deployments,
    )


def _scanned(path: Path, walk: Walk, files: Mapping[str, LocatedJson]) -> Scanned:
    every = Declarations(walk)
    return Scanned(
        project=(path if path.is_dir() else path.parent).resolve().name,
        stack=_shown(path),
        mode=Mode.UNKNOWN,
        resources=tuple(_resources(every, walk, files)),
        untranslated=tuple(
            Untranslated(_left_out(key, raw, _source(key, raw, files)), reason) for key, raw, reason in walk.left_out
        ),
        notes=tuple(walk.notes),
    )


def _resources(every: Declarations, walk: Walk, files: Mapping[str, LocatedJson]) -> Iterator[ArmResource]:
    for each in walk.declared:
        yield every.resource(each, _source(each.key, each.raw, files))


def _source(key: str, raw: Mapping[str, Any], files: Mapping[str, LocatedJson]) -> SourcePosition:
    # The name of a file may hold the sign that stands before pointers.
    file = max((name for name in files if key.startswith(f"{name}#")), key=len)
    return SourcePosition(file=file, line=files[file].line(raw))


def _left_out(key: str, raw: Mapping[str, Any], source: SourcePosition) -> Resource:
    name = key.rsplit("/", 1)[-1]
    return Resource(
        urn=key, type=str(raw.get("type", "")), name=name, custom=True, inputs={}, outputs={}, source=source
    )


def _given(file: Path | None) -> Mapping[str, Callable[[], Value]]:
    if file is None:
        return {}
    document = LocatedJson(file).value
    rows: Any = document.get("parameters", document) if is_object(document) else None
    if not is_object(rows) or not all(is_object(row) for key, row in rows.items() if not key.startswith("$")):
        raise ForeignFileError(f'{file}: no parameters (expected {{"parameters": {{NAME: {{"value": …}}}}}})')
    return {name.casefold(): _value(name, row) for name, row in rows.items() if is_object(row)}


def _value(name: str, row: Mapping[str, Any]) -> Callable[[], Value]:
    if "value" in row:
        return lambda: row["value"]
    return lambda: Untold(f"unknown-{name}", secret=True)  # kept in a vault


def _is_template(value: Any) -> bool:
    """Return whether a file of a folder is a template, as it says itself or as its resources show."""
    if not is_object(value):
        return False
    if "$schema" in value:
        return _SCHEMA in str(value["$schema"]).casefold()
    resources: Any = value.get("resources")
    listed = resources.values() if is_object(resources) else resources if is_array(resources) else ()
    return any(is_object(each) and {"type", "apiVersion"} <= each.keys() for each in listed)


def _refuse_what_is_none(file: Path, value: Any) -> None:
    expected = "expected an ARM template: an object with $schema and resources, as `az bicep build` writes it"
    if not is_object(value):
        raise ForeignFileError(f"{file}:1: no JSON object ({expected})")
    schema = str(value.get("$schema", ""))
    if _PARAMETERS in schema.casefold():
        raise ForeignFileError(f"{file}:1: holds parameters (give it as --arm-parameters, and the template as --arm)")
    resources = value.get("resources")
    if not (is_object(resources) or is_array(resources)):
        raise ForeignFileError(f"{file}:1: no resources ({expected})")


def _shown(path: Path) -> str:
    """Return a path relative to the current folder where it lies inside."""
    here = Path.cwd()
    resolved = path.resolve()
    return resolved.relative_to(here).as_posix() or "." if resolved.is_relative_to(here) else path.as_posix()
