"""Nobody is made master of a resource group or more."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.role_assignments import ASSIGNMENTS, RoleAssignment
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN
from bedplate.policies.verdict import Verdict

_ROLE, _TYPE = "properties.roleDefinitionId", "properties.principalType"
_CONDITION = "properties.condition"


def _judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    principal, role = resource.value(_TYPE), resource.value(_ROLE)
    if principal is MISSING or principal == "":
        reason = "principalType is not set, so Azure looks the principal up, and may not find a new one yet"
        yield Verdict(Outcome.FAIL, reason, _TYPE, principal)
    elif role is UNKNOWN or principal is UNKNOWN:
        yield Verdict(Outcome.UNDECIDED, "the role is not known before a deployment", _ROLE, role)
    else:
        outcome, reason = _of_role(RoleAssignment(resource))
        yield Verdict(outcome, reason, _ROLE, role)


def _of_role(assignment: RoleAssignment) -> tuple[Outcome, str]:
    privilege = assignment.privilege
    if privilege is None:
        return Outcome.PASS, "the role is not one that gives every right"
    name, bounded = privilege["name"], assignment.is_bounded if privilege["conditions"] else False
    if bounded is None:
        return Outcome.UNDECIDED, f"the condition that may bound {name} is not known before a deployment"
    if bounded:
        return Outcome.PASS, f"a condition bounds {name}"
    if assignment.scope is None:
        return Outcome.UNDECIDED, f"on what {name} is given is not known before a deployment"
    if assignment.is_on_one_resource:
        return Outcome.PASS, f"{name} is given on one resource"
    kind = "resource group" if "/resourcegroups/" in assignment.scope else "scope"
    return Outcome.FAIL, f"{name} is given on a whole {kind}"


RULE = Rule(
    id="IAM-01",
    title="A role assignment says what its principal is, and makes nobody master of a resource group or more",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=(ASSIGNMENTS,),
    judge=_judge,
    rationale="With Owner, Contributor or the right to assign roles, one stolen token takes everything in the group; "
    "without principalType, assignments to new identities fail by chance.",
    fix="Set principalType, and grant the narrow role that the work needs on the resource that it needs.",
    references=(
        "https://learn.microsoft.com/azure/role-based-access-control/best-practices",
        "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    ),
    benchmark=("PA-7",),
    reads=(_TYPE, _ROLE, _CONDITION),
)
