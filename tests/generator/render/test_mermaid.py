"""The network diagram as Mermaid text."""

import os
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bedplate.generator.graph import Graph, Mode
from bedplate.generator.render import mermaid
from bedplate.generator.render.diagram import diagram
from tests.generator.render.guarded_network import guarded_network
from tests.generator.render.hand_made import CANARY, hand_made
from tests.generator.render.two_networks import two_networks

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "diagrams"
LABEL = r'"[^"\n]*"'
NODE = rf"[a-z]\w*(?:\[{LABEL}\]|\(\[{LABEL}\]\))(?::::\w+)?"
ARROW = rf"-- {LABEL} -->|-\. {LABEL} \.->|<-- {LABEL} -->|==>|-\.-"
STATEMENT = re.compile(
    rf"flowchart LR|subgraph [a-z]\w*\[{LABEL}\]|end|{NODE}|[a-z]\w* (?:{ARROW}) [a-z]\w*|classDef [a-z]+ \S+"
)


@pytest.mark.parametrize("stack", ["chat-dev", "chat-prod"])
def test_golden(record_stack: Callable[[str, Mode], Graph], stack: str) -> None:
    actual = mermaid.render(record_stack(stack, Mode.KNOWN))
    file = GOLDEN / f"{stack}.mmd"
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(actual, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == actual


def assert_sound(graph: Graph) -> None:
    lines = [line.strip() for line in mermaid.render(graph).splitlines()]
    declared = Counter(
        found.group(1) for line in lines if (found := re.match(r"(?:subgraph )?([a-z]\w*)(?=\[|\(\[)", line))
    )
    used = {
        node for line in lines if (found := re.fullmatch(rf"(\w+) (?:{ARROW}) (\w+)", line)) for node in found.groups()
    }

    assert [line for line in lines if not STATEMENT.fullmatch(line)] == []
    assert sum(line.startswith("subgraph ") for line in lines) == lines.count("end")
    assert set(declared.values()) == {1}
    assert used <= set(declared)
    drawn = diagram(graph)
    for word, number in (
        ("subnet", len(list(drawn.subnets()))),
        ("endpoint", len(list(drawn.endpoints()))),
        ("service", len(list(drawn.services()))),
    ):
        assert sum(bool(re.fullmatch(rf"{word}\d+", node)) for node in declared) == number


def test_sound_for_a_stack(stack_graph: Graph) -> None:
    assert_sound(stack_graph)


@pytest.mark.parametrize(
    "graph", [hand_made(), two_networks(), guarded_network()], ids=["hand-made", "two-networks", "guarded-network"]
)
def test_sound_for_a_graph_made_by_hand(graph: Graph) -> None:
    assert_sound(graph)
    assert CANARY not in mermaid.render(graph)


def test_names_cannot_leave_their_labels() -> None:
    assert "grüße#60;b#62;#38;#34;x#34;]#35;35;#96;y#96;\\x1b" in mermaid.render(two_networks())


def test_a_dotted_arrow_is_allowed_at_one_end_only() -> None:
    text = mermaid.render(two_networks())

    assert '-. "tcp 5432" .->' in text
    assert '-- "tcp 8443" -->' in text
