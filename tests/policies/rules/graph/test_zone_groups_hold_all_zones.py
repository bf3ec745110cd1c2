from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.zone_groups_hold_all_zones import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

ENDPOINT = "Microsoft.Network/privateEndpoints"
ZONE = "Microsoft.Network/privateDnsZones"
ACCOUNTS = "Microsoft.CognitiveServices/accounts"
ACCOUNT = arm_id(ACCOUNTS, "aif")
COGNITIVE, OPENAI, SERVICES = (
    "privatelink.cognitiveservices.azure.com",
    "privatelink.openai.azure.com",
    "privatelink.services.ai.azure.com",
)


def _account(kind: Any = "AIServices") -> Resource:
    return declared(ACCOUNTS, "aif", {}, kind=kind)


def _endpoint(target: Any = ACCOUNT, group: str = "account", location: Any = "swedencentral") -> Resource:
    connection = {"properties": {"groupIds": [group], "privateLinkServiceId": target}}
    return declared(ENDPOINT, "pep", {"privateLinkServiceConnections": [connection]}, location=location)


def _group(*zones: Any, id_: str | None = "", references: dict[str, tuple[str, ...]] | None = None) -> Resource:
    configs = [{"properties": {"privateDnsZoneId": zone if zone is UNKNOWN else arm_id(ZONE, zone)}} for zone in zones]
    type_ = f"{ENDPOINT}/privateDnsZoneGroups"
    return declared(type_, "pep/default", {"privateDnsZoneConfigs": configs}, id_=id_, references=references)


ALL = (COGNITIVE, OPENAI, SERVICES)
TRIALS = [
    trial(Kind.PASS, "foundry", Outcome.PASS, _account(), _endpoint(), _group(*ALL)),
    trial(Kind.PASS, "openai", Outcome.PASS, _account("OpenAI"), _endpoint(), _group(OPENAI)),
    trial(Kind.PASS, "speech", Outcome.PASS, _account("SpeechServices"), _endpoint(), _group(COGNITIVE)),
    trial(
        Kind.PASS,
        "zone-named-after-the-region",
        Outcome.PASS,
        _endpoint(arm_id("Microsoft.App/managedEnvironments", "cae"), "managedEnvironments", "Sweden Central"),
        _group("privatelink.swedencentral.azurecontainerapps.io"),
    ),
    trial(
        Kind.PASS,
        "government",
        Outcome.PASS,
        _endpoint(arm_id("Microsoft.KeyVault/vaults", "kv"), "vault", "usgovvirginia"),
        _group("privatelink.vaultcore.usgovcloudapi.net"),
    ),
    trial(Kind.FAIL, "two-of-three", Outcome.FAIL, _account(), _endpoint(), _group(COGNITIVE, OPENAI)),
    trial(
        Kind.FAIL,
        "zone-of-another-cloud",
        Outcome.FAIL,
        _endpoint(arm_id("Microsoft.KeyVault/vaults", "kv"), "vault", "chinanorth3"),
        _group("privatelink.vaultcore.azure.net"),
    ),
    trial(Kind.OMITTED, "no-zones", Outcome.FAIL, _account(), _endpoint(), _group()),
    trial(
        Kind.UNKNOWN,
        "zones-by-reference",
        Outcome.PASS,
        _account("OpenAI"),
        _endpoint(),
        declared(ZONE, OPENAI),
        _group(UNKNOWN, references={"properties.privateDnsZoneConfigs": (OPENAI,)}),
    ),
    trial(
        Kind.UNKNOWN,
        "endpoint-by-reference",
        Outcome.FAIL,
        _account(),
        _endpoint(),
        _group(OPENAI, id_=None, references={"privateEndpointName": ("pep",)}),
    ),
    trial(Kind.UNKNOWN, "zones", Outcome.UNDECIDED, _account(), _endpoint(), _group(OPENAI, UNKNOWN)),
    trial(Kind.UNKNOWN, "location", Outcome.PASS, _account(), _endpoint(location=UNKNOWN), _group(*ALL)),
    trial(
        Kind.UNKNOWN, "location-and-zone", Outcome.UNDECIDED, _account(), _endpoint(location=UNKNOWN), _group(OPENAI)
    ),
    trial(
        Kind.UNKNOWN,
        "location-in-the-name-of-the-zone",
        Outcome.UNDECIDED,
        _endpoint(arm_id("Microsoft.App/managedEnvironments", "cae"), "managedEnvironments", UNKNOWN),
        _group("privatelink.swedencentral.azurecontainerapps.io"),
    ),
    trial(Kind.UNKNOWN, "kind", Outcome.UNDECIDED, _account(UNKNOWN), _endpoint(), _group(*ALL)),
    trial(Kind.UNKNOWN, "endpoint-elsewhere", Outcome.UNDECIDED, _group(*ALL)),
    trial(
        Kind.WRONG_CASE,
        "group-kind-and-zones",
        Outcome.PASS,
        _account("aiservices"),
        _endpoint(group="ACCOUNT"),
        _group(*(zone.upper() for zone in ALL)),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _account(), _endpoint(), _group(COGNITIVE))
    assert verdict.reason == "it lacks privatelink.openai.azure.com, privatelink.services.ai.azure.com"
