"""The expression language of ARM templates: texts in square brackets, read into trees.

    expression = primary { "." name | ".?" name | "[" expression "]" | "[?" expression "]" }
    primary    = text | number | function "(" [ expression { "," expression } ] ")"

Names of functions may have a namespace and ignore case; a quote in a text is doubled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from bedplate.generator.arm.values import quoted

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>[+-]?\d+(?:\.\d+)?)|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<mark>\.\?|\[\?|[().,\[\]])|(?P<end>$))"
)


class ExpressionError(ValueError):
    """A text is no expression; the words say what was expected and where."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number."""

    value: str | int | float


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    """Its name in lower case, with its namespace."""
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """A property of an object or an item of an array."""

    of: Expression
    key: Expression
    optional: bool = False
    """Whether it is null where there is none."""


Expression: TypeAlias = Literal | Call | Access


def expression_in(text: str) -> str | None:
    """Return the expression that a text of a template is, without its brackets; `None` where it is plain."""
    return text[1:-1] if text.startswith("[") and text.endswith("]") and not text.startswith("[[") else None


def plain_text(text: str) -> str:
    """Return what a text means that is no expression: the first of two opening brackets says just that."""
    return text[1:] if text.startswith("[[") and text.endswith("]") else text


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Return the tree of an expression, given without its outer brackets.

    Raises:
        ExpressionError: it is none.
    """
    parser = _Parser(text)
    tree = parser.expression()
    parser.expect("end", "")
    return tree


def written(tree: Expression) -> str:
    """Return an expression as a template writes it, which `parse` reads as the same tree."""
    match tree:
        case Literal(str(value)):
            return quoted(value)
        case Literal(value):
            return str(value)
        case Call(function, arguments):
            return f"{function}({', '.join(map(written, arguments))})"
        case Access(of, key, optional):
            return f"{written(of)}[{'?' if optional else ''}{written(key)}]"


class _Parser:
    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._kind, self._value = "", ""
        self._next()

    def expression(self) -> Expression:
        tree = self._primary()
        while self._kind == "mark" and self._value in {".", ".?", "[", "[?"}:
            mark = self._take()
            if mark.startswith("."):
                tree = Access(tree, Literal(self.expect("name")), mark == ".?")
            else:
                tree = Access(tree, self.expression(), mark == "[?")
                self.expect("mark", "]")
        return tree

    def expect(self, kind: str, value: str | None = None) -> str:
        if self._kind != kind or value not in {None, self._value}:
            raise self._fault(repr(value) if value else f"the {kind}" if kind == "end" else f"a {kind}")
        return self._take()

    def _primary(self) -> Expression:
        match self._kind:
            case "text":
                return Literal(self._take()[1:-1].replace("''", "'"))
            case "number":
                number = self._take()
                return Literal(float(number) if "." in number else int(number))
            case "name":
                return self._call()
            case _:
                raise self._fault("a text, a number or a function")

    def _call(self) -> Call:
        names = [self._take()]
        while self._value == ".":
            self._take()
            names.append(self.expect("name"))
        self.expect("mark", "(")
        arguments: list[Expression] = []
        if self._value != ")":
            arguments.append(self.expression())
            while self._kind == "mark" and self._value == ",":
                self._take()
                arguments.append(self.expression())
        self.expect("mark", ")")
        return Call(".".join(names).casefold(), tuple(arguments))

    def _take(self) -> str:
        value = self._value
        if self._kind != "end":
            self._next()
        return value

    def _next(self) -> None:
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            raise self._fault("a text, a number, a name or one of `().,[]`")
        self._at, self._kind = found.end(), str(found.lastgroup)
        self._value = found[self._kind]

    def _fault(self, expected: str) -> ExpressionError:
        return ExpressionError(f"expected {expected} before character {self._at + 1} of `[{self._text}]`")
