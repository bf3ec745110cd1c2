"""The shapes of a module: where every input of every resource, and of every class below, stands in ARM.

folder = SchemaFolder(Path("…/schemas"))
found = shapes_of(module, {"Subnet": ArmPlace("Microsoft.Network/virtualNetworks/subnets", "2024-05-01", …)}, folder)
found.resources["Subnet"].shape, found.classes["DelegationArgs"].shape
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tools.arm_table import leftovers
from tools.arm_table.descriptions import Agreement
from tools.arm_table.leftovers import Settlement
from tools.arm_table.placement import Method, Place
from tools.arm_table.schemas import SchemaFolder
from tools.arm_table.sdk import Input, SdkModule
from tools.arm_table.second_opinion import Opinions, WheelModels, judge
from tools.arm_table.shape_json import ShapeJson, shape_json
from tools.arm_table.targets import named
from tools.arm_table.uses import Walker


@dataclass(frozen=True)
class ArmPlace:
    """What is known of a resource class before its shape.

    Attributes:
        arm_type: ARM type, `Microsoft.Network/virtualNetworks/subnets`.
        api_version: The class's API version.
        path_inputs: Wire names of the inputs that the path takes; they have no place in the body.
        fixed_name: The path's last segment where it is a constant (`default`), else None.
    """

    arm_type: str
    api_version: str
    path_inputs: frozenset[str]
    fixed_name: str | None = None


@dataclass
class Shape:
    """The places of one class.

    Attributes:
        inputs: The class's inputs by wire name (a resource's without its path inputs).
        places: One place for each input.
        rivals: Inputs for which two uses of the class found different places.
    """

    inputs: Mapping[str, Input]
    places: dict[str, Place]
    rivals: dict[str, list[Place]] = field(default_factory=dict)

    @property
    def shape(self) -> ShapeJson:
        """The shape as the table holds it."""
        return shape_json(self.inputs, self.places)


@dataclass
class ModuleShapes:
    """The shapes of one module.

    Attributes:
        resources: By resource class name.
        classes: By class name of `_inputs.py`, the ones reached from the resources.
        below: For each resource, the classes below it.
        arm_types: For each resource, its ARM type.
        schema_versions: For each resource with a schema, the API version of it.
        opinions: What the models of the management packages say to the places.
    """

    resources: dict[str, Shape] = field(default_factory=dict)
    classes: dict[str, Shape] = field(default_factory=dict)
    below: dict[str, frozenset[str]] = field(default_factory=dict)
    arm_types: dict[str, str] = field(default_factory=dict)
    schema_versions: dict[str, str] = field(default_factory=dict)
    opinions: Opinions = field(default_factory=Opinions)

    def weakest(self, resource: str) -> Method:
        """What the weakest place of a resource and the classes below it rests on; `OUTSIDE` does not count."""
        shapes = [self.resources[resource], *(self.classes[name] for name in self.below[resource])]
        methods = [place.method for shape in shapes for place in shape.places.values()]
        return max((method for method in methods if method is not Method.OUTSIDE), default=Method.SETTLED)


def shapes_of(
    module: SdkModule,
    arm_places: Mapping[str, ArmPlace],
    folder: SchemaFolder,
    settled: Mapping[str, Settlement] | None = None,
    models: WheelModels | None = None,
) -> ModuleShapes:
    """Derives the shapes of a module.

    Args:
        module: The module as the SDK declares it.
        arm_places: Type, version and path inputs by resource class name; a class that is missing gets no shape.
        folder: The ARM schemas.
        settled: Settlements by hand; those of `settled_shapes.toml` unless given.
        models: Models of the management packages, for gaps and a second opinion; none unless given.

    Returns:
        A shape for each resource named and each class below it, with a place for every input.
    """
    by_hand = leftovers.settled() if settled is None else settled
    return _Derivation(module, arm_places, folder, by_hand, models).shapes()


class _Derivation:
    def __init__(
        self,
        module: SdkModule,
        arm_places: Mapping[str, ArmPlace],
        folder: SchemaFolder,
        settled: Mapping[str, Settlement],
        models: WheelModels | None,
    ) -> None:
        self._module, self._folder, self._settled, self._models = module, folder, settled, models
        self._arm_places = {name: place for name, place in arm_places.items() if name in module.resources}
        self._walker = Walker(module.classes, settled, module.name)
        self._uses: dict[str, list[Mapping[str, Place]]] = {}
        self._found = ModuleShapes()

    def shapes(self) -> ModuleShapes:
        for name, arm_place in self._arm_places.items():
            self._at_own_version(name, arm_place)
        for name, uses in self._uses.items():
            self._found.classes[name] = _merged(self._module.classes[name].inputs, uses)
        self._settle()
        for name, arm_place in self._arm_places.items():
            self._at_other_versions(name, arm_place)
        self._ask_models()
        self._fill()
        return self._found

    def _inputs(self, name: str) -> dict[str, Input]:
        taken = self._arm_places[name].path_inputs
        return {key: each for key, each in self._module.resources[name].inputs.items() if key not in taken}

    def _at_own_version(self, name: str, arm_place: ArmPlace) -> None:
        found = self._folder.resource(arm_place.arm_type, arm_place.api_version)
        definitions = named(found.definitions, arm_place.fixed_name) if found else ()
        self._found.arm_types[name] = arm_place.arm_type
        if found:
            self._found.schema_versions[name] = found.version
        inputs = self._inputs(name)
        walk = self._walker.walk(name, inputs, definitions)
        self._found.resources[name] = Shape(inputs, dict(walk.resource))
        self._found.below[name] = frozenset(walk.classes)
        for class_name, uses in walk.classes.items():
            self._uses.setdefault(class_name, []).extend(uses)

    def _all(self) -> Iterable[tuple[str, Shape, bool]]:
        yield from ((name, shape, True) for name, shape in self._found.resources.items())
        yield from ((name, shape, False) for name, shape in self._found.classes.items())

    def _settle(self) -> None:
        for name, shape, is_resource in self._all():
            settlement = self._settled.get(f"{self._module.name}:{name}")
            for key, each in shape.inputs.items():
                place = leftovers.by_hand(settlement, key)
                if place is None and key not in shape.places:
                    place = leftovers.outside(key, each, is_resource=is_resource)
                if place is not None:
                    shape.places[key] = place

    def _at_other_versions(self, name: str, arm_place: ArmPlace) -> None:
        """Takes the places that only the schemas of other API versions have, the newest version first."""
        for version in reversed(self._folder.versions(arm_place.arm_type)):
            if not self._has_gaps(name):
                return
            definitions = named(self._folder.at(arm_place.arm_type, version), arm_place.fixed_name)
            walk = self._walker.walk(name, self._inputs(name), definitions)
            _fill_gaps(self._found.resources[name], [walk.resource])
            for class_name, uses in walk.classes.items():
                _fill_gaps(self._found.classes[class_name], uses)

    def _has_gaps(self, name: str) -> bool:
        shapes = [self._found.resources[name], *(self._found.classes[below] for below in self._found.below[name])]
        return any(key not in shape.places for shape in shapes for key in shape.inputs)

    def _ask_models(self) -> None:
        if self._models is None:
            return
        providers = {place.arm_type.partition("/")[0].lower() for place in self._arm_places.values()}
        for name, shape, is_resource in self._all():
            model = self._models.of(name, shape.inputs, sorted(providers), is_resource=is_resource)
            if model is not None:
                judge(f"{self._module.name} {name}", shape.inputs, shape.places, model, self._found.opinions)

    def _fill(self) -> None:
        for _, shape, is_resource in self._all():
            placed = {key: place for key, place in shape.places.items() if not place.reason}
            for key in shape.inputs:
                if key not in shape.places:
                    shape.places[key] = leftovers.by_pattern(key, placed, is_resource=is_resource)


def _fill_gaps(shape: Shape, uses: Sequence[Mapping[str, Place]]) -> None:
    taken = {place.path for place in shape.places.values()}
    for use in uses:
        for key, place in use.items():
            elsewhere = place.method is Method.SETTLED or place.agreement is Agreement.DIFFERENT
            if key not in shape.places and place.path not in taken and not elsewhere:
                shape.places[key] = Place(place.path, Method.OTHER_VERSION, place.agreement, place.target)
                taken.add(place.path)


def _merged(inputs: Mapping[str, Input], uses: Sequence[Mapping[str, Place]]) -> Shape:
    """Joins the places of a class's uses: the best supported one for each input, the others noted as rivals."""
    shape = Shape(inputs, {})
    for key in inputs:
        places = [use[key] for use in uses if key in use]
        if not places:
            continue
        often = Counter(place.path for place in places)
        best = min(places, key=lambda place: (place.method, -place.agreement, -often[place.path], place.path))
        shape.places[key] = best
        others = {place.path: place for place in places if place.path != best.path}
        if others:
            shape.rivals[key] = list(others.values())
    return shape
