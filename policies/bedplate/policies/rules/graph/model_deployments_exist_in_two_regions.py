"""Accounts in several regions have the same chat deployments, so that one can take over."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.model_deployments import ACCOUNTS, DEPLOYMENTS, generates_text
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.regions import region_of
from bedplate.policies.relations import children_of, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.verdict import Verdict


def _judge(account: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    own = _chats(account, resources)
    others = [each for each in resources.of_type(ACCOUNTS) if each is not account and _chats(each, resources)]
    elsewhere = [each for each in others if _region(each) != _region(account)]
    if not own:
        yield Verdict(Outcome.NOT_APPLICABLE, "it has no chat deployment")
    elif "" in {_region(each) for each in (account, *others)} and others:
        yield Verdict(
            Outcome.UNDECIDED, "in which regions the accounts are is not known before a deployment", "location"
        )
    elif not elsewhere:
        outcome = Outcome.FAIL if parameters["required"] else Outcome.NOT_APPLICABLE
        yield Verdict(outcome, "no account in another region has chat deployments", "location")
    else:
        yield _compared(own, set[str]().union(*(_chats(each, resources) for each in elsewhere)))


def _compared(own: set[str], elsewhere: set[str]) -> Verdict:
    missing = sorted(own - elsewhere)
    if not missing:
        return Verdict(Outcome.PASS)
    if "" in own | elsewhere:
        return Verdict(Outcome.UNDECIDED, "the names of some deployments are not known before a deployment")
    return Verdict(Outcome.FAIL, f"no other region has: {', '.join(missing)}")


def _region(account: Resource) -> str:
    return region_of(account.value("location"))


def _chats(account: Resource, resources: Resources) -> set[str]:
    deployments = children_of(resources, account, DEPLOYMENTS)
    return {name_of(each).casefold() for each in deployments if generates_text(each) is not False}


RULE = Rule(
    id="X-AI-08",
    title="Another region can take over the account's chat deployments",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    recommendation="RE:05",
    types=(ACCOUNTS,),
    judge=_judge,
    rationale="A caller that fails over asks for the same deployment name; where it is missing, the second region is "
    "no help.",
    fix="Give the accounts in both regions chat deployments of the same names.",
    references=("https://learn.microsoft.com/azure/ai-services/openai/how-to/business-continuity-disaster-recovery",),
    reads=("location",),
    parameters={
        "required": Parameter(description="Whether a second region is asked for where there is none.", default=False)
    },
)
