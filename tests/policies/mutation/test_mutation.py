from __future__ import annotations

import os

import pytest

from tests.conftest import ROOT, STACKS
from tests.policies.clean_stacks import CleanStack, RecordStack, clean_stack
from tests.policies.mutation.kill_matrix import fates, rendered
from tests.policies.mutation.mutants import mutants_of
from tests.policies.mutation.security_properties import SecurityType, security_types

TYPES = security_types()


@pytest.fixture(scope="module")
def stacks(record_stack: RecordStack) -> tuple[CleanStack, ...]:
    return tuple(clean_stack(name, record_stack) for name in STACKS)


def test_every_type_of_the_stacks_is_listed_or_exempt_with_a_reason(stacks: tuple[CleanStack, ...]) -> None:
    declared = {resource.type for stack in stacks for resource in stack.resources}
    assert declared == {each.name for each in TYPES}
    assert [each.name for each in TYPES if bool(each.exempt) is bool(each.properties or each.removals)] == []
    assert [each.name for each in TYPES if not each.exempt and not each.removals] == []


@pytest.mark.parametrize("type_", [each for each in TYPES if not each.exempt], ids=lambda each: each.name)
def test_every_change_that_matters_makes_a_rule_fail(type_: SecurityType, stacks: tuple[CleanStack, ...]) -> None:
    survivors = {
        " ".join(row): fate.survived for row, fate in fates(type_, stacks).items() if fate.survived and not fate.exempt
    }
    assert survivors == {}


@pytest.mark.parametrize("type_", [each for each in TYPES if not each.exempt], ids=lambda each: each.name)
def test_no_change_is_exempt_that_rules_notice_everywhere(type_: SecurityType, stacks: tuple[CleanStack, ...]) -> None:
    found = fates(type_, stacks)
    needless = [row for row, fate in found.items() if fate.exempt and not fate.survived]
    assert needless == []


def test_every_property_is_somewhere_in_the_stacks(stacks: tuple[CleanStack, ...]) -> None:
    idle = [
        f"{type_.name} {property_.path} {property_.where}".strip()
        for type_ in TYPES
        for property_ in type_.properties
        if (property_.path, property_.where) not in {row[:2] for row in fates(type_, stacks)}
    ]
    assert idle == []


def test_judging_again_only_what_read_the_resource_finds_what_judging_all_again_finds(
    stacks: tuple[CleanStack, ...],
) -> None:
    types = {each.name: each for each in TYPES}
    for stack in stacks:
        mutants = [
            each for resource in stack.resources for each in mutants_of(resource, types[resource.type], stack.name)
        ]
        for mutant in mutants[::97]:
            changed = (mutant.after if each is mutant.before else each for each in stack.resources)
            all_again = stack.new_failures(each for each in changed if each is not None)
            assert stack.new_failures_with(mutant.before, mutant.after) == all_again


def test_the_matrix_in_the_docs_is_current(stacks: tuple[CleanStack, ...]) -> None:
    file = ROOT / "docs" / "kill-matrix.md"
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        file.write_text(rendered(stacks), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == rendered(stacks)
