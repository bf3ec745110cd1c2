"""Waivers: what they cover, and how they stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.waiver import Standing, Waivable, Waiver, assess

TODAY = dt.date(2026, 11, 21)
URN = "urn:pulumi:dev::zone::azure-native:keyvault:Vault::secrets"


def waiver(**changes: Any) -> Waiver:
    given = {
        "rule": "KV-04",
        "resource": "secrets",
        "owner": "ops",
        "reason": "an agreed exception",
        "expires": dt.date(2027, 6, 30),
    }
    return Waiver(**(given | changes))


def finding(outcome: Outcome = Outcome.FAIL, *rules: str, path: str = "properties.publicNetworkAccess") -> Waivable:
    names = ("secrets", URN, "/subscriptions/s/providers/Microsoft.KeyVault/vaults/kv")
    return Waivable(rules=rules or ("KV-04",), outcome=outcome, names=names, path=path)


@pytest.mark.parametrize(
    ("changes", "is_covered"),
    [
        pytest.param({}, True, id="logical-name"),
        pytest.param({"resource": URN}, True, id="urn"),
        pytest.param({"resource": "/SUBSCRIPTIONS/*/vaults/KV"}, True, id="arm-id-with-a-pattern"),
        pytest.param({"resource": "sec?ets"}, True, id="pattern"),
        pytest.param({"resource": "secret"}, False, id="part-of-a-name"),
        pytest.param({"rule": "KV-05"}, False, id="another-rule"),
        pytest.param({"path": "properties"}, True, id="path-above"),
        pytest.param({"path": "properties.publicNetworkAccess"}, True, id="path-itself"),
        pytest.param({"path": "properties.public"}, False, id="part-of-a-path"),
        pytest.param({"expires": TODAY}, True, id="last-day"),
        pytest.param({"expires": dt.date(2026, 11, 20)}, False, id="expired"),
    ],
)
def test_what_a_waiver_covers(changes: dict[str, Any], is_covered: bool) -> None:  # noqa: FBT001 - a case
    assessed = assess([finding()], [waiver(**changes)], TODAY)
    assert (assessed.covered[0] is not None) is is_covered


@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.ERROR])
def test_what_is_no_failure_cannot_be_waived(outcome: Outcome) -> None:
    assessed = assess([finding(outcome)], [waiver()], TODAY)
    assert assessed.covered == (None,)
    assert [standing for _, standing in assessed.standings] == [Standing.UNUSED]


def test_a_check_of_others_is_waived_by_its_own_id() -> None:
    said_twice = finding(Outcome.FAIL, "KV-04", "CKV_AZURE_189")
    assert assess([said_twice], [waiver(rule="CKV_AZURE_189")], TODAY).covered[0] is not None


@pytest.mark.parametrize(
    ("changes", "others", "expected"),
    [
        pytest.param({}, [], Standing.HOLDS, id="holds"),
        pytest.param({"expires": dt.date(2026, 12, 20)}, [], Standing.ENDS_SOON, id="ends-soon"),
        pytest.param({"expires": dt.date(2026, 12, 21)}, [], Standing.HOLDS, id="thirty-days"),
        pytest.param({"expires": dt.date(2026, 11, 20)}, [], Standing.EXPIRED, id="expired"),
        pytest.param({"resource": "another"}, [], Standing.UNUSED, id="unused"),
        pytest.param({"compensating_control": "a guard"}, [], Standing.HOLDS, id="words-are-believed"),
        pytest.param({"compensating_control": "KV-99"}, [], Standing.UNCOMPENSATED, id="control-judges-nothing"),
        pytest.param(
            {"compensating_control": "KV-05"}, [finding(Outcome.PASS, "KV-05")], Standing.HOLDS, id="control-passes"
        ),
        pytest.param(
            {"compensating_control": "KV-05"},
            [finding(Outcome.PASS, "KV-05"), finding(Outcome.UNDECIDED, "KV-05")],
            Standing.UNCOMPENSATED,
            id="control-undecided-once",
        ),
        pytest.param(
            {"compensating_control": "KV-05"},
            [finding(Outcome.NOT_APPLICABLE, "KV-05")],
            Standing.UNCOMPENSATED,
            id="control-does-not-apply",
        ),
    ],
)
def test_how_a_waiver_stands(changes: dict[str, Any], others: list[Waivable], expected: Standing) -> None:
    assessed = assess([finding(), *others], [waiver(**changes)], TODAY)
    assert [standing for _, standing in assessed.standings] == [expected]


def test_of_two_waivers_the_first_covers_and_both_are_used() -> None:
    first, second = waiver(owner="first"), waiver(owner="second")
    assessed = assess([finding()], [first, second], TODAY)
    assert assessed.covered == (first,)
    assert [standing for _, standing in assessed.standings] == [Standing.HOLDS, Standing.HOLDS]
