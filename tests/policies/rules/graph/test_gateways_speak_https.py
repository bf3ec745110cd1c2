from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.gateways_speak_https import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of

GATEWAY = "Microsoft.Network/applicationGateways/agw"
REDIRECTED = {
    "properties": {
        "httpListener": {"id": "/subscriptions/s/applicationGateways/agw/httpListeners/Listener"},
        "redirectConfiguration": {"id": "/subscriptions/s/redirectConfigurations/https"},
    }
}


def outcomes(protocol: Any, *rules: Any, backend: Any = "Https") -> list[Outcome]:
    properties = {
        "httpListeners": [{"name": "listener", "properties": {"protocol": protocol}}],
        "backendHttpSettingsCollection": [{"name": "app", "properties": {"protocol": backend}}],
        "requestRoutingRules": list(rules),
    }
    return outcomes_of(RULE, declared(GATEWAY, {"properties": properties}))


@pytest.mark.parametrize(
    ("protocol", "expected"),
    [
        pytest.param("Https", Outcome.PASS, id="pass"),
        pytest.param("https", Outcome.PASS, id="wrong-case"),
        pytest.param("Http", Outcome.FAIL, id="fail"),
        pytest.param(None, Outcome.FAIL, id="omitted"),
        pytest.param(UNKNOWN, Outcome.UNDECIDED, id="unknown"),
    ],
)
def test_outcome(protocol: Any, expected: Outcome) -> None:
    assert outcomes(protocol) == [expected, Outcome.PASS]
    assert outcomes("Https", backend=protocol) == [Outcome.PASS, expected]


def test_a_listener_that_only_redirects_may_speak_http() -> None:
    assert outcomes("Http", REDIRECTED) == [Outcome.PASS, Outcome.PASS]


def test_a_listener_that_also_leads_to_a_backend_may_not() -> None:
    leading = {"properties": {"httpListener": REDIRECTED["properties"]["httpListener"]}}
    assert outcomes("Http", REDIRECTED, leading) == [Outcome.FAIL, Outcome.PASS]


@pytest.mark.parametrize(
    ("redirect", "expected"),
    [
        pytest.param({"id": "/redirect"}, Outcome.UNDECIDED, id="redirects"),
        pytest.param(None, Outcome.FAIL, id="leads-to-a-backend"),
    ],
)
def test_a_rule_of_an_unknown_listener_may_be_the_one_that_redirects(redirect: Any, expected: Outcome) -> None:
    rule = {"properties": {"httpListener": {"id": UNKNOWN}, "redirectConfiguration": redirect}}
    assert outcomes("Http", rule) == [expected, Outcome.PASS]


def _backend(**checks: Any) -> Resource:
    settings = {"properties": {"protocol": "Https", **checks}}
    return declared(GATEWAY, {"properties": {"backendHttpSettingsCollection": [settings]}})


@pytest.mark.parametrize("check", ["validateCertChainAndExpiry", "validateSNI"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(True, Outcome.PASS, id="pass"),
        pytest.param(False, Outcome.FAIL, id="fail"),
        pytest.param(None, Outcome.PASS, id="omitted"),
        pytest.param(UNKNOWN, Outcome.UNDECIDED, id="unknown"),
        pytest.param("False", Outcome.FAIL, id="wrong-case"),
    ],
)
def test_certificates_of_backends_are_checked(check: str, value: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, _backend(**{check: value})) == [expected]


def test_a_check_that_is_off_outweighs_one_that_is_not_known() -> None:
    backend = _backend(validateCertChainAndExpiry=UNKNOWN, validateSNI=False)
    assert outcomes_of(RULE, backend) == [Outcome.FAIL]


@pytest.mark.parametrize(
    ("protocol", "expected"),
    [
        pytest.param("Https", Outcome.PASS, id="pass"),
        pytest.param("Tcp", Outcome.PASS, id="tcp"),
        pytest.param("HTTPS", Outcome.PASS, id="wrong-case"),
        pytest.param("Http", Outcome.FAIL, id="fail"),
        pytest.param(None, Outcome.FAIL, id="omitted"),
        pytest.param(UNKNOWN, Outcome.UNDECIDED, id="unknown"),
    ],
)
def test_probes_speak_https(protocol: Any, expected: Outcome) -> None:
    probes = {"probes": [{"name": "app", "properties": {"protocol": protocol}}]}
    assert outcomes_of(RULE, declared(GATEWAY, {"properties": probes})) == [expected]


def test_the_reason_of_an_unchecked_certificate() -> None:
    place = "properties.backendHttpSettingsCollection[0].properties.validateSNI"
    assert reasons_of(RULE, _backend(validateSNI=False)) == [
        f"{place} is false, so whoever answers is taken for the backend"
    ]


def test_the_reason() -> None:
    body = {"properties": {"backendHttpSettingsCollection": [{"properties": {"protocol": "Http"}}]}}
    expected = "properties.backendHttpSettingsCollection[0].properties.protocol is Http"
    assert reasons_of(RULE, declared(GATEWAY, body)) == [expected]
