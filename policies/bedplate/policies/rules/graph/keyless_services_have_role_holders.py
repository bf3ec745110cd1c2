"""Where keys are off, somebody holds a role."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, hangs_nowhere
from bedplate.policies.resource import Resource, Resources, is_in_scope, parent_id
from bedplate.policies.role_assignments import ASSIGNMENTS
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, Value, same_word
from bedplate.policies.verdict import Verdict

_COSMOS = "Microsoft.DocumentDB/databaseAccounts"
_KEYS = {
    "Microsoft.CognitiveServices/accounts": ("properties.disableLocalAuth", True),
    _COSMOS: ("properties.disableLocalAuth", True),
    "Microsoft.EventHub/namespaces": ("properties.disableLocalAuth", True),
    "Microsoft.Search/searchServices": ("properties.disableLocalAuth", True),
    "Microsoft.Storage/storageAccounts": ("properties.allowSharedKeyAccess", False),
}


def _judge(service: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    path, off = next(keys for name, keys in _KEYS.items() if same_word(name, service.type))
    value = service.value(path)
    outcome, reason = _decide(service, resources, value, off=off)
    yield Verdict(outcome, reason, path, value)


def _decide(service: Resource, resources: Resources, value: Value, *, off: bool) -> tuple[Outcome, str]:
    if value is UNKNOWN:
        return Outcome.UNDECIDED, "whether keys are off is not known before a deployment"
    if not same_word(value, off):
        return Outcome.NOT_APPLICABLE, "keys are not off"
    roles = resources.of_type(ASSIGNMENTS)
    if children_of(resources, service, f"{_COSMOS}/sqlRoleAssignments") or any(
        _covers(each, service) for each in roles
    ):
        return Outcome.PASS, "somebody holds a role on it"
    if any(map(hangs_nowhere, roles)):
        return Outcome.UNDECIDED, "on what a role is given is not known before a deployment"
    if not roles:
        return Outcome.UNDECIDED, "no role of anybody is declared here"
    return Outcome.FAIL, "keys are off, and nobody holds a role on it"


def _covers(role: Resource, service: Resource) -> bool:
    if role.id is None or service.id is None:
        return any(service.key in keys for keys in role.references.values())
    scope = parent_id(role.id)
    # A role on the group or on a part of the service lets somebody in as well.
    return is_in_scope(service.id, scope) or is_in_scope(scope, service.id)


RULE = Rule(
    id="X-IAM-04",
    title="Where keys are off, somebody holds a role",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=tuple(_KEYS),
    judge=_judge,
    rationale="A service that takes no keys and knows nobody is locked; sooner or later somebody turns keys on again.",
    fix="Declare a role assignment for each identity that uses the service.",
    references=("https://learn.microsoft.com/azure/role-based-access-control/overview",),
    benchmark=("IM-1",),
    reads=("properties.disableLocalAuth", "properties.allowSharedKeyAccess"),
)
