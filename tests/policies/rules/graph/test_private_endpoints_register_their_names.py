from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.private_endpoints_register_their_names import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

ENDPOINT = "Microsoft.Network/privateEndpoints"
ZONE_TYPE = "Microsoft.Network/privateDnsZones"
GROUP = f"{ENDPOINT}/privateDnsZoneGroups"
ZONE = declared(ZONE_TYPE, "privatelink.vaultcore.azure.net")
CONNECTION: dict[str, Any] = {
    "properties": {"privateLinkServiceId": arm_id("Microsoft.KeyVault/vaults", "kv"), "groupIds": ["vault"]}
}
PEP = declared(ENDPOINT, "pep", {"privateLinkServiceConnections": [CONNECTION]}, location="swedencentral")
UNKNOWN_PEP = declared(ENDPOINT, "pep", {"privateLinkServiceConnections": UNKNOWN}, location="swedencentral")

TRIALS = [
    trial(Kind.PASS, "zone-group", Outcome.PASS, PEP, declared(GROUP, "pep/default")),
    trial(Kind.FAIL, "group-of-another", Outcome.FAIL, PEP, ZONE, declared(GROUP, "pep2/default")),
    trial(Kind.OMITTED, "no-group", Outcome.FAIL, PEP, ZONE),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.PASS,
        PEP,
        declared(GROUP, "g/default", id_=None, references={"privateEndpointName": ("pep",)}),
    ),
    trial(Kind.UNKNOWN, "zones-elsewhere", Outcome.UNDECIDED, PEP),
    trial(Kind.UNKNOWN, "target", Outcome.UNDECIDED, UNKNOWN_PEP, ZONE),
    trial(
        Kind.UNKNOWN,
        "records-by-hand",
        Outcome.UNDECIDED,
        PEP,
        ZONE,
        declared(f"{ZONE_TYPE}/A", "privatelink.vaultcore.azure.net/kv"),
    ),
    trial(
        Kind.WRONG_CASE,
        "ids",
        Outcome.PASS,
        PEP,
        declared(GROUP, "pep/default", id_=arm_id(GROUP, "PEP/default").upper()),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, PEP, ZONE)
    assert verdict.reason == "no zone group registers its names in privatelink.vaultcore.azure.net"
