"""Small graphs for tests of the diff, and landing zones with changed settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from bedplate.generator.cli.recording import record_settings
from bedplate.generator.diff import Change, Diff, Operation, diff
from bedplate.generator.graph import Graph, Mode, Resource, ResourceOptions, frozen

ROOT = Path(__file__).parents[3]
CHAT_DEV = (ROOT / "stacks" / "Pulumi.chat-dev.yaml").read_text(encoding="utf-8")
SUBSCRIPTION = "/subscriptions/11111111-1111-4111-8111-111111111111"
PREFIX = "urn:pulumi:dev::zone::"
STACK = f"{PREFIX}pulumi:pulumi:Stack::zone-dev"
GROUP = "azure-native:resources:ResourceGroup"
VAULT = "azure-native:keyvault:Vault"
LOCK = "azure-native:authorization:ManagementLockByScope"
STORAGE = "azure-native:storage:StorageAccount"
ENDPOINT = "azure-native:network:PrivateEndpoint"


def urn(token: str, name: str) -> str:
    return f"{PREFIX}{token}::{name}"


def resource(
    token: str,
    name: str,
    *,
    id_: str | None = None,
    comes_from: dict[str, tuple[str, ...]] | None = None,
    options: ResourceOptions | None = None,
    **inputs: Any,
) -> Resource:
    """Return a resource; `comes_from` says by URN where inputs come from."""
    return Resource(
        urn=urn(token, name),
        type=token,
        name=name,
        custom=True,
        parent=STACK,
        id=id_,
        inputs=frozen(inputs),
        outputs=frozen({}),
        property_dependencies=frozen(comes_from or {}),
        options=options or ResourceOptions(),
    )


def graph(*resources: Resource) -> Graph:
    stack = Resource(
        urn=STACK,
        type="pulumi:pulumi:Stack",
        name="zone-dev",
        custom=False,
        inputs=frozen({}),
        outputs=frozen({}),
    )
    return Graph(project="zone", stack="dev", mode=Mode.KNOWN, resources=(stack, *resources), outputs=frozen({}))


def only_change(before: Resource, after: Resource) -> Change:
    """Return what happens to the only resource of two graphs."""
    (change,) = diff(graph(before), graph(after)).changes
    return change


def operations(found: Diff) -> dict[str, Operation]:
    """Return the operation by logical name."""
    return {each.resource.name: each.operation for each in found.changes}


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """Return a text with every change made; each must be possible."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


@cache
def landing_zone(*changes: tuple[str, str]) -> Graph:
    """Return the record of `chat-dev` with changes in the text of its settings."""
    text = replaced(CHAT_DEV, *changes)
    return record_settings(ROOT, "chat-dev", Mode.KNOWN, text, "changed.yaml")
