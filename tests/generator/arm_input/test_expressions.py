"""The expression language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedplate.generator.arm_input.expressions import (
    Access,
    Call,
    Expression,
    ExpressionError,
    Literal,
    expression_in,
    parse,
    plain_text,
    written,
)

NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,6}", fullmatch=True)
LITERALS = st.one_of(st.text(max_size=8), st.integers()).map(Literal)
TREES = st.recursive(
    LITERALS,
    lambda inner: st.one_of(
        st.builds(Call, NAMES, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Access, inner, inner, st.booleans()),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        pytest.param("'it''s'", Literal("it's"), id="a-doubled-quote"),
        pytest.param("-3", Literal(-3), id="a-negative-number"),
        pytest.param("resourceGroup().Location", Access(Call("resourcegroup", ()), Literal("Location")), id="property"),
        pytest.param(
            " concat( 'a' , parameters('b') ) ",
            Call("concat", (Literal("a"), Call("parameters", (Literal("b"),)))),
            id="spaces-between",
        ),
        pytest.param(
            "a()[0].b[?c()].?d",
            Access(
                Access(
                    Access(Access(Call("a", ()), Literal(0)), Literal("b")),
                    Call("c", ()),
                    optional=True,
                ),
                Literal("d"),
                optional=True,
            ),
            id="a-chain",
        ),
        pytest.param("__bicep.nameOf('x')", Call("__bicep.nameof", (Literal("x"),)), id="a-namespace"),
    ],
)
def test_parsed(text: str, tree: Expression) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("concat('a'", "expected ')'", id="not-closed"),
        pytest.param("'open", "expected a text, a number, a name", id="open-text"),
        pytest.param("name", "expected '('", id="a-bare-name"),
        pytest.param("f() g()", "expected the end", id="two-of-them"),
        pytest.param("", "expected a text, a number or a function", id="nothing"),
    ],
)
def test_refused(text: str, words: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        parse(text)

    assert words in str(raised.value)


@given(TREES)
def test_what_is_written_is_read_again(tree: Expression) -> None:
    assert parse(written(tree)) == tree


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        tree = parse(text)
    except ExpressionError:
        return
    assert parse(written(tree)) == tree


@pytest.mark.parametrize(
    ("text", "expression", "plain"),
    [
        pytest.param("[f()]", "f()", "[f()]", id="expression"),
        pytest.param("[[f()]", None, "[f()]", id="escaped"),
        pytest.param("[f() and more", None, "[f() and more", id="not-closed"),
        pytest.param("plain", None, "plain", id="plain"),
    ],
)
def test_texts_and_expressions_are_told_apart(text: str, expression: str | None, plain: str) -> None:
    assert (expression_in(text), plain_text(text)) == (expression, plain)
