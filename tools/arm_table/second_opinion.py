"""Compares shapes with the models of Azure's management packages, and fills the gaps that schemas leave."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.arm_table.names import folded
from tools.arm_table.placement import Method, Place
from tools.arm_table.sdk import Input
from tools.arm_table.url_templates import UrlTemplate
from tools.arm_table.wheel_downloads import download_wheels
from tools.arm_table.wheel_models import Model, PropertyPath, models_of

_ENOUGH = 0.6
"""Share of a class's inputs that a model of the same name must have to be the same thing."""
_OF_RESOURCES = frozenset({"id", "name", "type"})


@dataclass
class Opinions:
    """How the models judge the shapes.

    Attributes:
        agreed: Inputs at the place that a model gives them.
        filled: Inputs that only a model has a place for.
        contradicted: `module class input: ours, theirs` for inputs at another place.
    """

    agreed: int = 0
    filled: int = 0
    contradicted: list[str] = field(default_factory=list)


class WheelModels:
    """The models of a folder of wheels, found by provider and class name."""

    def __init__(self, by_wheel: Mapping[str, Mapping[str, Model]], providers: Mapping[str, Iterable[str]]) -> None:
        """Notes the models.

        Args:
            by_wheel: Models by class name, by wheel.
            providers: Resource providers in lower case, by wheel: those that its operations put resources of.
        """
        self._by_provider: dict[str, dict[str, list[Model]]] = {}
        for wheel, models in by_wheel.items():
            for provider in providers.get(wheel, ()):
                known = self._by_provider.setdefault(provider, {})
                for name, model in models.items():
                    known.setdefault(name.lower(), []).append(model)

    def of(
        self, name: str, inputs: Mapping[str, Input], providers: Iterable[str], *, is_resource: bool
    ) -> Model | None:
        """The model of a class, None where no package has one of its name and keys.

        Args:
            name: The SDK's class name, `SubnetArgs`.
            inputs: Its inputs by wire name.
            providers: Providers of the class's module, in lower case.
            is_resource: Whether the class is a resource, not a model of its `properties` under the same name.
        """
        wanted = name.removesuffix("Args").lower()
        found = [model for each in providers for model in self._by_provider.get(each, {}).get(wanted, ())]
        if is_resource:
            found = [model for model in found if _is_resource(model)]
        shares = [(_share(inputs, model), model) for model in found]
        best = max(shares, key=lambda each: each[0], default=(0.0, None))
        return best[1] if best[0] >= _ENOUGH else None


def read_wheels(folder: Path, templates: Iterable[UrlTemplate]) -> WheelModels:
    """Reads the models of the wheels that templates came from; what was read once is kept in the folder.

    Args:
        folder: Gets the wheels (`dl/*.whl`) that it does not hold yet, and the cache `models.json`.
        templates: PUT addresses with their wheel, which tell the wheel's providers.

    Raises:
        subprocess.CalledProcessError: `pip download` could not get a wheel.
    """
    addresses: dict[str, list[str]] = {}
    for template in templates:
        addresses.setdefault(template.package, []).append(template.path)
    cache = folder / "models.json"
    known: dict[str, dict[str, dict[str, list[str]]]] = json.loads(cache.read_text("utf-8")) if cache.is_file() else {}
    missing = [pin for pin in addresses if pin not in known]
    for pin in missing:
        models = models_of(_wheel(pin, folder / "dl"))
        known[pin] = {name: {key: list(path) for key, path in model.items()} for name, model in models.items()}
    if missing:
        cache.write_text(json.dumps(known, sort_keys=True), encoding="utf-8")
    by_wheel = {
        pin: {name: {key: tuple(path) for key, path in model.items()} for name, model in models.items()}
        for pin, models in known.items()
    }
    return WheelModels(by_wheel, {pin: _providers(paths) for pin, paths in addresses.items()})


def judge(label: str, inputs: Mapping[str, Input], places: dict[str, Place], model: Model, opinions: Opinions) -> None:
    """Compares one class with its model; gaps in its places are filled.

    Args:
        label: Module and class for the report.
        inputs: The class's inputs.
        places: Their places, changed where only the model knows one.
        model: The model.
        opinions: Gets the outcome.
    """
    for key in inputs:
        theirs, ours = model.get(folded(key)), places.get(key)
        if theirs is None or (ours is not None and ours.reason):
            continue
        if ours is None:
            if theirs not in {place.path for place in places.values()}:
                places[key] = Place(theirs, Method.MODEL)
                opinions.filled += 1
        elif ours.path == theirs:
            opinions.agreed += 1
        elif ours.method is Method.DESCRIBED and theirs == (key,):
            places[key] = Place(theirs, Method.MODEL)
            opinions.filled += 1
        else:
            opinions.contradicted.append(f"{label} {key}: {_text(ours.path)}, {_text(theirs)} ({ours.method.name})")


def _is_resource(model: Model) -> bool:
    return model.keys() >= _OF_RESOURCES or any(path[0] == "properties" for path in model.values())


def _share(inputs: Mapping[str, Input], model: Model) -> float:
    return sum(folded(key) in model for key in inputs) / len(inputs) if inputs else 0.0


def _providers(paths: Iterable[str]) -> set[str]:
    return {path.rpartition("/providers/")[2].partition("/")[0].lower() for path in paths if "/providers/" in path}


def _wheel(pin: str, folder: Path) -> Path:
    """The file of a pinned wheel, downloaded where the folder does not hold it."""
    name, _, version = pin.partition("==")
    pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    if not any(folder.glob(pattern)):
        download_wheels([pin], folder)
    return next(folder.glob(pattern))


def _text(path: PropertyPath) -> str:
    return "/".join(path)
