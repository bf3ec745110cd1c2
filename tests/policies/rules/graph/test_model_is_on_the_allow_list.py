from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.model_is_on_the_allow_list import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import outcomes_of, reasons_of
from tests.policies.models import deployment

ASSET = "azureml://registries/azure-openai/models/gpt-5.1/versions/2025-11-13"


@pytest.mark.parametrize(
    ("model", "parameters", "expected"),
    [
        pytest.param("gpt-5.1", {"publishers": ["OpenAI"]}, Outcome.PASS, id="pass"),
        pytest.param("gpt-5.1", {"assetIds": [ASSET]}, Outcome.PASS, id="pass-by-id"),
        pytest.param("GPT-5.1", {"assetIds": [ASSET.upper()]}, Outcome.PASS, id="wrong-case"),
        pytest.param("gpt-5", {"assetIds": [ASSET]}, Outcome.FAIL, id="fail"),
        pytest.param("gpt-5.1", {"publishers": ["Meta"]}, Outcome.FAIL, id="other-publisher"),
        pytest.param(None, {"assetIds": [ASSET]}, Outcome.FAIL, id="omitted"),
        pytest.param(UNKNOWN, {"assetIds": [ASSET]}, Outcome.UNDECIDED, id="unknown"),
        pytest.param("gpt-5", {}, Outcome.NOT_APPLICABLE, id="no-list"),
    ],
)
def test_outcome(model: Any, parameters: dict[str, Any], expected: Outcome) -> None:
    assert outcomes_of(RULE, deployment(model=model), **parameters) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, deployment(), publishers=["Meta"]) == [
        "properties.model is gpt-5.1 of OpenAI, which is not on the list"
    ]
