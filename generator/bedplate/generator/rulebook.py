"""Every rule and every pack there is here: ours, and those that installed packages bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from bedplate.components.joining import Fault, Group, Joined, Origin, joined, note
from bedplate.generator.joined_rules import read_pack_part, read_rules
from bedplate.policies.catalogue import RULES
from bedplate.policies.pack import Pack, pack_names, read_pack
from bedplate.policies.rule import Rule


class NoSuchPack(LookupError):  # noqa: N818 - it says what there is not
    """A pack is not there, or not all of its rules are; the text says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Rules and packs, all of them whole."""

    rules: tuple[Rule, ...]
    """Ours first, then those of packages by id."""
    packs: Mapping[str, Pack]
    """By name, sorted; each names rules of this book only."""
    origins: Mapping[str, Origin]
    """Who brings a rule, by its id, where it is not ours."""
    unusable: Mapping[str, tuple[Fault, ...]]
    """What is wrong with packs that cannot be used, by name."""

    def pack(self, name: str) -> Pack:
        """Return a pack by its name.

        Raises:
            NoSuchPack: there is none, or not all of its rules are there: a scan by the others would say too little.
        """
        if name in self.packs:
            return self.packs[name]
        if name in self.unusable:
            reasons = "\n".join(f"  {fault}" for fault in self.unusable[name])
            raise NoSuchPack(f"{name}: the pack cannot be used, as a package that it needs is broken:\n{reasons}")
        raise NoSuchPack(f"{name}: there is no such pack (the packs are: {', '.join(self.packs)})")


@cache
def rulebook() -> Rulebook:
    """Return all rules and packs; installed packages are asked once, and what is wrong with them is noted."""
    theirs = joined(Group.RULES, read_rules, frozenset(rule.id for rule in RULES))
    offered = joined(Group.PACKS, read_pack_part, frozenset(pack_names()))
    rules = (*RULES, *(part.value for part in theirs.parts.values()))
    packs = {name: read_pack(name) for name in pack_names()}
    unusable: dict[str, tuple[Fault, ...]] = {
        fault.origin.name: (fault,) for fault in offered.faults if fault.origin.name not in packs
    }
    for name, part in offered.parts.items():
        faults = tuple(_faults(part.value, part.origin, {rule.id: rule for rule in rules}))
        if faults:
            # A rule that is not there may be one of a package that could not be loaded.
            unusable[name] = (*faults, *theirs.faults)
            for fault in faults:
                note(fault)
        else:
            packs[name] = part.value
    return Rulebook(
        rules=rules,
        packs=MappingProxyType(dict(sorted(packs.items()))),
        origins=_origins(theirs),
        unusable=MappingProxyType(unusable),
    )


def _origins(theirs: Joined[Rule]) -> Mapping[str, Origin]:
    return MappingProxyType({id_: part.origin for id_, part in theirs.parts.items()})


def _faults(pack: Pack, origin: Origin, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    if missing := [id_ for id_ in pack.rules if id_ not in rules]:
        hint = "write ids of rules that `bedplate rules` lists, or mend the package that brings them"
        yield Fault(origin, f"names rules that are not there: {', '.join(missing)}", hint)
    for id_, values in pack.parameters.items():
        if id_ not in pack.rules:
            yield Fault(origin, f"sets parameters of {id_}, which it does not hold", "add the rule, or remove them")
            continue
        for name in values if id_ in rules else ():
            if name not in rules[id_].parameters:
                known = ", ".join(rules[id_].parameters) or "none"
                yield Fault(origin, f"sets the parameter {name} of {id_}", f"{id_} has these parameters: {known}")
