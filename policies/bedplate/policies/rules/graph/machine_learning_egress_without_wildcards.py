"""The managed network of a workspace lets nobody reach whole domains."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import Truth, equals
from bedplate.policies.facts import read_facts
from bedplate.policies.judged import set_aside
from bedplate.policies.network.managed_networks import ISOLATION_MODE, OUTBOUND_RULES, WORKSPACE
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, name_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import UNKNOWN, Value, same_word, value_at
from bedplate.policies.verdict import Verdict

_EVERYWHERE = ("Internet", "AzureCloud")
_APPROVED_ONLY = equals(ISOLATION_MODE, "AllowOnlyApprovedOutbound")


def _judge(workspace: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    mode = _APPROVED_ONLY.answer(workspace.body)
    if mode.truth is not Truth.HOLDS:
        yield set_aside(mode)
        return
    allowed = {str(each).casefold() for each in parameters["wildcards"]}
    verdicts = [verdict for path, rule in _rules(workspace, resources) for verdict in _of_rule(path, rule, allowed)]
    yield from verdicts or [Verdict(Outcome.PASS)]


def _rules(workspace: Resource, resources: Resources) -> Iterator[tuple[str, Value]]:
    yield from objects_at(workspace.body, OUTBOUND_RULES)
    for child in children_of(resources, workspace, f"{WORKSPACE}/outboundRules"):
        yield f"{OUTBOUND_RULES}.{name_of(child)}", child.value("properties")


def _of_rule(path: str, rule: Value, allowed: set[str]) -> Iterator[Verdict]:
    kind, host = value_at(rule, "type"), value_at(rule, "destination")
    tag = value_at(rule, "destination.serviceTag")
    by_name = same_word(kind, "FQDN")
    if rule is UNKNOWN or kind is UNKNOWN or (by_name and host is UNKNOWN):
        yield Verdict(Outcome.UNDECIDED, f"{path} is not known before a deployment", path, UNKNOWN)
    elif by_name and "*" in str(host) and str(host).casefold() not in allowed:
        yield Verdict(Outcome.FAIL, f"{path}.destination is {host}, expected a whole host name", path, host)
    elif same_word(kind, "ServiceTag") and any(same_word(tag, word) for word in _EVERYWHERE):
        yield Verdict(Outcome.FAIL, f"{path}.destination.serviceTag is {tag}, which is everywhere", path, tag)


RULE = Rule(
    id="AML-03",
    title="The workspace's managed network allows hosts, not whole domains",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(WORKSPACE,),
    judge=_judge,
    rationale="Below a wildcard such as *.blob.core.windows.net anybody can rent a name to which training code can "
    "carry the data.",
    fix="Name the host, or reach the resource by an outbound rule of type PrivateEndpoint.",
    references=("https://learn.microsoft.com/azure/machine-learning/how-to-managed-network",),
    benchmark=("NS-3",),
    checkov=("CKV_AZURE_243",),
    reads=(OUTBOUND_RULES, ISOLATION_MODE),
    parameters={
        "wildcards": Parameter(
            description="Wildcards that may be used.", default=read_facts("egress_hosts")["ownedByOne"]
        ),
    },
)
