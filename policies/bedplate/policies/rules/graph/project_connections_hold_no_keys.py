"""Connections of AI accounts and projects work without keys, and lead to declared resources."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import Answer, Truth, equals, one_of
from bedplate.policies.model_deployments import ACCOUNTS
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Link, Tie, link
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_AUTH, _TARGET = "properties.authType", "properties.metadata.ResourceId"
_KEYLESS = one_of(
    _AUTH,
    "AAD",
    "ManagedIdentity",
    "ProjectManagedIdentity",
    "AgenticIdentityToken",
    "UserEntraToken",
    "OAuth2",
    "None",
)
# Azure knows no other way to write telemetry into Application Insights from a project.
_ONLY_BY_KEY = equals("properties.category", "AppInsights")


def _judge(connection: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    only_by_key = _ONLY_BY_KEY.answer(connection.body)
    if only_by_key.truth is Truth.HOLDS:
        yield Verdict(Outcome.NOT_APPLICABLE, "Application Insights is connected by a key alone", "properties.category")
        return
    verdict = _of_target(_KEYLESS.answer(connection.body), link(resources, connection, _TARGET))
    if verdict.outcome is Outcome.FAIL and only_by_key.truth is Truth.UNKNOWN:
        verdict = Verdict(Outcome.UNDECIDED, "what it leads to is not known before a deployment", "properties.category")
    yield verdict


def _of_target(keyless: Answer, target: Link) -> Verdict:
    if keyless.truth is Truth.FAILS:
        return Verdict(Outcome.FAIL, keyless.reason, _AUTH, keyless.actual)
    if keyless.truth is Truth.UNKNOWN:
        return Verdict(Outcome.UNDECIDED, keyless.reason, _AUTH, keyless.actual)
    if target.tie in {Tie.ELSEWHERE, Tie.UNKNOWN}:
        return Verdict(Outcome.UNDECIDED, "the resource that it leads to is not declared here", _TARGET, target.id)
    return Verdict(Outcome.PASS, path=_AUTH)


RULE = Rule(
    id="X-AI-12",
    title="The AI project's connection works without a key",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=(f"{ACCOUNTS}/connections", f"{ACCOUNTS}/projects/connections"),
    judge=_judge,
    rationale="A key in a connection is handed to everybody who may use the project, and cannot tell them apart.",
    fix="Set authType to AAD, and grant the project's identity a role on the target.",
    references=("https://learn.microsoft.com/azure/ai-foundry/how-to/connections-add",),
    benchmark=("IM-1",),
    reads=(_AUTH, _TARGET, "properties.category"),
)
