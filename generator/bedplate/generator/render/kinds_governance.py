"""Kinds of resources that govern: policies, money, protection plans, and the view of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import cast

from bedplate.generator.graph import Value
from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, listing, reference, sentence, value
from bedplate.generator.render.preview_model import Fact, Span, shown
from bedplate.generator.render.properties import at


def _thresholds(subject: Subject) -> Iterator[Fact]:
    """Say at which percentages a budget tells people: `tells at 50%, 80%, 100%`."""
    notifications = subject.get("notifications")
    if not isinstance(notifications, Mapping):
        return
    told = [
        f"{shown(threshold).text}%{' expected' if at(notification, 'thresholdType') == 'Forecasted' else ''}"
        for notification in cast("Mapping[str, Value]", notifications).values()
        if (threshold := at(notification, "threshold")) is not None
    ]
    if told:
        yield (Span(f"tells at {', '.join(told)}"),)


GOVERNANCE_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:applicationinsights:Workbook": Kind(
            "workbook", (value("displayName"), reference("sourceId", "of {}")), name_last=True
        ),
        "azure-native:authorization:PolicyAssignment": Kind(
            "policy",
            (
                sentence(value("parameters.effect.value"), reference("scope", "on {}")),
                value("displayName"),
            ),
        ),
        "azure-native:consumption:Budget": Kind(
            "budget",
            (
                sentence(value("amount", "{} a month"), reference("scope", "on {}")),
                _thresholds,
                listing("filter.dimensions.values", "of {}"),
            ),
        ),
        "azure-native:security:Pricing": Kind(
            "defender plan",
            (
                sentence(value("pricingTier"), reference("scopeId", "on {}")),
                value("subPlan"),
                listing("extensions", "with {}", of="name"),
            ),
        ),
    }
)
