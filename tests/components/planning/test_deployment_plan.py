from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedplate.components.planning.deployment_plan import (
    DeploymentSku,
    PlannedDeployment,
    deployment_order,
    deployment_problems,
)

PAIRS = [
    pytest.param(DeploymentSku.PROVISIONED_MANAGED, DeploymentSku.STANDARD, id="regional"),
    pytest.param(DeploymentSku.DATA_ZONE_PROVISIONED_MANAGED, DeploymentSku.DATA_ZONE_STANDARD, id="data-zone"),
    pytest.param(DeploymentSku.GLOBAL_PROVISIONED_MANAGED, DeploymentSku.GLOBAL_STANDARD, id="global"),
]


def standard(name: str = "standard", model: str | None = "gpt-4.1 2025-04-14") -> PlannedDeployment:
    return PlannedDeployment(name=name, sku=DeploymentSku.DATA_ZONE_STANDARD, model=model)


def reserved(spillover: str | None = "standard", model: str | None = "gpt-4.1 2025-04-14") -> PlannedDeployment:
    sku = DeploymentSku.DATA_ZONE_PROVISIONED_MANAGED
    return PlannedDeployment(name="reserved", sku=sku, model=model, spillover=spillover)


@st.composite
def deployments(draw: st.DrawFn) -> list[PlannedDeployment]:
    names = draw(st.lists(st.text("abcdef-", min_size=1, max_size=6), min_size=1, max_size=8, unique=True))
    targets = [standard(name) for name in names[: (len(names) + 1) // 2]]
    sources = [
        PlannedDeployment(
            name=name,
            sku=DeploymentSku.DATA_ZONE_PROVISIONED_MANAGED,
            spillover=draw(st.sampled_from([target.name for target in targets])),
        )
        for name in names[len(targets) :]
    ]
    return targets + sources


@given(deployments(), st.randoms(use_true_random=False))
def test_targets_come_before_their_sources_whatever_order_the_caller_chose(
    plan: list[PlannedDeployment], random: Random
) -> None:
    order = deployment_order(plan)
    shuffled = list(plan)
    random.shuffle(shuffled)

    assert deployment_order(shuffled) == order
    assert sorted(order) == sorted(deployment.name for deployment in plan)
    for deployment in plan:
        if deployment.spillover:
            assert order.index(deployment.spillover) < order.index(deployment.name)


@given(deployments())
def test_a_sound_plan_has_no_problems(plan: list[PlannedDeployment]) -> None:
    # Names from so small an alphabet never differ in case alone.
    assert deployment_problems(plan, []) == []


@pytest.mark.parametrize(("source", "target"), PAIRS)
@pytest.mark.parametrize("other", DeploymentSku)
def test_capacity_spills_over_to_the_same_place_only(
    source: DeploymentSku, target: DeploymentSku, other: DeploymentSku
) -> None:
    plan = [
        PlannedDeployment(name="a", sku=source, spillover="b"),
        PlannedDeployment(name="b", sku=other),
    ]

    expected = f"deployment 'a': spills over to 'b', which is {other.value}; {source.value} needs {target.value}"
    assert deployment_problems(plan, []) == ([] if other is target else [expected])


@pytest.mark.parametrize(
    ("plan", "problems"),
    [
        pytest.param([standard(), reserved()], [], id="same-model"),
        pytest.param([standard(model=None), reserved()], [], id="model-not-known-yet"),
        pytest.param(
            [standard(model="gpt-4.1 2026-01-01"), reserved()],
            [
                (
                    "deployment 'reserved': spills over to 'standard', which serves gpt-4.1 2026-01-01; "
                    "it must serve gpt-4.1 2025-04-14 too"
                )
            ],
            id="another-version",
        ),
        pytest.param(
            [standard(), reserved("elsewhere")],
            [
                (
                    "deployment 'reserved': spills over to 'elsewhere', which the account does not have; "
                    "it has ['reserved', 'standard']"
                )
            ],
            id="missing-target",
        ),
        pytest.param(
            [PlannedDeployment(name="a", sku=DeploymentSku.STANDARD, spillover="b"), standard("b")],
            ["deployment 'a': only provisioned deployments spill over, this one is Standard"],
            id="pay-per-token-source",
        ),
        pytest.param(
            [standard("chat"), standard("Chat")],
            ["deployment 'chat' is declared 2 times; names must differ in more than case"],
            id="declared-twice",
        ),
        pytest.param(
            [PlannedDeployment(name="a", sku=DeploymentSku.STANDARD, content_filter="lax")],
            ["deployment 'a': the account has no content filter 'lax'; it has ['strict']"],
            id="missing-filter",
        ),
        pytest.param(
            [PlannedDeployment(name="a", sku=DeploymentSku.STANDARD, content_filter="strict")], [], id="own-filter"
        ),
        pytest.param(
            [PlannedDeployment(name="a", sku=DeploymentSku.STANDARD, content_filter="Microsoft.Default")],
            [],
            id="azures-filter",
        ),
    ],
)
def test_problems(plan: list[PlannedDeployment], problems: list[str]) -> None:
    assert deployment_problems(plan, ["strict"]) == problems
