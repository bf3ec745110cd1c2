from itertools import chain

import pytest

from bedplate.components.facts.waf_rules import RuleIds, RuleSet, managed_rules

STRUCTURAL_GROUPS = {"General", "METHOD-ENFORCEMENT", "PROTOCOL-ENFORCEMENT", "SESSION-FIXATION"}
FIRST_DIGITS = {
    "LFI": "930",
    "MS-ThreatIntel-CVEs": "99001",
    "MS-ThreatIntel-WebShells": "99005",
    "MS-ThreatIntel-XSS": "99032",
    "PHP": "933",
    "PROTOCOL-ATTACK": "921",
    "RCE": "932",
    "RFI": "931",
    "SESSION-JAVA": "944",
    "SQLI": "942",
    "XSS": "941",
}


def test_the_sets_are_the_newest_of_both_services() -> None:
    rules = managed_rules()

    assert rules.default == RuleSet(type="Microsoft_DefaultRuleSet", version="2.2")
    assert rules.bots == RuleSet(type="Microsoft_BotManagerRuleSet", version="1.1")


@pytest.mark.parametrize(
    "rule_ids",
    [
        pytest.param(managed_rules().chat_text_rules, id="chat-text"),
        pytest.param(managed_rules().switched_on, id="switched-on"),
    ],
)
def test_every_rule_stands_once_in_the_group_that_its_number_says(rule_ids: RuleIds) -> None:
    misplaced = [rule for group, ids in rule_ids.items() for rule in ids if not rule.startswith(FIRST_DIGITS[group])]
    all_ids = list(chain.from_iterable(rule_ids.values()))

    assert misplaced == []
    assert len(set(all_ids)) == len(all_ids)


def test_text_is_excused_from_no_rule_about_the_form_of_a_request_and_from_none_that_is_switched_on() -> None:
    rules = managed_rules()

    assert STRUCTURAL_GROUPS.isdisjoint(rules.chat_text_rules)
    assert set(chain.from_iterable(rules.switched_on.values())).isdisjoint(
        chain.from_iterable(rules.chat_text_rules.values())
    )
    assert "944240" in rules.switched_on["SESSION-JAVA"]
    assert set(rules.switched_on).isdisjoint(rules.chat_text_rules)


def test_the_argument_that_carries_the_text() -> None:
    assert (managed_rules().chat_text_argument, managed_rules().chat_text_operator) == ("content", "Contains")
