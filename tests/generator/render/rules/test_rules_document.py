"""The list of rules, the page of one, and the committed document of all."""

from __future__ import annotations

import os
from pathlib import Path

from bedplate.generator.cli.rules import packs_by_width
from bedplate.generator.render.rules import catalogue, markdown
from bedplate.policies.catalogue import RULES
from bedplate.policies.conditions import equals
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.pack import Pack
from bedplate.policies.property_rule import property_rule

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "rules.md"
RULE = property_rule(
    equals("properties.open", expected=False),
    id="SHED-01",
    title="The shed is shut",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=("Test.Garden/sheds",),
    rationale="Rain comes in.",
    fix="Shut it.",
    references=("https://example.com/sheds",),
    benchmark=("NS-2",),
    checkov=("CKV_AZURE_1",),
)
NARROW = Pack(name="narrow", title="Narrow", description="Few.", rules=(), parameters={})
WIDE = Pack(name="wide", title="Wide", description="All.", rules=("SHED-01",), parameters={})


def test_the_list_names_the_narrowest_pack() -> None:
    assert catalogue.render([RULE], [NARROW, WIDE]) == "SHED-01  low  wide  The shed is shut\n"
    assert catalogue.render([], []) == ""


def test_the_page_of_a_rule() -> None:
    assert markdown.page(RULE, [NARROW, WIDE]) == (
        "# SHED-01: The shed is shut\n\n"
        "low severity · Security SE:06 · benchmark NS-2 · in `wide`\n\n"
        "Rain comes in. **Fix:** Shut it.\n\n"
        "- Judges: `Test.Garden/sheds`\n"
        "- Reads: `properties.open`\n"
        "- Asks the same or much of it: CKV_AZURE_1\n"
        "- See <https://example.com/sheds>\n"
    )


def test_the_committed_document_is_current() -> None:
    text = markdown.document(RULES, packs_by_width())
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        DOCUMENT.write_text(text, encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == text
