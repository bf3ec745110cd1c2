from collections.abc import Callable
from typing import Any

from bedplate.components.ai_account import AIAccount
from bedplate.generator.graph import Graph
from tests.components.ai_account_cases import MODULE, maximum

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]


def declare() -> None:
    AIAccount("ai", maximum())


def test_filter_policies_and_blocklists_say_every_field(record_program: Record, inputs_by_name: Inputs) -> None:
    graph = record_program(declare)

    lists = inputs_by_name(graph, f"{MODULE}RaiBlocklist")
    items = inputs_by_name(graph, f"{MODULE}RaiBlocklistItem")
    policies = {name: policy["properties"] for name, policy in inputs_by_name(graph, f"{MODULE}RaiPolicy").items()}
    assert lists["ai-codenames"]["properties"] == {"description": "Not announced yet"}
    assert lists["ai-rivals"]["properties"] == {"description": "rivals"}
    assert sorted((item["raiBlocklistName"], *item["properties"].values()) for item in items.values()) == [
        ("codenames", False, "Tailspin"),
        ("rivals", False, "Fabrikam"),
        ("rivals", True, "north ?wind"),
    ]
    assert {policy["mode"] for policy in policies.values()} == {"Blocking"}
    assert {policy["basePolicyName"] for policy in policies.values()} == {"Microsoft.DefaultV2"}
    assert policies["ai-clinical"]["customBlocklists"] == []
    assert policies["ai-strict"]["customBlocklists"] == [
        {"blocklistName": name, "source": source, "blocking": True}
        for name in ("codenames", "rivals")
        for source in ("Completion", "Prompt")
    ]
    assert policies["ai-clinical"]["contentFilters"] == [
        {"name": "Hate", "source": "Completion", "enabled": True, "blocking": True, "severityThreshold": "Low"},
        {"name": "Hate", "source": "Prompt", "enabled": True, "blocking": True, "severityThreshold": "Medium"},
        {"name": "Indirect Attack", "source": "Prompt", "enabled": True, "blocking": True},
        {"name": "Jailbreak", "source": "Prompt", "enabled": True, "blocking": True},
        {"name": "Profanity", "source": "Completion", "enabled": True, "blocking": True},
        {"name": "Profanity", "source": "Prompt", "enabled": True, "blocking": True},
        {"name": "Protected Material Code", "source": "Completion", "enabled": True, "blocking": False},
        {"name": "Protected Material Text", "source": "Completion", "enabled": True, "blocking": True},
        {"name": "Selfharm", "source": "Completion", "enabled": True, "blocking": True, "severityThreshold": "Medium"},
        {"name": "Selfharm", "source": "Prompt", "enabled": True, "blocking": True, "severityThreshold": "High"},
        {"name": "Sexual", "source": "Completion", "enabled": True, "blocking": True, "severityThreshold": "Medium"},
        {"name": "Sexual", "source": "Prompt", "enabled": True, "blocking": True, "severityThreshold": "Medium"},
        {"name": "Violence", "source": "Completion", "enabled": True, "blocking": True, "severityThreshold": "Medium"},
        {"name": "Violence", "source": "Prompt", "enabled": True, "blocking": True, "severityThreshold": "High"},
    ]
