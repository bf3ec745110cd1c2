"""Rules on what API Management offers: APIs, products, subscriptions, and named values."""

from __future__ import annotations

from bedplate.policies.conditions import (
    all_of,
    any_of,
    each,
    equals,
    is_empty,
    is_given,
    matches,
    negated,
    none_of,
    one_of,
)
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_SERVICE = "Microsoft.ApiManagement/service"
_DOCS = "https://learn.microsoft.com/azure/api-management"

RULES = (
    property_rule(
        any_of(
            all_of(is_given("properties.protocols"), each("properties.protocols", one_of("", "https", "wss"))),
            # Without protocols Azure takes https, or what an imported description names.
            all_of(is_empty("properties.protocols"), is_empty("properties.format")),
        ),
        id="APIM-10",
        title="The API is offered over HTTPS alone",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=(f"{_SERVICE}/apis",),
        rationale="Over plain HTTP, keys and prompts can be read on the way.",
        fix="Set protocols to https, or wss for web sockets.",
        references=(f"{_DOCS}/api-management-howto-manage-protocols-ciphers",),
        benchmark=("DP-3",),
        psrule=("Azure.APIM.HTTPEndpoint",),
        azure_policy=("ee7495e7",),
    ),
    property_rule(
        is_given("properties.keyVault.secretIdentifier"),
        when=equals("properties.secret", expected=True, default=False),
        id="APIM-15",
        title="The secret named value lies in a key vault",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:09",
        types=(f"{_SERVICE}/namedValues",),
        rationale="A secret in the service is readable to its contributors, and nobody rotates it.",
        fix="Set keyVault.secretIdentifier in place of value.",
        references=(f"{_DOCS}/api-management-howto-properties",),
        benchmark=("IM-8",),
        psrule=("Azure.APIM.EncryptValues",),
        azure_policy=("f1cc7827",),
    ),
    property_rule(
        all_of(
            equals("properties.subscriptionRequired", expected=True, default=True),
            equals("properties.approvalRequired", expected=True),
        ),
        id="APIM-16",
        title="The product takes subscribers only after approval",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=(f"{_SERVICE}/products",),
        rationale="Otherwise everybody who finds the product can call its APIs, and nobody knows who does.",
        fix="Set subscriptionRequired and approvalRequired to true.",
        references=(f"{_DOCS}/api-management-howto-add-products",),
        benchmark=("PA-7",),
        psrule=("Azure.APIM.ProductSubscription", "Azure.APIM.ProductApproval"),
    ),
    property_rule(
        all_of(
            none_of("properties.displayName", "", "Starter", "Unlimited"),
            is_given("properties.description"),
            is_given("properties.terms"),
        ),
        id="APIM-17",
        title="The product is no sample, and says what it is and on which terms",
        severity=Severity.LOW,
        pillar=Pillar.OPERATIONAL_EXCELLENCE,
        types=(f"{_SERVICE}/products",),
        rationale="Samples offer more than anybody meant to, and subscribers agree to terms only where there are some.",
        fix="Set displayName, description and terms, and delete the products Starter and Unlimited.",
        references=(f"{_DOCS}/api-management-howto-add-products",),
        psrule=("Azure.APIM.SampleProducts", "Azure.APIM.ProductDescriptors", "Azure.APIM.ProductTerms"),
    ),
    property_rule(
        all_of(
            is_given("properties.scope"),
            negated(matches("properties.scope", r".*/apis/?", "all APIs"), "one product or one API"),
        ),
        id="APIM-18",
        title="The subscription opens one product or one API",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=(f"{_SERVICE}/subscriptions",),
        rationale="A key for all APIs opens the ones that are added later as well.",
        fix="Set scope to /products/NAME or /apis/NAME.",
        references=(f"{_DOCS}/api-management-subscriptions",),
        benchmark=("PA-7",),
        azure_policy=("3aa03346",),
    ),
)
