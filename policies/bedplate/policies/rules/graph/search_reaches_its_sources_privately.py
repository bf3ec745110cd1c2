"""A search service has a shared private link to each closed resource that it may read."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import Truth, equals, has_item
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie, children_of, link, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.role_assignments import ASSIGNMENTS
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_SEARCH = "Microsoft.Search/searchServices"
_SOURCES = (
    "Microsoft.Storage/storageAccounts",
    "Microsoft.DocumentDB/databaseAccounts",
    "Microsoft.CognitiveServices/accounts",
    "Microsoft.Sql/servers",
)
_CLOSED = equals("properties.publicNetworkAccess", "Disabled", default="Enabled")
_LETS_SERVICES_IN = has_item("properties.networkAcls.bypass", "AzureServices")


def _judge(search: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    links = children_of(resources, search, f"{_SEARCH}/sharedPrivateLinkResources")
    ties = [link(resources, each, "properties.privateLinkResourceId", *_SOURCES) for each in links]
    linked = {target.key for each in ties for target in each.targets}
    unknown = any(each.tie is Tie.UNKNOWN for each in ties)
    verdicts = [
        verdict for source in _granted(search, resources) for verdict in _of_source(source, linked, unknown=unknown)
    ]
    yield from verdicts or [
        Verdict(Outcome.NOT_APPLICABLE, "its identity may read no closed resource that is declared")
    ]


def _granted(search: Resource, resources: Resources) -> tuple[Resource, ...]:
    """Return the resources on which the search service's own identity has a role."""
    types = {each.casefold() for each in _SOURCES}
    found: dict[str, Resource] = {}
    for assignment in resources.of_type(ASSIGNMENTS):
        if search.key in assignment.references.get("properties.principalId", ()):
            parent = resources.parent(assignment)
            scopes = resources.sources(assignment, "scope") if parent is None else (parent,)
            found |= {each.key: each for each in scopes if each.type.casefold() in types}
    return tuple(found.values())


def _of_source(source: Resource, linked: set[str], *, unknown: bool) -> Iterator[Verdict]:
    closed = _CLOSED.answer(source.body).truth
    if source.key in linked:
        yield Verdict(Outcome.PASS)
    elif closed is Truth.FAILS or _LETS_SERVICES_IN.answer(source.body).truth is Truth.HOLDS:
        return
    elif closed is Truth.UNKNOWN or unknown:
        yield Verdict(Outcome.UNDECIDED, f"whether it needs a link to {name_of(source)}, or has one, is not known")
    else:
        yield Verdict(Outcome.FAIL, f"it may read {name_of(source)}, which is closed, and has no private link to it")


RULE = Rule(
    id="SRCH-08",
    title="The search service has a private link to each closed resource that it may read",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(_SEARCH,),
    judge=_judge,
    rationale="An indexer runs in Microsoft's network: without a shared private link it cannot reach a closed source, "
    "and somebody opens the source instead.",
    fix="Add a sharedPrivateLinkResources child with the source's id in privateLinkResourceId.",
    references=("https://learn.microsoft.com/azure/search/search-indexer-howto-access-private",),
    benchmark=("NS-2",),
    reads=("identity",),
)
