"""Rules in SARIF."""

from __future__ import annotations

from typing import Any

from bedplate.generator.render.markdown_text import link, plain
from bedplate.generator.render.scan.sarif_shapes import text, web_addresses
from bedplate.generator.scan.report import RuleFacts
from bedplate.policies.outcome import Pillar, Severity

LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note", None: "warning"}
"""Levels of failures by severity; a warning, SARIF's own default, where the scanner does not rate."""
_SCORES = {Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "2.0"}
"""The middle of the ranges that GitHub calls high (7.0 to 8.9), medium (4.0 to 6.9) and low (0.1 to 3.9)."""


def rule_descriptor(rule: RuleFacts) -> dict[str, Any]:
    """Return what a run's tool says of a rule."""
    addresses = web_addresses(rule.references)
    return {
        "id": rule.id,
        "shortDescription": text(rule.title),
        "fullDescription": text(rule.rationale or rule.title),
        "help": {"text": _help(rule), "markdown": _markdown(rule, addresses)},
        **({"helpUri": addresses[0]} if addresses else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": _properties(rule),
    }


def _properties(rule: RuleFacts) -> dict[str, Any]:
    # The score would make readers take a matter of cost for a hole in security.
    security = rule.pillar in {"", Pillar.SECURITY.value}
    pillar = f"WAF/{rule.pillar}" if rule.pillar else ""
    recommendation = f"WAF/{rule.recommendation}" if rule.recommendation else ""
    benchmark = (f"MCSB/{each}" for each in rule.benchmark)
    tags = (each for each in ("security" if security else "", pillar, recommendation, *benchmark) if each)
    return {
        **({"security-severity": _SCORES[rule.severity]} if security and rule.severity else {}),
        "precision": "very-high" if rule.severity else "high",
        "tags": list(dict.fromkeys(tags)),
    }


def _help(rule: RuleFacts) -> str:
    parts = (rule.rationale or rule.title, f"How to fix it: {rule.fix}" if rule.fix else "")
    references = "\n".join(f"- {each}" for each in rule.references)
    return "\n\n".join(part for part in (*parts, references) if part)


def _markdown(rule: RuleFacts, addresses: tuple[str, ...]) -> str:
    parts = (plain(rule.rationale or rule.title), f"**How to fix it:** {plain(rule.fix)}" if rule.fix else "")
    return "\n\n".join(part for part in (*parts, "\n".join(f"- {link(each)}" for each in addresses)) if part)
