"""Resources as checkov's runner has them after it read an ARM template.

No file is written or parsed: reading JSON by checkov's YAML parser takes longer than all checks together, and what it
reads wrong (no `$schema`, an entry without a type, resources as an object) cannot go wrong here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

START, END = "__startline__", "__endline__"
"""Keys under which checkov keeps the lines of an object; here they hold the number of the resource, from 1."""
FILE = "resources.json"
"""Name of the file that there is not."""


class Template:
    """One template in memory.

    checkov takes two resources with the same type and name for one, as those often are that extend others (a diagnostic
    setting of the same name on each service), and finds dependencies by name alone. So each is named by its number
    here; checks on a resource alone are given it with its true name.

    Args:
        resources: each with `type`, `body` and `dependsOn` (numbers of others).
        connected: types for which dependencies matter to some check.
    """

    def __init__(self, resources: Sequence[Mapping[str, Any]], connected: Collection[str]) -> None:
        self._resources = [_written(number, each, connected) for number, each in enumerate(resources)]
        self.numbers = {f"{each['type']}.{each['name']}": number for number, each in enumerate(self._resources)}
        """Number of each resource, by what checkov calls it."""

    def read(self, _files: Any) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
        """Return definitions, lines and parsing errors in place of checkov's reader."""
        lines = [(number + 1, "\n") for number in range(len(self._resources))]
        template = {START: 1, END: 1, "resources": self._resources}
        return {FILE: template}, {FILE: lines}, []


def _written(number: int, each: Mapping[str, Any], connected: Collection[str]) -> dict[str, Any]:
    written = {**each["body"], "type": each["type"], "name": _name(number), START: number + 1, END: number + 1}
    if each["type"] in connected:
        written["dependsOn"] = [_name(other) for other in each["dependsOn"]]
    return written


def _name(number: int) -> str:
    return f"resource-{number}"
