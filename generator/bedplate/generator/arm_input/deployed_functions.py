"""The functions of the expression language that ask where something is deployed, and what else is.

Each takes the deployment, the indexes of the loops around it, and its arguments.
Source: learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource, read 2026-11-21.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bedplate.components.facts.clouds import cloud_of
from bedplate.generator.arm.scopes import ScopeKind
from bedplate.generator.arm_input.deployment import Deployment, Named
from bedplate.generator.arm_input.placement import extension_id, tenant_resource_id
from bedplate.generator.arm_input.untold import Untold, Value, computed, joined, letters_of

Loops: TypeAlias = Mapping[str, Value]
Arguments: TypeAlias = Sequence[Value]


@dataclass(frozen=True, slots=True)
class State:
    """What `reference` gives of a deployment in the same template."""

    of: Deployment


def named(deployment: Deployment, value: Value) -> list[Named]:
    """Return the resources that an id, a symbolic name or a name means; all of a loop where no number is given."""
    text = letters_of(value)
    if text.startswith("/"):
        return [Named(value, "", "", "")]
    found = re.fullmatch(r"(.+)\[(\d+)\]", text)
    name, index = (found[1], int(found[2])) if found else (text, None)
    # Symbolic names mind case, names of resources do not.
    listed = deployment.symbols.get(name if deployment.has_symbols else name.casefold(), [])
    return listed if index is None else listed[index : index + 1]


def at_runtime(deployment: Deployment, function: str, values: Arguments, *, secret: bool = False) -> Untold:
    """Return what only Azure can tell of a resource that the first argument names."""
    found = named(deployment, values[0])
    made = computed(function, *([each.id for each in found] or values[:1]), *values[1:], secret=secret)
    return Untold(made.text, made.sources | {_words(each.id) for each in found}, made.secret)


def _reference(deployment: Deployment, _loops: Loops, values: Arguments) -> Value:
    for each in named(deployment, values[0]):
        found = deployment.nested.get(_words(each.id))
        if found is not None:
            return State(found)
    return at_runtime(deployment, "reference", values)


def _resource_info(deployment: Deployment, _loops: Loops, values: Arguments) -> Value:
    found = named(deployment, values[0])
    if len(found) != 1:
        return computed("resourceinfo", *values)
    return {"id": found[0].id, "name": found[0].name, "type": found[0].type, "apiVersion": found[0].api_version}


def _copy_index(_deployment: Deployment, loops: Loops, values: Arguments) -> Value:
    name = next((each for each in values if isinstance(each, str)), "")
    offset = next((each for each in values if isinstance(each, int)), 0)
    index = loops.get(name.casefold(), computed("copyindex", name))
    return index + offset if isinstance(index, int) else computed("add", index, offset)


def _resource_group(deployment: Deployment, _loops: Loops, _values: Arguments) -> Value:
    place = deployment.reads.placement
    if place.kind is not ScopeKind.RESOURCE_GROUP:
        return computed("resourcegroup")
    told_by_azure = {name: computed(name, place.id) for name in ("location", "tags")}
    return {"id": place.id, "name": place.name, **told_by_azure}


def _subscription(deployment: Deployment, _loops: Loops, _values: Arguments) -> Value:
    subscription = deployment.reads.placement.subscription
    return {
        "id": joined(["/subscriptions/", subscription]),
        "subscriptionId": subscription,
        "tenantId": computed("tenant"),
        "displayName": computed("display name", subscription),
    }


def _management_group(deployment: Deployment, _loops: Loops, _values: Arguments) -> Value:
    place = deployment.reads.placement
    return {"id": place.id, "name": place.name} if place.kind is ScopeKind.MANAGEMENT_GROUP else computed("group")


def _environment(_deployment: Deployment, _loops: Loops, _values: Arguments) -> Value:
    # A template does not say which cloud it is for; nearly all are for this one.
    suffixes = cloud_of("").suffixes
    return {
        "name": "AzureCloud",
        "suffixes": {
            "acrLoginServer": f".{suffixes['containerRegistry']}",
            "keyvaultDns": f".{suffixes['keyVault']}",
            "storage": suffixes["blob"].removeprefix("blob."),
        },
    }


def _parameters(deployment: Deployment, _loops: Loops, values: Arguments) -> Value:
    return deployment.reads.parameter(values[0]) if isinstance(values[0], str) else computed("parameters", *values)


def _variables(deployment: Deployment, _loops: Loops, values: Arguments) -> Value:
    return deployment.reads.variable(values[0]) if isinstance(values[0], str) else computed("variables", *values)


def _resource_id(deployment: Deployment, _loops: Loops, values: Arguments) -> Value:
    return deployment.reads.placement.resource_id(values)


def _subscription_resource_id(deployment: Deployment, _loops: Loops, values: Arguments) -> Value:
    return deployment.reads.placement.subscription_resource_id(values)


def _management_group_resource_id(deployment: Deployment, _loops: Loops, values: Arguments) -> Value:
    return deployment.reads.placement.management_group_resource_id(values)


def _extension_resource_id(_deployment: Deployment, _loops: Loops, values: Arguments) -> Value:
    return extension_id(values)


def _tenant_resource_id(_deployment: Deployment, _loops: Loops, values: Arguments) -> Value:
    return tenant_resource_id(values)


def _words(id_: Value) -> str:
    return letters_of(id_).casefold()


DEPLOYED: Mapping[str, Callable[[Deployment, Loops, Arguments], Value]] = {
    "copyindex": _copy_index,
    "environment": _environment,
    "extensionresourceid": _extension_resource_id,
    "managementgroup": _management_group,
    "managementgroupresourceid": _management_group_resource_id,
    "parameters": _parameters,
    "reference": _reference,
    "resourcegroup": _resource_group,
    "resourceid": _resource_id,
    "resourceinfo": _resource_info,
    "subscription": _subscription,
    "subscriptionresourceid": _subscription_resource_id,
    "tenantresourceid": _tenant_resource_id,
    "variables": _variables,
}
