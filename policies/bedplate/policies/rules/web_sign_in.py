"""Rules on holes in the sign-in of web apps and container apps, and on other ways into them."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, any_of, equals, is_empty, lacks_item, matches, negated, none_of, one_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_ACTION = "properties.globalValidation.unauthenticatedClientAction"
_ISSUER = "properties.identityProviders.azureActiveDirectory.registration.openIdIssuer"
_ANY_TENANT = r".*/(common|organizations|consumers)(/.*)?"
_PROVIDERS = "properties.identityProviders"
# Anybody can open an account with these; an exported template lists those that are not set up as well.
_STRANGERS = {
    "apple": "clientId",
    "facebook": "appId",
    "gitHub": "clientId",
    "google": "clientId",
    "twitter": "consumerKey",
}

RULES = (
    property_rule(
        all_of(
            none_of(_ACTION, "AllowAnonymous", default="RedirectToLoginPage"),
            *(lacks_item("properties.globalValidation.excludedPaths", path) for path in ("/", "/*", "*")),
            equals("properties.httpSettings.requireHttps", expected=True, default=True),
            equals("properties.login.nonce.validateNonce", expected=True, default=True),
            negated(matches(_ISSUER, _ANY_TENANT, "people of any tenant"), "one tenant"),
            *(
                any_of(
                    is_empty(f"{_PROVIDERS}.{provider}.registration.{client}"),
                    equals(f"{_PROVIDERS}.{provider}.enabled", expected=False),
                )
                for provider, client in _STRANGERS.items()
            ),
        ),
        when=matches("name", r"(.*/)?(authsettingsV2|current)", "a sign-in"),
        id="WEB-11",
        title="The sign-in has no hole: no open paths, no plain HTTP, no people of other tenants",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=(
            "Microsoft.Web/sites/config",
            "Microsoft.Web/sites/slots/config",
            "Microsoft.App/containerApps/authConfigs",
        ),
        rationale="A sign-in that leaves every path out, or that anybody with an account somewhere passes, is none.",
        fix="Exclude single paths only, leave requireHttps and validateNonce on, name your tenant in openIdIssuer, and "
        "no provider where anybody can open an account.",
        references=(
            "https://learn.microsoft.com/azure/app-service/configure-authentication-file-based",
            "https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad",
        ),
        benchmark=("IM-6",),
    ),
    property_rule(
        one_of("properties.siteConfig.scmMinTlsVersion", "1.2", "1.3", default="1.2"),
        id="WEB-12",
        title="The web app's deployment site asks for TLS 1.2 or newer",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=("Microsoft.Web/sites", "Microsoft.Web/sites/slots"),
        rationale="Who reads or changes what is deployed owns the app, whatever the TLS version of the app itself.",
        fix="Set siteConfig.scmMinTlsVersion to 1.2 or 1.3.",
        references=("https://learn.microsoft.com/azure/app-service/overview-tls",),
        benchmark=("DP-3",),
    ),
    property_rule(
        equals("properties.sshEnabled", expected=False),
        when=matches("kind", r"(?!.*(functionapp|workflowapp)).*linux.*", "a web app on Linux"),
        id="WEB-13",
        title="Nobody opens a shell in the web app's container",
        severity=Severity.LOW,
        pillar=Pillar.SECURITY,
        recommendation="SE:08",
        types=("Microsoft.Web/sites", "Microsoft.Web/sites/slots"),
        rationale="A shell reads the tokens of the identity that the app has, and leaves nothing in the logs of"
        " what it did.",
        fix="Set sshEnabled to false.",
        references=("https://learn.microsoft.com/azure/app-service/configure-linux-open-ssh-session",),
        benchmark=("PV-2",),
    ),
)
