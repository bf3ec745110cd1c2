from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.defender_plans import DefenderPlanName, DefenderPlans
from bedplate.components.facts import read_facts
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

PLAN = "azure-native:security:Pricing"
SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111"


def program(*plans: DefenderPlanName) -> Callable[[], None]:
    def declare() -> None:
        DefenderPlans("defender", {"scope": SUBSCRIPTION, "plans": list(plans)})

    return declare


def test_every_plan_has_a_row() -> None:
    assert read_facts("defender_plans").keys() == {plan.value for plan in DefenderPlanName}
    assert all("learn.microsoft.com/" in row["source"] for row in read_facts("defender_plans").values())


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(program(DefenderPlanName.AI))

    assert inputs_by_name(graph, PLAN) == {
        "defender-ai": {
            "scopeId": SUBSCRIPTION,
            "pricingName": "AI",
            "pricingTier": "Standard",
            "extensions": [{"name": "AIPromptEvidence", "isEnabled": "True"}],
        }
    }


def test_waf_aligned(record_program: Recording) -> None:
    """Azure changes one plan of a subscription at a time, and what watches others is not ended with the zone."""

    def declare() -> None:
        DefenderPlans(
            "defender",
            {
                "scope": SUBSCRIPTION,
                "plans": [DefenderPlanName.AI, DefenderPlanName.KEY_VAULTS, DefenderPlanName.COSMOS_DB],
            },
            pulumi.ResourceOptions(protect=True),
        )

    first, second, third = record_program(declare).of_type(PLAN)

    assert first.dependencies == ()
    assert second.dependencies == (first.urn,)
    assert third.dependencies == (second.urn,)
    assert all(plan.options.retain_on_delete and not plan.options.protect for plan in (first, second, third))


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(program(*DefenderPlanName))

    standard = {"scopeId": SUBSCRIPTION, "pricingTier": "Standard"}
    assert inputs_by_name(graph, PLAN) == {
        "defender-ai": {
            **standard,
            "pricingName": "AI",
            "extensions": [{"name": "AIPromptEvidence", "isEnabled": "True"}],
        },
        "defender-appServices": {**standard, "pricingName": "AppServices"},
        "defender-containers": {
            **standard,
            "pricingName": "Containers",
            "extensions": [{"name": "ContainerRegistriesVulnerabilityAssessments", "isEnabled": "True"}],
        },
        "defender-cosmosDb": {**standard, "pricingName": "CosmosDbs"},
        "defender-keyVaults": {**standard, "pricingName": "KeyVaults", "subPlan": "PerKeyVault"},
        "defender-storageAccounts": {
            **standard,
            "pricingName": "StorageAccounts",
            "subPlan": "DefenderForStorageV2",
            "extensions": [
                {
                    "name": "OnUploadMalwareScanning",
                    "isEnabled": "True",
                    "additionalExtensionProperties": {"CapGBPerMonthPerStorageAccount": "1000"},
                },
                {"name": "SensitiveDataDiscovery", "isEnabled": "True"},
            ],
        },
    }


@pytest.mark.parametrize(
    ("plans", "words"),
    [
        pytest.param((), r"each once, not \[\]", id="no_plan"),
        pytest.param(
            (DefenderPlanName.AI, DefenderPlanName.KEY_VAULTS, DefenderPlanName.AI),
            r"each once, not \[ai, keyVaults, ai\]",
            id="one_plan_twice",
        ),
    ],
)
def test_wrong_plans_are_refused(record_program: Recording, plans: tuple[DefenderPlanName, ...], words: str) -> None:
    with pytest.raises(ProgramError, match=words):
        record_program(program(*plans))
