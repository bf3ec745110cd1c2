"""No identity of a workload is made master of a single resource."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.role_assignments import ASSIGNMENTS, RoleAssignment
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict

_ROLE, _CONDITION = "properties.roleDefinitionId", "properties.condition"


def _judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    assignment, role = RoleAssignment(resource), resource.value(_ROLE)
    privilege, bounded = assignment.privilege, assignment.is_bounded
    if role is UNKNOWN or assignment.scope is None:
        yield Verdict(Outcome.UNDECIDED, "the role, or its scope, is not known before a deployment", _ROLE, role)
    elif privilege is None:
        yield Verdict(Outcome.PASS, "the role is not one that gives every right", _ROLE, role)
    elif not assignment.is_on_one_resource:
        yield Verdict(Outcome.NOT_APPLICABLE, "the role is given on more than one resource", _ROLE, role)
    elif privilege["conditions"] and bounded is None:
        yield Verdict(Outcome.UNDECIDED, "its condition is not known before a deployment", _CONDITION, UNKNOWN)
    elif privilege["conditions"] and bounded:
        yield Verdict(Outcome.PASS, f"a condition bounds {privilege['name']}", _CONDITION)
    else:
        yield Verdict(Outcome.FAIL, f"{privilege['name']} is given on a resource", _ROLE, role)


RULE = Rule(
    id="X-IAM-05",
    title="Nobody is made master of a single resource",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=(ASSIGNMENTS,),
    judge=_judge,
    rationale="Owner or Contributor of a service can turn its keys on and its firewall off, and whoever may assign "
    "roles can do so too; a workload needs its data alone.",
    fix="Grant a role of the service's data plane, for example Storage Blob Data Contributor.",
    references=("https://learn.microsoft.com/azure/role-based-access-control/best-practices",),
    benchmark=("PA-7",),
    reads=(_ROLE, _CONDITION),
)
