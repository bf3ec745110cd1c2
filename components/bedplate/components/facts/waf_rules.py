"""Managed rules of web application firewalls, from the one table `facts/waf.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from bedplate.components.facts import read_facts

RuleIds = Mapping[str, tuple[str, ...]]
"""Ids of rules by the name of their group, for example `{"SQLI": ("942100",)}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """One managed rule set."""

    type: str
    """Name in Azure, for example `Microsoft_DefaultRuleSet`."""
    version: str
    """Version, for example `2.2`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedRules:
    """What the firewalls of both services are given of Microsoft's rules."""

    default: RuleSet
    """Rules against attacks."""
    bots: RuleSet
    """Rules against bots."""
    chat_text_argument: str
    """Part of the name of the JSON field that carries the text of a conversation."""
    chat_text_operator: str
    """How the name is compared, by the word that both services use: `Contains`."""
    chat_text_rules: RuleIds
    """Rules of the default set that do not read that field."""
    switched_on: RuleIds
    """Rules of the default set that are off unless switched on."""


@cache
def managed_rules() -> ManagedRules:
    """Return the managed rules of every web application firewall."""
    facts = read_facts("waf")
    sets, chat_text = facts["ruleSets"], facts["chatText"]
    return ManagedRules(
        default=RuleSet(**sets["default"]),
        bots=RuleSet(**sets["bots"]),
        chat_text_argument=chat_text["argument"],
        chat_text_operator=chat_text["operator"],
        chat_text_rules=_rule_ids(chat_text["rules"]),
        switched_on=_rule_ids(facts["switchedOn"]),
    )


def _rule_ids(rows: Mapping[str, list[str]]) -> RuleIds:
    return MappingProxyType({group: tuple(ids) for group, ids in rows.items()})
