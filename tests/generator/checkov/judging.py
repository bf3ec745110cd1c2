"""Azure-native resources as a program declares them, and what checkov says of them in the end."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bedplate import policies
from bedplate.generator.arm.translation import ArmResource, translate
from bedplate.generator.arm.web_config import fold_web_configs
from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.checkov.verdicts import CheckovVerdicts, judge_by_checkov
from bedplate.generator.graph import Graph, Resource
from bedplate.generator.scan.scan import subject
from bedplate.policies.pack import Pack
from bedplate.policies.rule import Rule
from tests.generator.arm.made import graph, made

SET_ASIDE = "set aside"
"""What `outcomes` says of a verdict that does not count."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of ours, also one that a catalogue forgets."""
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages([f"{path}/rules" for path in policies.__path__], "bedplate.policies.rules."):
        for value in vars(importlib.import_module(module.name)).values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, Rule):
                    found[each.id] = each
    return tuple(found.values())


@cache
def everything() -> Pack:
    """Return a pack that holds every rule."""
    rules = tuple(rule.id for rule in all_rules())
    return Pack(name="everything", title="", description="", rules=rules, parameters={})


@dataclass(frozen=True)
class Declared:
    """One resource of azure-native, as a test says it."""

    token: str
    inputs: Mapping[str, Any]
    name: str = "it"
    depends_on: tuple[str, ...] = field(default=())
    """Names of other resources."""


def declared(*all_of: Declared) -> Graph:
    """Return the graph of some resources."""
    urns = {each.name: f"urn:pulumi:dev::demo::azure-native:{each.token}::{each.name}" for each in all_of}
    return graph(*(_made(each, urns) for each in all_of))


def _made(each: Declared, urns: Mapping[str, str]) -> Resource:
    inputs = {"resourceGroupName": "rg", **each.inputs}
    dependencies = tuple(urns[name] for name in each.depends_on)
    return made(f"azure-native:{each.token}", each.name, inputs=inputs, dependencies=dependencies)


def judged(checkov: CheckovProcess, program: Graph, pack: Pack | None = None) -> CheckovVerdicts:
    """Return what checkov says of a graph, as a scan asks it."""
    return judged_resources(checkov, translate(program)[0], pack)


def judged_resources(
    checkov: CheckovProcess, resources: Sequence[ArmResource], pack: Pack | None = None
) -> CheckovVerdicts:
    """Return what checkov says of ARM resources."""
    fold_web_configs(resources)
    subjects = {each.resource.urn: subject(each) for each in resources}
    return judge_by_checkov(checkov, resources, subjects, pack or everything(), all_rules())


def outcome_of(checkov: CheckovProcess, check: str, *resources: Declared, name: str = "it") -> str:
    """Return what a check says of the resource of a name: an outcome, `set aside`, or nothing."""
    return outcome_in(judged(checkov, declared(*resources)), check, name)


def outcome_in(verdicts: CheckovVerdicts, check: str, name: str = "it") -> str:
    """Return what a check says of the resource of a name, as `outcome_of`."""
    said = [each.outcome.value for each in verdicts.findings if (each.rule.id, each.subject.name) == (check, name)]
    aside = [SET_ASIDE for line in verdicts.superseded if line.check == check and not said]
    return " and ".join((*said, *aside))
