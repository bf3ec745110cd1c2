import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedplate.components.planning.content_filter import (
    BlocklistUse,
    ContentFilter,
    ContentFilterArgs,
    FilterAction,
    HarmThresholdsArgs,
    SeverityThreshold,
    content_filter_problems,
    plan_blocklists,
    plan_content_filters,
)

HARMS = {"hate": "Hate", "sexual": "Sexual", "self_harm": "Selfharm", "violence": "Violence"}
DETECTORS = {
    "jailbreak": ("Jailbreak", ["Prompt"]),
    "indirect_attack": ("Indirect Attack", ["Prompt"]),
    "protected_material_text": ("Protected Material Text", ["Completion"]),
    "protected_material_code": ("Protected Material Code", ["Completion"]),
    "profanity": ("Profanity", ["Completion", "Prompt"]),
}

thresholds = st.fixed_dictionaries({}, optional={harm: st.sampled_from(SeverityThreshold) for harm in HARMS})
policies = st.fixed_dictionaries(
    {"policy_name": st.just("strict")},
    optional={
        "prompt": thresholds,
        "completion": thresholds,
        "blocklists": st.lists(st.sampled_from(["a", "b", "c"])),
        **{detector: st.sampled_from(FilterAction) for detector in DETECTORS},
    },
)


def harm(name: str, source: str, level: str) -> ContentFilter:
    return ContentFilter(name=name, source=source, enabled=True, blocking=True, severity_threshold=level)


def detector(name: str, source: str, *, enabled: bool, blocking: bool) -> ContentFilter:
    return ContentFilter(name=name, source=source, enabled=enabled, blocking=blocking)


def test_a_policy_that_says_nothing_blocks_medium_harm_attacks_and_the_work_of_others() -> None:
    assert plan_content_filters({"policy_name": "default"}) == [
        harm("Hate", "Completion", "Medium"),
        harm("Hate", "Prompt", "Medium"),
        detector("Indirect Attack", "Prompt", enabled=True, blocking=True),
        detector("Jailbreak", "Prompt", enabled=True, blocking=True),
        detector("Profanity", "Completion", enabled=False, blocking=False),
        detector("Profanity", "Prompt", enabled=False, blocking=False),
        detector("Protected Material Code", "Completion", enabled=True, blocking=True),
        detector("Protected Material Text", "Completion", enabled=True, blocking=True),
        harm("Selfharm", "Completion", "Medium"),
        harm("Selfharm", "Prompt", "Medium"),
        harm("Sexual", "Completion", "Medium"),
        harm("Sexual", "Prompt", "Medium"),
        harm("Violence", "Completion", "Medium"),
        harm("Violence", "Prompt", "Medium"),
    ]


@pytest.mark.parametrize("source", ["Prompt", "Completion"])
@pytest.mark.parametrize(("argument", "name"), HARMS.items())
@pytest.mark.parametrize("level", SeverityThreshold)
def test_a_threshold_reaches_its_category_in_its_direction_only(
    source: str, argument: str, name: str, level: SeverityThreshold
) -> None:
    of_direction: HarmThresholdsArgs = {argument: level}  # type: ignore[misc]  # the key is a parameter
    policy: ContentFilterArgs = {"policy_name": "p"}
    if source == "Prompt":
        policy["prompt"] = of_direction
    else:
        policy["completion"] = of_direction

    levels = {(f.name, f.source): f.severity_threshold for f in plan_content_filters(policy) if f.severity_threshold}

    assert levels.pop((name, source)) == level.value
    assert set(levels.values()) == {"Medium"}


@pytest.mark.parametrize(
    ("action", "enabled", "blocking"),
    [
        pytest.param(FilterAction.BLOCK, True, True, id="block"),
        pytest.param(FilterAction.ANNOTATE, True, False, id="annotate"),
        pytest.param(FilterAction.OFF, False, False, id="off"),
    ],
)
@pytest.mark.parametrize("argument", DETECTORS)
def test_an_action_reaches_every_direction_of_its_filter(
    argument: str, action: FilterAction, *, enabled: bool, blocking: bool
) -> None:
    policy: ContentFilterArgs = {"policy_name": "p", argument: action}  # type: ignore[misc]  # the key is a parameter
    name, sources = DETECTORS[argument]

    found = [planned for planned in plan_content_filters(policy) if planned.name == name]

    assert found == [detector(name, source, enabled=enabled, blocking=blocking) for source in sources]


@given(policies)
def test_every_policy_has_every_filter_once_sorted_and_with_every_field(policy: ContentFilterArgs) -> None:
    planned = plan_content_filters(policy)

    keys = [(each.name, each.source) for each in planned]
    expected = {(name, source) for name in HARMS.values() for source in ("Prompt", "Completion")}
    expected |= {(name, source) for name, sources in DETECTORS.values() for source in sources}
    assert keys == sorted(expected)
    for each in planned:
        assert (each.severity_threshold is not None) == (each.name in HARMS.values())
        assert each.enabled or not each.blocking


@given(policies)
def test_every_blocklist_blocks_in_both_directions(policy: ContentFilterArgs) -> None:
    assert plan_blocklists(policy) == [
        BlocklistUse(blocklist_name=name, source=source, blocking=True)
        for name in sorted(set(policy.get("blocklists", [])))
        for source in ("Completion", "Prompt")
    ]


def test_a_threshold_that_azure_does_not_have_is_refused() -> None:
    policy: ContentFilterArgs = {"policy_name": "p", "prompt": {"hate": "None"}}  # type: ignore[typeddict-item]  # a caller from another language

    with pytest.raises(ValueError, match="'None' is not a valid SeverityThreshold"):
        plan_content_filters(policy)


@pytest.mark.parametrize(
    ("given_policies", "problems"),
    [
        pytest.param([{"policy_name": "strict", "blocklists": ["a"]}], [], id="sound"),
        pytest.param(
            [{"policy_name": "microsoft.default"}],
            ["content filter 'microsoft.default': names that start with 'Microsoft.' are Azure's own"],
            id="reserved-name",
        ),
        pytest.param(
            [{"policy_name": "strict", "blocklists": ["a", "c"]}],
            ["content filter 'strict': the account has no blocklist 'c'; it has ['a', 'b']"],
            id="missing-blocklist",
        ),
        pytest.param(
            [{"policy_name": "strict"}, {"policy_name": "Strict"}],
            ["content filter 'strict' is declared 2 times; names must differ in more than case"],
            id="declared-twice",
        ),
    ],
)
def test_problems(given_policies: list[ContentFilterArgs], problems: list[str]) -> None:
    assert content_filter_problems(given_policies, ["b", "a"]) == problems
