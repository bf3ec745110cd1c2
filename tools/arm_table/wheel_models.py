"""The models of Azure's management packages for Python: a second opinion on where a property stands.

Packages of the older generator carry an `_attribute_map` with dotted keys (`properties.addressPrefix`), those of the
newer one `rest_field(name=…)` and `__flattened_items`, which names what a container lifts. Wheels are read as archives;
nothing is installed or imported. Their API versions differ from azure-native's, so they only confirm or fill gaps.
"""

import ast
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from tools.arm_table.names import folded

PropertyPath: TypeAlias = tuple[str, ...]
Model: TypeAlias = Mapping[str, PropertyPath]
"""Path of each attribute in the JSON, by the attribute's name without case and underscores."""

_MODEL_FILE = re.compile(r"/models/(_models_py3|_models)\.py$")
_CLASS = re.compile(r"^class (\w+)\(([^)]*)\)", re.MULTILINE)
_UNESCAPED_DOT = re.compile(r"(?<!\\)\.")
_CONTAINER = re.compile(r"if self\.(\w+) is None")
_MODEL_NAME = re.compile(r"_models\.(?:_models\.)?(\w+)")
_MAX_DEPTH = 6


def models_of(wheel: Path) -> dict[str, Model]:
    """Reads the models of one wheel.

    Args:
        wheel: The wheel's file.

    Returns:
        The models by class name; where a wheel holds several API versions, those of the newest.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(name for name in archive.namelist() if _MODEL_FILE.search(name))
        sources = [archive.read(name).decode("utf-8") for name in names]
    classes: dict[str, _Class] = {}
    for source in sources:
        classes.update({each.name: each for each in _classes(source)})
    return {name: {folded(key): path for key, path in _paths(name, classes, 0).items()} for name in classes}


class _Class:
    """What one class says of itself."""

    def __init__(self, node: ast.ClassDef, source: str) -> None:
        self.name = node.name
        self.bases = [name for base in node.bases if (name := ast.unparse(base).rpartition(".")[2])]
        self.mapped: dict[str, PropertyPath] = {}
        self.fields: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.lifted: list[str] = []
        container = _CONTAINER.search(source)
        self.container = container.group(1) if container else None
        for statement in node.body:
            self._read(statement)

    def _read(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Assign(targets=[ast.Name(id="_attribute_map")], value=ast.Dict() as given):
                for attribute, fact in ast.literal_eval(given).items():
                    keys = _UNESCAPED_DOT.split(fact["key"])
                    self.mapped[attribute] = tuple(key.replace("\\.", ".") for key in keys)
            case ast.Assign(targets=[ast.Name(id="__flattened_items")], value=ast.List() as given):
                self.lifted = list(ast.literal_eval(given))
            case ast.AnnAssign(
                target=ast.Name(id=attribute), annotation=kind, value=ast.Call(func=ast.Name(id=call), keywords=words)
            ) if call in {"rest_field", "rest_discriminator"}:
                named = [
                    word.value.value for word in words if word.arg == "name" and isinstance(word.value, ast.Constant)
                ]
                self.fields[attribute] = str(named[0]) if named else attribute
                held = _MODEL_NAME.search(ast.unparse(kind))
                if held:
                    self.types[attribute] = held.group(1)
            case _:
                return


def _classes(source: str) -> Iterator[_Class]:
    starts = [match.start() for match in _CLASS.finditer(source)]
    for start, end in zip(starts, [*starts[1:], len(source)], strict=True):
        text = source[start:end]
        if "_attribute_map" in text or "rest_field(" in text or "__flattened_items" in text:
            node = ast.parse(text).body[0]
            if isinstance(node, ast.ClassDef):
                yield _Class(node, text)


def _paths(name: str, classes: Mapping[str, _Class], depth: int) -> dict[str, PropertyPath]:
    found: dict[str, PropertyPath] = {}
    each = classes.get(name)
    if each is None or depth > _MAX_DEPTH:
        return found
    for base in each.bases:
        found.update(_paths(base, classes, depth + 1) if base != name else {})
    found.update(each.mapped)
    found.update({attribute: (rest,) for attribute, rest in each.fields.items()})
    if each.container and each.lifted:
        outer = found.pop(each.container, (each.container,))
        inner = _paths(each.types.get(each.container, ""), classes, depth + 1)
        found.update({lifted: (*outer, *inner[lifted]) for lifted in each.lifted if lifted in inner})
    return found
