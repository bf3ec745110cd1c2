"""Places in checkov that would hide something, changed once for the whole process.

That is the evaluation of parameters (there are none), the filter that drops failures of resources with a function call
in their names, and the belief that a text such as `var.x` is a variable and so passes.
"""

from __future__ import annotations

import importlib
from typing import Any

_VALUE_CHECKS = {
    "checkov.arm.base_resource_value_check": "BaseResourceValueCheck",
    "checkov.arm.base_resource_negative_value_check": "BaseResourceNegativeValueCheck",
}
"""Classes of checks on one value, by their module."""


def patch() -> None:
    """Change what must be changed."""
    runner: Any = importlib.import_module("checkov.arm.runner")
    runner.ContextParser.evaluate_default_parameters = _nothing
    runner.filter_failed_checks_with_unrendered_resources = _itself
    for name, kind in _VALUE_CHECKS.items():
        class_: Any = getattr(importlib.import_module(name), kind)
        class_._is_variable_dependant = staticmethod(_never)  # noqa: SLF001 - there is no other way in


def _nothing(_parser: Any) -> None:
    return None


def _itself(report: Any) -> Any:
    return report


def _never(_value: Any) -> bool:
    return False
