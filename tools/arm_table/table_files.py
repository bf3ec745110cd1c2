"""Writes the table: one JSON file for each module, one resource or shape on each line, keys sorted."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from tools.arm_table.rows import Row
from tools.arm_table.shape_json import ShapeJson

TABLE = Path(__file__).resolve().parents[2] / "generator/bedplate/generator/arm/table"
FORMER_MODULES = "former_modules"

Line: TypeAlias = Mapping[str, Any]


def row_line(row: Row, *, shape: ShapeJson | None, is_ours: bool) -> Line:
    """Return what the table holds of one resource.

    Args:
        row: its row.
        shape: where its inputs stand, `None` for a class without an ARM type.
        is_ours: whether components' own table has the path and API version, so that they must not stand here too.
    """
    line: dict[str, Any] = {
        "path": None if is_ours else row.path,
        "apiVersion": None if is_ours else row.api_version,
        "certainty": str(row.certainty),
        "evidence": list(row.evidence),
        "notArm": row.not_arm,
        "shape": shape,
    }
    return {key: value for key, value in line.items() if value}


def write_module(name: str, resources: Mapping[str, Line], shapes: Mapping[str, ShapeJson], *, table: Path) -> None:
    """Write the file of one module.

    Args:
        name: the module, `network`.
        resources: a line for each resource class.
        shapes: the shape of each input class.
        table: folder of the table.
    """
    parts = {"resources": resources, "shapes": shapes} if shapes else {"resources": resources}
    text = ",\n".join(f'"{part}": {_lines(lines)}' for part, lines in parts.items())
    (table / f"{name}.json").write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


def write_former_modules(tokens: Mapping[str, str], *, table: Path) -> None:
    """Write the tokens of former modules with today's token of each."""
    (table / f"{FORMER_MODULES}.json").write_text(f"{_lines(tokens)}\n", encoding="utf-8")


def remove_others(names: Sequence[str], *, table: Path) -> None:
    """Remove files of modules that the SDK no longer has."""
    for path in table.glob("*.json"):
        if path.stem not in names and path.stem != FORMER_MODULES:
            path.unlink()


def _lines(rows: Mapping[str, Any]) -> str:
    lines = [f"{json.dumps(key)}: {json.dumps(rows[key], sort_keys=True, ensure_ascii=False)}" for key in sorted(rows)]
    return "{\n" + ",\n".join(lines) + "\n}"
