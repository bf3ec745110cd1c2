"""Whether a class name and a name in Azure's API mean the same thing, plural and spelling aside."""

import re
from collections.abc import Iterable
from enum import IntEnum

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|\d+")
_IRREGULAR = {"metadata": "metadatum", "archives": "archife"}  # "Archife" is what azure-native calls an archive
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("uses", "us"),
    ("iases", "ias"),
    ("aches", "ache"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("ss", "ss"),
    ("us", "us"),
    ("ias", "ias"),
    ("s", ""),
)
"""Endings and what the singular has instead; the first that fits counts."""
_QUALIFIED = re.compile(r"(\w+?)(?:By|At)([A-Z]\w*)")
_VERBS = frozenset(
    {
        "begin",
        "create",
        "or",
        "update",
        "put",
        "set",
        "replace",
        "add",
        "upsert",
        "save",
        "install",
        "approve",
        "reject",
    }
)


class Likeness(IntEnum):
    """How alike a class name and an ARM type are; more is better."""

    NONE = 0
    CONTAINED = 1
    """The last segment ends with the class name (`managedHsmKeys`, `Key`)."""
    ENDS = 2
    """The class name ends with the last segment, but begins with something that the path does not say."""
    EXPLAINED = 3
    """As `ENDS`, and the path says the beginning too (`WorkspaceConnection`, `workspaces/…/connections`)."""
    SAME = 4
    """The class name is the last segments of the type (`VirtualNetworkSubnet`, `virtualNetworks/subnets`)."""


def singular(word: str) -> str:
    """Return an English noun in lower case without its plural ending (`policies` as `policy`)."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    for ending, instead in _ENDINGS:
        if low.endswith(ending) and len(low) > len(ending):
            return low.removesuffix(ending) + instead
    return low


def plain(name: str) -> str:
    """Return a name as singular words in lower case without separators (`sql_databases` as `sqldatabase`)."""
    return "".join(singular(word) for word in _WORD.findall(name))


def folded(name: str) -> str:
    """Return a name without case and punctuation (`Application_Type` as `applicationtype`)."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def operation_name(operation: str) -> str:
    """Return what an operation creates, as `plain` would spell it: `web_apps_create_or_update_slot` as `webappslot`."""
    return "".join(singular(word) for word in operation.replace("add_on", "addon").split("_") if word not in _VERBS)


def likeness(class_name: str, segments: Iterable[str], around: str = "") -> Likeness:
    """Compare a class name with the segments of an ARM type; `TagByApi` and `LockAtScope` may be as good as `Tag`.

    Args:
        class_name: `VirtualNetworkPeering`, for example.
        segments: the type's segments without the provider, `["virtualNetworks", "virtualNetworkPeerings"]`.
        around: more text that explains a class name's beginning: scope, provider and module.
    """
    words = [plain(segment) for segment in segments]
    whole = _likeness(plain(class_name), words, around)
    qualified = _QUALIFIED.fullmatch(class_name)
    if qualified is None:
        return whole
    explained = plain(qualified[2]) in {"name", "id"} or plain(qualified[2]) in "".join(words) + plain(around)
    base = _likeness(plain(qualified[1]), words, around)
    return max(whole, min(base, Likeness.EXPLAINED if explained else Likeness.ENDS))


def _likeness(name: str, words: list[str], around: str) -> Likeness:
    if any(name == "".join(words[start:]) for start in range(len(words))):
        return Likeness.SAME
    if name.endswith(words[-1]):
        beginning = name.removesuffix(words[-1])
        return Likeness.EXPLAINED if beginning in "".join(words[:-1]) + plain(around) else Likeness.ENDS
    return Likeness.CONTAINED if words[-1].endswith(name) else Likeness.NONE


def related(parameter: str, segment: str) -> bool:
    """Whether a path parameter names the resource of a segment: `accountName` and `accounts`, `hubName` and `hubs`."""
    name = plain(re.sub(r"(?:Resource)?(?:Name|Id)$", "", parameter))
    word = plain(segment)
    return bool(name) and (name in word or word in name)
