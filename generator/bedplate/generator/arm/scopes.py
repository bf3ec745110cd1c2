"""What a template is deployed to: a resource group, a subscription, a management group or the tenant."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

RESOURCE_GROUPS = "Microsoft.Resources/resourceGroups"
"""ARM type of resource groups, whose path names no provider."""

_RESOURCE_GROUP = re.compile(r"/subscriptions/([^/]+)/resourceGroups/([^/]+)(?=/providers/|$)", re.IGNORECASE)
_SUBSCRIPTION = re.compile(r"/subscriptions/([^/]+)(?=/providers/|/resourceGroups/[^/]+$|$)", re.IGNORECASE)
_MANAGEMENT_GROUP = re.compile(
    r"/providers/Microsoft\.Management/managementGroups/([^/]+)(?=/providers/|$)", re.IGNORECASE
)


class ScopeKind(enum.StrEnum):
    """Kinds of scopes."""

    RESOURCE_GROUP = "resourceGroup"
    SUBSCRIPTION = "subscription"
    MANAGEMENT_GROUP = "managementGroup"
    TENANT = "tenant"
    EXTENSION = "extension"
    """Another resource, or whatever an input names; never the scope of a whole template."""
    UNKNOWN = "unknown"
    """Only a deployment can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateScope:
    """What one template is deployed to."""

    kind: ScopeKind
    subscription: str = ""
    """Subscription id, of a resource group and a subscription."""
    name: str = ""
    """Name of the resource group or management group."""

    @property
    def id(self) -> str:
        """ARM id; `/` for the tenant, empty where the scope is not known."""
        match self.kind:
            case ScopeKind.RESOURCE_GROUP:
                return f"/subscriptions/{self.subscription}/resourceGroups/{self.name}"
            case ScopeKind.SUBSCRIPTION:
                return f"/subscriptions/{self.subscription}"
            case ScopeKind.MANAGEMENT_GROUP:
                return f"/providers/Microsoft.Management/managementGroups/{self.name}"
            case ScopeKind.TENANT:
                return "/"
            case _:
                return ""


UNKNOWN_SCOPE = TemplateScope(kind=ScopeKind.UNKNOWN)
TENANT = TemplateScope(kind=ScopeKind.TENANT)


def parent_of(arm_id: str) -> str:
    """Return the id of what a resource lies in or extends: all before its own provider; `/` where nothing is."""
    if "/providers/" in arm_id:
        return arm_id.rsplit("/providers/", 1)[0] or "/"
    return re.sub(r"/resourceGroups/[^/]+$", "", arm_id, flags=re.IGNORECASE) or "/"


def template_scope(scope_id: str) -> TemplateScope:
    """Return the template in which a resource belongs that lies in, or extends, what `scope_id` names."""
    if found := _RESOURCE_GROUP.match(scope_id):
        return TemplateScope(kind=ScopeKind.RESOURCE_GROUP, subscription=found[1], name=found[2])
    if found := _SUBSCRIPTION.match(scope_id):
        return TemplateScope(kind=ScopeKind.SUBSCRIPTION, subscription=found[1])
    if found := _MANAGEMENT_GROUP.match(scope_id):
        return TemplateScope(kind=ScopeKind.MANAGEMENT_GROUP, name=found[1])
    return TENANT if scope_id == "/" or scope_id.lower().startswith("/providers/") else UNKNOWN_SCOPE


def is_whole_template(scope_id: str) -> bool:
    """Return whether an id names a scope that templates are deployed to, and no resource in one."""
    return template_scope(scope_id).id.casefold() == scope_id.casefold()


def kind_of_path(path: str) -> ScopeKind:
    """Return what kind of thing resources of an ARM path are deployed to, as far as the path tells."""
    parent = parent_of(path)
    return template_scope(parent).kind if is_whole_template(parent) else ScopeKind.EXTENSION
