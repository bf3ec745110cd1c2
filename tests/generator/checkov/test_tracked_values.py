"""Every way of reading an unknown value is noticed, and nothing else is."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from bedplate.generator.checkov.worker.tracked_values import Reads, tracked

VALUE = {"known": 1, "unknown": "?", "list": [{"known": 2}, "?", {"unknown": "?"}], "other": {"known": 3}}
UNKNOWN = [("unknown",), ("list", 1), ("list", 2, "unknown")]
ALL = ["unknown", "list[1]", "list[2].unknown"]

CASES = [
    pytest.param(lambda v: v["unknown"], ["unknown"], id="item"),
    pytest.param(lambda v: v.get("unknown"), ["unknown"], id="get"),
    pytest.param(lambda v: v["list"][1], ["list[1]"], id="item-of-a-list"),
    pytest.param(lambda v: v["list"][-2], ["list[1]"], id="from-the-end"),
    pytest.param(lambda v: v["list"][:1], [], id="slice-of-the-known"),
    pytest.param(lambda v: v["list"][1:], ["list[1]"], id="slice"),
    pytest.param(lambda v: v["list"][2]["unknown"], ["list[2].unknown"], id="in-a-list"),
    pytest.param(lambda v: list(v["list"]), ["list[1]"], id="iterate"),
    pytest.param(lambda v: next(iter(v["list"])), [], id="iterate-up-to-it"),
    pytest.param(lambda v: 7 in v["list"], ALL[1:], id="in"),
    pytest.param(lambda v: list(v.values()), ["unknown"], id="values"),
    pytest.param(lambda v: list(v.items()), ["unknown"], id="items"),
    pytest.param(dict, ["unknown"], id="dict"),
    pytest.param(lambda v: {**v}, ["unknown"], id="unpack"),
    pytest.param(lambda v: v.copy(), ["unknown"], id="copy"),
    pytest.param(lambda v: v["list"].copy(), ["list[1]"], id="copy-of-a-list"),
    pytest.param(copy.deepcopy, ALL, id="deep-copy"),
    pytest.param(pickle.dumps, ALL, id="pickle"),
    pytest.param(json.dumps, ALL, id="json"),
    pytest.param(str, ALL, id="text"),
    pytest.param(lambda v: v == VALUE, ALL, id="equal"),
    pytest.param(lambda v: v["list"] == VALUE["list"], ALL[1:], id="equal-list"),
    pytest.param(lambda v: "unknown" in v, [], id="key-there"),
    pytest.param(list, [], id="keys"),
    pytest.param(len, [], id="length"),
    pytest.param(lambda v: v["known"] + v["list"][0]["known"] + v["other"]["known"], [], id="known-ones"),
    pytest.param(lambda v: isinstance(v, dict) and isinstance(v["list"], list), [], id="kind"),
]


@pytest.mark.parametrize(("read", "noticed"), CASES)
def test_reading_is_noticed(read: Callable[[Any], Any], noticed: list[str]) -> None:
    reads = Reads()

    read(tracked(VALUE, UNKNOWN, reads))

    assert sorted(reads.taken()) == sorted(noticed)
    assert reads.taken() == []


def test_what_is_known_is_left_as_it_is() -> None:
    value = tracked(VALUE, UNKNOWN, Reads())

    assert value["other"] is VALUE["other"]
    assert value["list"][0] is VALUE["list"][0]
