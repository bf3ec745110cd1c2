"""No identity of a workload is made master of a single resource."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.facts import read_facts
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources, parent_id
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict

_ROLE, _CONDITION = "properties.roleDefinitionId", "properties.condition"
# Conditions on data, such as blobs, say nothing of who may assign which role.
_BOUNDED = "microsoft.authorization/roleassignments"


def _judge(assignment: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    role = assignment.value(_ROLE)
    if role is UNKNOWN or assignment.id is None:
        yield Verdict(Outcome.UNDECIDED, "the role, or its scope, is not known before a deployment", _ROLE, role)
        return
    scope = parent_id(assignment.id).casefold()
    privileged = read_facts("roles")["privileged"].get(str(role).rsplit("/", 1)[-1].casefold())
    if privileged is None:
        yield Verdict(Outcome.PASS, "the role is not one that gives every right", _ROLE, role)
    elif "/providers/" not in scope or "/providers/microsoft.management/" in scope:
        yield Verdict(Outcome.NOT_APPLICABLE, "the role is given on more than one resource", _ROLE, role)
    elif privileged["conditions"] and assignment.value(_CONDITION) is UNKNOWN:
        yield Verdict(Outcome.UNDECIDED, "its condition is not known before a deployment", _CONDITION, UNKNOWN)
    elif privileged["conditions"] and _BOUNDED in str(assignment.value(_CONDITION)).casefold():
        yield Verdict(Outcome.PASS, f"a condition bounds {privileged['name']}", _CONDITION)
    else:
        yield Verdict(Outcome.FAIL, f"{privileged['name']} is given on a resource", _ROLE, role)


RULE = Rule(
    id="X-IAM-05",
    title="Nobody is made master of a single resource",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=("Microsoft.Authorization/roleAssignments",),
    judge=_judge,
    rationale="Owner or Contributor of a service can turn its keys on and its firewall off, and whoever may assign "
    "roles can do so too; a workload needs its data alone.",
    fix="Grant a role of the service's data plane, for example Storage Blob Data Contributor.",
    references=("https://learn.microsoft.com/azure/role-based-access-control/best-practices",),
    benchmark=("PA-7",),
    reads=(_ROLE, _CONDITION),
)
