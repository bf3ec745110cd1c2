"""A content policy is nowhere weaker than Azure's default."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import Truth
from bedplate.policies.model_deployments import BLOCKS, CONTENT_POLICIES, HARMS
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value, same_word, value_at
from bedplate.policies.verdict import Verdict

_PATH = "properties.contentFilters"
_THRESHOLDS = ("low", "medium", "high")
_SOURCES = ("Prompt", "Completion")


def _judge(policy: Resource, _resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    most = str(parameters["threshold"]).casefold()
    filters = list(objects_at(policy.body, _PATH))
    verdicts = [verdict for harm in HARMS for source in _SOURCES for verdict in _of_harm(filters, harm, source, most)]
    if any(filter_ is UNKNOWN for _path, filter_ in filters):
        yield Verdict(Outcome.UNDECIDED, f"{_PATH} is not known before a deployment", _PATH, UNKNOWN)
    else:
        yield from verdicts or [Verdict(Outcome.PASS, path=_PATH)]


def _of_harm(filters: list[tuple[str, Value]], harm: str, source: str, most: str) -> Iterator[Verdict]:
    path, filter_ = next(
        (
            (path, each)
            for path, each in filters
            if same_word(value_at(each, "name"), harm) and same_word(value_at(each, "source"), source)
        ),
        (_PATH, MISSING),
    )
    place = f"{harm} in {source}"
    said = [value_at(each, name) for _path, each in filters for name in ("name", "source")]
    if filter_ is MISSING and UNKNOWN in said:
        yield Verdict(Outcome.UNDECIDED, f"whether {place} is filtered is not known before a deployment", path, UNKNOWN)
        return
    if filter_ is MISSING:
        yield Verdict(Outcome.FAIL, f"{place} is not filtered", path)
        return
    threshold = value_at(filter_, "severityThreshold")
    blocks = BLOCKS.answer(filter_).truth
    if blocks is Truth.FAILS:
        yield Verdict(Outcome.FAIL, f"{place} is not blocked", path)
    elif blocks is Truth.UNKNOWN or threshold is UNKNOWN:
        yield Verdict(Outcome.UNDECIDED, f"how {place} is filtered is not known before a deployment", path, UNKNOWN)
    elif _rank(threshold) > _rank(most):
        yield Verdict(Outcome.FAIL, f"{place} is blocked from {threshold} on, expected from {most}", path, threshold)


def _rank(threshold: Value) -> int:
    word = str(threshold).casefold() if threshold is not MISSING else "medium"  # what Azure's own policy takes
    return _THRESHOLDS.index(word) if word in _THRESHOLDS else len(_THRESHOLDS)


RULE = Rule(
    id="X-AI-02",
    title="The content policy is nowhere weaker than Azure's default",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    types=(CONTENT_POLICIES,),
    judge=_judge,
    rationale="A policy made to be stricter in one place is easily weaker in another, where nobody looks.",
    fix="Let each of the four harms be enabled and blocking in both directions, from Medium or Low on.",
    references=("https://learn.microsoft.com/azure/ai-services/openai/concepts/default-safety-policies",),
    benchmark=("AI-2",),
    reads=(_PATH,),
    parameters={"threshold": Parameter(description="Highest threshold that will do.", default="medium")},
)
