"""Model deployments, what they are for, and the content policies that filter them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bedplate.policies.ancestors import ancestor
from bedplate.policies.conditions import all_of, any_of, equals
from bedplate.policies.facts import read_facts
from bedplate.policies.relations import Tie, children_of, link, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING

ACCOUNTS = "Microsoft.CognitiveServices/accounts"
DEPLOYMENTS = f"{ACCOUNTS}/deployments"
CONTENT_POLICIES = f"{ACCOUNTS}/raiPolicies"
BUILT_IN = "Microsoft."
"""How the names of Azure's own content policies begin."""
HARMS = ("Hate", "Sexual", "Violence", "Selfharm")
"""What every content policy filters for, in prompts and in completions."""
BLOCKS = all_of(
    equals("enabled", expected=True), any_of(equals("blocking", expected=True), equals("action", "BLOCKING"))
)
"""Hold for a filter of a content policy that stops what it finds, and does not only tell of it."""
_NO_CHAT = re.compile(
    r"embed|whisper|\btts\b|-tts|transcribe|dall-e|gpt-image|image|flux|sora|rerank|ocr|moderation", re.IGNORECASE
)


def generates_text(deployment: Resource) -> bool | None:
    """Return whether a deployment's model answers in text, by the model's name; `None` where that is not known."""
    name = deployment.value("properties.model.name")
    return not _NO_CHAT.search(name) if isinstance(name, str) else None


def account_of(part: Resource, resources: Resources) -> Resource | None:
    """Return the declared AI account of a deployment, a project or another part of it."""
    return ancestor(resources, part, ACCOUNTS)


def is_provisioned(deployment: Resource) -> bool | None:
    """Return whether a deployment pays for throughput by the hour; `None` where that is not known."""
    name = deployment.value("sku.name")
    return "provisioned" in name.casefold() if isinstance(name, str) else None if name is not MISSING else False


@dataclass(frozen=True, slots=True)
class ContentPolicy:
    """The content policy that a deployment names."""

    tie: Tie
    name: str = ""
    resource: Resource | None = None


def content_policy_of(deployment: Resource, resources: Resources) -> ContentPolicy:
    """Return the content policy that a deployment names, declared or Azure's own.

    It is `ELSEWHERE` where the account is declared, or the name is Azure's, and no declared policy has that name.
    """
    path = "properties.raiPolicyName"
    name = deployment.value(path)
    if name is MISSING or name == "":
        return ContentPolicy(Tie.ABSENT)
    if not isinstance(name, str):
        made_from = link(resources, deployment, path, CONTENT_POLICIES).targets
        return ContentPolicy(Tie.DECLARED, resource=made_from[0]) if made_from else ContentPolicy(Tie.UNKNOWN)
    account = account_of(deployment, resources)
    for policy in children_of(resources, account, CONTENT_POLICIES) if account else ():
        if name_of(policy).casefold() == name.casefold():
            return ContentPolicy(Tie.DECLARED, name, policy)
    built_in = name.casefold().startswith(BUILT_IN.casefold())
    return ContentPolicy(Tie.ELSEWHERE if account or built_in else Tie.UNKNOWN, name)


def known_model(deployment: Resource) -> Mapping[str, Any] | None:
    """Return what is known of a deployment's model version: a row of the table of models; `None` for an unknown one."""
    name, version = (deployment.value(f"properties.model.{each}") for each in ("name", "version"))
    if not isinstance(name, str) or not isinstance(version, str):
        return None
    rows = read_facts("models")["models"]
    wanted = (name.casefold(), version.casefold())
    return next((row for row in rows if (row["name"], row["version"]) == wanted), None)


def day_of(value: object) -> dt.date:
    """Return the day that a parameter names; the day on which the table of models was checked for an empty one.

    Raises:
        ValueError: it is no ISO day.
    """
    return dt.date.fromisoformat(str(value)) if value else read_facts("models")["checked"]
