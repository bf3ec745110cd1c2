"""What `dependsOn` holds: the id of another resource of the same template, as the expression that scanners read."""

from __future__ import annotations

from bedplate.generator.arm.identity import Identity
from bedplate.generator.arm.scopes import ScopeKind
from bedplate.generator.arm.values import quoted


def dependency(other: Identity) -> str:
    """Return the expression that names a resource of the template it stands in."""
    names = [other.type, *other.name.split("/")]
    if other.extends:
        return _call("extensionResourceId", other.extends, *names)
    if other.scope.kind is ScopeKind.MANAGEMENT_GROUP:
        return _call("managementGroupResourceId", *names)
    # In a template for a subscription or the tenant, the same function gives ids of that level.
    return _call("resourceId", *names)


def _call(function: str, *arguments: str) -> str:
    return f"[{function}({', '.join(quoted(each) for each in arguments)})]"
