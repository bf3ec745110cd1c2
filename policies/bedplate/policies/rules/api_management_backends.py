"""Rules on the backends of API Management."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, any_of, equals, is_given, matches, none_of, some
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_TYPES = ("Microsoft.ApiManagement/service/backends",)
_DOCS = "https://learn.microsoft.com/azure/api-management/backends"

RULES = (
    property_rule(
        all_of(
            matches("properties.url", r"(https|wss)://.+", "an address that begins with https://"),
            equals("properties.tls.validateCertificateChain", expected=True, default=True),
            equals("properties.tls.validateCertificateName", expected=True, default=True),
        ),
        when=none_of("properties.type", "Pool", default="Single"),
        id="APIM-12",
        title="The gateway calls the backend over HTTPS, and checks whom it talks to",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=_TYPES,
        rationale="Without the check of the certificate anybody on the way can take the place of the backend.",
        fix="Begin url with https://, and leave both checks in tls on.",
        references=(_DOCS,),
        benchmark=("IM-4",),
        psrule=("Azure.APIM.HTTPBackend",),
        azure_policy=("92bb331d",),
    ),
    property_rule(
        any_of(
            some(
                "properties.circuitBreaker.rules",
                equals("acceptRetryAfter", expected=True),
                "a rule that accepts Retry-After",
            ),
            all_of(equals("properties.type", "Pool"), is_given("properties.pool.services")),
        ),
        id="APIM-14",
        title="The gateway leaves a backend alone for as long as it asks to be",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:07",
        types=_TYPES,
        rationale="A model over its limit says when to come back; a gateway that keeps calling makes every caller wait "
        "for the next refusal.",
        fix="Add a rule to circuitBreaker with acceptRetryAfter true; a pool spreads calls over backends that have "
        "one.",
        references=(_DOCS,),
    ),
)
