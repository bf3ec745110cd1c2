from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.container_apps_sign_people_in import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

APP, ENVIRONMENT = "Microsoft.App/containerApps", "Microsoft.App/managedEnvironments"
API = "Microsoft.ApiManagement/service/backends"
PUBLIC = declared(ENVIRONMENT, "cae", {"vnetConfiguration": {"internal": False}})
INNER = declared(ENVIRONMENT, "cae", {"vnetConfiguration": {"internal": True}})
CLOSED = declared(ENVIRONMENT, "cae", {"publicNetworkAccess": "disabled"})
SIGN_IN = declared(f"{APP}/authConfigs", "ca/current", {"platform": {"enabled": True}})
PROXY = declared(API, "apim/ca", {"url": UNKNOWN}, references={"properties.url": ("ca",)})
MADE_FROM = {"properties.environmentId": ("cae",)}
NOT_APPLICABLE = Outcome.NOT_APPLICABLE


def _app(environment: Any = PUBLIC.id, *, references: Any = None, **ingress: Any) -> Resource:
    given = {"external": True, **ingress}
    properties = {"environmentId": environment, "configuration": {"ingress": given}}
    return declared(APP, "ca", properties, references=references)


TRIALS = [
    trial(Kind.PASS, "sign-in", Outcome.PASS, PUBLIC, _app(), SIGN_IN),
    trial(Kind.PASS, "certificates", Outcome.PASS, PUBLIC, _app(clientCertificateMode="Require")),
    trial(
        Kind.PASS,
        "ranges",
        Outcome.PASS,
        PUBLIC,
        _app(ipSecurityRestrictions=[{"action": "Allow", "ipAddressRange": "203.0.113.0/24"}]),
    ),
    trial(
        Kind.FAIL,
        "any-range",
        Outcome.FAIL,
        PUBLIC,
        _app(ipSecurityRestrictions=[{"action": "Allow", "ipAddressRange": "0.0.0.0/0"}]),
    ),
    trial(
        Kind.FAIL,
        "denied-range",
        Outcome.FAIL,
        PUBLIC,
        _app(ipSecurityRestrictions=[{"action": "Deny", "ipAddressRange": "203.0.113.0/24"}]),
    ),
    trial(Kind.OMITTED, "sign-in", Outcome.FAIL, PUBLIC, _app()),
    trial(
        Kind.FAIL, "sign-in-of-another-app", Outcome.FAIL, PUBLIC, _app(), declared(f"{APP}/authConfigs", "x/current")
    ),
    trial(Kind.OMITTED, "environment", Outcome.FAIL, _app(None)),
    trial(Kind.OMITTED, "external", NOT_APPLICABLE, PUBLIC, _app(external=None)),
    trial(Kind.UNKNOWN, "external", Outcome.UNDECIDED, PUBLIC, _app(external=UNKNOWN)),
    trial(Kind.UNKNOWN, "environment", Outcome.UNDECIDED, _app(UNKNOWN)),
    trial(Kind.UNKNOWN, "environment-elsewhere", Outcome.UNDECIDED, _app(arm_id(ENVIRONMENT, "other"))),
    trial(Kind.UNKNOWN, "environment-by-reference", Outcome.FAIL, PUBLIC, _app(UNKNOWN, references=MADE_FROM)),
    trial(Kind.UNKNOWN, "ranges", Outcome.UNDECIDED, PUBLIC, _app(ipSecurityRestrictions=UNKNOWN)),
    trial(Kind.WRONG_CASE, "external", Outcome.FAIL, PUBLIC, _app(str(PUBLIC.id).upper(), external="TRUE")),
    trial(Kind.NOT_APPLICABLE, "not-external", NOT_APPLICABLE, PUBLIC, _app(external=False)),
    trial(Kind.NOT_APPLICABLE, "no-ingress", NOT_APPLICABLE, declared(APP, "ca", {"configuration": {}})),
    trial(Kind.NOT_APPLICABLE, "not-http", NOT_APPLICABLE, PUBLIC, _app(transport="Tcp")),
    trial(Kind.NOT_APPLICABLE, "inner-environment", NOT_APPLICABLE, INNER, _app()),
    trial(Kind.NOT_APPLICABLE, "closed-environment", NOT_APPLICABLE, CLOSED, _app()),
    trial(Kind.NOT_APPLICABLE, "behind-a-gateway", NOT_APPLICABLE, PUBLIC, _app(), PROXY),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, PUBLIC, _app())
    assert verdict.reason == "the internet reaches it, and no sign-in is declared for it"
    assert verdict.path == "properties.configuration.ingress.external"
