from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.postgresql_flexible_servers import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Case, Kind, PropertyCases, changed, outcomes, without

GOOD: dict[str, Any] = {
    "name": "psql-chat-prod",
    "properties": {
        "network": {"publicNetworkAccess": "Disabled"},
        "authConfig": {"activeDirectoryAuth": "Enabled", "passwordAuth": "Disabled"},
        "highAvailability": {"mode": "ZoneRedundant"},
        "backup": {"geoRedundantBackup": "Enabled"},
    },
}
MAKE = PropertyCases("Microsoft.DBforPostgreSQL/flexibleServers", GOOD)
INJECTED = changed(
    without(GOOD, "properties.network"), "properties.network.delegatedSubnetResourceId", f"{GROUP}/subnet"
)
IN_A_NETWORK = Case(
    rule="PG-01",
    kind=Kind.UNKNOWN,
    name="subnet-not-known",
    resources=(
        Resource(key="network", type="Microsoft.Network/virtualNetworks", body={}),
        Resource(
            key="server",
            type="Microsoft.DBforPostgreSQL/flexibleServers",
            body=changed(INJECTED, "properties.network.delegatedSubnetResourceId", UNKNOWN),
            references={"properties.network": ("network",)},
        ),
    ),
    expected=(Outcome.PASS,),
)

CASES: list[Case] = [
    *MAKE.of("PG-01", "properties.network.publicNetworkAccess", "Enabled"),
    MAKE.one("PG-01", Kind.PASS, INJECTED, Outcome.PASS, name="in-a-subnet"),
    IN_A_NETWORK,
    *MAKE.of("PG-02", "properties.authConfig.activeDirectoryAuth", "Disabled"),
    MAKE.one(
        "PG-02",
        Kind.FAIL,
        changed(GOOD, "properties.authConfig.passwordAuth", "Enabled"),
        Outcome.FAIL,
        name="passwords",
    ),
    MAKE.one(
        "PG-02",
        Kind.OMITTED,
        without(GOOD, "properties.authConfig.passwordAuth"),
        Outcome.FAIL,
        name="passwords-by-default",
    ),
    *MAKE.of("PG-03", "properties.highAvailability.mode", "SameZone"),
    MAKE.one(
        "PG-03",
        Kind.FAIL,
        changed(GOOD, "properties.backup.geoRedundantBackup", "Disabled"),
        Outcome.FAIL,
        name="backups-in-one-region",
    ),
    MAKE.one("PG-03", Kind.NOT_APPLICABLE, changed(GOOD, "properties.createMode", "Replica"), Outcome.NOT_APPLICABLE),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
