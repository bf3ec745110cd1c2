"""Content filters of model deployments: from a few thresholds to the complete list that Azure keeps.

Azure answers with every filter it knows, so a list that leaves some out, or writes them in another
order, shows as a change for ever. Pure functions over plain data; the filters themselves stand in
`facts/content_filters.toml`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, NotRequired, TypedDict

from bedplate.components.facts import read_facts
from bedplate.components.planning.uniqueness import repeated_names

BUILT_IN_PREFIX = "Microsoft."
"""How the names of Azure's own filter policies start."""
DEFAULT_POLICY = "Microsoft.DefaultV2"
"""Azure's own policy: ours are based on it, and deployments that name no other have it."""


class SeverityThreshold(StrEnum):
    """From which level of harm content is blocked; to block none takes Microsoft's approval and is no choice here."""

    LOW = "Low"
    """Strictest: low, medium and high."""
    MEDIUM = "Medium"
    """Medium and high, as Azure does by default."""
    HIGH = "High"
    """High only."""


class FilterAction(StrEnum):
    """What a filter without levels does when it detects something."""

    BLOCK = "Block"
    """Refuse the content."""
    ANNOTATE = "Annotate"
    """Let it pass and say so in the answer."""
    OFF = "Off"
    """Do not look."""


class HarmThresholdsArgs(TypedDict):
    """Thresholds of one direction, by category of harm; each is `Medium` by default."""

    hate: NotRequired[SeverityThreshold]
    """Hate and unfairness."""
    sexual: NotRequired[SeverityThreshold]
    """Sexual content."""
    self_harm: NotRequired[SeverityThreshold]
    """Self-harm."""
    violence: NotRequired[SeverityThreshold]
    """Violence."""


class ContentFilterArgs(TypedDict):
    """One filter policy, which model deployments name."""

    policy_name: str
    """Name of the policy; names that start with `Microsoft.` are Azure's own."""
    prompt: NotRequired[HarmThresholdsArgs]
    """Thresholds for what users and tools send."""
    completion: NotRequired[HarmThresholdsArgs]
    """Thresholds for what the model answers."""
    jailbreak: NotRequired[FilterAction]
    """Attempts of the user to break the model's instructions; blocked by default."""
    indirect_attack: NotRequired[FilterAction]
    """Instructions hidden in documents; blocked by default."""
    protected_material_text: NotRequired[FilterAction]
    """Known texts of others in the answer; blocked by default."""
    protected_material_code: NotRequired[FilterAction]
    """Known public code in the answer; blocked by default."""
    profanity: NotRequired[FilterAction]
    """Rude words in either direction; off by default."""
    blocklists: NotRequired[list[str]]
    """Names of the account's own blocklists that apply in both directions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFilter:
    """One filter in one direction, with every field that Azure keeps of it."""

    name: str
    source: str
    enabled: bool
    blocking: bool
    severity_threshold: str | None = None
    """Level from which it blocks; `None` for a filter without levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocklistUse:
    """One blocklist in one direction."""

    blocklist_name: str
    source: str
    blocking: bool = True


def plan_content_filters(policy: ContentFilterArgs) -> list[ContentFilter]:
    """Return every filter of a policy in every direction, sorted by name and direction.

    Raises:
        ValueError: a threshold or an action is none of its enumeration.
    """
    filters = (
        _filter(policy, argument, row, source) for argument, row in _filters().items() for source in row["sources"]
    )
    return sorted(filters, key=lambda each: (each.name, each.source))


def plan_blocklists(policy: ContentFilterArgs) -> list[BlocklistUse]:
    """Return the blocklists of a policy in both directions, sorted by name and direction."""
    return [
        BlocklistUse(blocklist_name=name, source=source)
        for name in sorted(set(policy.get("blocklists", [])))
        for source in ("Completion", "Prompt")
    ]


def content_filter_problems(policies: Sequence[ContentFilterArgs], blocklists: Iterable[str]) -> list[str]:
    """Return what is wrong with the policies of one account, one sentence each.

    Args:
        policies: the policies.
        blocklists: names of the account's blocklists.
    """
    known = sorted(set(blocklists))
    problems = repeated_names("content filter", (policy["policy_name"] for policy in policies))
    for policy in policies:
        name = policy["policy_name"]
        if name.lower().startswith(BUILT_IN_PREFIX.lower()):
            problems.append(f"content filter {name!r}: names that start with {BUILT_IN_PREFIX!r} are Azure's own")
        problems.extend(
            f"content filter {name!r}: the account has no blocklist {blocklist!r}; it has {known}"
            for blocklist in policy.get("blocklists", [])
            if blocklist not in known
        )
    return problems


@cache
def _filters() -> dict[str, Any]:
    return read_facts("content_filters")


def _filter(policy: ContentFilterArgs, argument: str, row: dict[str, Any], source: str) -> ContentFilter:
    if row["severity"]:
        thresholds: Mapping[str, object] = (
            policy.get("prompt", {}) if source == "Prompt" else policy.get("completion", {})
        )
        threshold = SeverityThreshold(str(thresholds.get(argument, SeverityThreshold.MEDIUM)))
        return ContentFilter(
            name=row["name"], source=source, enabled=True, blocking=True, severity_threshold=threshold.value
        )
    actions: Mapping[str, object] = policy
    default = FilterAction.OFF if argument == "profanity" else FilterAction.BLOCK
    action = FilterAction(str(actions.get(argument, default)))
    return ContentFilter(
        name=row["name"],
        source=source,
        enabled=action is not FilterAction.OFF,
        blocking=action is FilterAction.BLOCK,
    )
