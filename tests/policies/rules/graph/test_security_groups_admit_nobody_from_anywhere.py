from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.security_groups_admit_nobody_from_anywhere import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

GROUP = "Microsoft.Network/networkSecurityGroups"
OPEN: dict[str, Any] = {
    "direction": "Inbound",
    "access": "Allow",
    "protocol": "Tcp",
    "priority": 100,
    "sourceAddressPrefix": "*",
    "destinationPortRange": "22",
}


def _group(**changes: Any) -> Resource:
    return declared(GROUP, "nsg", {"securityRules": [{"name": "in", "properties": OPEN | changes}]})


TRIALS = [
    trial(Kind.PASS, "https", Outcome.PASS, _group(destinationPortRange="443")),
    trial(Kind.PASS, "platform-ports", Outcome.PASS, _group(destinationPortRange="65200-65535")),
    trial(Kind.PASS, "from-the-network", Outcome.PASS, _group(sourceAddressPrefix="10.0.0.0/16")),
    trial(Kind.PASS, "out", Outcome.PASS, _group(direction="Outbound")),
    trial(Kind.PASS, "denied", Outcome.PASS, _group(access="Deny")),
    trial(Kind.FAIL, "shell", Outcome.FAIL, _group()),
    trial(Kind.FAIL, "desktop", Outcome.FAIL, _group(sourceAddressPrefix="Internet", destinationPortRange="3000-4000")),
    *(
        trial(Kind.FAIL, prefix.replace("/", "-"), Outcome.FAIL, _group(sourceAddressPrefix=prefix))
        for prefix in ("0.0.0.0/1", "128.0.0.0/1", "2000::/3", "AzureCloud", "azurecloud.westeurope")
    ),
    *(
        trial(Kind.PASS, prefix.replace("/", "-"), Outcome.PASS, _group(sourceAddressPrefix=prefix))
        for prefix in ("10.0.0.0/8", "fc00::/7", "AzureLoadBalancer", "2001:db8::/32")
    ),
    trial(Kind.FAIL, "everything", Outcome.FAIL, _group(destinationPortRange="*")),
    trial(
        Kind.FAIL,
        "plurals",
        Outcome.FAIL,
        _group(
            sourceAddressPrefix="",
            sourceAddressPrefixes=["10.0.0.0/8", "0.0.0.0/0"],
            destinationPortRange="",
            destinationPortRanges=["443", "80"],
        ),
    ),
    trial(Kind.FAIL, "by-itself", Outcome.FAIL, declared(f"{GROUP}/securityRules", "nsg/in", OPEN)),
    trial(Kind.OMITTED, "no-rules", Outcome.PASS, declared(GROUP, "nsg", {})),
    trial(Kind.UNKNOWN, "source", Outcome.UNDECIDED, _group(sourceAddressPrefix=UNKNOWN)),
    trial(Kind.UNKNOWN, "access", Outcome.UNDECIDED, _group(access=UNKNOWN)),
    trial(Kind.UNKNOWN, "port", Outcome.UNDECIDED, _group(destinationPortRange=UNKNOWN)),
    trial(Kind.UNKNOWN, "source-of-a-harmless-rule", Outcome.PASS, _group(sourceAddressPrefix=UNKNOWN, access="Deny")),
    trial(Kind.UNKNOWN, "all-rules", Outcome.UNDECIDED, declared(GROUP, "nsg", {"securityRules": UNKNOWN})),
    trial(
        Kind.WRONG_CASE, "words", Outcome.FAIL, _group(direction="INBOUND", access="allow", sourceAddressPrefix="ANY")
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _group(destinationPortRanges=["80"]))
    assert verdict.reason == "anybody on the internet is let in to port 22, 80"
    assert verdict.path == "properties.securityRules[0]"
