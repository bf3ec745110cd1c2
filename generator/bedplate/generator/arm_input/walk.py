"""The walk through a template: what it declares, with nested deployments opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bedplate.generator.arm.scopes import ScopeKind
from bedplate.generator.arm_input.declared import Declared, Place, listed, place_of
from bedplate.generator.arm_input.deployment import Deployment, Named
from bedplate.generator.arm_input.evaluation import Evaluation, evaluate
from bedplate.generator.arm_input.loops import LIMIT
from bedplate.generator.arm_input.placement import Placement, placement_at, provider_path
from bedplate.generator.arm_input.untold import Untold, Value, computed, joined, letters_of, short_digest
from bedplate.generator.engine.values import is_object

DEPLOYMENTS = "Microsoft.Resources/deployments"
_MANAGEMENT_GROUPS = "microsoft.management/managementgroups"
_OF_OTHERS = ("import", "provider", "extension")
"""Keys of resources that are deployed elsewhere than to Azure Resource Manager."""


class Walk:
    """Everything that some templates declare."""

    def __init__(self) -> None:
        self.declared: list[Declared] = []
        self.left_out: list[tuple[str, Mapping[str, Any], str]] = []
        """Key, object and reason of what cannot be judged."""
        self.notes: list[str] = []
        """What a reader should know of conditions and loops that only a deployment can tell."""
        self.inside: defaultdict[str, list[Declared]] = defaultdict(list)
        """Resources by the id of each deployment that they are in, in lower case."""
        self.waits: dict[str, list[tuple[Evaluation, Any]]] = {}
        """What deployments wait for, by the key of each nested template: with whom to evaluate it, and the list."""
        self.deployments: dict[str, Deployment] = {}
        """Nested deployments by id, in lower case."""
        self.after: dict[str, list[str]] = {}
        """The keys of the batch before, by the key of each that a serial loop repeats."""
        self._above: dict[str, tuple[str, ...]] = {}

    def into(self, deployment: Deployment) -> None:
        """Walk through a template."""
        nested: list[tuple[Deployment, str]] = []
        pointer = f"{deployment.key}/resources"
        self._resources(deployment, deployment.template.get("resources"), pointer, None, nested)
        for inner, id_ in nested:
            self._above[inner.key] = (*self._above.get(deployment.key, ()), id_)
            self.waits[inner.key] = [*self.waits.get(deployment.key, ()), *self.waits[inner.key]]
            self.into(inner)

    def _resources(
        self,
        deployment: Deployment,
        resources: Any,
        pointer: str,
        parent: Declared | None,
        nested: list[tuple[Deployment, str]],
    ) -> None:
        for here, symbol, raw in listed(resources, pointer):
            other = next((key for key in _OF_OTHERS if key in raw), None)
            if other is not None or not isinstance(raw.get("type"), str):
                reason = "it is no resource of Azure Resource Manager" if other else "it has no type"
                self.left_out.append((here, raw, reason))
                continue
            repeated = list(_repeated(deployment, raw, here, parent))
            self._in_turn(raw, [key for key, _ in repeated])
            if is_object(raw.get("copy")) and [key for key, _ in repeated] == [here]:
                self.notes.append(f"{here}: only a deployment can tell how often it is repeated; it is judged once")
            for key, inner in repeated:
                self._resource(deployment, raw, key, symbol, inner, parent, nested)

    def _in_turn(self, raw: Mapping[str, Any], keys: list[str]) -> None:
        copy: Any = raw.get("copy")
        if not is_object(copy) or str(copy.get("mode", "")).casefold() != "serial":
            return
        size = copy.get("batchSize", 1)
        size = size if isinstance(size, int) and size > 0 else 1
        for index in range(size, len(keys)):
            before = index // size * size
            self.after[keys[index]] = keys[before - size : before]

    def _resource(
        self,
        deployment: Deployment,
        raw: Mapping[str, Any],
        key: str,
        symbol: str,
        loops: Mapping[str, Value],
        parent: Declared | None,
        nested: list[tuple[Deployment, str]],
    ) -> None:
        here = Evaluation(deployment, loops, key)
        condition = here.value(raw.get("condition", True))
        if condition is False or str(condition).casefold() == "false":
            return
        if isinstance(condition, Untold):
            self.notes.append(f"{key}: only a deployment can tell its condition; it is judged as if it were met")
        if raw["type"].casefold() == DEPLOYMENTS.casefold():
            self._deployment(here, raw, key, symbol, nested)
            return
        try:
            place = _place(here, raw, parent)
        except ValueError:
            self.left_out.append((key, raw, f"its type {raw['type']!r} is none of Azure Resource Manager"))
            return
        declared = Declared(
            deployment=deployment, raw=raw, key=key, symbol=symbol, place=place, loops=loops, parent=parent
        )
        _known_by(deployment, raw, symbol, Named(place.id, place.type, place.name, str(raw.get("apiVersion", ""))))
        if raw.get("existing") is not True:
            self.declared.append(declared)
            for id_ in self._above.get(deployment.key, ()):
                self.inside[id_].append(declared)
        pointer = f"{key.removesuffix(_number(key))}/resources{_number(key)}"
        self._resources(deployment, raw.get("resources"), pointer, declared, nested)

    def _deployment(
        self,
        here: Evaluation,
        raw: Mapping[str, Any],
        key: str,
        symbol: str,
        nested: list[tuple[Deployment, str]],
    ) -> None:
        placement = _target(here, raw)
        name = here.value(raw["name"]) if "name" in raw else computed(key)
        id_ = joined([placement.id, provider_path(DEPLOYMENTS, [name])])
        _known_by(here.deployment, raw, symbol, Named(id_, DEPLOYMENTS, name, str(raw.get("apiVersion", ""))))
        properties: Any = raw.get("properties", {})
        template: Any = properties.get("template") if is_object(properties) else None
        if raw.get("existing") is True:
            return
        if not is_object(template):
            self.left_out.append((key, raw, "its template is another file, which is not read"))
            return
        options: Any = properties.get("expressionEvaluationOptions")
        scope = str(options.get("scope")) if is_object(options) else ""
        inner = scope.casefold() == "inner" or is_object(template.get("resources"))
        deployment = Deployment(
            template=template,
            key=f"{key}/properties/template",
            placement=placement,
            given=_given(here, properties.get("parameters", {})),
            evaluate=evaluate,
            of=None if inner else here.deployment,
            nested=self.deployments,
        )
        words = letters_of(id_).casefold()
        self.deployments[words] = deployment
        self.waits[deployment.key] = [(here, raw.get("dependsOn"))]
        nested.append((deployment, words))


def _repeated(
    deployment: Deployment, raw: Mapping[str, Any], key: str, parent: Declared | None
) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Yield a key and the indexes of loops for each time that a resource is declared."""
    loops: Mapping[str, Value] = parent.loops if parent is not None else {}
    copy: Any = raw.get("copy")
    if not is_object(copy):
        yield key, loops
        return
    name = str(copy.get("name", "")).casefold()
    count = Evaluation(deployment, loops, key).value(copy.get("count"))
    if not isinstance(count, int) or not 0 <= count <= LIMIT:
        yield key, {**loops, name: (index := computed(f"{deployment.key} copyindex {name}")), "": index}
        return
    for number in range(count):
        yield f"{key}[{number}]", {**loops, name: number, "": number}


def _place(here: Evaluation, raw: Mapping[str, Any], parent: Declared | None) -> Place:
    placement = here.deployment.placement
    name = here.value(raw.get("name", ""))
    if "scope" in raw:
        base = _scope(here.value(raw["scope"]), placement)
    elif raw["type"].casefold() == _MANAGEMENT_GROUPS:
        base = ""
    else:
        base = placement.id
        if raw["type"].casefold() == "microsoft.resources/resourcegroups":
            base = joined(["/subscriptions/", placement.subscription])
    return place_of(raw["type"], name, base, parent.place if parent else None)


def _scope(value: Value, placement: Placement) -> Value:
    text = letters_of(value)
    if text == "/" or text.startswith("/"):
        return "" if text == "/" else value
    if text.startswith("unknown-"):
        return joined(["/", value])
    tenant = text.casefold().startswith(_MANAGEMENT_GROUPS)
    return joined(["" if tenant else placement.id, "/providers/", value])


def _target(here: Evaluation, raw: Mapping[str, Any]) -> Placement:
    """Return what a nested deployment is made to."""
    outer = here.deployment.placement
    if "scope" in raw:
        return placement_at(here.value(raw["scope"]))
    subscription = here.value(raw["subscriptionId"]) if "subscriptionId" in raw else outer.subscription
    if "resourceGroup" in raw:
        group = here.value(raw["resourceGroup"])
        return Placement(kind=ScopeKind.RESOURCE_GROUP, subscription=subscription, name=group)
    if "subscriptionId" in raw:
        return Placement(kind=ScopeKind.SUBSCRIPTION, subscription=subscription)
    return outer


def _given(here: Evaluation, parameters: Any) -> Mapping[str, Callable[[], Value]]:
    """Return the values of parameters, each evaluated where the deployment stands."""
    if not is_object(parameters):
        return {}
    return {name.casefold(): _later(here, name, row) for name, row in parameters.items() if is_object(row)}


def _later(here: Evaluation, name: str, row: Mapping[str, Any]) -> Callable[[], Value]:
    if "value" in row:
        return lambda: here.value(row["value"])
    # What else stands there is where a secret is kept.
    digest = short_digest(f"{here.asking} {name}")
    return lambda: Untold(f"unknown-{name}-{digest}", secret=True)


def _known_by(deployment: Deployment, raw: Mapping[str, Any], symbol: str, named: Named) -> None:
    copy: Any = raw.get("copy")
    loop = str(copy.get("name", "")) if is_object(copy) else ""
    own = symbol if deployment.has_symbols else letters_of(named.name).casefold()
    for name in {own, loop.casefold()} - {""}:
        deployment.symbols.setdefault(name, []).append(named)


def _number(key: str) -> str:
    """Return the number in a loop at the end of a key, in brackets."""
    return key[key.rindex("[") :] if key.endswith("]") else ""
