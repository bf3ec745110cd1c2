"""What holds state cannot be deleted by mistake."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import hangs_nowhere
from bedplate.policies.resource import Resource, Resources, is_in_scope, parent_id
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, same_word
from bedplate.policies.verdict import Verdict

_LOCK = "Microsoft.Authorization/locks"
_LEVEL = "properties.level"
_STATEFUL = (
    "Microsoft.DBforPostgreSQL/flexibleServers",
    "Microsoft.DocumentDB/databaseAccounts",
    "Microsoft.KeyVault/vaults",
    "Microsoft.Search/searchServices",
    "Microsoft.Storage/storageAccounts",
)


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    if resource.type.casefold() == _LOCK.casefold():
        yield _of_lock(resource)
        return
    locks = resources.of_type(_LOCK)
    if any(_covers(each, resource) for each in locks):
        yield Verdict(Outcome.PASS, "a lock keeps it from being deleted")
    elif any(map(hangs_nowhere, locks)):
        yield Verdict(Outcome.UNDECIDED, "what a lock covers is not known before a deployment")
    else:
        yield Verdict(Outcome.FAIL, "no lock keeps it from being deleted")


def _of_lock(lock: Resource) -> Verdict:
    level = lock.value(_LEVEL)
    if level is UNKNOWN:
        return Verdict(Outcome.UNDECIDED, "the level is not known before a deployment", _LEVEL, level)
    keeps = same_word(level, "CanNotDelete") or same_word(level, "ReadOnly")
    reason = "the lock keeps what it covers" if keeps else "the level is neither CanNotDelete nor ReadOnly"
    return Verdict(Outcome.PASS if keeps else Outcome.FAIL, reason, _LEVEL, level)


def _covers(lock: Resource, resource: Resource) -> bool:
    if lock.id is None or resource.id is None:
        return any(resource.key in keys for keys in lock.references.values())
    return is_in_scope(resource.id, parent_id(lock.id))


RULE = Rule(
    id="GOV-04",
    title="What holds state is locked against deletion",
    severity=Severity.LOW,
    pillar=Pillar.RELIABILITY,
    recommendation="RE:09",
    types=(*_STATEFUL, _LOCK),
    judge=_judge,
    rationale="A deployment or a person that deletes the wrong thing takes conversations, indexes and keys along.",
    fix="Declare a lock with level CanNotDelete on the resource or its resource group.",
    references=("https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",),
    benchmark=("AM-4",),
    reads=(_LEVEL,),
)
