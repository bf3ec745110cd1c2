"""Agents keep threads, files and vectors in private resources of the customer."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import Truth, one_of
from bedplate.policies.model_deployments import ACCOUNTS
from bedplate.policies.network.private_endpoints import link_groups
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie, link, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, same_word
from bedplate.policies.verdict import Verdict

_STORES = {
    "storageConnections": "Microsoft.Storage/storageAccounts",
    "threadStorageConnections": "Microsoft.DocumentDB/databaseAccounts",
    "vectorStoreConnections": "Microsoft.Search/searchServices",
}
_LISTS = tuple(_STORES)
_PRIVATE = one_of("properties.publicNetworkAccess", "Disabled", "SecuredByPerimeter", default="Enabled")


def _judge(host: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    for name in _LISTS:
        path = f"properties.{name}"
        value = host.value(path)
        if value is MISSING or (is_array(value) and not value):
            yield Verdict(Outcome.FAIL, f"{path} is not set", path)
        elif not is_array(value):
            yield Verdict(Outcome.UNDECIDED, f"{path} is not known before a deployment", path, UNKNOWN)
        else:
            yield from (_of_connection(each, path, host, resources) for each in value)


def _of_connection(name: Value, path: str, host: Resource, resources: Resources) -> Verdict:
    connection = _connection(name, path, host, resources)
    target = link(resources, connection, "properties.metadata.ResourceId") if connection else None
    if connection is None or target is None or target.tie is not Tie.DECLARED:
        return Verdict(Outcome.UNDECIDED, f"what {_shown(name)} in {path} leads to is not declared here", path, name)
    # An id that is not known is made from more than its target, such as an identity or a resource group.
    targets = [each for each in target.targets if target.id or link_groups(each.type)]
    store = _STORES[path.rpartition(".")[2]]
    if len(targets) == 1 and not same_word(targets[0].type, store):
        return Verdict(Outcome.FAIL, f"{_shown(name)} leads to no {store}", path, name)
    truths = [_PRIVATE.answer(each.body).truth for each in targets]
    if truths == [Truth.FAILS]:
        return Verdict(Outcome.FAIL, f"{_shown(name)} leads to a resource that is open to public networks", path, name)
    if any(truth is not Truth.HOLDS for truth in truths) or not truths:
        return Verdict(Outcome.UNDECIDED, f"whether {_shown(name)} leads to a closed resource is not known", path, name)
    return Verdict(Outcome.PASS, path=path)


def _connection(name: Value, path: str, host: Resource, resources: Resources) -> Resource | None:
    """Return the connection of a name in the host's project or account, or the only one that the value is made from."""
    declared = resources.of_type(f"{ACCOUNTS}/projects/connections", f"{ACCOUNTS}/connections")
    if not isinstance(name, str):
        made_from = link(resources, host, path, *{each.type for each in declared}, value=UNKNOWN).targets
        return made_from[0] if len(made_from) == 1 else None
    named = [each for each in declared if name_of(each).casefold() == name.casefold()]
    above = (host.id or "").casefold().rpartition("/capabilityhosts/")[0]
    near = [
        each
        for each in named
        if each.id and f"{above}/".startswith(each.id.casefold().partition("/connections/")[0] + "/")
    ]
    return (near or named)[0] if near or len(named) == 1 else None


def _shown(name: Value) -> str:
    return name if isinstance(name, str) else "a connection"


RULE = Rule(
    id="X-AI-13",
    title="Agents keep their data in private resources of the customer",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:07",
    types=(f"{ACCOUNTS}/projects/capabilityHosts",),
    judge=_judge,
    rationale="Without connections of their own, agents keep what people tell them in storage of Microsoft, which the "
    "customer can neither see nor close.",
    fix="Name connections to Storage, Cosmos DB and AI Search of your own in the capability host, and close the three "
    "to public networks.",
    references=("https://learn.microsoft.com/azure/ai-foundry/agents/concepts/capability-hosts",),
    benchmark=("AI-4",),
    reads=tuple(f"properties.{name}" for name in _LISTS),
)
