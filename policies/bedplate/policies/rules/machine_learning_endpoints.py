"""Rules on online endpoints of Azure Machine Learning workspaces, and on their deployments."""

from __future__ import annotations

from bedplate.policies.conditions import Condition, all_of, at_least, equals, is_given
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.parameter_rule import parameter_rule
from bedplate.policies.property_rule import property_rule
from bedplate.policies.rule import Parameter, Parameters

_ENDPOINTS = ("Microsoft.MachineLearningServices/workspaces/onlineEndpoints",)
_DEPLOYMENTS = ("Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",)
_DOCS = "https://learn.microsoft.com/azure/machine-learning"
_READS = (
    "properties.livenessProbe",
    "properties.readinessProbe",
    "properties.appInsightsEnabled",
    "sku.capacity",
)


def _watched_and_spread(parameters: Parameters) -> Condition:
    liveness, readiness, insights, capacity = _READS
    return all_of(
        is_given(liveness),
        is_given(readiness),
        equals(insights, expected=True),
        at_least(capacity, parameters["leastInstances"], default=1),
    )


RULES = (
    property_rule(
        equals("properties.publicNetworkAccess", "Disabled"),
        id="AML-16",
        title="The online endpoint is closed to public networks",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_ENDPOINTS,
        rationale="By default the scoring address is on the internet, whatever the workspace itself allows.",
        fix="Set publicNetworkAccess to Disabled; calls then come through the workspace's private endpoint.",
        references=(f"{_DOCS}/concept-secure-online-endpoint",),
        benchmark=("NS-2",),
    ),
    property_rule(
        equals("properties.authMode", "AADToken"),
        id="AML-17",
        title="The online endpoint takes tokens of Microsoft Entra ID",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_ENDPOINTS,
        rationale="Keys name nobody and do not expire, and the service's own tokens are not bound to a role at the "
        "time of the call.",
        fix="Set authMode to AADToken, and grant callers a role with the endpoint's score action.",
        references=(f"{_DOCS}/how-to-authenticate-online-endpoint",),
        benchmark=("IM-1",),
    ),
    parameter_rule(
        _watched_and_spread,
        parameters={"leastInstances": Parameter(description="Least instances of one deployment.", default=3)},
        reads=_READS,
        when=equals("properties.endpointComputeType", "Managed"),
        id="AML-20",
        title="The online deployment has probes, telemetry and enough instances",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=_DEPLOYMENTS,
        rationale="One instance is down whenever its node is replaced, and without probes and telemetry nobody "
        "notices.",
        fix="Set livenessProbe, readinessProbe and appInsightsEnabled, and sku.capacity to 3 or more.",
        references=(f"{_DOCS}/concept-endpoints-online", f"{_DOCS}/how-to-monitor-online-endpoints"),
        benchmark=("LT-3",),
    ),
)
