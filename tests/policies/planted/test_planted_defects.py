from __future__ import annotations

from collections import Counter

import pytest
import yaml

from bedplate.policies.pack import read_pack
from tests.conftest import ROOT, STACKS
from tests.policies.clean_stacks import RecordStack, clean_stack
from tests.policies.planted.planting import defects, planted

DEFECTS = defects()


@pytest.mark.parametrize("stack_name", STACKS)
def test_each_defect_makes_its_rules_fail_and_no_other(stack_name: str, record_stack: RecordStack) -> None:
    stack = clean_stack(stack_name, record_stack)
    own = [each for each in DEFECTS if each.stack == stack_name]
    found = {each.name: stack.new_failures(planted(stack.resources, each)) for each in own}
    assert found == {each.name: each.rules for each in own}


def test_each_defect_is_seen_with_the_pack_of_its_stack() -> None:
    packs = {name: read_pack(_pack_name(name)).rules for name in STACKS}
    unseen = [each.name for each in DEFECTS if not set(each.rules) & set(packs[each.stack])]
    assert unseen == []


def _pack_name(stack: str) -> str:
    text = (ROOT / "stacks" / f"Pulumi.{stack}.yaml").read_text("utf-8")
    return str(yaml.safe_load(text)["config"]["bedplate:policyPack"])


def test_there_are_enough_defects_of_every_kind() -> None:
    assert len(DEFECTS) >= 200
    assert sum(each.crosses for each in DEFECTS) >= 60
    assert {each.stack for each in DEFECTS} == set(STACKS)
    assert [each.name for each in DEFECTS if not each.rules] == []
    assert [name for name, times in Counter(each.name for each in DEFECTS).items() if times > 1] == []
