from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.service_firewalls_admit_few_addresses import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

ZERO = "0.0.0.0"  # noqa: S104 - the address by which Azure means all of its own
SYNAPSE = "Microsoft.Synapse/workspaces/firewallRules"


def _lets_in(first: Any, last: Any) -> Resource:
    return declared(SYNAPSE, "data/office", {"startIpAddress": first, "endIpAddress": last})


TRIALS = [
    trial(Kind.PASS, "one", Outcome.PASS, _lets_in("198.51.100.7", "198.51.100.7")),
    trial(Kind.PASS, "as-many-as-a-company-has", Outcome.PASS, _lets_in("198.51.0.0", "198.51.255.255")),
    trial(
        Kind.PASS,
        "cache",
        Outcome.PASS,
        declared(
            "Microsoft.Cache/redis/firewallRules", "cache/office", {"startIP": "198.51.100.7", "endIP": "198.51.100.9"}
        ),
    ),
    trial(Kind.FAIL, "internet", Outcome.FAIL, _lets_in(ZERO, "255.255.255.255")),
    trial(Kind.FAIL, "all-of-azure", Outcome.FAIL, _lets_in(ZERO, ZERO)),
    trial(Kind.FAIL, "one-more", Outcome.FAIL, _lets_in("198.51.0.0", "198.52.0.0")),
    trial(Kind.FAIL, "nearly-internet", Outcome.FAIL, _lets_in("1.0.0.0", "255.255.255.255")),
    trial(Kind.FAIL, "no-address", Outcome.FAIL, _lets_in("office", "198.51.100.7")),
    trial(Kind.FAIL, "newer-kind-of-address", Outcome.FAIL, _lets_in("::", "::1")),
    trial(
        Kind.FAIL,
        "cache",
        Outcome.FAIL,
        declared("Microsoft.Cache/redis/firewallRules", "cache/all", {"startIP": ZERO, "endIP": "255.255.255.255"}),
    ),
    trial(Kind.OMITTED, "no-range", Outcome.FAIL, declared(SYNAPSE, "data/office", {})),
    trial(Kind.UNKNOWN, "first", Outcome.UNDECIDED, _lets_in(UNKNOWN, "198.51.100.7")),
    trial(Kind.UNKNOWN, "last", Outcome.UNDECIDED, _lets_in("198.51.100.7", UNKNOWN)),
    trial(Kind.UNKNOWN, "last-after-all-of-azure", Outcome.FAIL, _lets_in(ZERO, UNKNOWN)),
    trial(
        Kind.WRONG_CASE,
        "names",
        Outcome.FAIL,
        declared(SYNAPSE.lower(), "data/office", {"startIPAddress": ZERO, "EndIpAddress": "255.255.255.255"}),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (_lets_in(ZERO, "255.255.255.255"), "the internet is let in"),
        (_lets_in(ZERO, ZERO), "every machine in Azure is let in, whoever runs it"),
        (_lets_in("1.0.0.0", "1.1.0.0"), "65537 addresses from 1.0.0.0 to 1.1.0.0 are let in"),
        (_lets_in(UNKNOWN, UNKNOWN), "the range is not known before a deployment"),
    ],
)
def test_reason(rule: Resource, reason: str) -> None:
    (verdict,) = verdicts(RULE, rule)
    assert verdict.reason == reason
    assert verdict.path == "properties.startIpAddress"
