"""The blueprints that installed packages bring, held to what a blueprint is."""

import re
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from bedplate.blueprints.settings.blueprint import Blueprint
from bedplate.blueprints.settings.landing_zone import SETTINGS_MODELS
from bedplate.blueprints.settings.zone import ZoneSettings
from bedplate.components.joining import Fault, Group, Joined, Part, Unfit, joined, unfit_name

_REFERENCE = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*", re.ASCII)


def joined_blueprints() -> Mapping[str, Part[Blueprint]]:
    """Return the blueprints of other people by name, sorted."""
    return _joined().parts


def fault_of_blueprint(name: str) -> Fault | None:
    """Return why a blueprint of this name does not join; `None` where no package claims the name."""
    return next((fault for fault in _joined().faults if fault.origin.name == name), None)


def _joined() -> Joined[Blueprint]:
    return joined(Group.BLUEPRINTS, _read, frozenset(SETTINGS_MODELS))


def _read(name: str, value: object) -> Iterator[tuple[str, Blueprint] | Unfit]:
    if unfit := unfit_name(name, "a blueprint"):
        yield unfit
    elif not isinstance(value, Blueprint):
        yield Unfit(f"names a {type(value).__name__}", f"name {Group.BLUEPRINTS.wanted}")
    elif unfit := _unfit(name, value):
        yield unfit
    else:
        yield name, value


def _unfit(name: str, blueprint: Blueprint) -> Unfit | None:
    # Whatever the types say: somebody else wrote it.
    given: Any = blueprint
    model = given.settings
    if not (isinstance(model, type) and issubclass(model, ZoneSettings)):
        return Unfit(
            "its settings are no model of settings", "derive them from bedplate.blueprints.settings.ZoneSettings"
        )
    field = model.model_fields.get("blueprint")
    if field is None or typing.get_args(field.annotation) != (name,):
        wanted = f'blueprint: Literal["{name}"]'
        return Unfit(f"{model.__name__} does not say which blueprint it is for", f"give it the field {wanted}")
    if not (isinstance(given.declare, str) and _REFERENCE.fullmatch(given.declare)):
        return Unfit("its declare names no function", 'write declare="package.module:function"')
    if not _are_functions(given.checks):
        return Unfit("its checks are no tuple of functions", "write checks=(check_one, check_another)")
    if given.templates is not None and not (isinstance(given.templates, Path) and given.templates.is_dir()):
        return Unfit("its templates are no folder", 'write templates=Path(__file__).parent / "templates"')
    return None


def _are_functions(value: object) -> bool:
    return isinstance(value, tuple) and all(map(callable, cast("tuple[object, ...]", value)))
