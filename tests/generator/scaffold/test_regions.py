"""A new project begins with what its region has."""

import datetime as dt
from pathlib import Path

import pytest

from bedplate.blueprints.settings import validate_stacks
from bedplate.components.facts.model_catalogue import model_versions
from bedplate.components.facts.regions import region_names
from bedplate.generator.scaffold.answers import complaints
from bedplate.generator.scaffold.model_choice import choose_models
from tests.generator.scaffold.projects import choices, written

TODAY = dt.date(2026, 11, 21)
OFFERING = {name for model in model_versions() for names in model.regions.values() for name in names}


@pytest.mark.parametrize(
    ("location", "chosen"),
    [
        pytest.param(
            "swedencentral",
            ["chat gpt-5.1 DataZoneStandard", "embeddings text-embedding-3-large DataZoneStandard"],
            id="in-a-data-zone",
        ),
        pytest.param(
            "japaneast",
            ["chat gpt-5.1 GlobalStandard", "embeddings text-embedding-3-large Standard"],
            id="in-no-data-zone",
        ),
    ],
)
def test_models_are_offered_there(location: str, chosen: list[str]) -> None:
    found = choose_models(location, TODAY)

    assert [f"{model.deployment} {model.name} {model.sku}" for model in found] == chosen


def test_a_retired_model_is_not_chosen() -> None:
    first = choose_models("swedencentral", TODAY)[0]
    long_after = dt.date(2030, 1, 1)
    later = [model.name for model in choose_models("swedencentral", dt.date(2027, 6, 1)) if model.deployment == "chat"]

    assert first.name in later
    # When the catalogue knows no living model, the settings' own rules say so of the first choice.
    assert [model.deployment for model in choose_models("swedencentral", long_after)] == ["chat"]


def test_every_region_that_offers_models_by_the_token_makes_a_valid_project(tmp_path: Path) -> None:
    refused = {
        location: found
        for location in sorted(OFFERING)
        if (found := complaints(choices("chat", {"location": location})))
    }
    rules = {line.rsplit("[", 1)[1] for lines in refused.values() for line in lines}

    assert set(refused) <= OFFERING
    assert rules <= {"model-offer]", "data-zone]"}
    assert len(OFFERING) - len(refused) >= 20
    assert validate_stacks(written(tmp_path / "zone", "chat", {"location": "westus"})) == []


def test_every_other_region_is_refused_in_the_settings_words() -> None:
    for location in sorted(set(region_names()) - OFFERING):
        assert complaints(choices("chat", {"location": location})), location
