"""The firewall's rules for programs: CSV that any firewall's import takes, and JSON."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, fields

from bedplate.generator.render.document_text import json_text
from bedplate.generator.work_order.firewall_rules import FirewallRule, firewall_rules
from bedplate.generator.work_order.recorded_zone import RecordedZone

FORMAT_VERSION = 1
"""Raised when a reader of the JSON would have to change."""


def render_csv(zone: RecordedZone) -> str:
    """Return the rules as CSV with a header (RFC 4180, with plain line ends), one host and port a line."""
    names = [field.name for field in fields(FirewallRule)]
    out = io.StringIO()
    writer = csv.DictWriter(out, [_camel(name) for name in names], lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(rule) for rule in firewall_rules(zone))
    return out.getvalue()


def render_json(zone: RecordedZone) -> str:
    """Return the rules as JSON, with what they are of."""
    settings = zone.settings
    document = {
        "formatVersion": FORMAT_VERSION,
        "stack": zone.graph.stack,
        "workload": settings.workload,
        "environment": settings.environment.value,
        "location": settings.location,
        "rules": [_row(rule) for rule in firewall_rules(zone)],
    }
    return json_text(document)


def _row(rule: FirewallRule) -> dict[str, str | int]:
    return {_camel(name): value for name, value in asdict(rule).items()}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)
