"""Places the inputs of one SDK class in one ARM object, by name and by description.

A name alone does not settle a place: apimanagement's `apiType` stands at `properties.type` while `properties.apiType`
exists and takes `soapApiType`. So keys whose name and description agree are placed first, then those whose description
agrees with exactly one free key, and only then those that have nothing but the name.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from tools.arm_table.descriptions import Agreement, agreement, is_telling, normalised
from tools.arm_table.names import folded
from tools.arm_table.sdk import Input
from tools.arm_table.targets import ENVELOPE, Path, Target, TargetSet

_EVERYWHERE = frozenset({"id", "name", "type", "kind", "properties", "location", "tags"})
"""Keys that so many objects have that the name alone says nothing about an object below."""


class Method(IntEnum):
    """What a place rests on, strongest first."""

    SETTLED = 0
    """Settled by hand, with a source."""
    AGREED = 1
    """Same name, and the descriptions agree."""
    DESCRIBED = 2
    """Another name, but an equal description that only this pair has."""
    NAMED = 3
    """Same name; the descriptions differ or one is missing, and no other key is described alike."""
    FOLDED = 4
    """Same name but for case and punctuation."""
    DEEPER = 5
    """Same name inside an object below."""
    OTHER_VERSION = 6
    """Placed by the schema of another API version."""
    MODEL = 7
    """In no schema; placed by the model of Azure's own management package."""
    PATTERN = 8
    """In no schema; stands where the other inputs of its class stand."""
    GUESS = 9
    """No schema for the whole class."""
    OUTSIDE = 10
    """No place in a template: the template writes it itself, Azure does, or a request's query string holds it."""


@dataclass(frozen=True)
class Place:
    """Where an input stands.

    Attributes:
        path: Keys from the object down to the value.
        method: What the place rests on.
        agreement: How far the descriptions of input and key agree.
        target: The schema's key, None where no schema has it.
        reason: Why a template cannot hold the input; empty where it can.
    """

    path: Path
    method: Method
    agreement: Agreement = Agreement.SILENT
    target: Target | None = None
    reason: str = ""


def placed(inputs: Mapping[str, Input], places: TargetSet) -> dict[str, Place]:
    """Places inputs in an object.

    Args:
        inputs: The inputs by wire name, without those that a resource's path takes.
        places: The object's keys; a resource's come without the envelope that the template writes.

    Returns:
        A place for each input that the object has a key for; the others are left out.
    """
    work = _Work(inputs, places)
    near = [*places.direct, *places.properties] if work.reaches_properties else places.direct
    deeper = [target for target in places.deeper if work.reaches_properties or target.path[0] != "properties"]
    work.by_name(near, Method.AGREED, lambda key, target: key == target.name, at_least=Agreement.SIMILAR)
    work.by_description(near, Method.DESCRIBED)
    work.by_name(near, Method.NAMED, lambda key, target: key == target.name)
    work.by_name(near, Method.FOLDED, lambda key, target: folded(key) == folded(target.name))
    work.by_name(deeper, Method.DEEPER, lambda key, target: key == target.name, at_least=Agreement.SIMILAR)
    work.by_description(deeper, Method.DEEPER)
    work.by_name(deeper, Method.DEEPER, _same_and_not_everywhere, at_least=Agreement.SILENT)
    return work.found


def _same_and_not_everywhere(key: str, target: Target) -> bool:
    return key.lower() not in _EVERYWHERE and folded(key) == folded(target.name)


class _Work:
    """The state of one placing: which inputs have a place and which keys are taken."""

    def __init__(self, inputs: Mapping[str, Input], places: TargetSet) -> None:
        self._inputs = inputs
        self._shared = Counter(normalised(each.description) for each in inputs.values())
        self._taken: set[Path] = set()
        self._lifts = _lifts(inputs, places)
        self.reaches_properties = self._lifts or "properties" not in inputs
        """Whether inputs may stand under the object's `properties`."""
        self.found: dict[str, Place] = {}

    def by_name(
        self,
        targets: Sequence[Target],
        method: Method,
        matches: Callable[[str, Target], bool],
        at_least: Agreement = Agreement.DIFFERENT,
    ) -> None:
        """Places the inputs whose name matches a free key, the best described and nearest key first."""
        for key, each in self._inputs.items():
            if key in self.found:
                continue
            fitting = [
                (agreed(each.description, target), -len(target.path), target)
                for target in self._free(targets)
                if matches(key, target)
            ]
            fitting = [found for found in fitting if found[0] >= at_least]
            if fitting:
                agreed_best, _, target = max(fitting, key=lambda found: found[:2])
                self._place(key, Place(target.path, method, agreed_best, target))

    def by_description(self, targets: Sequence[Target], method: Method) -> None:
        """Places the inputs whose description equals that of exactly one free key, and of no other input."""
        for key, each in self._inputs.items():
            text = normalised(each.description)
            if key in self.found or self._shared[text] > 1 or not is_telling(each.description):
                continue
            alike = [found for found in self._free(targets) if _described_as(found, text)]
            if len(alike) == 1:
                self._place(key, Place(alike[0].path, method, Agreement.EQUAL, alike[0]))

    def _free(self, targets: Iterable[Target]) -> list[Target]:
        """The keys that no input has taken; a lifted `properties` is not a key of its own."""
        taken = {*self._taken, ("properties",)} if self._lifts else self._taken
        return [target for target in targets if target.path not in taken]

    def _place(self, key: str, place: Place) -> None:
        self.found[key] = place
        self._taken.add(place.path)


def agreed(description: str, target: Target) -> Agreement:
    """How far an input's description agrees with a key's, the best of the key's kinds."""
    return max((agreement(description, text) for text in target.descriptions), default=Agreement.SILENT)


def _described_as(target: Target, text: str) -> bool:
    return any(normalised(description) == text for description in target.descriptions)


def _lifts(inputs: Mapping[str, Input], places: TargetSet) -> bool:
    """Whether the SDK lifts the object's `properties`: some input stands only there, so `properties` is no input."""
    direct = {folded(target.name) for target in places.direct} | {folded(key) for key in ENVELOPE}
    inner = {folded(target.name) for target in places.properties} - direct - {"properties"}
    return any(folded(key) in inner for key in inputs)
