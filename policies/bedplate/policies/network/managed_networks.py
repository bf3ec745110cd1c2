"""Networks that Azure manages for a workspace or an AI account: how isolated they are, and what they let out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bedplate.policies.ancestors import ancestor
from bedplate.policies.conditions import Truth, one_of
from bedplate.policies.facts import read_facts
from bedplate.policies.relations import Tie, children_of, link, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING, UNKNOWN, Marker, Value, same_word, value_at

WORKSPACE = "Microsoft.MachineLearningServices/workspaces"
ACCOUNT = "Microsoft.CognitiveServices/accounts"
ACCOUNT_NETWORK = "Microsoft.CognitiveServices/accounts/managedNetworks"
ISOLATION_MODE = "properties.managedNetwork.isolationMode"
OUTBOUND_RULES = "properties.managedNetwork.outboundRules"
ISOLATED = one_of(ISOLATION_MODE, "AllowInternetOutbound", "AllowOnlyApprovedOutbound", default="Disabled")
"""Hold for what has a managed network."""
_TARGET = "destination.serviceResourceId"
# Dependencies of a workspace for which Azure makes the endpoints itself.
_OWN = {
    "properties.storageAccount": "Microsoft.Storage/storageAccounts",
    "properties.keyVault": "Microsoft.KeyVault/vaults",
    "properties.containerRegistry": "Microsoft.ContainerRegistry/registries",
}


@dataclass(frozen=True, slots=True)
class OutboundRule:
    """One rule of a managed network."""

    declared_in: Resource
    path: str
    """Dotted path of its object in that resource."""
    body: Value

    @property
    def kind(self) -> Value:
        """PrivateEndpoint, FQDN or ServiceTag."""
        return UNKNOWN if self.body is UNKNOWN else value_at(self.body, "type")

    @property
    def host(self) -> str:
        """The host that it allows; empty for rules of another kind, and where it is not known."""
        host = value_at(self.body, "destination")
        return host.casefold() if same_word(self.kind, "FQDN") and isinstance(host, str) else ""

    @property
    def group(self) -> Value:
        """The part of its target that its private endpoint leads to."""
        return value_at(self.body, "destination.subresourceTarget")

    def target(self, resources: Resources) -> Resource | Marker:
        """Return the declared resource that its private endpoint leads to.

        `MISSING` stands for a rule that makes none, or to something that is not declared; `UNKNOWN` where nobody can
        tell.
        """
        if self.kind is not UNKNOWN and not same_word(self.kind, "PrivateEndpoint"):
            return MISSING
        place, id_ = f"{self.path}.{_TARGET}", value_at(self.body, _TARGET)
        found = link(resources, self.declared_in, place, *read_facts("private_link"), value=id_)
        if len(found.targets) == 1:
            return found.targets[0]
        return MISSING if found.id or found.tie is Tie.ABSENT else UNKNOWN


@dataclass(frozen=True, slots=True)
class ManagedNetwork:
    """The managed network of one owner."""

    owner: Resource
    """The workspace or account whose identity approves its private endpoints."""
    mode: Value
    """AllowInternetOutbound, AllowOnlyApprovedOutbound or Disabled."""
    is_isolated: bool | None
    """Whether there is such a network; `None` where nobody can tell."""
    rules: tuple[OutboundRule, ...]


def managed_network(resource: Resource, resources: Resources) -> ManagedNetwork | None:
    """Return the managed network that a workspace, or the child of an account, declares; `None` without an owner."""
    is_workspace = resource.type.casefold() == WORKSPACE.casefold()
    owner = resource if is_workspace else ancestor(resources, resource, ACCOUNT)
    if owner is None:
        return None
    isolated = ISOLATED.answer(resource.body)
    known = None if isolated.truth is Truth.UNKNOWN else isolated.truth is Truth.HOLDS
    return ManagedNetwork(owner, isolated.actual, known, tuple(_rules(resource, resources)))


def own_dependencies(workspace: Resource, resources: Resources) -> tuple[Resource, ...]:
    """Return the declared storage account, vault and registry of a workspace."""
    found = (link(resources, workspace, path, type_).targets for path, type_ in _OWN.items())
    return tuple(each[0] for each in found if len(each) == 1)


def _rules(resource: Resource, resources: Resources) -> Iterator[OutboundRule]:
    for path, body in objects_at(resource.body, OUTBOUND_RULES):
        yield OutboundRule(resource, path, body)
    for child in children_of(resources, resource, f"{resource.type}/outboundRules"):
        yield OutboundRule(child, "properties", child.value("properties"))
