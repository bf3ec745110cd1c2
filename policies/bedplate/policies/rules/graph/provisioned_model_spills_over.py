"""A provisioned deployment hands what it cannot take to one that is paid by use."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.model_deployments import DEPLOYMENTS, account_of, is_provisioned
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, name_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value, value_at
from bedplate.policies.verdict import Verdict

_SPILLOVER = "properties.spilloverDeploymentName"
_BACKENDS = "Microsoft.ApiManagement/service/backends"


def _judge(deployment: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    provisioned, name = is_provisioned(deployment), deployment.value(_SPILLOVER)
    account = account_of(deployment, resources)
    if provisioned is not True:
        outcome = Outcome.UNDECIDED if provisioned is None else Outcome.NOT_APPLICABLE
        yield Verdict(outcome, "its deployment type is not known, or is paid by use", "sku.name")
    elif isinstance(name, str) and name and account is not None:
        yield _of_sibling(name, children_of(resources, account, DEPLOYMENTS))
    elif name is not MISSING and name != "":
        yield Verdict(Outcome.UNDECIDED, "the deployment that it spills over to is not known here", _SPILLOVER)
    elif any(_falls_back(pool) for pool in resources.of_type(_BACKENDS)):
        yield Verdict(Outcome.PASS, "a pool of the gateway has backends of a lower priority")
    else:
        yield Verdict(Outcome.FAIL, f"{_SPILLOVER} is not set, and no pool of a gateway falls back", _SPILLOVER)


def _of_sibling(name: str, siblings: tuple[Resource, ...]) -> Verdict:
    found = next((each for each in siblings if name_of(each).casefold() == name.casefold()), None)
    if found is not None and is_provisioned(found) is False:
        return Verdict(Outcome.PASS, path=_SPILLOVER)
    if (found is None and any(not name_of(each) for each in siblings)) or (found and is_provisioned(found) is None):
        return Verdict(Outcome.UNDECIDED, f"whether {name} is paid by use is not known before a deployment", _SPILLOVER)
    reason = f"{_SPILLOVER} is {name}, which is {'provisioned, too' if found else 'no deployment of the account'}"
    return Verdict(Outcome.FAIL, reason, _SPILLOVER, name)


def _falls_back(backend: Resource) -> bool:
    """Return whether a backend is a pool whose members have several priorities."""
    members = [
        member for _path, member in objects_at(backend.body, "properties.pool.services") if member is not UNKNOWN
    ]
    priorities: set[Value] = {value_at(member, "priority") for member in members}
    return len(priorities) > 1


RULE = Rule(
    id="X-AI-11",
    title="The provisioned model deployment spills over to one that is paid by use",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    recommendation="RE:06",
    types=(DEPLOYMENTS,),
    judge=_judge,
    rationale="At its limit a provisioned deployment refuses calls, at the hour when most people call.",
    fix="Name a standard deployment of the account in spilloverDeploymentName, or give the gateway's pool a backend of "
    "a lower priority.",
    references=("https://learn.microsoft.com/azure/ai-services/openai/how-to/spillover-traffic-management",),
    reads=(_SPILLOVER, "sku.name"),
)
