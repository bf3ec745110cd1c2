"""The traffic of an online endpoint adds up, and goes to deployments that there are."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, is_object
from bedplate.policies.verdict import Verdict

_ENDPOINT = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints"
_TRAFFIC = "properties.traffic"
_WHOLE = 100


def _judge(endpoint: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    traffic = endpoint.value(_TRAFFIC)
    if traffic is MISSING:
        yield Verdict(Outcome.PASS, "no traffic is sent to any deployment yet", _TRAFFIC)
    elif not is_object(traffic) or not all(isinstance(share, int) for share in traffic.values()):
        yield Verdict(Outcome.UNDECIDED, f"{_TRAFFIC} is not known before a deployment", _TRAFFIC)
    elif (total := sum(traffic.values())) not in {0, _WHOLE}:
        yield Verdict(Outcome.FAIL, f"{_TRAFFIC} adds up to {total}, expected 0 or {_WHOLE}", _TRAFFIC, total)
    else:
        there = {name_of(each).casefold() for each in children_of(resources, endpoint, f"{_ENDPOINT}/deployments")}
        missing = sorted(name for name, share in traffic.items() if share and name.casefold() not in there)
        yield _of_missing(missing)


def _of_missing(missing: list[str]) -> Verdict:
    if not missing:
        return Verdict(Outcome.PASS, path=_TRAFFIC)
    return Verdict(Outcome.UNDECIDED, f"traffic goes to {', '.join(missing)}, which is not declared here", _TRAFFIC)


RULE = Rule(
    id="AML-18",
    title="The online endpoint's traffic adds up, and goes to deployments that there are",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    types=(_ENDPOINT,),
    judge=_judge,
    rationale="Azure refuses shares that do not add up, in the middle of a rollout.",
    fix="Let the shares in traffic add up to 100, or to 0 while no deployment is there.",
    references=("https://learn.microsoft.com/azure/machine-learning/how-to-safely-rollout-online-endpoints",),
    reads=(_TRAFFIC,),
)
