"""Defender for Storage looks at what is uploaded, and for secrets in what is stored."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import all_of, equals, some
from bedplate.policies.judged import judged
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_SETTINGS = "Microsoft.Security/defenderForStorageSettings"
_PLANS = "Microsoft.Security/pricings"
_OF_ACCOUNT = all_of(
    equals("properties.isEnabled", expected=True),
    equals("properties.malwareScanning.onUpload.isEnabled", expected=True),
    equals("properties.sensitiveDataDiscovery.isEnabled", expected=True),
)
_OF_PLAN = all_of(
    equals("properties.pricingTier", "Standard"),
    *(
        some(
            "properties.extensions",
            all_of(equals("name", name), equals("isEnabled", expected=True)),
            f"{name} among them",
        )
        for name in ("OnUploadMalwareScanning", "SensitiveDataDiscovery")
    ),
)


def _judge(account: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    settings = children_of(resources, account, _SETTINGS)
    plans = [each for each in resources.of_type(_PLANS) if name_of(each).casefold() == "storageaccounts"]
    answers = [_OF_ACCOUNT.answer(each.body) for each in settings] or [_OF_PLAN.answer(each.body) for each in plans]
    if not answers:
        yield Verdict(
            Outcome.UNDECIDED, "no plan of Defender for Storage is declared here; the subscription may have one"
        )
    for answer in answers[:1]:
        yield judged(answer)


RULE = Rule(
    id="ST-13",
    title="Defender scans uploads for malware and stored data for secrets",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:10",
    types=("Microsoft.Storage/storageAccounts",),
    judge=_judge,
    rationale="Documents that users upload are read by models and people; one that carries malware reaches both.",
    fix="Declare defenderForStorageSettings of the account, or the plan StorageAccounts of the subscription with its "
    "extensions OnUploadMalwareScanning and SensitiveDataDiscovery.",
    references=("https://learn.microsoft.com/azure/defender-for-cloud/defender-for-storage-introduction",),
    benchmark=("LT-1",),
    psrule=("Azure.Storage.Defender.MalwareScan", "Azure.Storage.Defender.DataScan"),
    azure_policy=("640d2586",),
)
