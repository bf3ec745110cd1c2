"""The whole derivation: SDK, templates and schemas in, the table's files and a report out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tools.arm_table.arm_paths import ArmPath
from tools.arm_table.bodies import Bodies
from tools.arm_table.components_table import OurType, differences, joined, our_types
from tools.arm_table.former_tokens import former_tokens
from tools.arm_table.placement import Method
from tools.arm_table.report import report
from tools.arm_table.rows import Certainty, Row, Rows
from tools.arm_table.schema_candidates import SchemaCandidates
from tools.arm_table.schema_types import SchemaTypes
from tools.arm_table.schemas import SchemaFolder
from tools.arm_table.sdk import SdkModule, module_names, package_folder, read_module
from tools.arm_table.second_opinion import read_wheels
from tools.arm_table.settled import read_settled
from tools.arm_table.shape_report import shape_report
from tools.arm_table.shapes import ArmPlace, ModuleShapes, shapes_of
from tools.arm_table.table_files import remove_others, row_line, write_former_modules, write_module
from tools.arm_table.url_candidates import UrlCandidates
from tools.arm_table.url_templates import url_templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the facts lie."""

    schemas: Path
    """Folder of Azure/azure-resource-manager-schemas with one folder per API version."""
    wheels: Path
    """Folder of the cache of URL templates."""


def derive(sources: Sources, *, table: Path, true_paths: Path | None, lists_unsure: bool) -> int:
    """Derive and write the whole table, and print the report.

    Args:
        sources: where the facts lie.
        table: folder to write to.
        true_paths: JSON object of tokens and paths known from elsewhere, to compare with.
        lists_unsure: whether the report lists every row that is not sure.

    Returns:
        0 when components' table and the derivation agree and no input that rules look at was guessed, else 1.
    """
    package = package_folder()
    modules = [read_module(package / name) for name in module_names(package)]
    folder = SchemaFolder(sources.schemas)
    derivation = rows_of(sources, folder)
    derived = {each.token: derivation.of(each) for module in modules for each in module.resources.values()}
    ours = our_types()
    rows = {token: joined(row, ours[token]) if token in ours else row for token, row in derived.items()}
    models = read_wheels(sources.wheels, url_templates(sources.wheels))
    shapes = {module.name: shapes_of(module, arm_places(module, rows), folder, models=models) for module in modules}
    rows = {
        resource.token: as_sure_as_its_shape(rows[resource.token], shapes[module.name], name)
        for module in modules
        for name, resource in module.resources.items()
    }
    for module in modules:
        _write(module, rows, ours, shapes[module.name], table)
    remove_others([module.name for module in modules], table=table)
    former = former_tokens(each for module in modules for each in module.resources.values())
    write_former_modules(former, table=table)
    contradictions = differences(derived, ours)
    report(modules, derivation, derived, rows, contradictions, true_paths=true_paths, lists_unsure=lists_unsure)
    outcome = shape_report(shapes, ours, lists_unsure=lists_unsure)
    return 1 if contradictions or outcome.doubtful else 0


def rows_of(sources: Sources, folder: SchemaFolder) -> Rows:
    """Return the derivation of rows from a schema folder and the cached templates."""
    types, bodies = SchemaTypes(folder), Bodies(folder)
    templates = url_templates(sources.wheels)
    return Rows(UrlCandidates(templates, types, bodies), SchemaCandidates(types, bodies), read_settled())


def arm_places(module: SdkModule, rows: Mapping[str, Row]) -> dict[str, ArmPlace]:
    """Return the ARM type of each resource class of a module that has one, with the inputs that its path takes."""
    found: dict[str, ArmPlace] = {}
    for name, resource in module.resources.items():
        row = rows[resource.token]
        if row.path is not None:
            path = ArmPath(row.path)
            last = path.names[-1] if path.names else ""
            found[name] = ArmPlace(
                arm_type=path.type if path.provider else "Microsoft.Resources/resourceGroups",
                api_version=row.api_version or "",
                path_inputs=frozenset({*path.placeholders, "subscriptionId"}),
                fixed_name=last if last and not last.startswith("{") else None,
            )
    return found


def as_sure_as_its_shape(row: Row, shapes: ModuleShapes, name: str) -> Row:
    """Return a row that is at most likely where an input of the resource, or of a class below, was placed by a guess.

    Args:
        row: the row as the paths alone give it.
        shapes: the shapes of its module.
        name: the resource's class name.
    """
    doubtful = name in shapes.resources and shapes.weakest(name) >= Method.PATTERN
    return replace(row, certainty=Certainty.LIKELY) if doubtful and row.certainty is Certainty.SURE else row


def _write(
    module: SdkModule, rows: Mapping[str, Row], ours: Mapping[str, OurType], found: ModuleShapes, table: Path
) -> None:
    lines = {
        name: row_line(
            rows[resource.token],
            shape=found.resources[name].shape if name in found.resources else None,
            is_ours=resource.token in ours,
        )
        for name, resource in module.resources.items()
    }
    write_module(module.name, lines, {name: shape.shape for name, shape in found.classes.items()}, table=table)
