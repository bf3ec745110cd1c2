"""What is closed to public networks can be reached privately."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import any_of, equals, is_given, one_of
from bedplate.policies.conditions.answer import Truth
from bedplate.policies.facts import read_facts
from bedplate.policies.network.private_endpoints import ENDPOINT, WAITING, Connection, connections
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie, children_of, link
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, same_word
from bedplate.policies.verdict import Verdict

_ACCESS = "properties.publicNetworkAccess"
_STORAGE = "Microsoft.Storage/storageAccounts"
_FLOW_LOGS = "Microsoft.Network/networkWatchers/flowLogs"
_CLOSED = equals(_ACCESS, "Disabled")
# Inside a network as a whole: no endpoint is needed to get there.
_IN_A_NETWORK = any_of(
    equals("properties.vnetConfiguration.internal", expected=True),
    one_of("properties.virtualNetworkType", "Internal"),
    is_given("properties.network.delegatedSubnetResourceId"),
    is_given("properties.hostingEnvironmentProfile"),
    # A project of a hub is reached through its hub.
    equals("kind", "Project"),
)


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    closed, inside = _CLOSED.answer(resource.body), _IN_A_NETWORK.answer(resource.body).truth
    logs = _flow_logs_in(resource, resources)
    if closed.truth is Truth.UNKNOWN:
        yield Verdict(Outcome.UNDECIDED, "publicNetworkAccess is not known before a deployment", _ACCESS, UNKNOWN)
    elif closed.truth is Truth.FAILS or inside is Truth.HOLDS:
        yield Verdict(Outcome.NOT_APPLICABLE, "it is not closed, or lies in a network itself", _ACCESS, closed.actual)
    elif logs is Truth.HOLDS:
        yield Verdict(Outcome.PASS, "flow logs are written to it by Azure, past its firewall")
    else:
        verdict = _of_endpoints(resource, resources)
        unsure = verdict.outcome is Outcome.FAIL and Truth.UNKNOWN in {inside, logs}
        yield Verdict(Outcome.UNDECIDED, f"{verdict.reason}, as far as is known") if unsure else verdict


def _of_endpoints(resource: Resource, resources: Resources) -> Verdict:
    every = [each for endpoint in resources.of_type(ENDPOINT) for each in connections(endpoint, resources)]
    leading = [each for each in every if resource in each.link.targets]
    if not leading:
        if any(map(_leads_nobody_knows_where, every)):
            return Verdict(Outcome.UNDECIDED, "where a private endpoint leads is not known before a deployment")
        return Verdict(Outcome.FAIL, "it is closed to public networks, and no private endpoint leads to it")
    used = _groups_in_use(resource, resources)
    missing = sorted(used - _groups(leading))
    if missing and not any(each.groups is UNKNOWN for each in leading):
        return Verdict(Outcome.FAIL, f"no private endpoint leads to its {', '.join(missing)}")
    approved = [each for each in leading if not each.waits]
    if not approved or used - _groups(approved) > set(missing):
        return Verdict(Outcome.UNDECIDED, WAITING)
    return Verdict(Outcome.UNDECIDED if missing else Outcome.PASS, "a private endpoint leads to it")


def _leads_nobody_knows_where(connection: Connection) -> bool:
    """Return whether its target is not known, or made from several resources or from such that have no endpoints."""
    tie, id_ = connection.link.tie, connection.link.id
    return tie is Tie.UNKNOWN or (tie is Tie.DECLARED and not id_ and connection.target is None)


def _groups(leading: list[Connection]) -> set[str]:
    return {str(group).casefold() for each in leading if each.groups is not UNKNOWN for group in each.groups}


def _groups_in_use(resource: Resource, resources: Resources) -> set[str]:
    if resource.type.casefold() != _STORAGE.casefold():
        return set()
    used: set[str] = {"blob", "dfs"} if same_word(resource.value("properties.isHnsEnabled"), right=True) else set()
    for group, service, part in (
        ("blob", "blobServices", "containers"),
        ("file", "fileServices", "shares"),
        ("queue", "queueServices", "queues"),
        ("table", "tableServices", "tables"),
    ):
        services = children_of(resources, resource, f"{_STORAGE}/{service}")
        prefix = f"{resource.id}/{service}/".casefold()
        parts = resources.of_type(f"{_STORAGE}/{service}/{part}")
        if any(children_of(resources, each, f"{_STORAGE}/{service}/{part}") for each in services) or any(
            (each.id or "").casefold().startswith(prefix) for each in parts
        ):
            used.add(group)
    return used


def _flow_logs_in(resource: Resource, resources: Resources) -> Truth:
    """Return whether flow logs are written to it by Azure."""
    if resource.type.casefold() != _STORAGE.casefold():
        return Truth.FAILS
    links = [link(resources, each, "properties.storageId", _STORAGE) for each in resources.of_type(_FLOW_LOGS)]
    if any(resource in found.targets for found in links):
        return Truth.HOLDS
    return Truth.UNKNOWN if any(found.tie is Tie.UNKNOWN for found in links) else Truth.FAILS


RULE = Rule(
    id="X-NET-01",
    title="What is closed to public networks has private endpoints for the parts in use",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=tuple(type_ for type_ in read_facts("private_link") if type_ != "Microsoft.Insights/privateLinkScopes"),
    judge=_judge,
    rationale="A closed service without an endpoint answers nobody; sooner or later somebody opens it to the internet.",
    fix="Declare a private endpoint to each sub-resource in use, for example blob and dfs of a data lake; name the "
    "service in privateLinkServiceConnections, which needs no approval by hand.",
    references=("https://learn.microsoft.com/azure/private-link/private-endpoint-overview",),
    benchmark=("NS-2",),
    reads=(_ACCESS,),
)
