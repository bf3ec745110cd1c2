from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.ddos_protection_plan import DdosProtectionPlan, DdosProtectionPlanArgs
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

MINIMAL: DdosProtectionPlanArgs = {
    "resource_group_name": "rg",
    "location": "swedencentral",
    "ddos_protection_plan_name": "ddos",
}
INPUTS = {"resourceGroupName": "rg", "location": "swedencentral", "ddosProtectionPlanName": "ddos"}
PLANS = "resourceGroups/rg/providers/Microsoft.Network/ddosProtectionPlans/ddos"


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        pulumi.export("id", DdosProtectionPlan("plan", MINIMAL).ddos_protection_plan_id)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:network:DdosProtectionPlan") == {"plan": INPUTS}
    assert graph.outputs["id"] == f"/subscriptions/11111111-1111-1111-1111-111111111111/{PLANS}"


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        DdosProtectionPlan("plan", {**MINIMAL, "tags": {"owner": "ai"}})

    [plan] = inputs_by_name(record_program(program), "azure-native:network:DdosProtectionPlan").values()

    assert plan == {**INPUTS, "tags": {"owner": "ai"}}


def test_max(record_program: Recording) -> None:
    def program() -> None:
        plan = DdosProtectionPlan("plan", {**MINIMAL, "subscription_id": "33333333-3333-3333-3333-333333333333"})
        pulumi.export("id", plan.ddos_protection_plan_id)

    assert record_program(program).outputs["id"] == f"/subscriptions/33333333-3333-3333-3333-333333333333/{PLANS}"
