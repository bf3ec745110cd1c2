"""What lets traffic out lets services call what they need, and no domain where anybody can rent a name."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.facts import read_facts
from bedplate.policies.network.firewall_callers import Caller, Need, callers
from bedplate.policies.network.firewall_rules import FIREWALL, Allowances, OutboundRule, allowances
from bedplate.policies.network.managed_networks import ACCOUNT_NETWORK, OUTBOUND_RULES, managed_network
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.verdict import Verdict

_POLICY = "properties.firewallPolicy.id"


def _judge(resource: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    permitted = {str(each).casefold() for each in parameters["wildcards"]} | set(read_facts("egress_hosts")["mayCall"])
    if resource.type.casefold() == ACCOUNT_NETWORK.casefold():
        yield from _of_managed_network(resource, permitted, resources)
        return
    allowed, calling = allowances(resource, resources), list(callers(resource, resources))
    yield from (_of_caller(each, allowed, resources) for each in calling)
    broad = list(_too_broad(allowed, permitted))
    yield from broad
    if allowed.rules and not broad:
        yield Verdict(Outcome.PASS, "no rule allows a domain where anybody can rent a name", _POLICY)
    elif not allowed.rules and not calling:
        yield Verdict(Outcome.NOT_APPLICABLE, "none of its rules are declared here, and nothing that needs them")


def _of_managed_network(resource: Resource, permitted: set[str], resources: Resources) -> Iterator[Verdict]:
    network = managed_network(resource, resources)
    hosts = [rule.host for rule in network.rules] if network else []
    broad = [host for host in hosts if _is_rented_out(host) and host not in permitted]
    for host in broad:
        yield Verdict(Outcome.FAIL, f"it allows {host}, where anybody can rent a name", OUTBOUND_RULES, host)
    if not broad:
        yield Verdict(Outcome.PASS, "no rule allows a domain where anybody can rent a name", OUTBOUND_RULES)


def _of_caller(caller: Caller, allowed: Allowances, resources: Resources) -> Verdict:
    name, subnet = name_of(caller.service), caller.subnet
    if subnet is None:
        return Verdict(Outcome.UNDECIDED, f"in which subnet {name} lies is not known here", _POLICY)
    serving = [(rule, rule.serves(subnet, resources)) for rule in allowed.rules]
    rules = [rule for rule, serves in serving if serves]
    missing = [need for need in caller.needs if not _is_met(need, rules)]
    said = f"{subnet.said} of {name}"
    if not missing:
        return Verdict(Outcome.PASS, f"it lets {said} call what it needs", _POLICY)
    if not allowed.complete or any(serves is None or (serves and not rule.is_known) for rule, serves in serving):
        return Verdict(Outcome.UNDECIDED, f"not all rules for {said} are known here", _POLICY)
    hosts = ", ".join(need.said for need in missing)
    return Verdict(Outcome.FAIL, f"it does not let {said} call {hosts}", _POLICY)


def _is_met(need: Need, rules: list[OutboundRule]) -> bool:
    by_name = need.host is not None and any(rule.reaches(need.host) for rule in rules)
    by_kind = bool(need.fqdn_tag) and any(rule.has_fqdn_tag(need.fqdn_tag) for rule in rules)
    return by_name or by_kind or any(_reach_all(tags, rules) for tags in need.tags)


def _reach_all(tags: tuple[str, ...], rules: list[OutboundRule]) -> bool:
    return all(any(rule.reaches_tag(tag) for rule in rules) for tag in tags)


def _too_broad(allowed: Allowances, permitted: set[str]) -> Iterator[Verdict]:
    for rule in allowed.rules:
        for host in rule.hosts:
            if _is_rented_out(host) and host not in permitted:
                reason = f"{name_of(rule.declared_in)} allows {host}, where anybody can rent a name"
                yield Verdict(Outcome.FAIL, reason, _POLICY, host)


def _is_rented_out(host: str) -> bool:
    domain = host.removeprefix("*.")
    rented = read_facts("egress_hosts")["rentable"]
    return host != domain and any(domain == each or domain.endswith(f".{each}") for each in rented)


RULE = Rule(
    id="X-NET-05",
    title="The firewall lets services call the hosts they need, and no domain where anybody can rent a name",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(FIREWALL, ACCOUNT_NETWORK),
    judge=_judge,
    rationale="A host that is missing stops a service from starting, an hour into the deployment, and somebody then "
    "allows everything; behind a wildcard such as *.blob.core.windows.net a stranger's account can take the data.",
    fix="Allow the named hosts or service tags to the subnet on port 443, and name hosts of your own in place of a "
    "wildcard.",
    references=(
        "https://learn.microsoft.com/azure/container-apps/use-azure-firewall",
        "https://learn.microsoft.com/azure/aks/outbound-rules-control-egress",
        "https://learn.microsoft.com/azure/machine-learning/how-to-access-azureml-behind-firewall",
    ),
    benchmark=("NS-3",),
    reads=(_POLICY, "properties.applicationRuleCollections", "properties.networkRuleCollections", OUTBOUND_RULES),
    parameters={
        "wildcards": Parameter(description="Wildcards under rented domains that may be allowed.", default=[]),
    },
)
