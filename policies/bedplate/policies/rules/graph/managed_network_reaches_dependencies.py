"""The managed network of a workspace has a private endpoint to each closed resource that the workspace uses."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from bedplate.policies.conditions import Truth, equals
from bedplate.policies.facts import read_facts
from bedplate.policies.network.managed_networks import (
    ISOLATION_MODE,
    OUTBOUND_RULES,
    WORKSPACE,
    ManagedNetwork,
    OutboundRule,
    managed_network,
    own_dependencies,
)
from bedplate.policies.network.private_endpoints import link_groups
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, link, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, Value, same_word
from bedplate.policies.verdict import Verdict

_CLOSED = equals("properties.publicNetworkAccess", "Disabled", default="Enabled")
_HUB = "properties.hubResourceId"
_RESOURCE_ID = "properties.metadata.ResourceId"
_PARTS = {"azureblob": "blob", "azuredatalakegen2": "dfs", "azurefile": "file"}
"""Part of a storage account that a datastore of a type reads."""
_BATCH = ("queue", "table")
"""Parts of the workspace's storage account that batch endpoints need, and that Azure makes no endpoint to."""


def _judge(workspace: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    network = managed_network(workspace, resources)
    if network is None or network.is_isolated is None:
        yield Verdict(Outcome.UNDECIDED, f"{ISOLATION_MODE} is not known before a deployment", ISOLATION_MODE, UNKNOWN)
        return
    if not network.is_isolated or same_word(workspace.value("kind"), "Project"):
        yield Verdict(Outcome.NOT_APPLICABLE, "it has no managed network of its own", ISOLATION_MODE, network.mode)
        return
    uses = {(target.key, part): target for target, part in _uses(workspace, resources)}
    verdicts = [_of_use(target, part, network, resources) for (_key, part), target in uses.items()]
    yield from [each for each in verdicts if each] or [Verdict(Outcome.PASS, "it uses nothing that needs a rule")]
    yield from _needless_hosts(network, resources)


def _uses(workspace: Resource, resources: Resources) -> Iterator[tuple[Resource, str]]:
    """Yield the declared resources that a workspace uses beside its own, with the part of it; empty for any."""
    projects = (
        each
        for each in resources.of_type(WORKSPACE)
        if any(hub is workspace for hub in resources.referenced(each, _HUB))
    )
    for user in (workspace, *projects):
        for connection in children_of(resources, user, f"{WORKSPACE}/connections"):
            target = _connected(connection, resources)
            # The connection may ask for an endpoint itself.
            if target is not None and not same_word(connection.value("properties.peRequirement"), "Required"):
                yield target, ""
        for store in children_of(resources, user, f"{WORKSPACE}/datastores"):
            part = _PARTS.get(str(store.value("properties.datastoreType")).casefold(), "")
            account = _named(store.value("properties.accountName"), resources, "Microsoft.Storage/storageAccounts")
            if (
                part
                and account is not None
                and not any(each is account for each in own_dependencies(workspace, resources))
            ):
                yield account, part
    if children_of(resources, workspace, f"{WORKSPACE}/batchEndpoints"):
        for account in link(resources, workspace, "properties.storageAccount").targets[:1]:
            yield from ((account, part) for part in _BATCH)


def _connected(connection: Resource, resources: Resources) -> Resource | None:
    address = connection.value("properties.target")
    for id_ in (connection.value(_RESOURCE_ID), address):
        named = resources.with_id(id_)
        if named is not None:
            return named
    if isinstance(address, str):
        return _named((urlsplit(address).hostname or "").split(".")[0], resources)
    sources = [each for each in resources.sources(connection, "properties.target") if link_groups(each.type)]
    return sources[0] if len(sources) == 1 else None


def _named(name: Value, resources: Resources, *types: str) -> Resource | None:
    if not isinstance(name, str) or not name:
        return None
    linkable = resources.of_type(*(types or read_facts("private_link")))
    found = [each for each in linkable if name.casefold() in _names(each)]
    return found[0] if len(found) == 1 else None


def _names(resource: Resource) -> set[str]:
    return {name_of(resource).casefold(), str(resource.value("properties.customSubDomainName")).casefold()}


def _of_use(target: Resource, part: str, network: ManagedNetwork, resources: Resources) -> Verdict | None:
    leading = [(each, each.target(resources)) for each in network.rules]
    said = " ".join(filter(None, (part, "of" if part else "", name_of(target))))
    if any(found is target and _leads_to(each, part) for each, found in leading):
        return Verdict(Outcome.PASS, f"an outbound rule leads to {said}", OUTBOUND_RULES)
    closed = _CLOSED.answer(target.body).truth
    if closed is Truth.FAILS:
        return None
    if closed is Truth.UNKNOWN or any(found is UNKNOWN for _each, found in leading):
        return Verdict(Outcome.UNDECIDED, f"whether a rule leads to {said}, or must, is not known here", OUTBOUND_RULES)
    return Verdict(Outcome.FAIL, f"it uses {said}, which is closed, and no outbound rule leads there", OUTBOUND_RULES)


def _leads_to(rule: OutboundRule, part: str) -> bool:
    return not part or rule.group is UNKNOWN or same_word(rule.group, part)


def _needless_hosts(network: ManagedNetwork, resources: Resources) -> Iterator[Verdict]:
    """Yield failures for hosts that are allowed by name though a private endpoint leads there."""
    targets = (each.target(resources) for each in network.rules)
    reached = [each for each in targets if isinstance(each, Resource)]
    if same_word(network.mode, "AllowOnlyApprovedOutbound"):
        reached += own_dependencies(network.owner, resources)
    for rule in network.rules:
        name, _dot, domain = rule.host.partition(".")
        for target in {each.key: each for each in reached}.values():
            if name in _names(target) and domain in _domains(target.type):
                reason = f"it allows {rule.host} by name, though a private endpoint leads to {name_of(target)}"
                yield Verdict(Outcome.FAIL, reason, OUTBOUND_RULES, rule.host)


def _domains(type_: str) -> set[str]:
    zones = (zone for row in link_groups(type_).values() for zone in row.get("public", ()))
    # Vaults answer below another domain than that of their private zone.
    return {zone.removeprefix("privatelink.").replace("vaultcore.", "vault.") for zone in zones}


RULE = Rule(
    id="X-NET-08",
    title="The workspace's managed network has a private endpoint to each closed resource that the workspace uses",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(WORKSPACE,),
    judge=_judge,
    rationale="A job cannot reach what is closed without one, and somebody opens the resource instead; a host that is "
    "allowed by name beside it is a second way out, past the firewall of the resource.",
    fix="Declare an outbound rule of type PrivateEndpoint with the resource's id and its part, and take rules for its "
    "host away.",
    references=("https://learn.microsoft.com/azure/machine-learning/how-to-managed-network",),
    benchmark=("NS-2",),
    reads=(ISOLATION_MODE, OUTBOUND_RULES),
)
