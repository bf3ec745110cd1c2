"""A workload's identity holds roles that are as narrow as its work, each on one resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bedplate.policies.facts import read_facts
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import name_of, type_of_id
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.role_assignments import ASSIGNMENTS, RoleAssignment, is_used_elsewhere, users_of
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN
from bedplate.policies.verdict import Verdict

_ROLE, _TYPE, _CONDITION = "properties.roleDefinitionId", "properties.principalType", "properties.condition"
_WORKLOAD = {"serviceprincipal", ""}


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    assignment = RoleAssignment(resource)
    outcome, reason = _before(assignment) or _of_workload(assignment, resources)
    yield Verdict(outcome, reason, _ROLE, resource.value(_ROLE))


def _before(assignment: RoleAssignment) -> tuple[Outcome, str] | None:
    """Return what is said without a look at who holds the role; `None` where that decides."""
    type_ = assignment.resource.value(_TYPE)
    if assignment.role is None:
        return Outcome.UNDECIDED, "the role is not known before a deployment"
    if type_ not in (UNKNOWN, MISSING) and str(type_).casefold() not in _WORKLOAD:
        return Outcome.NOT_APPLICABLE, "its principal is a person or a group"
    if not _row(assignment.role)[0]:
        return Outcome.NOT_APPLICABLE, "the table of workloads and roles does not speak of the role"
    return None


def _of_workload(assignment: RoleAssignment, resources: Resources) -> tuple[Outcome, str]:
    name, role = _row(assignment.role or "")
    holders = assignment.holders(resources)
    if not holders or assignment.scope is None:
        return Outcome.UNDECIDED, f"who holds {name}, or on what, is not known here"
    types = (*read_facts("role_edges")["workloads"], *read_facts("role_edges")["managers"])
    users = [user for holder in holders for user in users_of(holder, resources, *types)]
    if any(map(_is_manager, users)):
        return Outcome.NOT_APPLICABLE, "what uses the identity changes resources for people"
    if not assignment.is_on_one_resource:
        return Outcome.FAIL, f"{name} is given on more than one resource"
    elsewhere = any(is_used_elsewhere(each, resources) for each in holders)
    return _of_service(assignment, name, users, role["of"] or _service_type(assignment.scope), elsewhere=elsewhere)


def _of_service(
    assignment: RoleAssignment, name: str, users: list[Resource], service: str, *, elsewhere: bool
) -> tuple[Outcome, str]:
    edges = [each for each in read_facts("role_edges")["edges"] if each["to"].casefold() == service.casefold()]
    unbounded = assignment.resource.value(_CONDITION) in (MISSING, "")
    if _allows(edges, name, None, unbounded=unbounded):
        return Outcome.PASS, f"a workload may hold {name}"
    if any(_allows(edges, name, user, unbounded=unbounded) for user in users):
        return Outcome.PASS, f"what uses the identity needs {name}"
    if not users or elsewhere:
        return Outcome.UNDECIDED, f"what needs {name} is not declared here"
    enough = [role for edge in edges if "*" in edge["from"] for role in edge["roles"]]
    said = f"{name} is more than {_names(users)} needs"
    return Outcome.FAIL, f"{said}: one of {', '.join(enough)} is enough" if enough else said


def _allows(edges: Iterable[dict[str, Any]], role: str, user: Resource | None, *, unbounded: bool) -> bool:
    return any(
        role in edge["roles"]
        and not (edge.get("condition") and unbounded)
        and ("*" in edge["from"] if user is None else _is_from(user, edge))
        for edge in edges
    )


def _is_from(user: Resource, edge: dict[str, Any]) -> bool:
    same_type = user.type.casefold() in {each.casefold() for each in edge["from"]}
    kind = user.value("kind")
    return same_type and (kind is UNKNOWN or str(edge.get("kind", "")) in str(kind).casefold())


def _row(role: str) -> tuple[str, dict[str, Any]]:
    rows = read_facts("role_edges")["roles"].items()
    none: dict[str, Any] = {}
    return next(((name, row) for name, row in rows if row["id"] == role), ("", none))


def _service_type(scope: str) -> str:
    """Return the type of the service that a scope is or is part of."""
    return "/".join(type_of_id(scope).split("/")[:2])


def _is_manager(user: Resource) -> bool:
    return user.type.casefold() in {each.casefold() for each in read_facts("role_edges")["managers"]}


def _names(users: list[Resource]) -> str:
    names = dict.fromkeys(name for user in users if (name := name_of(user)))
    return " and ".join(names) or "the workload"


RULE = Rule(
    id="X-IAM-01",
    title="A workload holds roles that are as narrow as its work, each on one resource",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=(ASSIGNMENTS,),
    judge=_judge,
    rationale="Code that is tricked, by a prompt or otherwise, can do whatever its identity may: read keys, change "
    "the service, or reach what other workloads keep in the group.",
    fix="Grant the role that the reason names on the one resource, or bound the role by a condition where the service "
    "asks for it.",
    references=(
        "https://learn.microsoft.com/azure/role-based-access-control/best-practices",
        "https://learn.microsoft.com/azure/role-based-access-control/built-in-roles",
    ),
    benchmark=("PA-7",),
    reads=(_ROLE, _TYPE, _CONDITION),
)
