"""The APIs of a gateway are watched by Microsoft Defender for APIs."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.gateway_policy import SERVICE
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict


def _judge(service: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    apis = [name_of(each) for each in children_of(resources, service, f"{SERVICE}/apis")]
    watched = [name_of(each) for each in children_of(resources, service, "Microsoft.Security/apiCollections")]
    known = {name.casefold() for name in watched if name}
    missing = sorted({name for name in apis if name and name.casefold() not in known})
    if not apis:
        yield Verdict(Outcome.NOT_APPLICABLE, "no API of it is declared")
    elif not watched:
        yield Verdict(Outcome.FAIL, f"not onboarded to Defender for APIs: {', '.join(missing) or 'all of them'}")
    elif "" in apis or (missing and "" in watched):
        yield Verdict(Outcome.UNDECIDED, "which APIs are onboarded is not known before a deployment")
    elif missing:
        yield Verdict(Outcome.FAIL, f"not onboarded to Defender for APIs: {', '.join(missing)}")
    else:
        yield Verdict(Outcome.PASS, "every API is onboarded to Defender for APIs")


RULE = Rule(
    id="APIM-21",
    title="Microsoft Defender watches the gateway's APIs",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:10",
    types=(SERVICE,),
    judge=_judge,
    rationale="Calls that probe an API look like calls; only somebody who compares them notices.",
    fix="Add a Microsoft.Security/apiCollections resource to the service for each API, with the API's name.",
    references=("https://learn.microsoft.com/azure/defender-for-cloud/defender-for-apis-deploy",),
    benchmark=("LT-1",),
    psrule=("Azure.APIM.DefenderCloud",),
    azure_policy=("7926a6d1",),
)
