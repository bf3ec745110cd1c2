"""The project's own stacks as rules judge them, and what newly fails when something in them is changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, TypeAlias

from bedplate.generator.arm.translation import translate
from bedplate.generator.arm.web_config import fold_web_configs
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.scan.judged import judged_resources
from bedplate.policies.catalogue import RULES
from bedplate.policies.outcome import Outcome
from bedplate.policies.pack import read_pack
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Rule
from bedplate.policies.values import Value

RecordStack: TypeAlias = Callable[[str, Mode], Graph]
_PARAMETERS = read_pack("production").parameters


class CleanStack:
    """Resources of one stack with known values, and what fails of them as they are.

    Args:
        name: of the stack.
        graph: its recorded resources.
    """

    def __init__(self, name: str, graph: Graph) -> None:
        self.name = name
        translated, _ = translate(graph)
        fold_web_configs(translated)
        self.resources = tuple(judged_resources(translated))
        self._before: Counter[tuple[str, str]] = Counter()
        self._readers: defaultdict[str, list[tuple[Rule, str]]] = defaultdict(list)
        watched = _WatchedResources(self.resources)
        for rule in RULES:
            for subject in _subjects(rule, watched):
                watched.read.clear()
                self._before[rule.id, subject.key] = _failures(rule, subject, watched)
                for key in {*watched.read, subject.key}:
                    self._readers[key].append((rule, subject.key))

    def new_failures(self, changed: Iterable[Resource]) -> tuple[str, ...]:
        """Return the ids of the rules that fail more often on some resource than in the unchanged stack, sorted."""
        resources = Resources(changed)
        pairs = [(rule, each) for rule in RULES for each in _subjects(rule, resources)]
        return self._risen(resources, pairs)

    def new_failures_with(self, before: Resource, after: Resource | None) -> tuple[str, ...]:
        """Return what `new_failures` returns where one resource is another or not there, at a fraction of the cost.

        Rules are pure, so only those need judge again that read the resource when they judged the unchanged stack.
        """
        changed = (after if each is before else each for each in self.resources)
        resources = Resources(each for each in changed if each is not None)
        found = ((rule, resources.get(key)) for rule, key in self._readers[before.key])
        return self._risen(resources, [(rule, each) for rule, each in found if each is not None])

    def _risen(self, resources: Resources, pairs: Iterable[tuple[Rule, Resource]]) -> tuple[str, ...]:
        return tuple(
            sorted(
                {
                    rule.id
                    for rule, subject in pairs
                    if _failures(rule, subject, resources) > self._before[rule.id, subject.key]
                }
            )
        )


@cache
def clean_stack(name: str, record_stack: RecordStack) -> CleanStack:
    """Return a stack of the project; each is recorded and judged once a session."""
    return CleanStack(name, record_stack(name, Mode.KNOWN))


def with_body(resource: Resource, body: dict[str, Any], place: str) -> Resource:
    """Return a resource with another body, without what its value at a place was made from."""
    kept = {
        path: keys
        for path, keys in resource.references.items()
        if "[" in place or path == "properties" or not (f"{place}.".startswith(f"{path}.") or _below(path, place))
    }
    return replace(resource, body=body, references=kept)


class _WatchedResources(Resources):
    """Resources that remember which of them were read."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        super().__init__(resources)
        self.read: set[str] = set()

    def __iter__(self) -> Iterator[Resource]:
        return iter(self._noted(*super().__iter__()))

    def get(self, key: str) -> Resource | None:
        return self._noted_one(super().get(key))

    def with_id(self, id_: Value) -> Resource | None:
        return self._noted_one(super().with_id(id_))

    def of_type(self, *types: str) -> tuple[Resource, ...]:
        return self._noted(*super().of_type(*types))

    def children(self, parent: Resource, type_: str) -> tuple[Resource, ...]:
        return self._noted(*super().children(parent, type_))

    def referenced(self, resource: Resource, path: str) -> tuple[Resource, ...]:
        return self._noted(*super().referenced(resource, path))

    def _noted(self, *found: Resource) -> tuple[Resource, ...]:
        self.read.update(each.key for each in found)
        return found

    def _noted_one(self, found: Resource | None) -> Resource | None:
        return None if found is None else self._noted(found)[0]


def _subjects(rule: Rule, resources: Resources) -> tuple[Resource, ...]:
    return tuple(each for each in Resources.__iter__(resources) if rule.applies_to(each.type))


def _failures(rule: Rule, subject: Resource, resources: Resources) -> int:
    chosen = _PARAMETERS.get(rule.id, {})
    values = {name: chosen.get(name, parameter.default) for name, parameter in rule.parameters.items()}
    outcomes = [verdict.outcome for verdict in rule.judge(subject, resources, values)]
    return outcomes.count(Outcome.FAIL)


def _below(path: str, place: str) -> bool:
    return path.startswith(f"{place}.")
