"""A network's name servers outlast the failure of one."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.subnets import NETWORK, all_subnets, hold
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, same_word
from bedplate.policies.verdict import Verdict

_SERVERS = "properties.dhcpOptions.dnsServers"
_AZURE = "168.63.129.16"
_SERVICE = "the name server is a service of Azure that is redundant itself"
_REDUNDANT_ITSELF = {"microsoft.network/azurefirewalls", "microsoft.network/dnsresolvers/inboundendpoints"}


def _judge(network: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    servers = network.value(_SERVERS)
    outcome, reason = _decide(network, resources, servers)
    yield Verdict(outcome, reason, _SERVERS, servers)


def _decide(network: Resource, resources: Resources, servers: Value) -> tuple[Outcome, str]:
    if servers is MISSING or (is_array(servers) and (not servers or _AZURE in servers)):
        return Outcome.PASS, "Azure's own name servers answer"
    if is_array(servers) and len(servers) > 1:
        return Outcome.PASS, f"{len(servers)} name servers answer"
    if any(each.type.casefold() in _REDUNDANT_ITSELF for each in resources.referenced(network, _SERVERS)):
        return Outcome.PASS, _SERVICE
    if not is_array(servers) or servers[0] is UNKNOWN:
        return Outcome.UNDECIDED, "the name servers are not known before a deployment"
    return _of_one(servers[0], resources)


def _of_one(server: Value, resources: Resources) -> tuple[Outcome, str]:
    subnets = [each for each in all_subnets(resources) if hold(each.prefixes or (), server)]
    if not subnets:
        return Outcome.UNDECIDED, "what the one name server is cannot be told here, as no declared network holds it"
    if any(each.name.casefold() == "azurefirewallsubnet" or _is_resolvers(each.delegations) for each in subnets):
        return Outcome.PASS, _SERVICE
    return Outcome.FAIL, "there is one name server"


def _is_resolvers(delegations: Value) -> bool:
    return is_array(delegations) and any(same_word(each, "Microsoft.Network/dnsResolvers") for each in delegations)


RULE = Rule(
    id="NET-03",
    title="A network asks Azure's name servers, or two of its own",
    severity=Severity.LOW,
    pillar=Pillar.RELIABILITY,
    recommendation="RE:05",
    types=(NETWORK,),
    judge=_judge,
    rationale="With a single name server, nothing in the network finds anything while it restarts.",
    fix="Leave dhcpOptions.dnsServers empty, or name two servers, a firewall with DNS proxy, or a private resolver.",
    references=(
        "https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances",
    ),
    benchmark=("NS-10",),
    checkov=("CKV_AZURE_182", "CKV_AZURE_183"),
    psrule=("Azure.VNET.SingleDNS", "Azure.VNET.LocalDNS"),
    reads=(_SERVERS,),
)
