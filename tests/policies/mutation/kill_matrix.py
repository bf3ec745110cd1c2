"""The mutation run of all stacks, and what is written of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tests.policies.clean_stacks import CleanStack
from tests.policies.mutation.mutants import Change, Mutant, mutants_of
from tests.policies.mutation.security_properties import SecurityType, security_types

_WIDTH = 60
_HEAD = """# Kill matrix

Every property below decides how secure a resource of the project's own stacks is. A test changes each of them, one at a
time, in every resource of every stack: to a value that weakens it (flip), to nothing (delete) and to an empty value
(blank); it also takes resources away as a whole (remove). A change is killed when a rule fails that did not fail
before. What matters is data of its own, under `tests/policies/mutation/security_properties/`, so that a rule that is
missing cannot excuse itself. A change that no rule need notice says why.
"""


@dataclass
class Fate:
    """What became of one change in all places where it was made."""

    killers: set[str] = field(default_factory=set)
    """Ids of the rules that noticed it, in whichever place."""
    killed: int = 0
    survived: list[str] = field(default_factory=list)
    """Where no rule noticed it: stack, resource and path."""
    exempt: str = ""

    @property
    def total(self) -> int:
        """How often it was made."""
        return self.killed + len(self.survived)


Row = tuple[str, str, str, str]
"""Path, condition on the resource, change, wrong value."""


@cache
def fates(type_: SecurityType, stacks: tuple[CleanStack, ...]) -> dict[Row, Fate]:
    """Return what became of every change to resources of a type."""
    found: defaultdict[Row, Fate] = defaultdict(Fate)
    for stack in stacks:
        for resource in stack.resources:
            if resource.type.casefold() == type_.name.casefold():
                for mutant in mutants_of(resource, type_, stack.name):
                    _try(stack, mutant, found[mutant.path, mutant.where, mutant.change.value, mutant.value])
    return dict(found)


def rendered(stacks: tuple[CleanStack, ...]) -> str:
    """Return the matrix of all types as Markdown."""
    by_type = {each: fates(each, stacks) for each in security_types()}
    every = [fate for found in by_type.values() for fate in found.values()]
    exempt = sum(fate.total for fate in every if fate.exempt)
    killed = sum(fate.killed for fate in every if not fate.exempt)
    survived = sum(len(fate.survived) for fate in every if not fate.exempt)
    numbers = (
        f"\n| stacks | resources | types | mutants | killed | exempt | survived |\n|---|---|---|---|---|---|---|\n"
        f"| {len(stacks)} | {sum(len(each.resources) for each in stacks)} | {len(by_type)} | "
        f"{exempt + killed + survived} | {killed} | {exempt} | {survived} |\n"
    )
    return _HEAD + numbers + "".join(line for type_, found in by_type.items() for line in _section(type_, found))


def _try(stack: CleanStack, mutant: Mutant, fate: Fate) -> None:
    killers = stack.new_failures_with(mutant.before, mutant.after)
    fate.exempt = mutant.exempt
    fate.killers.update(killers)
    if killers:
        fate.killed += 1
    else:
        fate.survived.append(f"{stack.name}: {mutant.before.value('name')} {mutant.place}".rstrip())


def _section(type_: SecurityType, found: dict[Row, Fate]) -> Iterator[str]:
    yield f"\n## {type_.name}\n\n"
    if type_.exempt:
        yield f"{type_.exempt}\n"
        return
    yield "| property | change | times | caught by |\n|---|---|---|---|\n"
    for (path, where, change, value), fate in found.items():
        place = f"`{path}`" if path else "the whole resource"
        named = f"{place} where `{where}`" if where else place
        done = f"{change} to `{_short(value)}`" if change == Change.FLIP else change
        said = f"exempt: {fate.exempt}" if fate.exempt else ", ".join(sorted(fate.killers)) or "nothing"
        yield f"| {_cell(named)} | {_cell(done)} | {fate.total} | {_cell(said)} |\n"


def _short(value: str) -> str:
    return value if len(value) <= _WIDTH else f"{value[: _WIDTH - 3]}..."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
