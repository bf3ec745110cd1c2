"""Nobody is made master of a resource group or more."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.facts import read_facts
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources, parent_id
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN
from bedplate.policies.verdict import Verdict

_ROLE, _TYPE = "properties.roleDefinitionId", "properties.principalType"
_CONDITION = "properties.condition"
_BOUNDS_ASSIGNMENTS = "microsoft.authorization/roleassignments"
"""What a condition names that says which roles may be given on; one on blobs bounds no owner."""
_WIDE = "/providers/microsoft.management/"


def _judge(assignment: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    principal, role = assignment.value(_TYPE), assignment.value(_ROLE)
    if principal is MISSING or principal == "":
        reason = "principalType is not set, so Azure looks the principal up, and may not find a new one yet"
        yield Verdict(Outcome.FAIL, reason, _TYPE, principal)
        return
    if role is UNKNOWN or principal is UNKNOWN:
        yield Verdict(Outcome.UNDECIDED, "the role is not known before a deployment", _ROLE, role)
        return
    privileged = read_facts("roles")["privileged"].get(str(role).rsplit("/", 1)[-1].casefold())
    if privileged is None:
        yield Verdict(Outcome.PASS, "the role is not one that gives every right", _ROLE, role)
    else:
        outcome, reason = _of_privileged(assignment, privileged["name"], bounded=privileged["conditions"])
        yield Verdict(outcome, reason, _ROLE, role)


def _of_privileged(assignment: Resource, name: str, *, bounded: bool) -> tuple[Outcome, str]:
    condition = assignment.value(_CONDITION)
    if bounded and condition is UNKNOWN:
        return Outcome.UNDECIDED, f"the condition that may bound {name} is not known before a deployment"
    if bounded and _BOUNDS_ASSIGNMENTS in str(condition).casefold():
        return Outcome.PASS, f"a condition bounds {name}"
    if assignment.id is None:
        return Outcome.UNDECIDED, f"on what {name} is given is not known before a deployment"
    scope = parent_id(assignment.id).casefold()
    if "/providers/" in scope and _WIDE not in scope:
        return Outcome.PASS, f"{name} is given on one resource"
    return Outcome.FAIL, f"{name} is given on a whole {'resource group' if '/resourcegroups/' in scope else 'scope'}"


RULE = Rule(
    id="IAM-01",
    title="A role assignment says what its principal is, and makes nobody master of a resource group or more",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=("Microsoft.Authorization/roleAssignments",),
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
