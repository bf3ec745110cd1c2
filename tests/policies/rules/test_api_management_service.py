from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rules.api_management_service import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

SECURITY = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security"
PROTOCOLS = [f"{SECURITY}.{side}Protocols.{each}" for side in ("", "Backend.") for each in ("Tls10", "Tls11", "Ssl30")]
CIPHERS = [
    f"{SECURITY}.Ciphers.{each}"
    for each in (
        "TripleDes168",
        "TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_RSA_WITH_AES_256_CBC_SHA",
        "TLS_RSA_WITH_AES_128_CBC_SHA256",
        "TLS_RSA_WITH_AES_256_CBC_SHA256",
        "TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
    )
]
OFF = dict.fromkeys((*PROTOCOLS, *CIPHERS), "False")
OFF_AS_BOOLEAN = False
GOOD: dict[str, Any] = {
    "name": "apim-chat",
    "sku": {"name": "Premium", "capacity": 3},
    "zones": ["1", "2", "3"],
    "identity": {"type": "SystemAssigned"},
    "properties": {
        "virtualNetworkType": "Internal",
        "virtualNetworkConfiguration": {"subnetResourceId": "/subnet"},
        "customProperties": OFF,
        "apiVersionConstraint": {"minApiVersion": "2021-08-01-Preview"},
        "disableGateway": False,
        "additionalLocations": [{"location": "northeurope"}],
    },
}
CLOSED = changed(without(GOOD, "properties.virtualNetworkType"), "properties.publicNetworkAccess", "Disabled")
V2 = changed(
    changed(without(GOOD, "properties.customProperties"), "sku.name", "StandardV2"),
    "properties.zoneRedundant",
    value=True,
)
CONSUMPTION: dict[str, Any] = {"name": "apim", "sku": {"name": "Consumption", "capacity": 0}, "properties": {}}
LOUD = {key.upper(): value.upper() for key, value in OFF.items()}
MAKE = PropertyCases("Microsoft.ApiManagement/service", GOOD)
CUSTOM = "properties.customProperties"

CASES: list[Case] = [
    *MAKE.of("APIM-01", "properties.virtualNetworkType", "None"),
    MAKE.one("APIM-01", Kind.NOT_APPLICABLE, CONSUMPTION, Outcome.NOT_APPLICABLE),
    *MAKE.of("APIM-02", "properties.virtualNetworkType", "External"),
    MAKE.one("APIM-02", Kind.PASS, CLOSED, Outcome.PASS, name="closed"),
    *MAKE.of("APIM-03", CUSTOM, {}, wrong_case=LOUD),
    *(
        MAKE.one(
            "APIM-03",
            Kind.FAIL,
            changed(GOOD, CUSTOM, {**OFF, name: "True"}),
            Outcome.FAIL,
            name=name.removeprefix(SECURITY),
        )
        for name in PROTOCOLS
    ),
    MAKE.one(
        "APIM-03", Kind.PASS, changed(GOOD, CUSTOM, dict.fromkeys(OFF, OFF_AS_BOOLEAN)), Outcome.PASS, name="booleans"
    ),
    MAKE.one("APIM-03", Kind.NOT_APPLICABLE, V2, Outcome.NOT_APPLICABLE, name="v2"),
    *MAKE.of("APIM-04", CUSTOM, {}, wrong_case=LOUD),
    *(
        MAKE.one(
            "APIM-04",
            Kind.FAIL,
            changed(GOOD, CUSTOM, {**OFF, name: "True"}),
            Outcome.FAIL,
            name=name.removeprefix(SECURITY),
        )
        for name in CIPHERS
    ),
    *MAKE.of("APIM-05", "identity.type", "None"),
    *MAKE.of("APIM-06", "zones", ["1"], omitted=Outcome.PASS),
    MAKE.one("APIM-06", Kind.FAIL, changed(GOOD, "sku.capacity", 4), Outcome.FAIL, name="uneven"),
    MAKE.one("APIM-06", Kind.UNKNOWN, changed(GOOD, "sku.capacity", UNKNOWN), Outcome.UNDECIDED, name="units"),
    MAKE.one("APIM-06", Kind.PASS, V2, Outcome.PASS, name="v2"),
    MAKE.one("APIM-06", Kind.FAIL, without(V2, "properties.zoneRedundant"), Outcome.FAIL, name="v2-one-zone"),
    MAKE.one("APIM-06", Kind.NOT_APPLICABLE, CONSUMPTION, Outcome.NOT_APPLICABLE),
    *MAKE.of("APIM-07", "properties.apiVersionConstraint.minApiVersion", "2020-12-01"),
    *MAKE.of("APIM-08", "properties.disableGateway", bad=True, omitted=Outcome.PASS),
    MAKE.one(
        "APIM-08",
        Kind.FAIL,
        changed(GOOD, "properties.additionalLocations", [{"location": "northeurope", "disableGateway": True}]),
        Outcome.FAIL,
        name="second-region",
    ),
    MAKE.one("APIM-08", Kind.NOT_APPLICABLE, V2, Outcome.NOT_APPLICABLE, name="v2"),
    *MAKE.of("APIM-09", "properties.virtualNetworkConfiguration.subnetResourceId", ""),
    MAKE.one("APIM-09", Kind.NOT_APPLICABLE, CLOSED, Outcome.NOT_APPLICABLE),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected


def test_a_second_region_may_be_asked_for() -> None:
    (rule,) = (rule for rule in RULES if rule.id == "APIM-08")
    resource = Resource(key="apim", type=MAKE.type, body=without(GOOD, "properties.additionalLocations"))
    (finding,) = check(Resources([resource]), [rule], {"APIM-08": {"multiRegion": True}})
    assert finding.verdict.outcome is Outcome.FAIL
