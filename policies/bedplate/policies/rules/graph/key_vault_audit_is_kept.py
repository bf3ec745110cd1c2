"""What is done with a key vault is written down."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import Truth, all_of, any_of, equals, one_of, some
from bedplate.policies.facts import read_facts
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, hangs_nowhere
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_VAULT = "Microsoft.KeyVault/vaults"
_SETTINGS = "Microsoft.Insights/diagnosticSettings"
_AUDITED = some(
    "properties.logs",
    all_of(
        any_of(
            one_of("category", *read_facts("log_categories")[_VAULT]["audit"]),
            one_of("categoryGroup", "audit", "allLogs"),
        ),
        equals("enabled", expected=True),
    ),
    "audit events",
)


def _judge(vault: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    settings = children_of(resources, vault, _SETTINGS)
    truths = {_AUDITED.answer(setting.body).truth for setting in settings}
    if Truth.HOLDS in truths:
        yield Verdict(Outcome.PASS)
    elif Truth.UNKNOWN in truths:
        yield Verdict(Outcome.UNDECIDED, "what its diagnostic setting collects is not known before a deployment")
    elif settings:
        yield Verdict(Outcome.FAIL, "none of its diagnostic settings collects audit events")
    elif any(map(hangs_nowhere, resources.of_type(_SETTINGS))):
        yield Verdict(Outcome.UNDECIDED, "whose a diagnostic setting is, is not known before a deployment")
    else:
        yield Verdict(Outcome.FAIL, "it has no diagnostic setting")


RULE = Rule(
    id="KV-09",
    title="What is done with the key vault is written down",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:10",
    types=(_VAULT,),
    judge=_judge,
    rationale="Without audit events nobody can tell who has read a secret that turns up elsewhere.",
    fix="Add a diagnostic setting to the vault that collects the category group audit or allLogs.",
    references=("https://learn.microsoft.com/azure/key-vault/general/logging",),
    benchmark=("LT-3",),
    psrule=("Azure.KeyVault.Logs",),
    azure_policy=("cf820ca0",),
)
