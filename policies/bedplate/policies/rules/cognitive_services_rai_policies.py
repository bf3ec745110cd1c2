"""Rules on the content policies of AI accounts."""

from __future__ import annotations

from bedplate.policies.conditions import Condition, all_of, equals, one_of, some
from bedplate.policies.model_deployments import BLOCKS, CONTENT_POLICIES, HARMS
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_TYPES = (CONTENT_POLICIES,)
_OPENAI = "https://learn.microsoft.com/azure/ai-services/openai"
_SHIELDS = (
    ("Jailbreak", "Prompt"),
    ("Indirect Attack", "Prompt"),
    ("Protected Material Text", "Completion"),
)


def _blocks(name: str, source: str) -> Condition:
    asked = all_of(equals("name", name), equals("source", source), BLOCKS)
    return some("properties.contentFilters", asked, f"{name} enabled and blocking for {source}")


# Code from public repositories may also be passed on with its licence cited, which is what annotating does.
_CODE_IS_CITED = some(
    "properties.contentFilters",
    all_of(equals("name", "Protected Material Code"), equals("source", "Completion"), equals("enabled", expected=True)),
    "Protected Material Code enabled for Completion",
)

RULES = (
    property_rule(
        all_of(*(_blocks(name, source) for name in HARMS for source in ("Prompt", "Completion"))),
        id="AOAI-07",
        title="The content policy blocks hate, sexual content, violence and self-harm both ways",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        types=_TYPES,
        rationale="A filter that is off, or only annotates, lets harmful text through to users or into the model.",
        fix="List each of the four harms for Prompt and for Completion, with enabled and blocking true.",
        references=(f"{_OPENAI}/concepts/content-filter", f"{_OPENAI}/how-to/content-filters"),
        benchmark=("AI-2",),
        azure_policy=("c1ad46c6", "930f48f9"),
    ),
    property_rule(
        all_of(*(_blocks(name, source) for name, source in _SHIELDS), _CODE_IS_CITED),
        id="AOAI-08",
        title="The content policy blocks jailbreaks and indirect attacks, and looks for protected material",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        types=_TYPES,
        rationale="Prompts and documents that give the model orders of their own are how it is turned against its "
        "owner, and text that it knows by heart may belong to somebody.",
        fix="List Jailbreak and Indirect Attack for Prompt and Protected Material Text for Completion with enabled and "
        "blocking true, and Protected Material Code for Completion with enabled true.",
        references=(
            "https://learn.microsoft.com/azure/ai-services/content-safety/concepts/jailbreak-detection",
            f"{_OPENAI}/concepts/content-filter",
        ),
        benchmark=("AI-2",),
        azure_policy=("f3a9c2e0",),
    ),
    property_rule(
        one_of("properties.mode", "Blocking", "Default", default="Default"),
        id="AOAI-09",
        title="The content policy checks text before it is passed on",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        types=_TYPES,
        rationale="In the asynchronous mode tokens reach the user before they are checked, and what is harmful is "
        "withdrawn too late.",
        fix="Set mode to Blocking.",
        references=(f"{_OPENAI}/concepts/content-streaming",),
        benchmark=("AI-2",),
        azure_policy=("c1ad46c6",),
    ),
)
