"""Public addresses outlast a zone and serve something."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import all_of, any_of, equals
from bedplate.policies.conditions.answer import Truth
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import Value, is_array, is_object
from bedplate.policies.verdict import Verdict
from bedplate.policies.zones import not_in_one_zone

_TYPE = "Microsoft.Network/publicIPAddresses"
_SOUND = all_of(any_of(equals("sku.name", "Standard"), equals("sku.name", "StandardV2")), not_in_one_zone)
_PROTECTED = equals("properties.ddosSettings.protectionMode", "Enabled")


def _judge(address: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    wanted = all_of(_SOUND, _PROTECTED) if parameters["ddos"] else _SOUND
    answer = wanted.answer(address.body)
    if answer.truth is Truth.FAILS:
        yield Verdict(Outcome.FAIL, answer.reason, answer.path, answer.actual)
    elif not _is_used(address, resources):
        yield Verdict(Outcome.FAIL, "nothing that is declared here uses the address")
    else:
        outcome = Outcome.PASS if answer.truth is Truth.HOLDS else Outcome.UNDECIDED
        yield Verdict(outcome, answer.reason, answer.path, answer.actual)


def _is_used(address: Resource, resources: Resources) -> bool:
    wanted = (address.id or "").casefold()
    return any(
        address.key in keys
        for each in resources
        for keys in (*each.references.values(), *([each.depends_on] if not wanted else []))
    ) or any(wanted and _names(each.body, wanted) for each in resources if each is not address)


def _names(value: Value, id_: str) -> bool:
    if isinstance(value, str):
        return value.casefold() == id_
    if is_object(value):
        return any(_names(each, id_) for each in value.values())
    return is_array(value) and any(_names(each, id_) for each in value)


RULE = Rule(
    id="NET-13",
    title="A public address has the Standard tier, spans zones, and is in use",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    recommendation="RE:05",
    types=(_TYPE,),
    judge=_judge,
    rationale="Whatever answers at an address in one zone is down with it; an address that nothing uses is paid for, "
    "and is a way in for whoever attaches something to it.",
    fix="Set sku.name to Standard, leave zones out or name two or three, and attach the address or remove it.",
    references=(
        "https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses",
        "https://azure.microsoft.com/blog/azure-public-ips-are-now-zone-redundant-by-default/",
    ),
    benchmark=("NS-5",),
    psrule=("Azure.PublicIP.StandardSKU", "Azure.PublicIP.IsAttached", "Azure.PublicIP.AvailabilityZone"),
    reads=("sku.name", "zones", "properties.ddosSettings.protectionMode"),
    parameters={"ddos": Parameter(description="Whether each address needs a DDoS plan of its own.", default=False)},
)
