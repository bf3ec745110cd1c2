"""Projects of an account whose agents run in a network of the customer have a capability host."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import equals, some
from bedplate.policies.conditions.answer import Truth
from bedplate.policies.model_deployments import ACCOUNTS, account_of
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_PROJECT = f"{ACCOUNTS}/projects"
_HOST = f"{_PROJECT}/capabilityHosts"
_HAS_AGENTS = some("properties.networkInjections", equals("scenario", "agent"), "a network for agents")


def _judge(project: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    account = account_of(project, resources)
    agents = _HAS_AGENTS.answer(account.body).truth if account else Truth.UNKNOWN
    if agents is Truth.FAILS:
        yield Verdict(Outcome.NOT_APPLICABLE, "the account runs no agents in a network of the customer")
    elif children_of(resources, project, _HOST):
        yield Verdict(Outcome.PASS, "the project has a capability host")
    elif agents is Truth.UNKNOWN:
        yield Verdict(Outcome.UNDECIDED, "whether the account runs agents is not known before a deployment")
    else:
        yield Verdict(Outcome.FAIL, "the project has no capability host, so its agents keep their data with Microsoft")


RULE = Rule(
    id="X-AI-14",
    title="Every project whose agents run in the customer's network has a capability host",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:07",
    types=(_PROJECT,),
    judge=_judge,
    rationale="Without a host of its own, a project keeps threads and files in storage of Microsoft, which the "
    "customer can neither see nor close.",
    fix="Declare capabilityHosts below the project with connections to Storage, Cosmos DB and AI Search of your own.",
    references=("https://learn.microsoft.com/azure/ai-foundry/agents/concepts/capability-hosts",),
    benchmark=("AI-4",),
)
