"""Scalars mean what the Pulumi CLI's reader (gopkg.in/yaml.v3 3.0.1) takes them for, or are refused."""

import pytest

from bedplate.blueprints.settings.positions import Place, Scalar
from bedplate.blueprints.settings.scalars import Ambiguous, resolve


def plain(text: str) -> Scalar:
    return Scalar(Place(1, 1), text, plain=True, tag=None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nULL", "nULL"),
        ("true", True),
        ("TRUE", True),
        ("tRue", "tRue"),
        ("False", False),
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("-12", -12),
        ("0x1F", 31),
        ("0o17", 15),
        ("9223372036854775807", 9223372036854775807),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-1.5E-3", -0.0015),
        ("1.2.3", "1.2.3"),
        ("gpt-5.1", "gpt-5.1"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("1,000", "1,000"),
        ("0xg", "0xg"),
        ("1a", "1a"),
        ("_", "_"),
        ("_1_0", "_1_0"),
        ("infinity", "infinity"),
        ("08b1f6471", "08b1f6471"),
        ("0b1f6471-1bf0-4dda-aec3-cb9272f09590", "0b1f6471-1bf0-4dda-aec3-cb9272f09590"),
        ("1" + "0" * 8 + "-0000", "1" + "0" * 8 + "-0000"),
    ],
)
def test_readers_agree(text: str, value: object) -> None:
    found = resolve(plain(text))

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *("y", "N", "yes", "No", "on", "OFF"),
        *("010", "08", "-017", "00", "0b11", "0X1F", "0O17", "0x_1F", "0o1_7"),
        *("1_000", "-_6", ".5_0", "1e1_0", "1_000.5"),
        *("12:30", "12:30:45", "-1:2.5"),
        *("2025-11-13", "2025-1-3", "2025-11-13T10:00:00Z", "2001-12-14 21:59:43"),
        *(".inf", "-.INF", "+.Inf", ".nan", ".NaN"),
        *("9223372036854775808", "-9223372036854775809", "9" * 5000, "1e999", "-1e400"),
    ],
)
def test_readers_disagree(text: str) -> None:
    with pytest.raises(Ambiguous) as raised:
        resolve(plain(text))

    assert raised.value.message
    assert raised.value.hint
    assert resolve(Scalar(Place(1, 1), text, plain=False, tag=None)) == text
    assert resolve(Scalar(Place(1, 1), text, plain=True, tag="tag:yaml.org,2002:str")) == text


@pytest.mark.parametrize("tag", ["!", "!x", "tag:yaml.org,2002:int", "tag:yaml.org,2002:binary"])
def test_tags_are_refused(tag: str) -> None:
    with pytest.raises(Ambiguous, match="tag"):
        resolve(Scalar(Place(1, 1), "1", plain=True, tag=tag))
