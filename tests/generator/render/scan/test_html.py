"""Reports as one HTML page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from bedplate.generator.render.scan import html
from bedplate.generator.scan.report import Report
from tests.generator.render.scan import reports

VOID = {"meta", "input"}
ALL = [
    pytest.param((), id="none"),
    pytest.param((reports.empty(),), id="empty"),
    pytest.param((reports.clean(),), id="clean"),
    pytest.param((reports.full(), reports.clean()), id="two"),
    pytest.param((reports.many(),), id="many"),
    pytest.param((reports.hostile(),), id="hostile"),
]


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["script"], ["style"]) and data.strip():
            self.texts.append(" ".join(data.split()))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("of", ALL)
def test_is_well_formed_and_asks_for_nothing(of: tuple[Report, ...]) -> None:
    text = html.render(of)
    page = Page(text)

    assert (page.open, page.faults) == ([], [])
    assert not [each for tag, each in page.elements if tag in {"link", "img", "iframe", "object"} or "src" in each]
    assert not re.search(r"@import|url\(", text)
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert page.all("script") == page.all("style") == [{}]
    text.encode("utf-8")


@pytest.mark.parametrize("of", ALL)
def test_is_laid_out_for_those_who_cannot_see_it(of: tuple[Report, ...]) -> None:
    page = Page(html.render(of))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]

    assert page.all("html") == [{"lang": "en"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(each.get("scope") for each in page.all("th"))
    assert len(page.all("details")) == len(page.all("summary"))
    identities = [each["id"] for _, each in page.elements if "id" in each]
    assert len(identities) == len(set(identities)) == len(of)


def test_says_everything_there_is_to_say() -> None:
    said = "\n".join(Page(html.render([reports.full()])).texts)

    for words in (
        "Scan of chat-prod",
        "2 failures, 1 broken rule, 1 refused waiver, 1 undecided, 1 resource not judged",
        "The AI account is closed to public networks",
        "Azure opens the endpoint to the internet unless this is set.",
        "Set publicNetworkAccess to Disabled.",
        "Well-Architected: Security SE:06",
        "Microsoft cloud security benchmark: NS-2",
        "Found by: bedplate, checkov (CKV_AZURE_134)",
        "learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks",
        "blueprints/zone.py:41",
        "properties.publicNetworkAccess is Enabled, expected Disabled",
        reports.ID,
        "the rule broke down: KeyError: 'x'",
        "properties.disableLocalAuth is not known",
        "Waived until 2027-01-31 by data-team@example.com: The data can be rebuilt within a day",
        "Until 2026-11-01: has expired: it covers nothing",
        "Instead: nightly export",
        "3.2.495",
        "Microsoft.Network/natGateways",
        ": provider `random` is not azure-native",
        "It looks at outbound rules, not at the endpoint. Instead: AML-03",
        "one invoke was answered by a model",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("report", "classes", "words"),
    [
        pytest.param(reports.clean(), "verdict good", "No failures", id="clean"),
        pytest.param(reports.report(reports.FAILURE), "verdict bad", "1 failure", id="failing"),
        pytest.param(reports.report(reports.UNDECIDED), "verdict open", "No failures, 1 undecided", id="undecided"),
        pytest.param(reports.empty(), "verdict open", "Nothing was judged", id="empty"),
    ],
)
def test_the_verdict_is_said_in_words(report: Report, classes: str, words: str) -> None:
    page = Page(html.render([report]))

    assert [each["class"] for each in page.all("p") if "verdict" in (each.get("class") or "")] == [classes]
    assert words in page.texts


def test_few_findings_stand_open_and_many_do_not() -> None:
    def opened(report: Report) -> list[bool]:
        rules = [each for each in Page(html.render([report])).all("details") if each.get("class") == "rule"]
        return ["open" in each for each in rules]

    assert opened(reports.report(reports.FAILURE, reports.UNDECIDED)) == [True, True]
    assert opened(reports.many()) == [False] * 30


def test_hostile_text_stays_text() -> None:
    page = Page(html.render([reports.hostile()]))
    shown = " ".join(reports.HOSTILE.replace("\x1b", r"\x1b").replace("\x00", r"\x00").split())
    shown = shown.replace("\ufffe", r"\ufffe").replace("\ud800", r"\ud800")

    assert shown in page.texts
    assert {each["href"] for each in page.all("a")} == {"https://example.com/?a=1&b=%22%3E%3Cscript%3E"}
    assert not [name for _, each in page.elements for name in each if name.startswith("on")]


def test_stacks_are_listed_first() -> None:
    page = Page(html.render([reports.full(), reports.clean()]))

    assert [each["href"] for each in page.all("a")][:2] == ["#stack-1", "#stack-2"]
    assert "Scan of 2 stacks" in page.texts
