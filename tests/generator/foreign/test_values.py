"""Property values as the engine serializes them."""

from __future__ import annotations

import math
from typing import Any

import pytest

from bedplate.generator.diff.values import MASKED
from bedplate.generator.foreign.values import SECRET, SIGNATURE, value_of
from bedplate.generator.graph import UNKNOWN, Archive, Asset, Secret

ID = "/subscriptions/s/resourceGroups/g"
URN = "urn:pulumi:dev::zone::acme:zone:Area::area"


def signed(signature: str, **parts: Any) -> dict[str, Any]:
    return {SIGNATURE: signature, **parts}


def secret(**parts: Any) -> dict[str, Any]:
    return signed(SECRET, **parts)


def output(**parts: Any) -> dict[str, Any]:
    return signed("d0e6a833031e9bbcd3f4e8bde6ca49a4", **parts)


def reference(**parts: Any) -> dict[str, Any]:
    return signed("5cf8f73096256a8f31e491e813e4eb8e", **parts)


def asset(**parts: Any) -> dict[str, Any]:
    return signed("c44067f5952c0a294b673a41bacd8c17", **parts)


def archive(**parts: Any) -> dict[str, Any]:
    return signed("0def7320c3a5731c473e5ecbe6d01bc7", **parts)


def not_a_number(bits: str) -> dict[str, Any]:
    return signed("8ad145fe-0d11-4827-bfd7-1abcbf086f5c", value=bits)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param(None, None, id="null"),
        pytest.param(True, True, id="boolean"),
        pytest.param("", "", id="empty-text"),
        pytest.param(2.5, 2.5, id="fraction"),
        pytest.param([1, ["a"], []], (1, ("a",), ()), id="lists"),
        pytest.param({"a": {"b": [1]}}, {"a": {"b": (1,)}}, id="objects"),
        pytest.param("04da6b54-80e4-46f7-96ec-b56ff0331ba9", UNKNOWN, id="unknown-text"),
        pytest.param("1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", UNKNOWN, id="unknown-boolean"),
        pytest.param("3eeb2bf0-c639-47a8-9e75-3b44932eb421", UNKNOWN, id="unknown-number"),
        pytest.param("6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", UNKNOWN, id="unknown-array"),
        pytest.param("030794c1-ac77-496b-92df-f27374a8bd58", UNKNOWN, id="unknown-asset"),
        pytest.param("e48ece36-62e2-4504-bad9-02848725956a", UNKNOWN, id="unknown-archive"),
        pytest.param("dd056dcd-154b-4c76-9bd3-c8f88648b5ff", UNKNOWN, id="unknown-object"),
        pytest.param("x 04da6b54-80e4-46f7-96ec-b56ff0331ba9", "x 04da6b54-80e4-46f7-96ec-b56ff0331ba9", id="joined"),
        pytest.param("[secret]", Secret(MASKED), id="masked-in-a-preview"),
        pytest.param(secret(ciphertext="v1:abc"), Secret(MASKED), id="encrypted"),
        pytest.param(secret(ciphertext="[secret]"), Secret(MASKED), id="masked-in-an-event"),
        pytest.param(secret(plaintext='"hush"'), Secret("hush"), id="shown"),
        pytest.param(secret(plaintext='{"a":[1.0,null]}'), Secret({"a": (1, None)}), id="shown-object"),
        pytest.param(
            secret(plaintext='"04da6b54-80e4-46f7-96ec-b56ff0331ba9"'), Secret(UNKNOWN), id="secret-and-unknown"
        ),
        pytest.param(
            secret(plaintext=f'["a",{{"{SIGNATURE}":"{SECRET}","plaintext":"\\"b\\""}}]'),
            Secret(("a", "b")),
            id="secret-in-a-secret",
        ),
        pytest.param(secret(plaintext="[secret]"), Secret("[secret]"), id="plaintext-that-is-no-json"),
        pytest.param(secret(), Secret(MASKED), id="secret-without-anything"),
        pytest.param(secret(value=[secret(value=1)]), Secret((1,)), id="secret-as-on-the-wire"),
        pytest.param(output(value=3.0, dependencies=[URN]), 3, id="output"),
        pytest.param(output(dependencies=[]), UNKNOWN, id="output-unknown"),
        pytest.param(output(value="a", secret=True), Secret("a"), id="output-secret"),
        pytest.param(output(secret=True), Secret(UNKNOWN), id="output-secret-unknown"),
        pytest.param(reference(urn=URN, id=ID, packageVersion="3"), ID, id="reference-to-a-resource"),
        pytest.param(reference(urn=URN, id=""), UNKNOWN, id="reference-to-a-resource-not-yet-there"),
        pytest.param(reference(urn=URN, packageVersion=""), URN, id="reference-to-a-component"),
        pytest.param(asset(text="a", hash="h"), Asset(text="a", hash="h"), id="asset-of-text"),
        pytest.param(asset(path="./a", hash="h"), Asset(path="./a", hash="h"), id="asset-of-a-file"),
        pytest.param(archive(uri="https://x/a.zip"), Archive(uri="https://x/a.zip"), id="archive"),
        pytest.param(
            archive(assets={"a": asset(text="b"), "c": archive(path="d")}, hash="h"),
            Archive(assets={"a": Asset(text="b"), "c": Archive(path="d")}, hash="h"),
            id="archive-of-assets",
        ),
        pytest.param(signed("803fd3297a5875dc03ca845dda5d2a98", value="aP9p"), "h�i", id="text-that-is-no-utf-8"),
        pytest.param(not_a_number("7ff0000000000000"), math.inf, id="infinity"),
        pytest.param(signed("unheard-of", value=1.0), {SIGNATURE: "unheard-of", "value": 1}, id="other-signature"),
    ],
)
def test_value(written: Any, meant: Any) -> None:
    assert value_of(written) == meant


@pytest.mark.parametrize(
    ("written", "kind", "meant"),
    [
        pytest.param(5.0, int, 5, id="whole"),
        pytest.param(-0.0, int, 0, id="zero"),
        pytest.param(2.0**53, float, 2.0**53, id="whole-but-not-exact"),
        pytest.param(7, int, 7, id="integer"),
    ],
)
def test_number(written: float, kind: type, meant: float) -> None:
    found = value_of(written)
    assert (type(found), found) == (kind, meant)


def test_a_secret_never_shows() -> None:
    assert "hush" not in repr(value_of({"a": secret(plaintext='"hush"')}))


def test_values_are_read_only() -> None:
    with pytest.raises(TypeError):
        value_of({"a": {}})["a"]["b"] = 1
