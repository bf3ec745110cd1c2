from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.container_registries import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Case, Kind, PropertyCases, changed, outcomes, without

GOOD: dict[str, Any] = {
    "name": "crchatprod",
    "location": "swedencentral",
    "sku": {"name": "Premium"},
    "properties": {
        "adminUserEnabled": False,
        "publicNetworkAccess": "Disabled",
        "anonymousPullEnabled": False,
        "dataEndpointEnabled": True,
        "policies": {
            "exportPolicy": {"status": "disabled"},
            "retentionPolicy": {"status": "enabled", "days": 30},
            "quarantinePolicy": {"status": "enabled"},
        },
    },
}
STANDARD = changed(GOOD, "sku.name", "Standard")
MAKE = PropertyCases("Microsoft.ContainerRegistry/registries", GOOD)


def _replicated(kind: Kind, location: Any, expected: Outcome) -> Case:
    registry = Resource(key="cr", type=MAKE.type, id=f"{GROUP}/providers/{MAKE.type}/cr", body={"location": "westus"})
    replica = Resource(
        key="replica",
        type=f"{MAKE.type}/replications",
        id=f"{GROUP}/providers/{MAKE.type}/cr/replications/other",
        body={"location": location},
    )
    return Case(
        rule="ACR-05", kind=kind, name=f"{kind.value}-replica", resources=(registry, replica), expected=(expected,)
    )


CASES: list[Case] = [
    *MAKE.of("ACR-01", "properties.adminUserEnabled", bad=True, omitted=Outcome.PASS),
    *MAKE.of("ACR-02", "properties.publicNetworkAccess", "Enabled"),
    *MAKE.of("ACR-03", "properties.anonymousPullEnabled", bad=True, omitted=Outcome.PASS),
    *MAKE.of("ACR-04", "sku.name", "Standard"),
    *MAKE.of("ACR-05", "location", "westus", omitted=Outcome.UNDECIDED),
    MAKE.one("ACR-05", Kind.FAIL, changed(GOOD, "location", "West US"), Outcome.FAIL, name="display-name"),
    *(
        MAKE.one(
            "ACR-05", Kind.PASS, changed(GOOD, "properties.zoneRedundancy", value), Outcome.PASS, name=f"said-{value}"
        )
        for value in ("Enabled", "Disabled")
    ),
    *(
        _replicated(kind, location, expected)
        for kind, location, expected in (
            (Kind.PASS, "swedencentral", Outcome.PASS),
            (Kind.FAIL, "west us", Outcome.FAIL),
            (Kind.UNKNOWN, UNKNOWN, Outcome.UNDECIDED),
        )
    ),
    *MAKE.of("ACR-06", "properties.policies.exportPolicy.status", "enabled"),
    *MAKE.of("ACR-07", "properties.policies.retentionPolicy.status", "disabled"),
    MAKE.one(
        "ACR-07",
        Kind.PASS,
        changed(
            without(GOOD, "properties.policies.retentionPolicy"),
            "properties.policies.softDeletePolicy.status",
            "enabled",
        ),
        Outcome.PASS,
        name="soft-delete",
    ),
    *MAKE.of("ACR-08", "properties.policies.quarantinePolicy.status", "disabled"),
    *MAKE.of("ACR-09", "properties.dataEndpointEnabled", bad=False, wrong_case="TRUE"),
    *(
        MAKE.one(rule, Kind.NOT_APPLICABLE, STANDARD, Outcome.NOT_APPLICABLE, name="standard-tier")
        for rule in ("ACR-06", "ACR-07", "ACR-08", "ACR-09")
    ),
    MAKE.one("ACR-06", Kind.UNKNOWN, changed(GOOD, "sku.name", UNKNOWN), Outcome.UNDECIDED, name="tier-not-known"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
