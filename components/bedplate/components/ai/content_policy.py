"""Filter policies of an AI account and the blocklists that they use."""

import hashlib
from collections.abc import Iterable
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.ai.account_children import AccountChildren
from bedplate.components.planning.content_filter import (
    DEFAULT_POLICY,
    ContentFilter,
    ContentFilterArgs,
    plan_blocklists,
    plan_content_filters,
)
from bedplate.components.shared.known import known


class ContentBlocklistArgs(TypedDict):
    """Words and patterns that an account's filter policies can block."""

    blocklist_name: str
    """Name of the list."""
    description: NotRequired[pulumi.Input[str]]
    """What it is for."""
    terms: NotRequired[list[str]]
    """Exact words or phrases."""
    patterns: NotRequired[list[str]]
    """Regular expressions."""


def declare_blocklists(children: AccountChildren, blocklists: Iterable[ContentBlocklistArgs]) -> None:
    """Declare blocklists and what they hold, sorted by name."""
    for blocklist in sorted(blocklists, key=lambda each: each["blocklist_name"]):
        name = blocklist["blocklist_name"]
        declared = children.add(
            cognitiveservices.RaiBlocklist(
                f"{children.name}-{name}",
                resource_group_name=children.owner["resource_group_name"],
                account_name=children.account_name,
                rai_blocklist_name=name,
                properties={"description": blocklist.get("description", name)},
                tags=children.owner.get("tags"),
                opts=children.next_options(),
            )
        )
        items = [(term, False) for term in blocklist.get("terms", [])]
        items += [(pattern, True) for pattern in blocklist.get("patterns", [])]
        for pattern, is_regex in sorted(set(items)):
            _declare_item(children, known(declared, name), name, pattern, is_regex=is_regex)


def declare_content_filters(
    children: AccountChildren, policies: Iterable[ContentFilterArgs]
) -> dict[str, pulumi.Output[str]]:
    """Declare filter policies sorted by name, and return their names as outputs of them."""
    names: dict[str, pulumi.Output[str]] = {}
    for policy in sorted(policies, key=lambda each: each["policy_name"]):
        name = policy["policy_name"]
        declared = children.add(
            cognitiveservices.RaiPolicy(
                f"{children.name}-{name}",
                resource_group_name=children.owner["resource_group_name"],
                account_name=children.account_name,
                rai_policy_name=name,
                properties=_policy_properties(policy),
                tags=children.owner.get("tags"),
                opts=children.next_options(),
            )
        )
        names[name] = known(declared, name)
    return names


def _policy_properties(policy: ContentFilterArgs) -> cognitiveservices.RaiPolicyPropertiesArgsDict:
    return {
        "base_policy_name": DEFAULT_POLICY,
        "mode": cognitiveservices.RaiPolicyMode.BLOCKING,
        "content_filters": [_content_filter(planned) for planned in plan_content_filters(policy)],
        "custom_blocklists": [
            {"blocklist_name": use.blocklist_name, "source": use.source, "blocking": use.blocking}
            for use in plan_blocklists(policy)
        ],
    }


def _content_filter(planned: ContentFilter) -> cognitiveservices.RaiPolicyContentFilterArgsDict:
    declared: cognitiveservices.RaiPolicyContentFilterArgsDict = {
        "name": planned.name,
        "source": planned.source,
        "enabled": planned.enabled,
        "blocking": planned.blocking,
    }
    if planned.severity_threshold is not None:
        declared["severity_threshold"] = planned.severity_threshold
    return declared


def _declare_item(
    children: AccountChildren, blocklist: pulumi.Output[str], blocklist_name: str, pattern: str, *, is_regex: bool
) -> None:
    # Named by what it holds, so that no item is replaced when another one comes or goes.
    digest = hashlib.sha256(f"{is_regex}:{pattern}".encode()).hexdigest()[:12]
    name = f"{'pattern' if is_regex else 'term'}-{digest}"
    children.add(
        cognitiveservices.RaiBlocklistItem(
            f"{children.name}-{blocklist_name}-{name}",
            resource_group_name=children.owner["resource_group_name"],
            account_name=children.account_name,
            rai_blocklist_name=blocklist,
            rai_blocklist_item_name=name,
            properties={"pattern": pattern, "is_regex": is_regex},
            tags=children.owner.get("tags"),
            opts=children.next_options(),
        )
    )
