"""A private endpoint names a sub-resource that its target has."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.private_endpoints import ENDPOINT, Connection, connections, link_groups
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict


def _judge(endpoint: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    verdicts = [_verdict(each) for each in connections(endpoint, resources)]
    yield from verdicts or [Verdict(Outcome.FAIL, "the endpoint leads nowhere")]


def _verdict(connection: Connection) -> Verdict:
    path, groups = f"{connection.path}.properties.groupIds", connection.groups
    known = {name.casefold() for name in link_groups(connection.type)}
    if groups is UNKNOWN or not connection.type:
        return Verdict(
            Outcome.UNDECIDED, "the target or its sub-resource is not known before a deployment", path, groups
        )
    if not known:
        reason = f"the sub-resources of {connection.type} are not in the table"
        return Verdict(Outcome.NOT_APPLICABLE, reason, path, groups)
    if not groups:
        return Verdict(Outcome.FAIL, f"no sub-resource of {connection.type} is named", path, groups)
    wrong = [each for each in groups if str(each).casefold() not in known]
    if wrong:
        return Verdict(Outcome.FAIL, f"{connection.type} has no sub-resource {', '.join(wrong)}", path, groups)
    return Verdict(Outcome.PASS, f"{connection.type} has that sub-resource", path, groups)


RULE = Rule(
    id="NET-06",
    title="A private endpoint names a sub-resource that its target has",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(ENDPOINT,),
    judge=_judge,
    rationale="Azure refuses the endpoint during the deployment, or it leads to another part of the service than the "
    "one in use, whose names then resolve publicly.",
    fix="Set groupIds to the sub-resource of the target's type, for example blob, vault or account.",
    references=("https://learn.microsoft.com/azure/private-link/private-endpoint-overview",),
    benchmark=("NS-2",),
    reads=("properties.privateLinkServiceConnections", "properties.manualPrivateLinkServiceConnections"),
)
