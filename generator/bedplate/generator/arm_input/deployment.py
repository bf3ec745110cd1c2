"""One deployment of a template: its parameters, variables and outputs, each evaluated when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bedplate.generator.arm_input.placement import Placement
from bedplate.generator.arm_input.untold import Untold, Value, changed, computed, short_digest
from bedplate.generator.engine.values import is_array, is_object

_SECURE = frozenset({"securestring", "secureobject"})


@dataclass(slots=True, eq=False)
class Named:
    """A resource that expressions of a template can name."""

    id: Value
    type: str
    name: Value
    api_version: str


@dataclass(slots=True, eq=False, kw_only=True)
class Deployment:
    """A template with the values that it is deployed with."""

    template: Mapping[str, Any]
    key: str
    """File and JSON pointer of the template."""
    placement: Placement
    given: Mapping[str, Callable[[], Value]]
    """Values of parameters, in lower case."""
    evaluate: Callable[[Deployment, Any, Mapping[str, Value], str], Value]
    """Returns what a value of the template says, given the indexes of the loops it stands in and who asks."""
    of: Deployment | None = None
    """The deployment whose parameters and variables its expressions read, where they are not its own."""
    nested: dict[str, Deployment] = field(default_factory=dict[str, "Deployment"])
    """All deployments by id in lower case; shared."""
    symbols: dict[str, list[Named]] = field(default_factory=dict[str, list[Named]])
    """Resources by symbolic name, else by name in lower case; those of a loop in its order."""
    _values: dict[tuple[str, str], Value] = field(default_factory=dict[tuple[str, str], Value])

    @property
    def reads(self) -> Deployment:
        """The deployment whose parameters and variables expressions read."""
        return self if self.of is None else self.of.reads

    @property
    def has_symbols(self) -> bool:
        """Whether resources have symbolic names."""
        return is_object(self.template.get("resources"))

    def parameter(self, name: str) -> Value:
        """Return the value of a parameter."""
        return self._once("parameters", name, lambda: self._parameter(name))

    def variable(self, name: str) -> Value:
        """Return the value of a variable."""
        return self._once("variables", name, lambda: self._variable(name))

    def output(self, name: str) -> Value:
        """Return the value of an output."""
        row = _member(self._section("outputs"), name)
        if not is_object(row) or "value" not in row:
            return computed(f"{self.key} outputs {name}")
        value = self._once("outputs", name, lambda: self.evaluate(self, row["value"], {}, name))
        return self._hidden(value, name) if self._type(row) in _SECURE else value

    def _parameter(self, name: str) -> Value:
        found = _member(self._section("parameters"), name)
        row: Mapping[str, Any] = found if is_object(found) else {}
        if (given := self.given.get(name.casefold())) is not None:
            value = given()
        elif "defaultValue" in row:
            value = self.evaluate(self, row["defaultValue"], {}, f"{self.key} {name}")
        elif row.get("nullable") is True:
            value = None
        else:
            value = Untold(f"unknown-{name}-{short_digest(self.key, name)}")
        return self._hidden(value, name) if self._type(row) in _SECURE else value

    def _variable(self, name: str) -> Value:
        variables = self._section("variables")
        loops: Any = variables.get("copy")
        if is_array(loops):
            # A loop gives an array by the name of a variable.
            found = [each for each in loops if is_object(each) and _is_named(each, name)]
            if found:
                evaluated = self.evaluate(self, {"copy": found}, {}, name)
                return next(iter(evaluated.values())) if is_object(evaluated) else evaluated
            variables = {key: value for key, value in variables.items() if key != "copy"}
        raw = _member(variables, name)
        return computed(f"{self.key} variables {name}") if raw is _ABSENT else self.evaluate(self, raw, {}, name)

    def _once(self, section: str, name: str, value: Callable[[], Value]) -> Value:
        at = (section, name.casefold())
        if at not in self._values:
            # Whoever asks for it while it is evaluated asks in a circle.
            self._values[at] = computed(f"{self.key} {section} {name}")
            self._values[at] = value()
        return self._values[at]

    def _hidden(self, value: Value, name: str) -> Untold:
        if isinstance(value, Untold):
            return Untold(value.text, value.sources, secret=True)
        text = f"unknown-{name}-{short_digest(self.key, name, value if isinstance(value, str) else '')}"
        return changed(Untold(text, secret=True), text)

    def _section(self, name: str) -> Mapping[str, Any]:
        section: Any = self.template.get(name)
        return section if is_object(section) else {}

    def _type(self, row: Mapping[str, Any]) -> str:
        """Return a type in lower case, behind references; nothing where those go in a circle."""
        followed: set[str] = set()
        while isinstance(reference := row.get("$ref"), str) and reference not in followed:
            followed.add(reference)
            definition = _member(self._section("definitions"), reference.rsplit("/", 1)[-1])
            row = definition if is_object(definition) else {}
        return str(row.get("type", "")).casefold()


_ABSENT = object()


def _member(section: Mapping[str, Any], name: str) -> Any:
    if name in section:
        return section[name]
    wanted = name.casefold()
    return next((value for key, value in section.items() if key.casefold() == wanted), _ABSENT)


def _is_named(loop: Mapping[str, Any], name: str) -> bool:
    return str(loop.get("name")).casefold() == name.casefold()
