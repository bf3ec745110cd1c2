from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.web_sign_in import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

ACTION = "properties.globalValidation.unauthenticatedClientAction"
ISSUER = "properties.identityProviders.azureActiveDirectory.registration.openIdIssuer"
GOOGLE = "properties.identityProviders.google"
SIGN_IN: dict[str, Any] = {
    "name": "app/authsettingsV2",
    "properties": {
        "globalValidation": {"unauthenticatedClientAction": "Return401", "excludedPaths": ["/health"]},
        "httpSettings": {"requireHttps": True},
    },
}
CONFIGS = PropertyCases("Microsoft.Web/sites/config", SIGN_IN)
SITES = PropertyCases(
    "Microsoft.Web/sites",
    {"kind": "app,linux", "properties": {"sshEnabled": False, "siteConfig": {"scmMinTlsVersion": "1.2"}}},
)

CASES: list[Case] = [
    *CONFIGS.of("WEB-11", ACTION, "AllowAnonymous", omitted=Outcome.PASS),
    *(
        CONFIGS.one("WEB-11", Kind.FAIL, changed(SIGN_IN, path, bad), Outcome.FAIL, name=name)
        for path, bad, name in (
            ("properties.globalValidation.excludedPaths", ["/health", "/*"], "every-path"),
            ("properties.httpSettings.requireHttps", False, "plain-http"),
            ("properties.login", {"nonce": {"validateNonce": False}}, "no-nonce"),
            (GOOGLE, {"registration": {"clientId": "1"}}, "anybody-with-an-account"),
            (ISSUER, "https://login.microsoftonline.com/Common/v2.0", "any-tenant"),
        )
    ),
    *(
        CONFIGS.one("WEB-11", Kind.PASS, changed(SIGN_IN, GOOGLE, value), Outcome.PASS, name=name)
        for value, name in (
            ({"enabled": True, "registration": {}}, "a-provider-that-is-not-set-up"),
            ({"enabled": False, "registration": {"clientId": "1"}}, "a-provider-that-is-off"),
        )
    ),
    CONFIGS.one(
        "WEB-11",
        Kind.NOT_APPLICABLE,
        {**SIGN_IN, "name": "app/appsettings"},
        Outcome.NOT_APPLICABLE,
        name="another-config",
    ),
    *SITES.of("WEB-12", "properties.siteConfig.scmMinTlsVersion", "1.1", omitted=Outcome.PASS),
    *SITES.of("WEB-13", "properties.sshEnabled", bad=True),
    SITES.one("WEB-13", Kind.NOT_APPLICABLE, {"kind": "functionapp,linux"}, Outcome.NOT_APPLICABLE),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
