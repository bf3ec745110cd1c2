"""Contoso's own rules, tried on declared resources: no cloud, no Pulumi program."""

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN

from contoso_landing_zones.rules import RULES

ACCOUNT_ID = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
CONTAINER = Resource(
    key="container",
    type="Microsoft.Storage/storageAccounts/blobServices/containers",
    id=f"{ACCOUNT_ID}/blobServices/default/containers/records",
    body={"name": "st/default/records", "properties": {}},
)


def policy(days: object) -> Resource:
    """Return the immutability policy of the container."""
    return Resource(
        key="policy",
        type=f"{CONTAINER.type}/immutabilityPolicies",
        id=f"{CONTAINER.id}/immutabilityPolicies/default",
        body={"properties": {"immutabilityPeriodSinceCreationInDays": days}},
    )


def outcomes(*resources: Resource, rule: str) -> list[Outcome]:
    """Return what one rule says of resources that are judged together."""
    chosen = [each for each in RULES if each.id == rule]
    return [finding.verdict.outcome for finding in check(Resources(resources), chosen)]


def test_an_account_with_the_tag_passes() -> None:
    account = Resource(
        key="account",
        type="Microsoft.Storage/storageAccounts",
        body={"name": "st", "tags": {"dataClassification": "internal"}},
    )

    assert outcomes(account, rule="CON-01") == [Outcome.PASS]


def test_an_account_without_the_tag_fails() -> None:
    account = Resource(key="account", type="Microsoft.Storage/storageAccounts", body={"name": "st"})

    assert outcomes(account, rule="CON-01") == [Outcome.FAIL]


def test_records_that_are_kept_long_enough_pass() -> None:
    assert outcomes(CONTAINER, policy(365), rule="CON-02") == [Outcome.PASS]


def test_records_that_are_not_kept_long_enough_fail() -> None:
    assert outcomes(CONTAINER, policy(30), rule="CON-02") == [Outcome.FAIL]
    assert outcomes(CONTAINER, rule="CON-02") == [Outcome.FAIL]


def test_what_is_not_known_is_undecided() -> None:
    assert outcomes(CONTAINER, policy(UNKNOWN), rule="CON-02") == [Outcome.UNDECIDED]
