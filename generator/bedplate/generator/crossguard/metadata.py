"""What a rule says of itself, in the words of Pulumi's policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from pulumi_policy import EnforcementLevel, PolicyComplianceFramework, PolicyConfigSchema
from pulumi_policy import Severity as PulumiSeverity

from bedplate.generator.engine.values import is_array, is_object
from bedplate.policies.outcome import Severity
from bedplate.policies.rule import Rule
from bedplate.policies.values import Value

_SEVERITIES = {
    Severity.HIGH: PulumiSeverity.HIGH,
    Severity.MEDIUM: PulumiSeverity.MEDIUM,
    Severity.LOW: PulumiSeverity.LOW,
}
_LEVELS = {
    Severity.HIGH: EnforcementLevel.MANDATORY,
    Severity.MEDIUM: EnforcementLevel.MANDATORY,
    Severity.LOW: EnforcementLevel.ADVISORY,
}
_BENCHMARK = "Microsoft cloud security benchmark"
_BENCHMARK_VERSION = "1.0"
_BENCHMARK_PAGE = "https://learn.microsoft.com/security/benchmark/azure/overview"
_WELL_ARCHITECTED = "Azure Well-Architected Framework"
_WELL_ARCHITECTED_PAGE = "https://learn.microsoft.com/azure/well-architected/"


class Wording(TypedDict):
    """The arguments that both kinds of policies share."""

    name: str
    description: str
    enforcement_level: EnforcementLevel
    config_schema: PolicyConfigSchema | None
    display_name: str
    severity: PulumiSeverity
    framework: PolicyComplianceFramework
    tags: list[str]
    remediation_steps: str
    url: str | None


def wording(rule: Rule) -> Wording:
    """Return the words of a rule's policy."""
    return Wording(
        name=rule.id,
        description=f"{rule.title}. {rule.rationale}",
        enforcement_level=_LEVELS[rule.severity],
        config_schema=_schema(rule),
        display_name=rule.title,
        severity=_SEVERITIES[rule.severity],
        framework=_framework(rule),
        tags=[rule.pillar.value, *filter(None, (rule.recommendation,)), *rule.checkov, *rule.psrule],
        remediation_steps=rule.fix,
        url=rule.references[0] if rule.references else None,
    )


def _framework(rule: Rule) -> PolicyComplianceFramework:
    """Return the benchmark where the rule serves one of its controls; a policy can name one framework only."""
    if rule.benchmark:
        return PolicyComplianceFramework(_BENCHMARK, _BENCHMARK_VERSION, _BENCHMARK_PAGE, ", ".join(rule.benchmark))
    about = " ".join(filter(None, (rule.recommendation, rule.pillar.value)))
    return PolicyComplianceFramework(_WELL_ARCHITECTED, None, _WELL_ARCHITECTED_PAGE, about)


def _schema(rule: Rule) -> PolicyConfigSchema | None:
    if not rule.parameters:
        return None
    # Without defaults: the engine would send them as if the user had set them, and they would hide the pack's values.
    return PolicyConfigSchema(
        {
            name: {"description": parameter.description, **_form(parameter.default)}
            for name, parameter in rule.parameters.items()
        }
    )


def _form(default: Value) -> Mapping[str, Any]:
    """Return the JSON schema of values like a default one."""
    if isinstance(default, bool):
        return {"type": "boolean"}
    if isinstance(default, int | float):
        return {"type": "number"}
    if is_array(default):
        numbers = bool(default) and all(isinstance(item, int | float) for item in default)
        return {"type": "array", "items": {"type": "number" if numbers else "string"}}
    return {"type": "object" if is_object(default) else "string"}
