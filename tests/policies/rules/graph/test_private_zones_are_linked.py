from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.private_zones_are_linked import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

ZONE_TYPE = "Microsoft.Network/privateDnsZones"
LINK_TYPE = f"{ZONE_TYPE}/virtualNetworkLinks"
NAME = "privatelink.vaultcore.azure.net"
ZONE = declared(ZONE_TYPE, NAME)
CHILD = f"{NAME}/vnet"
OFF: dict[str, Any] = {"registrationEnabled": False}

TRIALS = [
    trial(Kind.PASS, "linked", (Outcome.PASS, Outcome.PASS), ZONE, declared(LINK_TYPE, CHILD, OFF)),
    trial(Kind.FAIL, "no-link", Outcome.FAIL, ZONE),
    trial(Kind.FAIL, "registers", Outcome.FAIL, declared(LINK_TYPE, CHILD, {"registrationEnabled": True})),
    trial(Kind.OMITTED, "registration-is-off-by-default", Outcome.PASS, declared(LINK_TYPE, CHILD, {})),
    trial(
        Kind.UNKNOWN,
        "link-by-reference",
        (Outcome.PASS, Outcome.PASS),
        ZONE,
        declared(LINK_TYPE, CHILD, OFF, id_=None, references={"privateZoneName": (NAME,)}),
    ),
    trial(
        Kind.UNKNOWN, "registration", Outcome.UNDECIDED, declared(LINK_TYPE, CHILD, {"registrationEnabled": UNKNOWN})
    ),
    trial(
        Kind.WRONG_CASE,
        "id-and-value",
        (Outcome.PASS, Outcome.PASS),
        ZONE,
        declared(LINK_TYPE, CHILD, {"RegistrationEnabled": "False"}, id_=arm_id(LINK_TYPE, CHILD).upper()),
    ),
    trial(
        Kind.NOT_APPLICABLE,
        "zone-of-machines",
        (Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE),
        declared(ZONE_TYPE, "contoso.internal"),
        declared(LINK_TYPE, "contoso.internal/vnet", {"registrationEnabled": True}),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, ZONE)
    assert verdict.reason == "the zone is linked to no network"
