"""The project's own stacks as rules judge them, and what newly fails when something in them is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from bedplate.generator.arm.translation import translate
from bedplate.generator.arm.web_config import fold_web_configs
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.scan.judged import judged_resources
from bedplate.policies.catalogue import RULES
from bedplate.policies.finding import Finding, check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources

RecordStack: TypeAlias = Callable[[str, Mode], Graph]
_FAILS = (Outcome.FAIL, Outcome.ERROR)


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
        self._before = self._failures(self.resources)

    def new_failures(self, changed: Iterable[Resource]) -> tuple[str, ...]:
        """Return the ids of the rules that fail more often on some resource than in the unchanged stack, sorted."""
        after = self._failures(changed)
        return tuple(sorted({rule for rule, resource in after if after[rule, resource] > self._before[rule, resource]}))

    @staticmethod
    def _failures(resources: Iterable[Resource]) -> Counter[tuple[str, str]]:
        return Counter(map(_subject, filter(_has_failed, check(Resources(resources), RULES))))


@cache
def clean_stack(name: str, record_stack: RecordStack) -> CleanStack:
    """Return a stack of the project; each is recorded and judged once a session."""
    return CleanStack(name, record_stack(name, Mode.KNOWN))


def with_body(resource: Resource, body: dict[str, object], place: str) -> Resource:
    """Return a resource with another body, without what its value at a place was made from."""
    kept = {
        path: keys
        for path, keys in resource.references.items()
        if "[" in place or not f"{place}.".startswith(f"{path}.") or path == "properties"
    }
    return replace(resource, body=body, references=kept)


def _has_failed(finding: Finding) -> bool:
    return finding.verdict.outcome in _FAILS


def _subject(finding: Finding) -> tuple[str, str]:
    return finding.rule.id, finding.resource.key
