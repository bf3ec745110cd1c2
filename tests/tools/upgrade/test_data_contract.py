"""Rules that waivers name, and the data that the comparison of stacks stands on."""

import pytest

from bedplate.policies.catalogue import RULES
from tools.upgrade.data_contract import forcing_breaks, forcing_by_type, rule_breaks, rules_by_pack


def test_rules_and_packs_that_stay_or_come_break_nothing() -> None:
    before = {"all": ["A", "B"], "baseline": ["A"]}

    assert rule_breaks(before, before) == ()
    assert rule_breaks(before, {"all": ["A", "B", "C"], "baseline": ["A", "B"], "regulated": ["C"]}) == ()


def test_rules_and_packs_that_go_are_named() -> None:
    before = {"all": ["A", "B"], "baseline": ["A", "B"], "regulated": ["A"]}
    breaks = rule_breaks(before, {"all": ["A"], "baseline": []})

    assert [(each.kind.value, each.place, each.member) for each in breaks] == [
        ("removed", "all", "B"),
        ("removed", "baseline", "A"),
        ("removed", "baseline", "B"),
        ("removed", "regulated", ""),
    ]


def test_the_present_rules_are_all_there() -> None:
    found = rules_by_pack()

    assert set(found) == {"all", "baseline", "production", "regulated"}
    assert found["all"] == sorted(rule.id for rule in RULES)
    assert all(set(rules) <= set(found["all"]) and rules for rules in found.values())


def test_what_forces_a_replacement_is_path_region_and_documented_inputs() -> None:
    found = forcing_by_type({"azure-native:storage:StorageAccount", "azure-native:none:Such", "random:index:Id"})

    assert found["azure-native:storage:StorageAccount"] == [
        "accountName",
        "isHnsEnabled",
        "location",
        "resourceGroupName",
        "subscriptionId",
    ]
    assert found["azure-native:none:Such"] == ["location"]
    assert "random:index:Id" not in found


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(["accountName", "isHnsEnabled", "location"], [], id="as before"),
        pytest.param(["location", "tags"], ["tags"], id="changes in place now"),
        pytest.param(["enableNfsV3"], ["enableNfsV3"], id="not known now"),
    ],
)
def test_an_input_that_forced_a_replacement_once(said: list[str], expected: list[str]) -> None:
    breaks = forcing_breaks({"azure-native:storage:StorageAccount": said})

    assert [each.member for each in breaks] == expected
