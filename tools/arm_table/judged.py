"""The resource types that rules look at, which the table must hold without a guess."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.arm_table.placement import Method
from tools.arm_table.shapes import ModuleShapes

JUDGED_FILE = Path(__file__).with_name("judged_types.txt")


@dataclass(frozen=True)
class Judged:
    """How the table stands to the judged types.

    Attributes:
        tokens: Classes of the judged types, and those that components declare.
        doubtful: `token input` for every input of them, or of a class below, that nothing places.
        without_class: Judged types that azure-native has no class for.
    """

    tokens: tuple[str, ...]
    doubtful: tuple[str, ...]
    without_class: tuple[str, ...]


def judged(shapes: Mapping[str, ModuleShapes], types: Iterable[str], declared: Iterable[str]) -> Judged:
    """Finds the classes that rules look at and the inputs of them that were guessed.

    Args:
        shapes: The shapes of each module.
        types: ARM types that rules inspect, whatever their case.
        declared: Tokens that components declare.
    """
    wanted = {name.lower(): name for name in types}
    found = set(declared)
    seen: set[str] = set()
    for module, each in shapes.items():
        for name, arm_type in each.arm_types.items():
            if arm_type.lower() in wanted:
                found.add(f"azure-native:{module}:{name}")
                seen.add(arm_type.lower())
    doubtful = [f"{token} {key}" for token in sorted(found) for key in _guessed(shapes, token)]
    missing = sorted({name.lower(): name for low, name in wanted.items() if low not in seen}.values())
    return Judged(tuple(sorted(found)), tuple(doubtful), tuple(missing))


def judged_types(file: Path = JUDGED_FILE) -> list[str]:
    """Reads the types that rules inspect, one a line."""
    return [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _guessed(shapes: Mapping[str, ModuleShapes], token: str) -> Iterable[str]:
    _, module, name = token.split(":")
    found = shapes[module]
    if name not in found.resources:
        return
    below = ((each, found.classes[each]) for each in sorted(found.below[name]))
    for label, shape in [(name, found.resources[name]), *below]:
        for key, place in shape.places.items():
            if place.method in {Method.PATTERN, Method.GUESS}:
                yield f"{label}.{key}"
