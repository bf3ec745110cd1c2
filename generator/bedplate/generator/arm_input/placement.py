"""What a deployment is made to, and the ids of resources in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bedplate.generator.arm.identity import UNKNOWN_SUBSCRIPTION
from bedplate.generator.arm.scopes import RESOURCE_GROUPS, ScopeKind
from bedplate.generator.arm_input.untold import Untold, Value, computed, joined, letters_of

_KINDS = {
    "subscriptiondeploymenttemplate": ScopeKind.SUBSCRIPTION,
    "managementgroupdeploymenttemplate": ScopeKind.MANAGEMENT_GROUP,
    "tenantdeploymenttemplate": ScopeKind.TENANT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A resource group, a subscription, a management group or the tenant."""

    kind: ScopeKind
    subscription: Value
    """Id of the subscription, where there is one."""
    name: Value = ""
    """Name of the resource group or management group."""

    @property
    def id(self) -> Value:
        """ARM id; empty for the tenant."""
        match self.kind:
            case ScopeKind.RESOURCE_GROUP:
                return joined(["/subscriptions/", self.subscription, "/resourceGroups/", self.name])
            case ScopeKind.SUBSCRIPTION:
                return joined(["/subscriptions/", self.subscription])
            case ScopeKind.MANAGEMENT_GROUP:
                return joined(["/providers/Microsoft.Management/managementGroups/", self.name])
            case _:
                return ""

    def resource_id(self, arguments: Sequence[Value]) -> Value:
        """Return what `resourceId` gives here."""
        before, path = _split(arguments)
        if self.kind is not ScopeKind.RESOURCE_GROUP:
            return joined([_in_subscription(before[0]) if before else self.id, path])
        *subscriptions, group = before or [self.name]
        subscription = subscriptions[0] if subscriptions else self.subscription
        return joined([_in_subscription(subscription), "/resourceGroups/", group, path])

    def subscription_resource_id(self, arguments: Sequence[Value]) -> Value:
        """Return what `subscriptionResourceId` gives here."""
        before, path = _split(arguments)
        return joined([_in_subscription(before[0] if before else self.subscription), path])

    def management_group_resource_id(self, arguments: Sequence[Value]) -> Value:
        """Return what `managementGroupResourceId` gives here."""
        before, path = _split(arguments)
        name = before[0] if before else self.name
        return joined(["/providers/Microsoft.Management/managementGroups/", name, path])


def placement_of(schema: object, told: object, unique: str) -> Placement:
    """Return what a template is deployed to.

    Args:
        schema: its `$schema`, which tells the kind.
        told: the id of the scope, where the template's metadata tells it.
        unique: tells unknown scopes of different templates apart.
    """
    if isinstance(told, str) and told.startswith("/"):
        return placement_at(told)
    name = re.sub(r"\.json.*", "", str(schema).rsplit("/", 1)[-1]).casefold()
    kind = _KINDS.get(name, ScopeKind.RESOURCE_GROUP)
    text = f"unknown-{kind}-{unique}"
    return Placement(kind=kind, subscription=_UNKNOWN_SUBSCRIPTION, name=Untold(text, of_scope=True))


def placement_at(id_: Value) -> Placement:
    """Return the placement that an id names."""
    text = letters_of(id_)
    if found := re.fullmatch(r"/subscriptions/([^/]+)/resourceGroups/([^/]+)", text, re.IGNORECASE):
        return Placement(kind=ScopeKind.RESOURCE_GROUP, subscription=_part(id_, found[1]), name=_part(id_, found[2]))
    if found := re.fullmatch(r"/subscriptions/([^/]+)", text, re.IGNORECASE):
        return Placement(kind=ScopeKind.SUBSCRIPTION, subscription=_part(id_, found[1]))
    if found := re.fullmatch(r"/?(?:providers/)?Microsoft.Management/managementGroups/(.+)", text, re.IGNORECASE):
        return Placement(kind=ScopeKind.MANAGEMENT_GROUP, subscription="", name=_part(id_, found[1]))
    if text == "/":
        return Placement(kind=ScopeKind.TENANT, subscription="")
    group = computed("the scope", id_)
    return Placement(kind=ScopeKind.RESOURCE_GROUP, subscription=_UNKNOWN_SUBSCRIPTION, name=group)


def provider_path(type_: str, names: Sequence[Value]) -> Value:
    """Return the end of an id: `/providers/Microsoft.Network/virtualNetworks/vnet/subnets/one`.

    Raises:
        ValueError: there is not one name for each part of the type.
    """
    namespace, *kinds = type_.split("/")
    if len(kinds) != len(names) or not kinds:
        raise ValueError(type_)
    if type_.casefold() == RESOURCE_GROUPS.casefold():
        return joined(["/resourceGroups/", names[0]])
    pairs = [part for kind, name in zip(kinds, names, strict=True) for part in (f"/{kind}/", name)]
    return joined(["/providers/", namespace, *pairs])


def extension_id(arguments: Sequence[Value]) -> Value:
    """Return what `extensionResourceId` gives."""
    before, path = _split(arguments)
    return joined([*before, path])


def tenant_resource_id(arguments: Sequence[Value]) -> Value:
    """Return what `tenantResourceId` gives."""
    return joined([_split(arguments)[1]])


_UNKNOWN_SUBSCRIPTION = Untold(UNKNOWN_SUBSCRIPTION, of_scope=True)


def _in_subscription(subscription: Value) -> Value:
    return joined(["/subscriptions/", subscription])


def _part(whole: Value, text: str) -> Value:
    if text == UNKNOWN_SUBSCRIPTION:
        return _UNKNOWN_SUBSCRIPTION
    return Untold(text, of_scope=whole.of_scope) if isinstance(whole, Untold) and "unknown-" in text else text


def _split(arguments: Sequence[Value]) -> tuple[Sequence[Value], Value]:
    """Return what stands before the type among the arguments, and the end of the id.

    Raises:
        ValueError: the type is not known, or has another number of names.
    """
    for index, each in enumerate(arguments):
        if isinstance(each, str) and "/" in each and not each.startswith("/"):
            return arguments[:index], provider_path(each, arguments[index + 1 :])
    raise ValueError(arguments)
