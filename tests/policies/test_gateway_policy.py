from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bedplate.policies.gateway_policy import FRAGMENTS, SERVICE, fragments_of, read_policy
from bedplate.policies.policy_expressions import with_escaped_expressions
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP


def _policy(value: Any, format_: Any = "rawxml") -> Resource:
    body = {"properties": {"value": value, "format": format_}}
    return Resource(key="p", type=f"{SERVICE}/apis/policies", body=body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<a b='1'/>", "<a b='1'/>", id="no-expression"),
        pytest.param('<a b="@(x == "y")"/>', '<a b="@(x == &quot;y&quot;)"/>', id="quotes"),
        pytest.param(
            "<a>@{ return 1 < 2 && b > 1; }</a>", "<a>@{ return 1 &lt; 2 &amp;&amp; b &gt; 1; }</a>", id="code"
        ),
        pytest.param('<a b="@(f(")"))"/>', '<a b="@(f(&quot;)&quot;))"/>', id="bracket-in-a-text"),
        pytest.param("<a b=\"@(f(')'))\"/>", "<a b=\"@(f(')'))\"/>", id="bracket-in-a-character"),
        pytest.param('<a b="@(f(@"\\"))"/>', '<a b="@(f(@&quot;\\&quot;))"/>', id="verbatim-text"),
        pytest.param("<!-- @( < --><a/>", "<!-- @( < --><a/>", id="comment-is-left-alone"),
        pytest.param("<a>@{ // it's }\n return 1; }</a>", "<a>@{ // it's }\n return 1; }</a>", id="comment-in-code"),
        pytest.param("<a>me@example.com</a>", "<a>me@example.com</a>", id="no-bracket"),
        pytest.param("<a>@(never closed</a>", "<a>@(never closed</a>", id="never-closed"),
    ],
)
def test_expressions_are_escaped(text: str, expected: str) -> None:
    assert with_escaped_expressions(text) == expected


def test_a_raw_policy_with_expressions_is_read() -> None:
    text = (
        '<policies><inbound><base /><set-header name="x"><value>@(context.Request.Headers.GetValueOrDefault("a","<"))'
        "</value></set-header></inbound></policies>"
    )
    (value,) = read_policy(_policy(text)).statements("value", section="inbound")
    assert value.text == '@(context.Request.Headers.GetValueOrDefault("a","<"))'


@pytest.mark.parametrize(
    ("value", "format_", "fault"),
    [
        pytest.param("<policies>", "xml", "the policy is not well-formed XML", id="not-closed"),
        pytest.param('<a b="@("y")"/>', "xml", "the policy is not well-formed XML", id="raw-as-xml"),
        pytest.param("", "xml", "there is no policy text", id="empty"),
        pytest.param(None, "xml", "there is no policy text", id="missing"),
        pytest.param(
            '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xml", "the policy declares a document type", id="dtd"
        ),
    ],
)
def test_what_is_no_policy(value: Any, format_: str, fault: str) -> None:
    policy = read_policy(_policy(value, format_))
    assert policy.known
    assert policy.root is None
    assert policy.fault.startswith(fault)


def test_no_file_is_read_for_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("found")
    text = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>&b;</a>'
    assert read_policy(_policy(text, "xml")).root is None


@pytest.mark.parametrize(
    ("value", "format_"),
    [
        pytest.param(UNKNOWN, "xml", id="unknown-text"),
        pytest.param("<a/>", UNKNOWN, id="unknown-format"),
        pytest.param("https://contoso.example/policy.xml", "rawxml-link", id="elsewhere"),
    ],
)
def test_what_is_not_known(value: Any, format_: Any) -> None:
    assert not read_policy(_policy(value, format_)).known


def test_fragments_are_followed_and_an_undeclared_one_is_unknown() -> None:
    service = Resource(key="s", type=SERVICE, id=f"{GROUP}/providers/{SERVICE}/apim", body={})
    fragments = [
        Resource(
            key=name,
            type=FRAGMENTS,
            id=f"{service.id}/policyFragments/{name}",
            body={"properties": {"value": f"<fragment>{inside}</fragment>"}},
        )
        for name, inside in (
            ("one", '<include-fragment fragment-id="Two" />'),
            ("two", '<include-fragment fragment-id="one"/><cors/>'),
        )
    ]
    policy = read_policy(
        _policy(
            '<policies><inbound><include-fragment fragment-id="one"/><include-fragment fragment-id="gone"/></inbound>'
            "</policies>"
        )
    )
    found = fragments_of(policy, service, Resources([service, *fragments]))
    assert [each.known for each in found] == [True, False, True]
    assert [len(each.statements("cors")) for each in found] == [0, 0, 1]
