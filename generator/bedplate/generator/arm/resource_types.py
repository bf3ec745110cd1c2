"""The table of azure-native resource types: which ARM resource a Pulumi type token is, and how its inputs nest.

The table holds one JSON file for each module of azure-native, read when a token of that module is first asked for.
The path and API version of tokens that components declare stand in the components' own table, and only there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.arm.scopes import RESOURCE_GROUPS, ScopeKind, kind_of_path
from bedplate.generator.arm.shapes import Shape, read_shape

PROVIDER_VERSION = "3.29"
"""The release of azure-native that the table describes."""

_TABLE = Path(__file__).with_name("table")
_FORMER_MODULES = "former_modules"
_PLACEHOLDER = re.compile(r"\{([^{}/]+)\}")
_VERSION = re.compile(r"v(\d{4})(\d\d)(\d\d)(\w*)")
_LOCAL_PACKAGE = re.compile(r"azure-native_(?P<module>\w+)_(?P<version>v\d{8}\w*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceType:
    """One row of the table."""

    token: str
    """Today's Pulumi type token, for example `azure-native:network:VirtualNetwork`."""
    path: str
    """ARM path; its placeholders are the wire names of the path inputs. Empty where there is none."""
    api_version: str
    """API version that the token talks to, for example `2024-05-01`; empty where it is not known."""
    certainty: str
    """How sure the row is: `sure`, `likely` or `unknown`."""
    evidence: tuple[str, ...]
    """What the row rests on, in the vocabulary of the tool that writes the table."""
    shape: Shape
    """Where the inputs stand in the ARM object; path inputs have no place in it."""
    not_arm: str | None
    """Why this is no ARM resource; `None` where it is one."""

    @property
    def path_parameters(self) -> tuple[str, ...]:
        """Names of the placeholders, in path order, for example `("subscriptionId", "resourceGroupName", …)`."""
        return tuple(_PLACEHOLDER.findall(self.path))

    @property
    def name(self) -> str:
        """ARM type name, for example `Microsoft.Network/virtualNetworks/subnets`."""
        return split_tail(self.path)[0]

    @property
    def scope(self) -> ScopeKind:
        """What kind of thing the resource is deployed to, as far as the path tells."""
        return kind_of_path(self.path) if self.path else ScopeKind.UNKNOWN

    def resource_id(self, parameters: Mapping[str, str]) -> str:
        """Return the ARM id with every placeholder filled; a scope may start with a slash.

        Raises:
            KeyError: a path parameter is missing.
        """
        filled = _PLACEHOLDER.sub(lambda match: parameters[match.group(1)].strip("/"), self.path)
        return re.sub("/{2,}", "/", filled)

    def parameters_of(self, arm_id: str) -> Mapping[str, str]:
        """Return the path parameters in an ARM id of this type, whatever its case; none where it does not fit."""
        found = _id_pattern(self.path).fullmatch(arm_id)
        return dict(zip(self.path_parameters, found.groups(), strict=True)) if found else {}


def resource_type(token: str) -> ResourceType | None:
    """Return the row of a Pulumi type token, or `None` for one that the table does not hold.

    Tokens of older releases find today's row: a former module (`azure-native:documentdb:DatabaseAccount`), a version
    inside the module (`azure-native:network/v20230901:Subnet`) or a package of its own for one version
    (`azure-native_network_v20230901:network:Subnet`). Another API version may have another shape, so such a row is
    at most `likely`.
    """
    return _table().resource_type(token)


def todays_modules(module: str) -> tuple[str, ...]:
    """Return the modules that hold today what a module of azure-native, of any release, held; itself first."""
    return _table().todays_modules(module.partition("/")[0])


def split_tail(path: str) -> tuple[str, str]:
    """Return the type and the full name that an ARM id or path ends with."""
    if "/providers/" not in path:
        return RESOURCE_GROUPS, path.rsplit("/", 1)[-1]
    provider, *segments = path.rsplit("/providers/", 1)[1].split("/")
    return "/".join([provider, *segments[::2]]), "/".join(segments[1::2])


class _Table:
    """The rows in one folder, each module read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._modules: dict[str, _Module] = {}
        self._rows: dict[str, ResourceType | None] = {}

    def resource_type(self, token: str) -> ResourceType | None:
        if token not in self._rows:
            self._rows[token] = self._versioned(token)
        return self._rows[token]

    def _versioned(self, token: str) -> ResourceType | None:
        plain, version = _unversioned(token)
        row = self._row(plain) or self._row(self._today(plain))
        if row is None or version is None or version == row.api_version:
            return row
        return replace(row, api_version=version, certainty="likely" if row.certainty == "sure" else row.certainty)

    def _today(self, token: str) -> str:
        return str(self._file(_FORMER_MODULES).get(token, token))

    def todays_modules(self, module: str) -> tuple[str, ...]:
        """Return a module and those into which its types went."""
        former = self._file(_FORMER_MODULES).items()
        moved = sorted({today.split(":")[1] for token, today in former if token.split(":")[1] == module})
        return module, *moved

    def _row(self, token: str) -> ResourceType | None:
        match token.split(":"):
            case ["azure-native", str(module), str(name)]:
                return self._module(module).row(token, name)
            case _:
                return None

    def _module(self, name: str) -> _Module:
        if name not in self._modules:
            self._modules[name] = _Module(self._file(name))
        return self._modules[name]

    def _file(self, name: str) -> Mapping[str, Any]:
        file = self._folder / f"{name}.json"
        if not re.fullmatch(r"\w+", name) or not file.is_file():
            return {}
        data: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return data


class _Module:
    """One file of the table."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._resources: Mapping[str, Any] = data.get("resources", {})
        self._shapes: Mapping[str, Any] = data.get("shapes", {})
        self._read: dict[str, Shape] = {}

    def row(self, token: str, name: str) -> ResourceType | None:
        ours = arm_type(token)
        data: Mapping[str, Any] | None = self._resources.get(name)
        if data is None and ours is None:
            return None
        data = data or {}
        return ResourceType(
            token=token,
            path=ours.path if ours else data.get("path", ""),
            api_version=ours.api_version if ours else data.get("apiVersion") or "",
            certainty=data.get("certainty", "unknown"),
            evidence=tuple(data.get("evidence", ())),
            shape=read_shape(name, data.get("shape", {}), self._shape),
            not_arm=data.get("notArm"),
        )

    def _shape(self, name: str) -> Shape:
        if name not in self._read:
            self._read[name] = read_shape(name, self._shapes.get(name, {}), self._shape)
        return self._read[name]


@cache
def _table() -> _Table:
    return _Table(_TABLE)


@cache
def _id_pattern(path: str) -> re.Pattern[str]:
    """Return a pattern of the ids of a path; only a scope at the start may hold slashes."""
    parts = re.split(r"(\{[^{}/]+\})", path)
    groups = {True: "(.+)", False: "([^/]+)"}
    pattern = "".join(
        groups[index == 1 and parts[0] == "/"] if index % 2 else re.escape(part) for index, part in enumerate(parts)
    )
    return re.compile(pattern, re.IGNORECASE)


def _unversioned(token: str) -> tuple[str, str | None]:
    """Return a token without the API version in its module or package, and that version."""
    package, _, rest = token.partition(":")
    module, _, name = rest.partition(":")
    module, _, version = module.partition("/")
    local = _LOCAL_PACKAGE.fullmatch(package)
    if local:
        package, module, version = "azure-native", local["module"], local["version"]
    dated = _VERSION.fullmatch(version)
    if not dated:
        return token, None
    year, month, day, stage = dated.groups()
    return f"{package}:{module}:{name}", f"{year}-{month}-{day}" + (f"-{stage}" if stage else "")
