"""Every catalogue equals the files it lists."""

import importlib
import inspect
from pathlib import Path

import pulumi
from pulumi.provider.experimental.analyzer import Analyzer

from bedplate.blueprints.catalogue import BLUEPRINTS
from bedplate.blueprints.settings.landing_zone import SETTINGS_MODELS
from bedplate.components.catalogue import COMPONENTS

ROOT = Path(__file__).resolve().parent.parent


def test_the_components_are_those_that_the_modules_define() -> None:
    modules = [
        importlib.import_module(f"bedplate.components.{path.stem}")
        for path in (ROOT / "components" / "bedplate" / "components").glob("*.py")
    ]
    defined = {
        member
        for module in modules
        for member in vars(module).values()
        if inspect.isclass(member)
        and issubclass(member, pulumi.ComponentResource)
        and member.__module__ == module.__name__
    }

    assert set(COMPONENTS) == defined
    assert [component.__name__ for component in COMPONENTS] == sorted(component.__name__ for component in COMPONENTS)


def test_every_component_has_its_three_scenarios() -> None:
    scenarios = ("defaults", "waf_aligned", "max")
    without = []
    for component in COMPONENTS:
        test = ROOT / "tests" / "components" / f"test_{component.__module__.rsplit('.', 1)[-1]}.py"
        text = test.read_text(encoding="utf-8") if test.is_file() else ""
        if not all(f"def test_{scenario}(" in text or f'id="{scenario}"' in text for scenario in scenarios):
            without.append(component.__name__)

    assert without == []


def test_a_schema_can_be_inferred_for_every_component() -> None:
    result = Analyzer("bedplate").analyze(list(COMPONENTS))

    assert set(result["component_definitions"]) == {component.__name__ for component in COMPONENTS}


def test_every_blueprint_has_settings_a_module_and_a_stack() -> None:
    assert set(BLUEPRINTS) == set(SETTINGS_MODELS)
    for blueprint in BLUEPRINTS:
        assert (ROOT / "blueprints" / "bedplate" / "blueprints" / f"{blueprint}.py").is_file()
        assert list((ROOT / "stacks").glob(f"Pulumi.{blueprint}-*.yaml"))
