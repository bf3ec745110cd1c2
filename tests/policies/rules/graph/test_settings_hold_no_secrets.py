from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.settings_hold_no_secrets import RULE
from bedplate.policies.values import SECRET, UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

SITE = "Microsoft.Web/sites"
KEYED = "DefaultEndpointsProtocol=https;AccountName=st;AccountKey=Zm9v"  # pragma: allowlist secret


def _site(name: Any, value: Any) -> Resource:
    return declared(SITE, "app", {"siteConfig": {"appSettings": [{"name": name, "value": value}]}})


def _apart(name: str, value: Any) -> Resource:
    return declared(f"{SITE}/config", "app/appsettings", {name: value})


def _container_app(*, env: Any = (), secrets: Any = ()) -> Resource:
    properties = {"template": {"containers": [{"env": env}]}, "configuration": {"secrets": secrets}}
    return declared("Microsoft.App/containerApps", "ca", properties)


_KEY = [{"name": "SEARCH_KEY", "value": "0123"}]
ELSEWHERE = (
    declared("Microsoft.App/jobs", "job", {"template": {"initContainers": [{"env": _KEY}]}}),
    declared(f"{SITE}/slots", "app/staging", {"siteConfig": {"appSettings": _KEY}}),
    declared(f"{SITE}/slots/config", "app/staging/appsettings", {"SEARCH_KEY": "0123"}),
)

TRIALS = [
    trial(Kind.PASS, "address", Outcome.PASS, _site("AZURE_OPENAI_ENDPOINT", "https://oai.openai.azure.com/")),
    trial(
        Kind.PASS, "reference", Outcome.PASS, _site("API_KEY", "@Microsoft.KeyVault(SecretUri=https://kv/secrets/k)")
    ),
    trial(Kind.PASS, "telemetry", Outcome.PASS, _site("APPLICATIONINSIGHTS_CONNECTION_STRING", SECRET)),
    trial(
        Kind.PASS,
        "secret-in-a-vault",
        Outcome.PASS,
        _container_app(secrets=[{"name": "api-key", "keyVaultUrl": "https://kv/secrets/k"}]),
    ),
    trial(Kind.FAIL, "connection-string", Outcome.FAIL, _site("STORAGE", KEYED)),
    trial(Kind.FAIL, "key", Outcome.FAIL, _site("AZURE_OPENAI_API_KEY", "0123")),
    trial(Kind.FAIL, "pulumi-secret", Outcome.FAIL, _site("AZURE_OPENAI_API_KEY", SECRET)),
    trial(Kind.FAIL, "apart", Outcome.FAIL, _apart("STORAGE", KEYED)),
    trial(Kind.FAIL, "environment", Outcome.FAIL, _container_app(env=[{"name": "SEARCH_KEY", "value": "0123"}])),
    *(trial(Kind.FAIL, each.type.rsplit("/", 1)[-1], Outcome.FAIL, each) for each in ELSEWHERE),
    trial(Kind.FAIL, "container-secret", Outcome.FAIL, _container_app(secrets=[{"name": "api-key", "value": SECRET}])),
    trial(
        Kind.FAIL,
        "connection-strings-apart",
        Outcome.FAIL,
        declared(f"{SITE}/config", "app/connectionstrings", {"st": {"type": "Custom", "value": KEYED}}),
    ),
    trial(Kind.OMITTED, "no-settings", Outcome.PASS, declared(SITE, "app", {})),
    trial(Kind.UNKNOWN, "value", Outcome.UNDECIDED, _site("STORAGE", UNKNOWN)),
    trial(Kind.UNKNOWN, "name-of-no-secret", Outcome.PASS, _site("AZURE_CLIENT_ID", UNKNOWN)),
    trial(Kind.WRONG_CASE, "name", Outcome.FAIL, _site("azure-openai-api-key", "0123")),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_the_reason_names_the_place_of_settings_that_are_not_known() -> None:
    (verdict,) = verdicts(RULE, declared(SITE, "app", {"siteConfig": {"appSettings": UNKNOWN}}))
    assert verdict.reason == "whether a setting in properties.siteConfig.appSettings holds a secret cannot be told here"


def test_the_reason_names_the_setting_and_shows_no_value() -> None:
    (verdict,) = verdicts(RULE, _site("STORAGE", KEYED))
    assert verdict.reason == "STORAGE holds a secret"
    assert verdict.path == "properties.siteConfig.appSettings[0]"
    assert verdict.actual is SECRET
