"""The managed network of a workspace lets nobody reach whole domains."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import Truth, equals
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, name_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import UNKNOWN, Value, value_at
from bedplate.policies.verdict import Verdict

_WORKSPACE = "Microsoft.MachineLearningServices/workspaces"
_RULES = "properties.managedNetwork.outboundRules"
_APPROVED_ONLY = equals("properties.managedNetwork.isolationMode", "AllowOnlyApprovedOutbound")
# Domains of one owner each that Microsoft's page on managed networks tells to allow as a whole.
_OWNED_BY_ONE = (
    "*.anaconda.com",
    "*.anaconda.org",
    "*.docker.com",
    "*.docker.io",
    "*.pytorch.org",
    "*.tensorflow.org",
    "*.vscode-cdn.net",
    "*.vscode-unpkg.net",
    "*.vscode.dev",
)


def _judge(workspace: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    mode = _APPROVED_ONLY.answer(workspace.body)
    if mode.truth is not Truth.HOLDS:
        yield Verdict(
            Outcome.NOT_APPLICABLE if mode.truth is Truth.FAILS else Outcome.UNDECIDED, mode.reason, mode.path
        )
        return
    allowed = {str(each).casefold() for each in parameters["wildcards"]}
    verdicts = [verdict for path, rule in _rules(workspace, resources) for verdict in _of_rule(path, rule, allowed)]
    yield from verdicts or [Verdict(Outcome.PASS)]


def _rules(workspace: Resource, resources: Resources) -> Iterator[tuple[str, Value]]:
    yield from objects_at(workspace.body, _RULES)
    for child in children_of(resources, workspace, f"{_WORKSPACE}/outboundRules"):
        yield f"{_RULES}.{name_of(child)}", child.value("properties")


def _of_rule(path: str, rule: Value, allowed: set[str]) -> Iterator[Verdict]:
    kind, host = value_at(rule, "type"), value_at(rule, "destination")
    if rule is UNKNOWN or kind is UNKNOWN or (_is_fqdn(kind) and host is UNKNOWN):
        yield Verdict(Outcome.UNDECIDED, f"{path} is not known before a deployment", path, UNKNOWN)
    elif _is_fqdn(kind) and "*" in str(host) and str(host).casefold() not in allowed:
        yield Verdict(Outcome.FAIL, f"{path}.destination is {host}, expected a whole host name", path, host)


def _is_fqdn(kind: Value) -> bool:
    return isinstance(kind, str) and kind.casefold() == "fqdn"


RULE = Rule(
    id="AML-03",
    title="The workspace's managed network allows hosts, not whole domains",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(_WORKSPACE,),
    judge=_judge,
    rationale="Below a wildcard such as *.blob.core.windows.net anybody can rent a name to which training code can "
    "carry the data.",
    fix="Name the host, or reach the resource by an outbound rule of type PrivateEndpoint.",
    references=("https://learn.microsoft.com/azure/machine-learning/how-to-managed-network",),
    benchmark=("NS-3",),
    checkov=("CKV_AZURE_243",),
    reads=(_RULES, "properties.managedNetwork.isolationMode"),
    parameters={
        "wildcards": Parameter(description="Wildcards that may be used.", default=list(_OWNED_BY_ONE)),
    },
)
