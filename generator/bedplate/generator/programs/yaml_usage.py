"""What a program in YAML uses of each package: its host wants a schema for just that."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.programs.packages import package_of

_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_SEGMENT = re.compile(r"[.\[]\"?([A-Za-z_$][\w$]*)")
_INVOKE = "fn::invoke"
_FUNCTION = "fn::"


@dataclass(frozen=True, slots=True)
class YamlUsage:
    """Type tokens and functions with the inputs that a program gives them."""

    resources: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    functions: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    properties: set[str] = field(default_factory=set[str])
    """Every name by which the program reaches into a value: it may be an output of anything."""

    def write(self, file: Path) -> None:
        """Write this for the provider's process."""
        content = {
            "resources": {token: sorted(keys) for token, keys in self.resources.items()},
            "functions": {token: sorted(keys) for token, keys in self.functions.items()},
            "properties": sorted(self.properties),
        }
        file.write_text(json.dumps(content), encoding="utf-8")

    @property
    def packages(self) -> frozenset[str]:
        """The packages that the program needs."""
        return frozenset(map(package_of, (*self.resources, *self.functions))) - {"pulumi"}


def read_usage(file: Path) -> YamlUsage:
    """Return what `YamlUsage.write` wrote; nothing where there is no such file."""
    if not file.is_file():
        return YamlUsage()
    content = json.loads(file.read_text(encoding="utf-8"))
    return YamlUsage(
        resources={token: set(keys) for token, keys in content["resources"].items()},
        functions={token: set(keys) for token, keys in content["functions"].items()},
        properties=set(content["properties"]),
    )


def usage_in(folder: Path, project_file: Path) -> YamlUsage:
    """Return what the YAML program in a folder uses; its files are the project file and `Main.yaml`."""
    usage = YamlUsage()
    for file in (project_file, folder / "Main.yaml", folder / "Main.yml"):
        if file.is_file():
            try:
                reader: Any = YAML(typ="safe", pure=True)
                _collect(reader.load(file.read_text(encoding="utf-8")), usage)
            except (YAMLError, UnicodeDecodeError):
                continue  # the host says what is wrong with it, and better
    return usage


def _collect(value: Any, usage: YamlUsage) -> None:
    if isinstance(value, str):
        usage.properties.update(name for inner in _REFERENCE.findall(value) for name in _SEGMENT.findall(inner))
    elif is_array(value):
        for item in value:
            _collect(item, usage)
    elif is_object(value):
        for token, given in _resources_in(value):
            usage.resources.setdefault(token, set()).update(given)
        for token, given, returned in _functions_in(value):
            usage.functions.setdefault(token, set()).update(given)
            usage.properties.update({returned} if returned else ())
        for item in value.values():
            _collect(item, usage)


def _resources_in(value: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    token = value.get("type")
    if isinstance(token, str) and ":" in token:
        existing = value.get("get")
        state = existing.get("state") if is_object(existing) else None
        yield token, _keys(value.get("properties")) + _keys(state)


def _functions_in(value: Mapping[str, Any]) -> Iterator[tuple[str, list[str], str | None]]:
    """Yield the functions that a mapping calls: token, arguments, and the one property of the result that it takes.

    Pulumi's YAML takes these keys in any case, as older programs spell them: `Fn::Invoke`, `Function`.
    """
    for key, item in value.items():
        name = str(key).lower()
        if name == _INVOKE and is_object(item):
            call = {str(part).lower(): content for part, content in item.items()}
            returned = call.get("return")
            yield (
                str(call.get("function")),
                _keys(call.get("arguments")),
                returned if isinstance(returned, str) else None,
            )
        elif name.startswith(_FUNCTION) and ":" in name.removeprefix(_FUNCTION):
            yield str(key)[len(_FUNCTION) :], _keys(item), None


def _keys(value: Any) -> list[str]:
    return [str(key) for key in value] if is_object(value) else []
