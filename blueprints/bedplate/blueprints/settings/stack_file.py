"""The parts of a stack file: the landing zone's settings, and what of Pulumi's own keys concerns them."""

from dataclasses import dataclass, field

from bedplate.blueprints.settings.nearest import nearest
from bedplate.blueprints.settings.positions import Mapping, Node, Place, Scalar, is_empty
from bedplate.blueprints.settings.values_tree import is_secure
from bedplate.blueprints.settings.yaml_tree import Complaint

NAMESPACE = "bedplate"
"""Namespace of our configuration keys, whatever the project is called."""
KEY = f"{NAMESPACE}:landingZone"
"""Configuration key of the settings."""
PULUMI_KEYS = ("config", "encryptionsalt", "secretsprovider", "encryptedkey", "environment")
"""Keys that Pulumi itself reads from a stack file."""


@dataclass(slots=True)
class StackFile:
    """What a stack file says about the landing zone."""

    landing_zone: Mapping | None = None
    """The settings, if they can be read."""
    provider: dict[str, Scalar] = field(default_factory=dict[str, Scalar])
    """Plain values in the provider's namespace `azure-native`, by key."""
    complaints: list[Complaint] = field(default_factory=list[Complaint])
    """What is wrong around the settings."""


def read_stack_file(root: Node | None) -> StackFile:
    """Find the settings in the root of a stack file."""
    stack = StackFile()
    if root is None or is_empty(root):
        message, hint = "the file is empty", f"begin with `config:` and, indented, `{KEY}:`"
        stack.complaints.append((Place(1, 1), "file-empty", message, hint))
    elif not isinstance(root, Mapping):
        stack.complaints.append(
            (root.place, "config-missing", "a stack file must be a mapping", "begin with `config:`")
        )
    else:
        _read_root(root, stack)
    return stack


def _read_root(root: Mapping, stack: StackFile) -> None:
    keys = root.merged()
    for name, (place, _) in keys.items():
        meant = nearest(name, PULUMI_KEYS)
        if name not in PULUMI_KEYS and meant is not None and meant not in keys:
            message = f"Pulumi reads no key {name!r} from a stack file"
            stack.complaints.append((place, "unknown-key", message, f"did you mean {meant}?"))
    if "config" not in keys:
        place = root.entries[0][0].place if root.entries else root.place
        hint = f"add `config:` and, indented, `{KEY}:`"
        stack.complaints.append((place, "config-missing", "the file has no config", hint))
        return
    place, config = keys["config"]
    if is_empty(config) or not isinstance(config, Mapping):
        stack.complaints.append((place, "config-missing", "config must hold keys", f"add `{KEY}:`, indented"))
        return
    _read_config(place, config, stack)


def _read_config(config_place: Place, config: Mapping, stack: StackFile) -> None:
    entries = config.merged()
    for name, (place, value) in entries.items():
        namespace, _, key = name.rpartition(":")
        if not namespace:
            hint = f"did you mean {NAMESPACE}:{name}?" if nearest(name, ["landingZone"]) else "write namespace:name"
            stack.complaints.append((place, "config-key", f"configuration key {name!r} has no namespace", hint))
        elif namespace == NAMESPACE and name != KEY:
            stack.complaints.append((place, "unknown-key", f"there is no setting {name!r}", f"did you mean {KEY}?"))
        elif namespace == "azure-native" and isinstance(value, Scalar):
            stack.provider[key] = value
    if KEY not in entries:
        message, hint = f"config has no {KEY}", "add it; `bedplate schema settings` lists its keys"
        stack.complaints.append((config_place, "config-missing", message, hint))
        return
    place, value = entries[KEY]
    if is_secure(value):
        hint = "set it without --secret: no setting is a secret"
        stack.complaints.append((place, "secure-value", f"{KEY} is encrypted and cannot be read here", hint))
    elif isinstance(value, Mapping):
        stack.landing_zone = value
    else:
        found = "empty" if is_empty(value) else "not a mapping"
        hint = "write its keys, indented below it"
        stack.complaints.append((place, "wrong-type", f"{KEY} is {found}", hint))
