"""Diagnostic settings: every log category of a resource, sent to one workspace."""

from functools import cache
from typing import Any

import pulumi
from pulumi_azure_native import monitor

from bedplate.components.facts import read_facts

SETTING_NAME = "send-to-log-analytics"
"""Name of every diagnostic setting, the same everywhere so that a second one is never made beside it."""


@cache
def diagnosable_types() -> dict[str, Any]:
    """Return what each ARM type that needs a diagnostic setting writes, from `facts/diagnostics.toml`."""
    return dict(read_facts("diagnostics")["diagnosed"])


@cache
def exempt_types() -> dict[str, str]:
    """Return the ARM types that need no diagnostic setting, with the reason why, from `facts/diagnostics.toml`.

    A type in neither table is a child, whose logs its parent writes (`Microsoft.KeyVault/vaults/keys`).
    """
    return dict(read_facts("diagnostics")["exempt"])


def diagnose(
    name: str,
    *,
    target_type: str,
    target_id: pulumi.Input[str],
    workspace_id: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> monitor.DiagnosticSetting:
    """Send all logs and metrics of one resource to a Log Analytics workspace.

    Args:
        name: logical name.
        target_type: ARM type of the resource, for example `Microsoft.KeyVault/vaults`.
        target_id: its ARM id.
        workspace_id: ARM id of the workspace.
        opts: the parent at least.

    Raises:
        KeyError: the type is not in the table of diagnosable types.
    """
    categories = diagnosable_types()[target_type]
    return monitor.DiagnosticSetting(
        name,
        name=SETTING_NAME,
        resource_uri=target_id,
        workspace_id=workspace_id,
        log_analytics_destination_type="Dedicated" if categories.get("resourceSpecificTables") else None,
        logs=[{"category": category, "enabled": True} for category in categories["logs"]],
        metrics=[{"category": category, "enabled": True} for category in categories.get("metrics", ())] or None,
        opts=opts,
    )
