"""What a scalar means: as the Pulumi CLI reads it, and only where every YAML reader agrees.

The Pulumi CLI reads stack files with gopkg.in/yaml.v3, which takes `010` for 8, `1_000` for 1000 and
`2025-11-13` for a point in time; YAML 1.2 takes them for 10, text and text. Older readers take `on` for
true and `12:30` for 750. A value that means different things to different readers is refused.
"""

import math
import re

from bedplate.blueprints.settings.positions import Scalar

Value = str | int | float | bool | None

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_OLD_BOOLEAN = re.compile(r"y|n|yes|no|on|off", re.IGNORECASE)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)|0x[0-9a-fA-F]+|0o[0-7]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_NUMBER = re.compile(rf"({_FLOAT.pattern})|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+", re.ASCII)
_OCTAL_OR_PREFIXED = re.compile(r"[-+]?0([0-9_]+|[xX][0-9a-fA-F_]+|[oO][0-7_]+|[bB][01_]+)", re.ASCII)
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?", re.ASCII)
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LARGEST = 2**63 - 1
_TEXT_TAG = "tag:yaml.org,2002:str"


class Ambiguous(ValueError):  # noqa: N818 -- says what the value is
    """A scalar that readers disagree about."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def resolve(scalar: Scalar) -> Value:
    """Return the value that `scalar` stands for.

    Raises:
        Ambiguous: readers disagree about it, or it carries a tag.
    """
    if scalar.tag is not None and scalar.tag != _TEXT_TAG:
        raise Ambiguous(f"tag {scalar.tag} has no meaning here", "write the plain value")
    if scalar.tag is not None or not scalar.plain:
        return scalar.text
    return _plain(scalar.text)


def _plain(text: str) -> Value:
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return _integer(text)
    _refuse_what_readers_dispute(text)
    return _float(text) if _FLOAT.fullmatch(text) else text


def _float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Ambiguous("the number is larger than the Pulumi CLI can hold", "quote it if it is text")
    return number


def _integer(text: str) -> int:
    # Python converts no more than 4300 digits; no reader of the file keeps more than 19.
    number = int(text, 0) if len(text) <= len(str(_LARGEST)) + 1 else _LARGEST + 1
    if abs(number) > _LARGEST:
        raise Ambiguous("the number is larger than the Pulumi CLI can hold", "quote it if it is text")
    return number


def _refuse_what_readers_dispute(text: str) -> None:
    quoted = f'quote it: "{text}"'
    if _OLD_BOOLEAN.fullmatch(text):
        raise Ambiguous(f"some YAML readers take {text} for a truth value", f"write true or false, or {quoted}")
    if _TIMESTAMP.fullmatch(text):
        raise Ambiguous(f"the Pulumi CLI takes {text} for a point in time", quoted)
    if _SEXAGESIMAL.fullmatch(text):
        raise Ambiguous(f"some YAML readers take {text} for a number to base 60", quoted)
    if _OCTAL_OR_PREFIXED.fullmatch(text):
        raise Ambiguous(
            f"YAML readers disagree about the base of the number {text}", f"write it to base 10, or {quoted}"
        )
    if "_" in text[1:] and text[0] != "_" and _NUMBER.fullmatch(text.replace("_", "")):
        raise Ambiguous(f"the Pulumi CLI takes {text} for a number", f"write it without underscores, or {quoted}")
    if _NOT_FINITE.fullmatch(text):
        raise Ambiguous(f"{text} is no number that Pulumi can pass on", f"write a finite number, or {quoted}")
