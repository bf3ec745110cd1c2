"""Reports for a comment on a pull request."""

from __future__ import annotations

import re

import pytest

from bedplate.generator.render.markdown_text import cell, code, plain
from bedplate.generator.render.scan import markdown
from bedplate.generator.scan.report import Report
from tests.generator.render.scan import reports

FULL = """\
### `chat-prod`: 2 failures, 1 broken rule, 1 refused waiver, 1 undecided, 1 resource not judged

Pack `production` on 2026-11-21, as deployed: values that Azure computes are modelled.
2 failed (1 high, 1 unrated), 1 broken, 1 undecided, 1 waived, 1 passed, 1 not applicable.

| Refused waiver | Owner | Standing |
| --- | --- | --- |
| `COG-01 on old-*` | ai-team | has expired: it covers nothing |

| Severity | Rule | Resource | Why | Declared |
| --- | --- | --- | --- | --- |
| high | `COG-01`, `CKV_AZURE_134` The AI account is closed to public networks | `ai` | \
properties.publicNetworkAccess is Enabled, expected Disabled | `blueprints/zone.py:41` |
| unrated | `CKV_AZURE_33` Storage logging is enabled for queues | `store` | the check failed | `blueprints/zone.py` |
| low | `COG-02` The AI account takes no keys | `store` | the rule broke down: KeyError: 'x' |  |

<details><summary>How to fix it</summary>

- `COG-01` Set publicNetworkAccess to Disabled. \
<https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks>
- `COG-02` Set disableLocalAuth to true.

</details>

<details><summary>1 undecided</summary>

| Severity | Rule | Resource | Why | Declared |
| --- | --- | --- | --- | --- |
| low | `COG-02` The AI account takes no keys | `ai` | properties.disableLocalAuth is not known | \
`blueprints/zone.py:41` |

</details>

<details><summary>2 waivers, 1 waived</summary>

| Waiver | Owner | Until | Standing | Reason | Instead |
| --- | --- | --- | --- | --- | --- |
| `STO-09 on store at sku.name` | data-team@<!-- -->example.com | 2027-01-31 | holds | \
The data can be rebuilt within a day | nightly export |
| `COG-01 on old-*` | ai-team | 2026-11-01 | has expired: it covers nothing | Was being moved |  |

</details>

<details><summary>Coverage</summary>

- 2 resources; bedplate 1.0.0: 207 rules on 2 resources; checkov 3.2.495: 150 rules on 2 resources; \
1 resource type without any rule
- no rule for `Microsoft.Network/natGateways`
- not judged: `urn:pulumi:chat-prod::bedplate::random:RandomId::suffix`: provider \\`random\\` is not azure-native
- not counted: `CKV_AZURE_243` (failed 2 times here): It looks at outbound rules, not at the endpoint; instead: `AML-03`
- note: one invoke was answered by a model

</details>
"""


def test_a_report_in_full() -> None:
    assert markdown.render([reports.full()]) == FULL


def test_stacks_stand_one_after_another() -> None:
    assert markdown.render([reports.full(), reports.clean()]).startswith(f"{FULL}\n### `chat-prod`: no failures\n")


@pytest.mark.parametrize(
    ("of", "kept"),
    [
        pytest.param([reports.many(200)], 200, id="all-of-200"),
        pytest.param([reports.many(3000)], 250, id="the-first-of-3000"),
        pytest.param([reports.many()] * 40, 40, id="one-of-each-of-40-stacks"),
    ],
)
def test_fits_a_comment_and_counts_what_is_left_out(of: list[Report], kept: int) -> None:
    text = markdown.render(of)
    left_out = sum(int(number) for number in re.findall(r"^(\d+) more rows? left out", text, re.MULTILINE))

    assert len(text.encode("utf-8")) <= markdown.LIMIT
    assert len(re.findall(r"^\| (high|medium|low) ", text, re.MULTILINE)) == kept
    assert kept + left_out == sum(len(report.findings) for report in of)


def test_what_fits_no_comment_is_cut_between_stacks() -> None:
    text = markdown.render([reports.full()] * 400)

    assert len(text.encode("utf-8")) <= markdown.LIMIT
    assert text.endswith("</details>\n\n\nThis comment is cut: there is no room for all stacks.\n")
    assert text.count("<details>") == text.count("</details>")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("<b> & *x* [y](z)", r"\<b\> \& \*x\* \[y\](z)", id="markup"),
        pytest.param("ask @team of #12", "ask @<!-- -->team of #<!-- -->12", id="mentions"),
        pytest.param("see https://a.b", "see http<!-- -->s://a.b", id="address"),
        pytest.param("a\n# b\tc", "a # b c", id="lines"),
        pytest.param("\x1b[31m", r"\\x1b\[31m", id="control"),
        pytest.param("a\u202egnp.exe", r"a\\u202egnp.exe", id="direction"),
    ],
)
def test_text_is_nothing_but_text(words: str, expected: str) -> None:
    assert plain(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("a", "`a`", id="plain"),
        pytest.param("a`b``c", "``` a`b``c ```", id="backticks"),
        pytest.param("a|b", r"`a\|b`", id="bar"),
        pytest.param("", "` `", id="empty"),
    ],
)
def test_code_in_a_table_is_nothing_but_code(words: str, expected: str) -> None:
    assert cell(code(words)) == expected


def test_every_row_of_hostile_text_is_one_row() -> None:
    rows = [line for line in markdown.render([reports.hostile()]).splitlines() if line.startswith("|")]
    bars = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]

    assert bars == [4, 4, 4, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7]
