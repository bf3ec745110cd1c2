from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.cognitive_services_rai_policies import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

FILTERS: list[dict[str, Any]] = [
    *(
        {"name": name, "source": source, "enabled": True, "blocking": True, "severityThreshold": "Low"}
        for name in ("Hate", "Sexual", "Violence", "Selfharm")
        for source in ("Prompt", "Completion")
    ),
    {"name": "Jailbreak", "source": "Prompt", "enabled": True, "blocking": True},
    {"name": "Indirect Attack", "source": "Prompt", "enabled": True, "blocking": True},
    {"name": "Protected Material Text", "source": "Completion", "enabled": True, "blocking": True},
    {"name": "Protected Material Code", "source": "Completion", "enabled": True, "blocking": True},
]
HARMS, SHIELDS = FILTERS[:8], FILTERS[8:]
GOOD: dict[str, Any] = {"name": "aif-chat/strict", "properties": {"mode": "Blocking", "contentFilters": FILTERS}}
LIST = "properties.contentFilters"
SHOUTED = [{key.upper(): str(value).upper() for key, value in each.items()} for each in FILTERS]
MAKE = PropertyCases("Microsoft.CognitiveServices/accounts/raiPolicies", GOOD)


def _weakened(index: int, **weaker: Any) -> dict[str, Any]:
    return changed(GOOD, LIST, [{**each, **weaker} if at == index else each for at, each in enumerate(FILTERS)])


CASES: list[Case] = [
    *MAKE.of("AOAI-07", LIST, SHIELDS, wrong_case=SHOUTED),
    *(
        MAKE.one("AOAI-07", Kind.FAIL, _weakened(index, enabled=False), Outcome.FAIL, name=f"{index}-is-off")
        for index in range(len(HARMS))
    ),
    MAKE.one("AOAI-07", Kind.FAIL, _weakened(3, blocking=False), Outcome.FAIL, name="only-annotates"),
    MAKE.one("AOAI-07", Kind.PASS, _weakened(3, blocking=None, action="Blocking"), Outcome.PASS, name="action"),
    MAKE.one("AOAI-07", Kind.UNKNOWN, _weakened(3, enabled=UNKNOWN), Outcome.UNDECIDED, name="unknown-filter"),
    *MAKE.of("AOAI-08", LIST, HARMS, wrong_case=SHOUTED),
    *(
        MAKE.one("AOAI-08", Kind.FAIL, _weakened(index, blocking=False), Outcome.FAIL, name=f"{index}-annotates")
        for index in range(len(HARMS), len(FILTERS) - 1)
    ),
    MAKE.one("AOAI-08", Kind.PASS, _weakened(len(FILTERS) - 1, blocking=False), Outcome.PASS, name="code-is-cited"),
    MAKE.one("AOAI-08", Kind.FAIL, _weakened(len(FILTERS) - 1, enabled=False), Outcome.FAIL, name="code-is-not"),
    *MAKE.of("AOAI-09", "properties.mode", "Asynchronous_filter", omitted=Outcome.PASS),
    MAKE.one("AOAI-09", Kind.FAIL, changed(GOOD, "properties.mode", "Deferred"), Outcome.FAIL, name="deferred"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
