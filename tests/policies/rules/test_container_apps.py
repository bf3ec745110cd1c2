from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.container_apps import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Case, Kind, PropertyCases, changed, outcomes, without

ENVIRONMENT: dict[str, Any] = {
    "name": "cae-chat-prod",
    "properties": {"publicNetworkAccess": "Disabled", "vnetConfiguration": {"internal": True}, "zoneRedundant": True},
}
PUBLIC = changed(
    changed(ENVIRONMENT, "properties.publicNetworkAccess", "Enabled"),
    "properties.vnetConfiguration.internal",
    value=False,
)
ENVIRONMENT_ID = f"{GROUP}/providers/Microsoft.App/managedEnvironments/cae-chat-prod"
APP: dict[str, Any] = {
    "name": "ca-chat-prod",
    "identity": {"type": "UserAssigned"},
    "properties": {
        "environmentId": ENVIRONMENT_ID,
        "configuration": {
            "ingress": {"external": True, "allowInsecure": False},
            "registries": [{"server": "cr.azurecr.io", "identity": "/identity"}],
        },
        "template": {"scale": {"minReplicas": 2}, "containers": [{"probes": [{"type": "Liveness"}]}]},
    },
}
ENVIRONMENTS = PropertyCases("Microsoft.App/managedEnvironments", ENVIRONMENT)
APPS = PropertyCases("Microsoft.App/containerApps", APP)
EXTERNAL = "properties.configuration.ingress.external"
CONTAINERS = "properties.template.containers"


def _published(
    kind: Kind,
    expected: Outcome,
    *,
    name: str = "",
    app: dict[str, Any] = APP,
    environment: dict[str, Any] | None = ENVIRONMENT,
) -> Case:
    resources = [
        Resource(
            key="app",
            type="Microsoft.App/containerApps",
            body=app,
            references={"properties.environmentId": ("environment",)},
        )
    ]
    if environment is not None:
        resources.append(
            Resource(key="environment", type="Microsoft.App/managedEnvironments", id=ENVIRONMENT_ID, body=environment)
        )
    return Case(rule="ACA-04", kind=kind, name=name or kind.value, resources=tuple(resources), expected=(expected,))


CASES: list[Case] = [
    *ENVIRONMENTS.of("ACA-01", "properties.publicNetworkAccess", "Enabled", omitted=Outcome.PASS),
    ENVIRONMENTS.one(
        "ACA-01",
        Kind.FAIL,
        without(without(ENVIRONMENT, "properties.publicNetworkAccess"), "properties.vnetConfiguration"),
        Outcome.FAIL,
        name="nothing-said",
    ),
    *ENVIRONMENTS.of("ACA-02", "properties.zoneRedundant", bad=False),
    *APPS.of("ACA-03", "properties.configuration.ingress.allowInsecure", bad=True, omitted=Outcome.PASS),
    APPS.one("ACA-03", Kind.NOT_APPLICABLE, without(APP, "properties.configuration.ingress"), Outcome.NOT_APPLICABLE),
    _published(Kind.PASS, Outcome.PASS, name="in-an-internal-environment"),
    _published(Kind.PASS, Outcome.PASS, app=changed(APP, EXTERNAL, value=False), environment=PUBLIC),
    _published(Kind.FAIL, Outcome.FAIL, environment=PUBLIC),
    _published(Kind.OMITTED, Outcome.PASS, app=without(APP, EXTERNAL), environment=PUBLIC),
    _published(Kind.UNKNOWN, Outcome.UNDECIDED, environment=None, name="environment-elsewhere"),
    _published(
        Kind.UNKNOWN,
        Outcome.FAIL,
        app=changed(APP, "properties.environmentId", UNKNOWN),
        environment=PUBLIC,
        name="environment-by-reference",
    ),
    _published(
        Kind.FAIL,
        Outcome.FAIL,
        app=changed(without(APP, "properties.environmentId"), "properties.managedEnvironmentId", ENVIRONMENT_ID),
        environment=PUBLIC,
        name="environment-by-its-older-name",
    ),
    _published(
        Kind.PASS,
        Outcome.PASS,
        app=changed(without(APP, "properties.environmentId"), "properties.managedEnvironmentId", ENVIRONMENT_ID),
        name="in-an-internal-environment-by-its-older-name",
    ),
    _published(Kind.WRONG_CASE, Outcome.PASS, app=changed(APP, "properties.environmentId", ENVIRONMENT_ID.upper())),
    *APPS.of("ACA-05", "identity.type", "None"),
    APPS.one(
        "ACA-05",
        Kind.FAIL,
        changed(APP, "properties.configuration.registries", [{"server": "cr.azurecr.io", "username": "u"}]),
        Outcome.FAIL,
        name="registry-with-password",
    ),
    *APPS.of("ACA-06", "properties.template.scale.minReplicas", bad=1),
    APPS.one("ACA-06", Kind.FAIL, changed(APP, CONTAINERS, [{"name": "app"}]), Outcome.FAIL, name="no-probes"),
    APPS.one("ACA-06", Kind.FAIL, changed(APP, CONTAINERS, []), Outcome.FAIL, name="no-containers"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
