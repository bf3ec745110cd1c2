"""Records cannot be changed or deleted: a rule that looks at several resources."""

from collections.abc import Iterator

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict

_CONTAINER = "Microsoft.Storage/storageAccounts/blobServices/containers"
_DAYS = "properties.immutabilityPeriodSinceCreationInDays"


def _judge(container: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    if container.id is None:
        yield Verdict(Outcome.UNDECIDED, "the id is not known before a deployment")
        return
    policies = resources.children(container, f"{_CONTAINER}/immutabilityPolicies")
    if not policies:
        yield Verdict(Outcome.FAIL, "no immutability policy is declared for it")
    for policy in policies:
        yield _of_policy(policy, parameters["leastDays"])


def _of_policy(policy: Resource, least: object) -> Verdict:
    days = policy.value(_DAYS)
    # What is not known is never a pass.
    if days is UNKNOWN or not isinstance(days, int) or not isinstance(least, int):
        return Verdict(Outcome.UNDECIDED, "how long records are kept is not known before a deployment", _DAYS, days)
    outcome = Outcome.PASS if days >= least else Outcome.FAIL
    return Verdict(outcome, f"records are kept for {days} days, expected {least} or more", _DAYS, days)


RULE = Rule(
    id="CON-02",
    title="Records cannot be changed or deleted before their time",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    types=(_CONTAINER,),
    judge=_judge,
    rationale="Whoever can delete a record can also hide what it says.",
    fix="Declare an immutability policy for the container, for as long as the pack asks for.",
    references=("https://learn.microsoft.com/azure/storage/blobs/immutable-storage-overview",),
    reads=(_DAYS,),
    parameters={"leastDays": Parameter(description="Days for which records must be kept.", default=365)},
)
