"""Places for the inputs that the schema of a class's own API version does not have.

In this order: settled by hand, outside a template, the schema of another API version (the caller's work), and at
last the pattern of the class's other inputs.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.arm_table.placement import Method, Place
from tools.arm_table.sdk import Input

SETTLED_FILE = Path(__file__).with_name("settled_shapes.toml")

_OWN_ID = "the resource's own id, which Azure gives"
_OWN_NAME = "repeats the resource's name, which the template writes"
_OWN_TYPE = "repeats the resource's type, which the template writes"
_ENVELOPE_REASONS = {"id": _OWN_ID, "name": _OWN_NAME, "type": _OWN_TYPE}
_TAKEN_REASON = "no published schema says where it stands, and another input stands where its name would"
_READ_ONLY_REASON = "read-only: Azure sets it"
_READ_ONLY_NAMES = frozenset({"provisioningState", "resourceGuid", "systemData"})
_READ_ONLY_TEXT = re.compile(
    r"\bread-?\s?only\b(?! (?:access|user|replica|endpoint|mode|root|key|file|database))|a unique read-only string",
    re.IGNORECASE,
)
_DIRECT_IN_RESOURCES = frozenset(
    {
        "location",
        "tags",
        "kind",
        "sku",
        "identity",
        "plan",
        "zones",
        "zone",
        "extendedLocation",
        "etag",
        "eTag",
        "managedBy",
    }
)


@dataclass(frozen=True)
class Settlement:
    """What was settled by hand for one class.

    Attributes:
        places: Input to its JSON pointer without the leading slash.
        outside: Input to the reason why a template cannot hold it.
        source: Where it is written.
    """

    places: Mapping[str, str]
    outside: Mapping[str, str]
    source: str


def settled(file: Path = SETTLED_FILE) -> Mapping[str, Settlement]:
    """Reads the settlements by class, `storage:EncryptionArgs` or `network:Subnet`.

    Args:
        file: The TOML file; every entry must carry `source` and `checked`.

    Raises:
        ValueError: an entry without source or date, or one that settles nothing.
    """
    return _read(file)


@cache
def _read(file: Path) -> Mapping[str, Settlement]:
    found = {}
    for name, entry in tomllib.loads(file.read_text("utf-8")).get("classes", {}).items():
        places, outside = entry.get("places", {}), entry.get("outside", {})
        if not (entry.get("source") and entry.get("checked") and (places or outside)):
            raise ValueError(f"{file.name}: {name} needs source, checked, and places or outside")
        found[name] = Settlement(places, outside, entry["source"])
    return found


def by_hand(settlement: Settlement | None, key: str) -> Place | None:
    """The settled place of an input, None where nobody settled it."""
    if settlement is None:
        return None
    if key in settlement.outside:
        return Place((), Method.SETTLED, reason=settlement.outside[key])
    pointer = settlement.places.get(key)
    return Place(tuple(pointer.split("/")), Method.SETTLED) if pointer else None


def outside(key: str, each: Input, *, is_resource: bool) -> Place | None:
    """The place of an unplaced input that only repeats the envelope or that Azure sets, None for any other."""
    reason = _ENVELOPE_REASONS.get(key, "") if is_resource else ""
    if not reason and (key in _READ_ONLY_NAMES or _READ_ONLY_TEXT.search(each.description)):
        reason = _READ_ONLY_REASON
    return Place((), Method.OUTSIDE, reason=reason) if reason else None


def by_pattern(key: str, siblings: Mapping[str, Place], *, is_resource: bool) -> Place:
    """The place of an input that no schema has: where the placed ones of its class stand.

    Args:
        key: The input.
        siblings: The class's placed inputs.
        is_resource: Whether the class is a resource; without siblings its inputs stand under `properties`.
    """
    if is_resource and key in _DIRECT_IN_RESOURCES:
        return Place((key,), Method.PATTERN)
    lifted = [place for place in siblings.values() if place.path[:1] == ("properties",) and len(place.path) > 1]
    direct = [
        name
        for name, place in siblings.items()
        if len(place.path) == 1 and name not in {*_DIRECT_IN_RESOURCES, "id", "name", "type"}
    ]
    if not siblings:
        return Place(("properties", key) if is_resource and key != "properties" else (key,), Method.GUESS)
    under = len(lifted) > len(direct) or (is_resource and not direct and "properties" not in siblings)
    path = ("properties", key) if under else (key,)
    if any(place.path == path for place in siblings.values()):
        return Place((), Method.GUESS, reason=_TAKEN_REASON)
    return Place(path, Method.PATTERN)
