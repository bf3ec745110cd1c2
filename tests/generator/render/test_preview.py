"""The preview for people, plain and painted."""

import base64
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from bedplate.generator.graph import Graph, Mode
from bedplate.generator.render import json, preview, terminal
from bedplate.generator.render.layout import layout
from bedplate.generator.render.preview_model import Entry, PreviewTree, Span
from bedplate.generator.render.preview_tree import preview_tree
from tests.generator.render.hand_made import CANARY, hand_made, resource

GOLDEN = Path(__file__).parents[2] / "golden" / "preview"
RENDERINGS = {
    "json": json.render,
    "plain": preview.render,
    "plain-80": lambda graph: preview.render(graph, width=80),
    "terminal": lambda graph: terminal.render(graph, width=80),
}
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(("name", "width"), [("hand-made.txt", None), ("hand-made-80.txt", 80)])
def test_golden(name: str, width: int | None) -> None:
    assert preview.render(hand_made(), width=width) == (GOLDEN / name).read_text(encoding="utf-8")


def shown_urns(graph: Graph) -> Counter[str]:
    tree = preview_tree(graph)
    return Counter([*([tree.urn] if tree.urn else []), *(entry.urn for entry in tree.walk())])


def test_every_resource_of_a_graph_is_shown_once() -> None:
    graph = hand_made()

    assert shown_urns(graph) == {each.urn: 1 for each in graph.resources}


def test_every_resource_of_a_stack_is_shown_once(stack_graph: Graph) -> None:
    assert shown_urns(stack_graph) == {each.urn: 1 for each in stack_graph.resources}


def test_every_entry_has_a_line_with_its_label_and_name(stack_graph: Graph) -> None:
    tree = preview_tree(stack_graph)
    lines = ["".join(span.text for span in line) for line in layout(tree)]
    trunk = re.compile(r"^[├└│─ ]*")
    tree_lines = [trunk.sub("", line) for line in lines[3 : lines.index("Outputs") - 1]]
    heads = [line for line in tree_lines if not line.startswith("▪")]
    entries = list(tree.walk())

    assert len(heads) == len(entries)
    for entry, line in zip(entries, heads, strict=True):
        assert line.startswith(f"{entry.label} ")
        assert entry.name.text in line


@pytest.mark.parametrize("width", [72, 80, 120])
def test_a_stack_fits_the_width_except_for_words_that_are_longer(stack_graph: Graph, width: int) -> None:
    too_long = [line for line in preview.render(stack_graph, width=width).splitlines() if len(line) > width]

    # Only a single name or id, which must stay whole to be copied, may stick out.
    assert [line for line in too_long if not re.fullmatch(r"[├└│─ ▪]*([\w -]{0,16} )?\S+", line)] == []


def test_folding_loses_no_word(stack_graph: Graph) -> None:
    def words(text: str) -> Counter[str]:
        return Counter(word for word in text.partition("Summary")[0].split() if word not in set("├─└─│·"))

    assert words(preview.render(stack_graph, width=80)) == words(preview.render(stack_graph))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_shows_the_words_of_the_plain_preview(stack_graph: Graph, width: int) -> None:
    painted = terminal.render(stack_graph, width=width)

    assert ESCAPES.search(painted)
    assert ESCAPES.sub("", painted) == preview.render(stack_graph, width=width)


@pytest.mark.parametrize("render", RENDERINGS.values(), ids=RENDERINGS)
def test_no_secret_in_any_form(render: Callable[[Graph], str]) -> None:
    text = ESCAPES.sub("", render(hand_made()))
    forms = {
        CANARY,
        base64.b64encode(CANARY.encode()).decode().rstrip("="),
        base64.urlsafe_b64encode(CANARY.encode()).decode().rstrip("="),
        quote(CANARY),
        quote(CANARY, safe=""),
        quote_plus(CANARY),
        "c4n4ry",
    }

    assert {form for form in forms if form in text} == set()
    assert "[secret]" in text


@pytest.mark.parametrize("render", RENDERINGS.values(), ids=RENDERINGS)
def test_the_same_graph_gives_the_same_text(render: Callable[[Graph], str]) -> None:
    assert render(hand_made()) == render(hand_made())


def test_unknown_inputs_and_outputs_are_marked() -> None:
    text = preview.render(hand_made())

    assert "principalId (known after deployment)" in text
    assert "settings.maybe [secret] (known after deployment)" in text
    assert re.search(r"^  principalId +\(known after deployment\)$", text, re.MULTILINE)


def test_what_is_public_is_called_out() -> None:
    text = preview.render(hand_made())

    assert "public access ON · keys ALLOWED" in text
    assert "public access off on 1 of 2 services · ON for aif-zone" in text


def test_control_characters_reach_no_terminal() -> None:
    assert "\x1b" not in preview.render(hand_made())
    assert r"lost\x1b[2J" in preview.render(hand_made())


def test_an_empty_program() -> None:
    empty = Graph(project="zone", stack="dev", mode=Mode.KNOWN, resources=(), outputs={})

    assert preview.render(empty, width=80) == (
        "dev · 0 resources in 0 components\n"
        "project zone · as deployed: values that Azure computes are modelled\n"
        "\n"
        "Next: pulumi up -s dev · every property: bedplate preview dev --json\n"
    )


def test_components_count_what_is_below_them() -> None:
    group = "urn:pulumi:dev::zone::my:index:Zone::outer"
    inner = "urn:pulumi:dev::zone::my:index:Part::inner"
    graph = Graph(
        project="zone",
        stack="dev",
        mode=Mode.KNOWN,
        resources=(
            resource("my:index:Zone::outer", parent=None, custom=False),
            resource("my:index:Part::inner", parent=group, custom=False),
            *(resource(f"azure-native:storage:BlobContainer::{name}", parent=inner) for name in "abc"),
            resource("azure-native:keyvault:Vault::v", parent=group),
        ),
        outputs={},
    )

    assert preview.render(graph).splitlines()[:9] == [
        "dev · 4 resources in 2 components",
        "project zone · as deployed: values that Azure computes are modelled",
        "",
        "Zone outer  3 blob containers, key vault",
        "├─ key vault          v  NO purge protection",
        "└─ Part inner  3 blob containers",
        "   ├─ blob container  a",
        "   ├─ blob container  b",
        "   └─ blob container  c",
    ]


def one_entry(name: str, facts: tuple[Span, ...], width: int) -> list[str]:
    entry = Entry(
        urn="u", label="alert", name=Span(name), component=False, facts=(facts,) if facts else (), children=()
    )
    tree = PreviewTree(urn=None, title=(), notes=(), entries=(entry,), outputs=(), counts=(), closing=(), next_steps=())
    return ["".join(span.text for span in line) for line in layout(tree, width)][2:-1]


def test_a_comma_stays_with_its_word() -> None:
    hosts = (Span("calls "), Span("a" * 20 + ".example"), Span(", "), Span("b" * 20 + ".example"))

    assert one_entry("x", hosts, 40) == [
        "alert  x  calls",
        "       aaaaaaaaaaaaaaaaaaaa.example,",
        "       bbbbbbbbbbbbbbbbbbbb.example",
    ]


def test_a_name_with_blanks_is_folded() -> None:
    assert one_entry("Failure Anomalies - appi-contoso-prod-001", (Span("Sev3"),), 40) == [
        "alert  Failure Anomalies -",
        "       appi-contoso-prod-001  Sev3",
    ]


def test_what_hangs_on_resources_of_components_is_told_after_them() -> None:
    zone = "urn:pulumi:dev::zone::my:index:Zone::zone"
    part = "urn:pulumi:dev::zone::my:index:Part::part"
    vault = resource("azure-native:keyvault:Vault::v", parent=part)
    graph = Graph(
        project="zone",
        stack="dev",
        mode=Mode.KNOWN,
        resources=(
            resource("my:index:Zone::zone", parent=None, custom=False),
            resource("my:index:Part::part", parent=zone, custom=False),
            vault,
            resource("azure-native:storage:BlobContainer::first", parent=zone),
            resource("azure-native:storage:BlobContainer::last", parent=zone, dependencies=(vault.urn,)),
        ),
        outputs={},
    )

    (entry,) = preview_tree(graph).entries
    assert [child.name.text for child in entry.children] == ["first", "part", "last"]
