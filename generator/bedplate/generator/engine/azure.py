"""The Azure model: what Azure would answer, as pure functions of a resource's inputs.

Ids follow the table of resource types; computed values are made up, but always the
same for the same id, and shaped as the provider returns them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bedplate.generator.arm.resource_types import ResourceType, resource_type
from bedplate.generator.engine.azure_outputs import computed_by, identity_outputs
from bedplate.generator.engine.azure_shapes import previewed
from bedplate.generator.engine.azure_values import TENANT_ID, deterministic_guid, name_in
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import Secret, Value

PACKAGE = "azure-native"
ZERO_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
_ECHOED_PATH_PARAMETERS = frozenset({"scope", "resourceUri"})
"""Path parameters that Azure returns in the body too."""


def is_azure(token: str) -> bool:
    """Return whether a Pulumi type token is one of azure-native's."""
    return token.startswith(f"{PACKAGE}:")


def todays_token(token: str) -> str:
    """Return the token that this release of azure-native has for a type, where that of an older one is given."""
    known = _known(token)
    return known.token if known else token


def resource_id(
    token: str, inputs: Mapping[str, Value], *, subscription_id: str = ZERO_SUBSCRIPTION, name: str = ""
) -> str:
    """Return the id that Azure would give.

    Args:
        token: Pulumi type token.
        inputs: the resource's inputs by wire name.
        subscription_id: the subscription of the provider.
        name: logical name, from which the provider would make a name where `inputs` have none.

    Returns:
        The ARM id; for a token outside the table, a deterministic id in the same form.
    """
    plain = {key: _text(value) for key, value in inputs.items()}
    plain["subscriptionId"] = plain.get("subscriptionId") or subscription_id
    known = _known(token)
    if known is None:
        return _generic_id(token, plain, name)
    given = {key: plain.get(key) or _invented_name(token, name, key) for key in known.path_parameters}
    return known.resource_id(given)


def computed_outputs(
    token: str, inputs: Mapping[str, Value], id_: str, *, environment: str = "public"
) -> dict[str, Value]:
    """Return all outputs of a deployed resource: what it echoes and what Azure computes.

    Args:
        token: Pulumi type token.
        inputs: the resource's inputs by wire name.
        id_: the resource's ARM id.
        environment: the provider's cloud, where no region says it: `public`, `usgovernment` or `china`.
    """
    if not is_azure(token):
        return dict(inputs)
    outputs = _echoed(token, inputs)
    known = _known(token)
    envelope: dict[str, Value] = {"name": name_in(id_), "type": _type_name(known, id_)}
    if known and known.api_version:
        envelope["azureApiVersion"] = known.api_version
    invented = computed_by(todays_token(token), id_, inputs, environment=environment)
    computed = merged(identity_outputs(id_, outputs.get("identity")), invented)
    return merged(merged(envelope, outputs), computed)


def preview_outputs(token: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    """Return what a first preview knows of the outputs: inputs that the answer repeats, else unknown."""
    if not is_azure(token):
        return dict(inputs)
    shaped = previewed(todays_token(token), inputs)
    return _echoed(token, inputs) if shaped is None else shaped


def checked_inputs(token: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    """Return inputs as the provider accepts them: azure-native drops every null from objects."""
    return _without_nulls(inputs) if is_azure(token) else dict(inputs)


def _without_nulls(value: Value) -> Any:
    if is_object(value):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    if is_array(value):
        return tuple(_without_nulls(item) for item in value)
    if isinstance(value, Secret):
        return Secret(_without_nulls(value.value))
    return value


def _echoed(token: str, inputs: Mapping[str, Value]) -> dict[str, Value]:
    """Return the inputs that Azure repeats in its answer: all but those that only stand in the path."""
    known = _known(token)
    path = set(known.path_parameters if known else ("resourceGroupName",)) - _ECHOED_PATH_PARAMETERS
    return {key: value for key, value in inputs.items() if key not in path}


def read_outputs(token: str, id_: str) -> dict[str, Value]:
    """Return the outputs of a resource that exists already and of which only the id is known."""
    return computed_outputs(token, {}, id_)


def invoke_outputs(
    token: str, arguments: Mapping[str, Value], *, subscription_id: str = ZERO_SUBSCRIPTION
) -> dict[str, Value]:
    """Return what a provider function answers: who is signed in, the resource looked up, or the arguments."""
    if token.rsplit(":", 1)[-1] == "getClientConfig":
        return {
            "clientId": deterministic_guid("client"),
            "objectId": deterministic_guid("deployer"),
            "subscriptionId": subscription_id,
            "tenantId": TENANT_ID,
        }
    resource = looked_up(token)
    if resource is None:
        return dict(arguments)
    id_ = resource_id(resource, arguments, subscription_id=subscription_id)
    return {**computed_outputs(resource, arguments, id_), "id": id_}


def looked_up(token: str) -> str | None:
    """Return the type token of the resource that a `get…` function reads, if the table holds it."""
    head, _, function = token.rpartition(":")
    candidate = f"{head}:{function.removeprefix('get')}"
    return candidate if function.startswith("get") and _known(candidate) else None


def merged(base: Mapping[str, Value], added: Mapping[str, Value]) -> dict[str, Value]:
    """Return `base` with `added` laid over it, nested objects merged; a value already known is kept."""
    result = dict(base)
    for key, value in added.items():
        old = result.get(key)
        if is_object(old) and is_object(value):
            result[key] = merged(old, value)
        else:
            result[key] = value
    return result


def _known(token: str) -> ResourceType | None:
    """Return the ARM type behind a token, where it is a resource with an ARM path of its own."""
    known = resource_type(token)
    return known if known is not None and known.path and known.not_arm is None else None


def _text(value: Value) -> str:
    if isinstance(value, Secret):
        return _text(value.value)
    return value if isinstance(value, str) else ""


def _invented_name(token: str, name: str, parameter: str) -> str:
    """Return a name as the provider would make it: the logical name with eight hexadecimal digits."""
    suffix = deterministic_guid(f"{token}/{name}/{parameter}")[:8]
    return f"{name}{suffix}" if name else suffix


def _generic_id(token: str, plain: Mapping[str, Any], name: str) -> str:
    names = [value for key, value in sorted(plain.items()) if key.endswith("Name") and key != "resourceGroupName"]
    last = "/".join(names) if name == "" and names else name or "default"
    if not is_azure(token):
        return f"{name}-{deterministic_guid(f'{token}/{name}')[:8]}"
    _, module, kind = [*token.split(":"), "", ""][:3]
    group = plain.get("resourceGroupName")
    scope = f"/subscriptions/{plain['subscriptionId']}" + (f"/resourceGroups/{group}" if group else "")
    return f"{scope}/providers/Microsoft.{module.split('/')[0].capitalize()}/{kind[:1].lower()}{kind[1:]}s/{last}"


def _type_name(known: ResourceType | None, id_: str) -> str:
    if known:
        return known.name
    provider, *segments = id_.rsplit("/providers/", 1)[-1].split("/")
    return "/".join([provider, *segments[::2]])
