"""Every rule is in the catalogue, says what it must of itself, is in a pack, and is tried on all kinds of cases."""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bedplate.policies import rules as rules_package
from bedplate.policies.catalogue import RULES
from bedplate.policies.pack import pack_names, read_pack
from bedplate.policies.rule import Rule
from tests.policies.cases import Kind

FOLDER = Path(rules_package.__path__[0])
TESTS = Path(__file__).parent / "rules"
DEMANDED = {Kind.PASS, Kind.FAIL, Kind.OMITTED, Kind.UNKNOWN, Kind.WRONG_CASE}
ID = re.compile(r"(X-)?[A-Z]{2,4}-\d{2}")
BENCHMARK = re.compile(r"(NS|IM|PA|DP|AM|LT|IR|PV|ES|BR|DS|GS|AI)-\d{1,2}")
RECOMMENDATION = re.compile(r"((SE|RE|CO|OE|PE):\d{2})?")


def module_names(folder: Path) -> list[str]:
    return sorted(
        ".".join(path.relative_to(folder).with_suffix("").parts)
        for path in folder.rglob("*.py")
        if path.stem != "__init__"
    )


def rules_of(module: ModuleType) -> tuple[Rule, ...]:
    return module.RULES if hasattr(module, "RULES") else (module.RULE,)


def cases_of(module: ModuleType) -> Iterator[tuple[str | None, str]]:
    """Yield the rule, where the case names one, and the name of every case of a test module."""
    for case in [*getattr(module, "CASES", ()), *getattr(module, "TRIALS", ())]:
        yield getattr(case, "rule", None), case.kind.value
    for function in vars(module).values():
        for mark in getattr(function, "pytestmark", ()):
            if mark.name == "parametrize":
                yield from ((_rule_named(case), case.id or "") for case in mark.args[1] if hasattr(case, "id"))


def _rule_named(case: Any) -> str | None:
    texts = (value for value in case.values if isinstance(value, str) and ID.fullmatch(value))
    return next(texts, None)


def test_the_catalogue_holds_every_rule_of_every_file() -> None:
    modules = [importlib.import_module(f"bedplate.policies.rules.{name}") for name in module_names(FOLDER)]
    in_files = [rule.id for module in modules for rule in rules_of(module)]
    assert sorted(rule.id for rule in RULES) == sorted(in_files)
    assert len(set(in_files)) == len(in_files)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_must(rule: Rule) -> None:
    assert ID.fullmatch(rule.id)
    for sentence in (rule.rationale, rule.fix):
        assert sentence.endswith(".")
        assert len(sentence) > len("Set it.")
    assert rule.title
    assert not rule.title.endswith(".")
    assert rule.references
    assert all(address.startswith("https://") for address in rule.references)
    assert all(type_ == "*" or type_.startswith("Microsoft.") for type_ in rule.types)
    assert RECOMMENDATION.fullmatch(rule.recommendation)
    assert [control for control in rule.benchmark if not BENCHMARK.fullmatch(control)] == []
    assert [check for check in rule.checkov if not re.fullmatch(r"CKV2?_AZURE_\d+", check)] == []


@pytest.mark.parametrize("name", module_names(FOLDER))
def test_a_rule_is_tried_on_every_kind_of_case(name: str) -> None:
    *folder, module = name.split(".")
    tests = importlib.import_module(".".join(["tests.policies.rules", *folder, f"test_{module}"]))
    tried: defaultdict[str, set[Kind]] = defaultdict(set)
    ids = [rule.id for rule in rules_of(importlib.import_module(f"bedplate.policies.rules.{name}"))]
    for rule, case in cases_of(tests):
        for kind in Kind:
            if case.startswith(kind.value) or f"-{kind.value}" in case:
                for id_ in [rule] if rule else ids:
                    tried[id_].add(kind)
    missing = {id_: sorted(DEMANDED - tried[id_]) for id_ in ids if DEMANDED - tried[id_]}
    assert missing == {}


def test_every_rule_is_in_the_widest_pack_and_packs_name_only_rules() -> None:
    ids = {rule.id for rule in RULES}
    assert set(read_pack("regulated").rules) == ids
    assert pack_names() == ("baseline", "production", "regulated")
    assert set(read_pack("baseline").rules) < set(read_pack("production").rules) < ids


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_sets_only_parameters_that_its_rules_have(name: str) -> None:
    pack = read_pack(name)
    parameters = {rule.id: set(rule.parameters) for rule in RULES}
    assert {id_ for id_, chosen in pack.parameters.items() if not chosen.keys() <= parameters[id_]} == set()
    assert set(pack.parameters) <= set(pack.rules)


def test_an_unknown_pack_is_refused() -> None:
    with pytest.raises(KeyError, match="strict"):
        read_pack("strict")
