"""The identity of a managed network may approve the private endpoints that the network makes."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.facts import read_facts
from bedplate.policies.network.managed_networks import (
    ACCOUNT_NETWORK,
    ISOLATION_MODE,
    OUTBOUND_RULES,
    WORKSPACE,
    ManagedNetwork,
    managed_network,
    own_dependencies,
)
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.role_assignments import RoleAssignment, identities_of, role_assignments
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, same_word
from bedplate.policies.verdict import Verdict


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    network = managed_network(resource, resources)
    if network is None or network.is_isolated is None:
        yield Verdict(
            Outcome.UNDECIDED, "whether there is a managed network, and whose, is not known here", ISOLATION_MODE
        )
    elif not network.is_isolated or same_word(resource.value("kind"), "Project"):
        yield Verdict(Outcome.NOT_APPLICABLE, "it has no managed network of its own", ISOLATION_MODE, network.mode)
    else:
        yield from _of_network(network, resources)


def _of_network(network: ManagedNetwork, resources: Resources) -> Iterator[Verdict]:
    found = [rule.target(resources) for rule in network.rules]
    targets = [each for each in found if isinstance(each, Resource)]
    needing = {each.key: each for each in (*targets, *_own_targets(network, resources))}
    identities = identities_of(network.owner, resources)
    keys = {each.key for each in identities}
    held = [each for each in role_assignments(resources) if keys & {one.key for one in each.holders(resources)}]
    unseen = [each for each in role_assignments(resources) if not each.holders(resources)]
    for target in needing.values():
        maybe = not identities or any(_approves(each, target, resources) is not False for each in unseen)
        yield _of_target(target, held, resources, maybe=maybe)
    if UNKNOWN in found:
        yield Verdict(
            Outcome.UNDECIDED, "where one of its private endpoints leads is not known here", OUTBOUND_RULES, UNKNOWN
        )
    elif not needing:
        yield Verdict(
            Outcome.NOT_APPLICABLE, "its private endpoints lead to nothing that is declared here", OUTBOUND_RULES
        )


def _own_targets(network: ManagedNetwork, resources: Resources) -> tuple[Resource, ...]:
    """Return what Azure makes endpoints to by itself, where the owner must see to the role."""
    if network.owner.type.casefold() != WORKSPACE.casefold():
        return (network.owner,)
    given = "userassigned" in str(network.owner.value("identity.type")).casefold()
    return (network.owner, *own_dependencies(network.owner, resources)) if given else ()


def _of_target(target: Resource, held: list[RoleAssignment], resources: Resources, *, maybe: bool) -> Verdict:
    answers, name = [_approves(each, target, resources) for each in held], name_of(target)
    if True in answers:
        outcome, reason = Outcome.PASS, f"its identity may approve the endpoint to {name}"
    elif None in answers or maybe:
        outcome, reason = Outcome.UNDECIDED, f"which role its identity has on {name} is not known here"
    else:
        outcome, reason = Outcome.FAIL, f"its identity may not approve the private endpoint to {name}"
    return Verdict(outcome, reason, OUTBOUND_RULES)


def _approves(assignment: RoleAssignment, target: Resource, resources: Resources) -> bool | None:
    covers = assignment.covers(target, resources)
    if not covers:
        return covers
    approvers, roles = read_facts("endpoint_approvers"), read_facts("role_edges")["roles"]
    if assignment.privilege is not None and assignment.privilege["name"] in approvers["privileged"]:
        return True
    names = next((row for type_, row in approvers["services"].items() if same_word(type_, target.type)), ())
    if assignment.role in {*approvers["everywhere"].values(), *(roles[name]["id"] for name in names)}:
        return True
    known = {*approvers["nowhere"].values(), *(row["id"] for row in roles.values())}
    return False if assignment.role in known else None


RULE = Rule(
    id="X-NET-09",
    title="The identity of a managed network may approve the private endpoints that the network makes",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=(WORKSPACE, ACCOUNT_NETWORK),
    judge=_judge,
    rationale="An endpoint that nobody approves stays pending: the network is never ready, and since April 2025 Azure "
    "no longer grants the role itself.",
    fix="Grant the identity Azure AI Enterprise Network Connection Approver "
    "(b556d68e-0be0-4f35-a333-ad7ee1ce17ea) on each target, before the network is made.",
    references=(
        "https://learn.microsoft.com/azure/machine-learning/how-to-managed-network",
        "https://learn.microsoft.com/azure/foundry/how-to/managed-virtual-network",
    ),
    benchmark=("NS-2",),
    reads=(ISOLATION_MODE, OUTBOUND_RULES, "identity"),
)
