"""The parts of a stack file: the landing zone's settings, and what of Pulumi's own keys concerns them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bedplate.blueprints.settings.findings import shown
from bedplate.blueprints.settings.nearest import nearest
from bedplate.blueprints.settings.positions import Mapping, Node, Place, Scalar, is_empty
from bedplate.blueprints.settings.values_tree import is_secure
from bedplate.blueprints.settings.yaml_tree import Complaint

NAMESPACE = "bedplate"
"""Namespace of our configuration keys, whatever the project is called."""
KEY = f"{NAMESPACE}:landingZone"
"""Configuration key of the settings."""
WAIVERS_KEY = f"{NAMESPACE}:waivers"
"""Configuration key of the waivers of policy rules."""
POLICY_PACK_KEY = f"{NAMESPACE}:policyPack"
"""Configuration key of the pack of policy rules that the stack is held to."""
_KEYS = (KEY, WAIVERS_KEY, POLICY_PACK_KEY)
PULUMI_KEYS = ("config", "encryptionsalt", "secretsprovider", "encryptedkey", "environment")
"""Keys that Pulumi itself reads from a stack file."""


@dataclass(slots=True)
class StackFile:
    """What a stack file says about the landing zone."""

    landing_zone: Mapping | None = None
    """The settings, if they can be read."""
    key_place: Place = field(default=Place(1, 1))
    """Place of the settings' key."""
    waivers: Node | None = None
    """The waivers, whatever they are; `None` where there are none."""
    waivers_place: Place = field(default=Place(1, 1))
    """Place of the waivers' key."""
    policy_pack: str | None = None
    """Name of the pack of policy rules, whether there is such a pack or not."""
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
            message = f"Pulumi reads no key {shown(name)} from a stack file"
            stack.complaints.append((place, "unknown-key", message, f"did you mean {meant}?"))
            if meant == "config":
                return
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
    misspelt = list(_misspelt_keys(entries))
    stack.complaints.extend(misspelt)
    stack.provider.update(
        (name.removeprefix("azure-native:"), value)
        for name, (_, value) in entries.items()
        if name.startswith("azure-native:") and isinstance(value, Scalar)
    )
    if POLICY_PACK_KEY in entries:
        _read_policy_pack(*entries[POLICY_PACK_KEY], stack)
    if WAIVERS_KEY in entries:
        stack.waivers_place, stack.waivers = entries[WAIVERS_KEY]
    if KEY in entries:
        _read_landing_zone(*entries[KEY], stack)
    elif not any(KEY in hint for _, _, _, hint in misspelt):
        message, hint = f"config has no {KEY}", "add it; `bedplate schema settings` lists its keys"
        stack.complaints.append((config_place, "config-missing", message, hint))


def _read_policy_pack(place: Place, value: Node, stack: StackFile) -> None:
    if isinstance(value, Scalar) and not is_empty(value):
        stack.policy_pack = value.text
    else:
        hint = "name a pack of rules, for example production"
        stack.complaints.append((place, "wrong-type", f"{POLICY_PACK_KEY} is no name", hint))


def _misspelt_keys(entries: dict[str, tuple[Place, Node]]) -> Iterator[Complaint]:
    for name, (place, _) in entries.items():
        namespace, _, _ = name.rpartition(":")
        if not namespace:
            hint = f"did you mean {KEY}?" if nearest(name, KEY.split(":")) else "write namespace:name"
            yield place, "config-key", f"configuration key {shown(name)} has no namespace", hint
        elif name not in _KEYS and (namespace == NAMESPACE or (KEY not in entries and _is_meant(name))):
            meant = nearest(name, _KEYS) or KEY
            yield place, "unknown-key", f"there is no setting {shown(name)}", f"did you mean {meant}?"


def _is_meant(name: str) -> bool:
    """Return whether a key in another namespace looks like the settings' own, both parts of it misspelt at most."""
    parts = zip(name.split(":"), KEY.split(":"), strict=False)
    return all(nearest(part, [meant]) is not None for part, meant in parts)


def _read_landing_zone(place: Place, value: Node, stack: StackFile) -> None:
    if is_secure(value):
        hint = "set it without --secret: no setting is a secret"
        stack.complaints.append((place, "secure-value", f"{KEY} is encrypted and cannot be read here", hint))
    elif isinstance(value, Mapping):
        stack.landing_zone, stack.key_place = value, place
    else:
        found = "empty" if is_empty(value) else "not a mapping"
        hint = "write its keys, indented below it"
        stack.complaints.append((place, "wrong-type", f"{KEY} is {found}", hint))
