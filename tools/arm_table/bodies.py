"""Which inputs of a class the body of an ARM type has a place for."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.arm_table.input_types import Scalar
from tools.arm_table.names import folded
from tools.arm_table.schemas import SchemaFolder
from tools.arm_table.sdk import Input, ResourceClass
from tools.arm_table.targets import targets
from tools.arm_table.uses import constants_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The keys of one ARM type's body, as `folded` spells them: case and punctuation differ between SDK and schemas."""

    placed: frozenset[str]
    """Keys of the resource itself, its envelope apart, and of its `properties`."""
    deeper: frozenset[str]
    """Keys one object further down, to which the SDK may have moved an input up from."""
    exact: bool
    """Whether the schema is of the class's own API version."""

    def lacks(self, each: Input) -> bool:
        """Whether an input has no place in the body under its own name."""
        return folded(each.name) not in self.placed

    def lost(self, each: Input) -> bool:
        """Whether an input has no place in the body at any depth looked at."""
        return self.lacks(each) and folded(each.name) not in self.deeper


class Bodies:
    """Reads bodies from a schema folder."""

    def __init__(self, folder: SchemaFolder) -> None:
        """Note the folder; nothing is read yet."""
        self._folder = folder
        self._known: dict[tuple[str, str], Body | None] = {}

    def of(self, arm_type: str, resource: ResourceClass) -> Body | None:
        """Return the body of a type at the class's API version or the nearest; `None` for a type without a schema."""
        key = (arm_type.lower(), resource.token)
        if key not in self._known:
            self._known[key] = self._read(arm_type, resource)
        return self._known[key]

    def _read(self, arm_type: str, resource: ResourceClass) -> Body | None:
        found = self._folder.resource(arm_type, resource.api_version or "")
        if found is None:
            return None
        places = targets(found.definitions, constants_of(resource.inputs), is_resource=True)
        return Body(
            placed=frozenset(folded(target.name) for target in (*places.direct, *places.properties)),
            deeper=frozenset(folded(target.name) for target in places.deeper),
            exact=found.exact,
        )


def may_name(each: Input) -> bool:
    """Whether a string that the body has no place for must stand in the path: required, or named as a name."""
    return each.required or each.name == "name" or each.name.endswith(("Name", "Id"))


def path_like(resource: ResourceClass) -> Iterator[Input]:
    """Yield the inputs that could stand in a path: strings without a constant."""
    for each in resource.inputs.values():
        if each.type == Scalar("string") and each.constant is None:
            yield each
